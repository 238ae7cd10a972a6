//! How many items come in all, and how many a page has.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use generated::{
    models::ManagedDeviceEncryptionState as State,
    runtime::{
        Json,
        client::{Call, List, Page, PageSize, Service, ServiceOptions, TryStreamExt},
    },
};
use serde_json::json;
use tests::{
    client::graph,
    server::{Answer, Server},
};

const BY_TOP: &ServiceOptions = &ServiceOptions::STANDARD.page_size(PageSize::Top);

/// A service with pages of two items without an end, as Graph has them: `$top` does not end them.
fn endless(options: &'static ServiceOptions) -> (Server, Service) {
    let server = Server::start_with(|number, _, stream| {
        let value = [2 * number, 2 * number + 1];
        let next = format!("items?$skiptoken={}", number + 1);
        Answer::json(200, &json!({"@odata.count": 99, "value": value, "@odata.nextLink": next}).to_string())
            .write(stream)
    });
    let server = server.unwrap();
    let service = graph(&server).unwrap().service().clone().with_options(options);
    (server, service)
}

fn items(service: &Service) -> List<Json> {
    service.resource("items").list()
}

fn targets(server: &Server) -> Vec<String> {
    server.received().into_iter().map(|received| received.target).collect()
}

#[tokio::test]
async fn no_more_items_come_than_are_wanted() {
    for (top, requests) in [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3)] {
        let (server, service) = endless(&ServiceOptions::STANDARD);
        let all: Vec<Json> = items(&service).top(top).items().try_collect().await.unwrap();
        assert_eq!(all, (0..top).map(Json::from).collect::<Vec<_>>());
        let targets = targets(&server);
        assert_eq!((targets.len(), targets[0].clone()), (requests, format!("/beta/items?$top={top}")));
    }
    let (server, service) = endless(&ServiceOptions::STANDARD);
    let none: Vec<Json> = items(&service).top(0).items().try_collect().await.unwrap();
    assert_eq!((none, targets(&server)), (vec![], vec![String::from("/beta/items?$top=0")]));
}

#[tokio::test]
async fn the_page_with_the_last_item_is_cut_and_leads_nowhere() {
    let (server, service) = endless(&ServiceOptions::STANDARD);
    let pages: Vec<Page<Json>> = items(&service).top(3).pages().try_collect().await.unwrap();
    let [first, last] = &pages[..] else { panic!("{pages:?}") };
    assert_eq!((first.value.len(), first.next_link.as_deref()), (2, Some("items?$skiptoken=1")));
    assert_eq!((&last.value[..], last.count, last.next_link.as_deref()), (&[json!(2)][..], Some(99), None));
    assert_eq!(targets(&server), ["/beta/items?$top=3", "/beta/items?$skiptoken=1"]);

    // The same as a value that says what to send next.
    let mut pages = items(&service).top(2).into_pages();
    assert_eq!(pages.next_page().await.unwrap().unwrap().next_link, None);
    assert!(pages.next_page().await.unwrap().is_none() && pages.next_request().unwrap().is_none());
}

#[tokio::test]
async fn one_page_is_as_it_came() {
    let (server, service) = endless(&ServiceOptions::STANDARD);
    let page = items(&service).top(1).send().await.unwrap();
    assert_eq!((page.value.len(), page.next_link.as_deref()), (2, Some("items?$skiptoken=1")));
    // What the program says in the service's own words is the service's to understand.
    let five: Vec<Json> = items(&service)
        .query("$top", "1")
        .pages()
        .map_ok(|page| json!(page.value))
        .try_take_while(|page| {
            let is_wanted = page[0].as_u64() < Some(8);
            async move { Ok(is_wanted) }
        })
        .try_collect()
        .await
        .unwrap();
    assert_eq!(five, [json!([2, 3]), json!([4, 5]), json!([6, 7])]);
    assert_eq!(targets(&server)[1], "/beta/items?$top=1");
}

