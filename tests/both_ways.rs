//! The same requests through the pipeline and by hand: what arrives is the same, but for token, request ids and user agent.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::Duration;

use generated::{
    GraphClient,
    models::ManagedDeviceEncryptionState as State,
    runtime::{
        Json,
        client::{Batch, Call, Changes, Key, Monitor, Page, Single, StreamExt, UploadSession},
    },
};
use serde_json::json;
use tests::{
    client::graph,
    plain::Socket,
    server::{Answer, Received, Server},
};

const ROOT: &str = "https://graph.microsoft.com/beta";
const HOST: &str = "graph.microsoft.com";

/// What each way to send adds by itself.
const OWN: [&str; 8] = [
    "authorization",
    "client-request-id",
    "x-ms-client-request-id",
    "user-agent",
    "accept-encoding",
    "connection",
    "host",
    "content-length",
];

/// A request as it arrived, without what a way to send adds by itself.
fn sent(received: &Received) -> (String, String, Vec<(String, String)>, String) {
    let mut headers: Vec<_> =
        received.headers.iter().filter(|(name, _)| !OWN.contains(&name.as_str())).cloned().collect();
    headers.sort();
    let body = String::from_utf8_lossy(&received.body).into_owned();
    (received.method.clone(), received.target.clone(), headers, body)
}

/// Two servers with the same answers, one for each way.
struct Ways {
    pipeline: Server,
    graph: GraphClient,
    plain: Server,
    by_hand: GraphClient,
    socket: Socket,
}

impl Ways {
    fn new(answers: &[Answer]) -> Self {
        let (pipeline, plain) = (Server::start(answers.to_vec()).unwrap(), Server::start(answers.to_vec()).unwrap());
        let graph = graph(&pipeline).unwrap();
        let by_hand = GraphClient::without_transport(ROOT).unwrap();
        let socket = Socket { address: plain.address(), host: HOST };
        Self { pipeline, graph, plain, by_hand, socket }
    }

    /// The number of requests that arrived at each.
    fn assert_same(&self) -> usize {
        let [one, other] = [&self.pipeline, &self.plain].map(Server::received);
        assert_eq!(one.iter().map(sent).collect::<Vec<_>>(), other.iter().map(sent).collect::<Vec<_>>());
        let is_signed = |received: &Received| received.header("authorization").is_some();
        let [one, other] = [one, other].map(|received| received.iter().map(is_signed).collect::<Vec<_>>());
        assert_eq!(one, other);
        one.len()
    }
}

fn json(body: &Json) -> Answer {
    Answer::json(200, &body.to_string())
}

#[tokio::test]
async fn a_read_a_change_a_creation_and_a_deletion() {
    let ways = Ways::new(&[json(&json!({"id": "a", "deviceName": "n"}))]);
    let state = |graph: &GraphClient| graph.device_management().managed_device_encryption_states("a b/c");
    let states = |graph: &GraphClient| graph.device_management().managed_device_encryption_states_collection();
    let (graph, by_hand, socket) = (&ways.graph, &ways.by_hand, &ways.socket);

    let get = |graph| state(graph).get().select((State::ID, State::DEVICE_NAME)).if_none_match("W/\"1\"");
    let read = get(graph).send().await.unwrap();
    let (request, reader) = get(by_hand).into_http().unwrap();
    assert_eq!(reader.read(socket.send(&request).unwrap()).unwrap().into_value().unwrap(), read);

    let patch = |graph| state(graph).patch().device_name("\u{e4}").clear_os_version().if_match("*");
    let changed = patch(graph).send().await.unwrap();
    let (request, reader) = patch(by_hand).into_http().unwrap();
    assert_eq!(reader.read(socket.send(&request).unwrap()).unwrap().into_value().unwrap(), changed);

    let create = |graph| states(graph).create().device_name("n");
    let created = create(graph).send().await.unwrap();
    let (request, reader) = create(by_hand).into_http().unwrap();
    assert_eq!(reader.read(socket.send(&request).unwrap()).unwrap().into_value().unwrap(), created);

    state(graph).delete().send().await.unwrap();
    let (request, reader) = state(by_hand).delete().into_http().unwrap();
    reader.read(socket.send(&request).unwrap()).unwrap();
    assert_eq!(ways.assert_same(), 4);
}

