//! Damaged pages over a socket: as pages, as changes and as parts of a batch.

use generated::{
    GraphClient,
    runtime::client::{Batch, Change, Changes, Key, List, Page},
};
use serde_json::{Value, json};
use tests::{
    client::graph,
    server::{Answer, Server},
};
use voyages::models::AnyTraveller;

use super::{Case, cases, check_change, check_entity, damage, page_text, text, told};

const LINK: &str = "https://graph.microsoft.com/beta/travellers?$skiptoken=";

/// How many cases of each kind of damage are sent by each way.
const OF_EACH: usize = 12;

/// The cases of a form.
fn of_form(form: usize) -> Vec<Case> {
    damage::ALL
        .into_iter()
        .flat_map(|first| cases(first, OF_EACH * 4).filter(|case| case.form == form).take(OF_EACH))
        .collect()
}

fn start(bodies: &[String]) -> (Server, GraphClient) {
    let server = Server::start(bodies.iter().map(|body| Answer::json(200, body)).collect()).unwrap();
    let graph = graph(&server).unwrap();
    (server, graph)
}

/// The pages of cases, each with a link to the next one, or with a delta link on the last.
fn linked(cases: &[Case]) -> Vec<String> {
    let body = |(index, case): (usize, &Case)| {
        let link = if index + 1 < cases.len() { "nextLink" } else { "deltaLink" };
        let page = page_text(&case.damaged);
        format!("{{\"@odata.{link}\":\"{LINK}{index}\",{}", &page[1..])
    };
    cases.iter().enumerate().map(body).collect()
}

fn list(graph: &GraphClient) -> List<AnyTraveller> {
    graph.service().resource("travellers").list()
}

fn check(page: &Page<AnyTraveller>, case: &Case) {
    let (input, expected) = (case.text(), case.expected());
    assert_eq!(told(&page.deviations), expected.told, "{input}");
    assert_eq!(page.value.len(), expected.items.len(), "{input}");
    page.value.iter().zip(&expected.items).for_each(|(entity, item)| check_entity(entity, item, &input));
}

#[tokio::test]
async fn pages_are_read_one_after_another() {
    let cases = of_form(0);
    let (server, graph) = start(&linked(&cases));
    let mut pages = list(&graph).into_pages();
    for case in &cases {
        check(&pages.next_page().await.unwrap().unwrap(), case);
    }
    assert!(pages.next_page().await.unwrap().is_none());
    assert_eq!(server.received().len(), cases.len());
}

#[tokio::test]
async fn changes_are_read_to_their_delta_link() {
    let cases = of_form(3);
    let (_server, graph) = start(&linked(&cases));
    let mut changes: Changes<AnyTraveller> = list(&graph).changes();
    for case in &cases {
        let page: Page<Change<AnyTraveller>> = changes.next_page().await.unwrap().unwrap();
        let (input, expected) = (case.text(), case.expected());
        assert_eq!(told(&page.deviations), expected.told, "{input}");
        assert_eq!(page.value.len(), expected.items.len(), "{input}");
        page.value.iter().zip(&expected.items).for_each(|(change, item)| check_change(change, item, &input));
    }
    assert_eq!(changes.delta_link(), Some(&*format!("{LINK}{}", cases.len() - 1)));
}

#[tokio::test]
async fn parts_of_a_batch_are_read_each_by_itself() {
    for cases in of_form(0).chunks(20) {
        // The marks of text are replaced in the whole, so that a part is what it would be alone.
        let part = |(index, case): (usize, &Case)| json!({"id": (index + 1).to_string(), "status": 200, "body": {"@odata.count": 7, "value": case.damaged}});
        let parts: Value = cases.iter().enumerate().map(part).collect();
        let (server, graph) = start(&[text::text(&json!({ "responses": parts }))]);
        let mut batch = Batch::new(graph.service());
        let handles: Vec<_> = cases.iter().map(|_| batch.add(list(&graph).into_request().unwrap()).unwrap()).collect();
        let mut answers = batch.send().await.unwrap();
        for (case, handle) in cases.iter().zip(handles) {
            check(&answers.take(handle).unwrap().into_value().unwrap(), case);
        }
        assert_eq!(server.received().len(), 1);
    }
}

#[tokio::test]
async fn an_entity_on_its_own_tells_paths_without_those_of_a_page() {
    for case in of_form(0).iter().filter(|case| case.damaged[0].is_object()) {
        let (_server, graph) = start(&[text::text(&case.damaged[0])]);
        let get = graph.service().resource("travellers").key(&Key::text("a")).get::<AnyTraveller>();
        let response = get.send_response().await.unwrap();
        let expected = case.expected();
        let own: Vec<_> = expected.told.iter().filter_map(|told| told.path.strip_prefix("value[0].")).collect();
        let paths: Vec<_> = response.deviations().iter().map(generated::runtime::Deviation::path).collect();
        assert_eq!(paths, own, "{}", case.text());
    }
}