#[tokio::test]
async fn a_page_size_is_asked_for_as_the_service_wants() {
    let (server, standard) = endless(&ServiceOptions::STANDARD);
    let of_top = standard.clone().with_options(BY_TOP);
    let asked = |list: List<Json>| async { list.send().await.unwrap() };
    for service in [&standard, &of_top] {
        asked(items(service).page_size(9).page_size(5).prefer("a=b")).await;
        asked(items(service).top(3).page_size(5).skip(1)).await;
        asked(items(service).page_size(5).top(30)).await;
    }
    let sent: Vec<_> = server
        .received()
        .iter()
        .map(|received| (received.target.clone(), received.header("prefer").map(str::to_owned)))
        .collect();
    let expected = [
        ("", Some("odata.maxpagesize=5, a=b")),
        ("?$top=3&$skip=1", Some("odata.maxpagesize=5")),
        ("?$top=30", Some("odata.maxpagesize=5")),
        ("?$top=5", Some("a=b")),
        ("?$top=3&$skip=1", None),
        ("?$top=5", None),
    ];
    assert_eq!(sent, expected.map(|(query, prefer)| (format!("/beta/items{query}"), prefer.map(str::to_owned))));
}

#[tokio::test]
async fn a_page_size_ends_nothing() {
    let (server, service) = endless(BY_TOP);
    let five: Vec<Json> = items(&service).top(5).page_size(2).items().try_collect().await.unwrap();
    assert_eq!(five.len(), 5);
    let expected = ["/beta/items?$top=2", "/beta/items?$skiptoken=1", "/beta/items?$skiptoken=2"];
    assert_eq!(targets(&server), expected);
}

#[tokio::test]
async fn changes_end_with_the_last_item_that_is_wanted() {
    let page = |ids: &[&str]| {
        let value: Vec<_> = ids.iter().map(|id| json!({"id": id})).collect();
        let body = json!({"value": value, "@odata.deltaLink": "items?$deltatoken=1"});
        Answer::json(200, &body.to_string())
    };
    let server = Server::start(vec![page(&["a", "b"])]).unwrap();
    let service = graph(&server).unwrap().service().clone().with_options(&ServiceOptions::STANDARD);
    let list = || service.resource("items").list::<State>();
    let mut changes = list().top(2).changes();
    assert_eq!(changes.next_page().await.unwrap().unwrap().value.len(), 2);
    assert_eq!(changes.delta_link(), Some("https://graph.microsoft.com/beta/items?$deltatoken=1"));
    // A program that continued from the link would miss the items that were cut off.
    let mut changes = list().top(1).changes();
    let page = changes.next_page().await.unwrap().unwrap();
    assert_eq!((page.value.len(), page.delta_link, changes.delta_link()), (1, None, None));
    assert!(changes.next_page().await.unwrap().is_none());
    assert_eq!(targets(&server), ["/beta/items?$top=2", "/beta/items?$top=1"]);
}

#[tokio::test]
async fn functions_and_changes_have_a_page_size_too() {
    let server = Server::start(vec![Answer::json(200, r#"{"value": []}"#)]).unwrap();
    let standard = graph(&server).unwrap().service().clone().with_options(&ServiceOptions::STANDARD);
    let of_top = standard.clone().with_options(BY_TOP);
    for service in [&standard, &of_top] {
        let delta = || -> Call<Page<State>> { service.resource("users").function("delta") };
        assert_eq!(delta().page_size(5).send().await.unwrap().value, []);
        delta().changes().page_size(5).next_page().await.unwrap().unwrap();
    }
    let sent: Vec<_> = server
        .received()
        .iter()
        .map(|received| (received.target.clone(), received.header("prefer").map(str::to_owned)))
        .collect();
    let (target, prefer) = (String::from("/beta/users/delta()"), Some(String::from("odata.maxpagesize=5")));
    let by_preference = (target.clone(), prefer);
    let by_top = (format!("{target}?$top=5"), None);
    assert_eq!(sent, [by_preference.clone(), by_preference, by_top.clone(), by_top]);
}