#[tokio::test]
async fn calls_and_content() {
    let ways = Ways::new(&[json(&json!({"value": 7}))]);
    let call = |graph: &GraphClient| -> Call<Single<i32>> {
        graph.service().resource("robots").function("Reach").set_text("Arm", "l/r").set_json("Goal", json!({"x": 1}))
    };
    let reach = call(&ways.graph).send().await.unwrap();
    let (request, reader) = call(&ways.by_hand).into_http().unwrap();
    let read = reader.read(ways.socket.send(&request).unwrap()).unwrap().into_value().unwrap();
    assert_eq!((read.into_inner(), reach), (Some(7), 7));

    let photo = |graph: &GraphClient| graph.service().resource("photos").key(&Key::text("a")).content();
    let content = photo(&ways.graph).send().await.unwrap();
    let (request, reader) = photo(&ways.by_hand).into_http().unwrap();
    assert_eq!(reader.read(ways.socket.send(&request).unwrap()).unwrap().into_value().unwrap(), content);

    photo(&ways.graph).replace_with("new", "text/plain").send().await.unwrap();
    let upload = photo(&ways.by_hand).replace_with("new", "text/plain");
    ways.socket.send(&upload.into_http::<Option<Json>>().unwrap().0).unwrap();
    assert_eq!(ways.assert_same(), 3);
}

#[tokio::test]
async fn a_collection_page_after_page() {
    let ways = Ways::new(&[
        json(&json!({"value": [{"id": "a"}, {"id": "b"}], "@odata.nextLink": format!("{ROOT}/x?$skiptoken=1 2")})),
        json(&json!({"value": [{"id": "c"}]})),
    ]);
    let list = |graph: &GraphClient| {
        let states = graph.device_management().managed_device_encryption_states_collection();
        states.list().filter(State::DEVICE_NAME.eq("o'neil")).count().page_size(2).header("x-own", "1")
    };
    let items: Vec<State> = list(&ways.graph).items().map(Result::unwrap).collect().await;
    let (mut pages, mut by_hand) = (list(&ways.by_hand).into_pages(), Vec::new());
    while let Some(request) = pages.next_request().unwrap() {
        by_hand.extend(pages.take(ways.socket.send(&request).unwrap()).unwrap().value);
    }
    assert_eq!(by_hand, items);
    assert_eq!((items.len(), ways.assert_same()), (3, 2));
}

#[tokio::test]
async fn changes_with_a_link_to_those_to_come() {
    let ways = Ways::new(&[
        json(&json!({"value": [{"id": "a"}], "@odata.nextLink": "next"})),
        json(&json!({"value": [{"id": "b", "@removed": {"reason": "deleted"}}], "@odata.deltaLink": "delta?x=1"})),
    ]);
    let begin = |graph: &GraphClient| -> Changes<State> {
        let call: Call<Page<State>> = graph.service().resource("users").function("delta");
        call.changes().prefer("odata.maxpagesize=1")
    };
    let (mut changes, mut by_hand) = (begin(&ways.graph), begin(&ways.by_hand));
    while let Some(page) = changes.next_page().await.unwrap() {
        let request = by_hand.next_request().unwrap().unwrap();
        assert_eq!(by_hand.take(ways.socket.send(&request).unwrap()).unwrap(), page);
    }
    assert!(by_hand.next_request().unwrap().is_none());
    let delta_link = format!("{ROOT}/users/delta?x=1");
    assert_eq!(changes.delta_link(), Some(delta_link.as_str()));
    assert_eq!(by_hand.delta_link(), changes.delta_link());
    assert_eq!(ways.assert_same(), 2);
}

#[tokio::test]
async fn a_batch_of_which_a_part_is_put_off() {
    let part = |id: &str, status: u16| json!({"id": id, "status": status, "headers": {"Retry-After": "0"}, "body": {"id": id}});
    let ways = Ways::new(&[
        json(&json!({"responses": [part("1", 200), part("2", 429)]})),
        json(&json!({"responses": [part("2", 200)]})),
    ]);
    let begin = |graph: &GraphClient| {
        let mut batch = Batch::new(graph.service());
        let handles = ["a", "b"].map(|id| {
            let state = graph.device_management().managed_device_encryption_states(id);
            batch.add(state.patch().device_name(id).into_request().unwrap()).unwrap()
        });
        (batch, handles)
    };
    let (batch, handles) = begin(&ways.graph);
    let mut answers = batch.send().await.unwrap();
    let (batch, others) = begin(&ways.by_hand);
    let mut rounds = batch.into_rounds().unwrap();
    while let Some(request) = rounds.next_request().unwrap() {
        assert_eq!(rounds.wait_time(), Duration::ZERO);
        rounds.take(ways.socket.send(&request).unwrap()).unwrap();
    }
    let mut by_hand = rounds.into_answers();
    for (handle, other) in handles.into_iter().zip(others) {
        let value = answers.take(handle).unwrap().into_value().unwrap();
        assert_eq!(by_hand.take(other).unwrap().into_value().unwrap(), value);
    }
    assert_eq!(ways.assert_same(), 2);
}

#[test]
fn a_batch_whose_connection_breaks_keeps_what_was_answered() {
    let graph = GraphClient::without_transport(ROOT).unwrap();
    let mut batch = Batch::new(graph.service()).limit(1);
    let [first, second, third] = ["1", "2", "3"].map(|id| {
        let state = graph.device_management().managed_device_encryption_states(id);
        batch.add(state.patch().device_name(id).into_request().unwrap()).unwrap()
    });
    let mut rounds = batch.into_rounds().unwrap();
    rounds.next_request().unwrap().unwrap();
    let answer = json!({"responses": [{"id": "1", "status": 200, "body": {"id": "1"}}]}).to_string();
    rounds.take(http::Response::new(answer)).unwrap();
    rounds.next_request().unwrap().unwrap();
    rounds.fail("the cable is out").unwrap();
    assert!(rounds.next_request().unwrap().is_none());
    let mut answers = rounds.into_answers();
    answers.take(first).unwrap();
    let (second, third) = (answers.take(second).unwrap_err(), answers.take(third).unwrap_err());
    assert!(second.to_string().contains("the cable is out") && second.may_have_been_applied(), "{second}");
    assert!(!third.may_have_been_applied(), "{third}");
}

#[tokio::test]
async fn large_content_by_fragments_to_where_no_token_goes() {
    let ways = Ways::new(&[
        Answer::json(202, r#"{"nextExpectedRanges": ["327680-"]}"#),
        Answer::json(416, "{}"),
        json(&json!({"nextExpectedRanges": ["655360-"]})),
        Answer::json(201, r#"{"id": "item"}"#),
    ]);
    let content = vec![b'x'; 2 * 327_680 + 5];
    let begin = |graph: &GraphClient| -> UploadSession<Json> {
        UploadSession::new(graph.service(), "https://upload.example/s?tempauth=1").unwrap().fragment_size(327_680)
    };
    let uploaded = begin(&ways.graph).upload(content.clone()).await.unwrap().into_value().unwrap();
    let mut session = begin(&ways.by_hand);
    let size = content.len() as u64;
    let by_hand = loop {
        let read = |range: std::ops::Range<u64>| {
            let range = usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap();
            Ok(content[range].to_vec().into())
        };
        let request = session.next_request(size, read).unwrap();
        assert!(!ways.by_hand.service().is_own(request.uri()));
        if let Some(response) = session.take(ways.socket.send(&request).unwrap()).unwrap() {
            break response;
        }
    };
    assert_eq!(by_hand.into_value().unwrap(), uploaded);
    assert_eq!(ways.assert_same(), 4);
}

#[tokio::test]
async fn an_operation_that_outlasts_its_request() {
    let ways = Ways::new(&[
        Answer::json(202, "").header("location", "operations/1").header("retry-after", "0"),
        Answer::json(202, r#"{"status": "running"}"#).header("retry-after", "0"),
        json(&json!({"status": "succeeded", "resourceLocation": "/items/9"})),
        json(&json!({"id": "9"})),
    ]);
    let copy = |graph: &GraphClient| -> Call<State> { graph.service().resource("items").action("copy") };
    let monitor: Monitor<State> = copy(&ways.graph).send_response().await.unwrap().monitor().unwrap();
    let result = monitor.finish().await.unwrap();

    let (request, reader) = copy(&ways.by_hand).into_http().unwrap();
    let mut monitor: Monitor<State> = reader.read(ways.socket.send(&request).unwrap()).unwrap().monitor().unwrap();
    while let Some(request) = monitor.next_request() {
        monitor.take(ways.socket.send(&request).unwrap()).unwrap();
        assert_eq!(monitor.wait_time(), Duration::ZERO);
    }
    assert_eq!(monitor.into_result().unwrap(), result);
    assert_eq!(ways.assert_same(), 4);
}

#[test]
fn an_answer_that_was_not_asked_for_is_refused() {
    let graph = GraphClient::without_transport(ROOT).unwrap();
    let mut pages = graph.device_management().managed_device_encryption_states_collection().list().into_pages();
    let error = pages.take(http::Response::new("{}")).unwrap_err();
    assert!(error.to_string().contains("next_request()"), "{error}");
}

#[tokio::test]
async fn a_service_without_a_transport_says_so() {
    let graph = GraphClient::without_transport(ROOT).unwrap();
    let error = graph.service().resource("x").get::<Json>().send().await.unwrap_err();
    assert!(error.to_string().contains("into_http()"), "{error}");
}

#[test]
fn an_answer_beyond_the_limits_is_refused_by_hand_too() {
    use generated::runtime::requests::{Limits, Service};
    let service = Service::new(ROOT).unwrap().with_limits(Limits::default().response_size(10));
    let (_, reader) = service.resource("x").get::<Json>().into_http().unwrap();
    let error = reader.read(http::Response::new(r#"{"id": "long"}"#)).unwrap_err();
    assert!(matches!(error, generated::Error::Limit(_)), "{error}");
}

#[test]
fn a_page_is_taken_once() {
    let graph = GraphClient::without_transport(ROOT).unwrap();
    let mut pages = graph.device_management().managed_device_encryption_states_collection().list().into_pages();
    pages.next_request().unwrap().unwrap();
    let page = || http::Response::new(r#"{"value": [{"id": "a"}], "@odata.nextLink": "next"}"#);
    assert_eq!(pages.take(page()).unwrap().value.len(), 1);
    assert!(pages.take(page()).is_err());
    assert_eq!(pages.next_request().unwrap().unwrap().uri().to_string(), format!("{ROOT}/deviceManagement/next"));
}

#[test]
fn a_part_that_was_never_handed_out_was_not_applied() {
    let graph = GraphClient::without_transport(ROOT).unwrap();
    let mut batch = Batch::new(graph.service()).limit(1);
    let [first, second] = ["1", "2"].map(|id| {
        let state = graph.device_management().managed_device_encryption_states(id);
        batch.add(state.patch().device_name(id).into_request().unwrap()).unwrap()
    });
    let mut rounds = batch.into_rounds().unwrap();
    rounds.next_request().unwrap().unwrap();
    let mut answers = rounds.into_answers();
    assert!(answers.take(first).unwrap_err().may_have_been_applied());
    let error = answers.take(second).unwrap_err();
    assert!(!error.may_have_been_applied() && error.to_string().starts_with("did not send"), "{error}");
}

#[test]
fn a_link_that_writes_the_root_otherwise_goes_into_a_batch() {
    let graph = GraphClient::without_transport("https://Service.example:443/v1").unwrap();
    let list = graph.device_management().managed_device_encryption_states_collection().list();
    let (_, reader) = list.into_http().unwrap();
    let page = r#"{"value": [], "@odata.nextLink": "https://service.example/v1/Orders('a:b')?$skiptoken=1"}"#;
    let next = reader.read(http::Response::new(page)).unwrap().next_page().unwrap().unwrap();
    let mut batch = Batch::new(graph.service());
    batch.add(next).unwrap();
    let request = batch.into_rounds().unwrap().next_request().unwrap().unwrap();
    let body: Json = serde_json::from_slice(request.body()).unwrap();
    assert_eq!(body["requests"][0]["url"], "Orders('a:b')?$skiptoken=1");
}
