//! `$batch` as it arrives at a real socket, and what its answers become.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "batch/again.rs"]
mod again;
#[path = "batch/answers.rs"]
mod answers;
#[path = "batch/odd.rs"]
mod odd;

use generated::{
    GraphClient,
    models::ManagedDeviceEncryptionState,
    runtime::{
        Json,
        client::{Batch, Download, Handle, Key, Request},
    },
};
use serde_json::json;
use tests::{
    client::{TOKEN, graph},
    server::{Answer, Received, Server},
};

type State = ManagedDeviceEncryptionState;

const COLLECTION: &str = "deviceManagement/managedDeviceEncryptionStates";

fn start(answers: Vec<Answer>) -> (Server, GraphClient) {
    let server = Server::start(answers).unwrap();
    let graph = graph(&server).unwrap();
    (server, graph)
}

fn get(graph: &GraphClient, id: &str) -> Request<State> {
    graph.device_management().managed_device_encryption_states(id).get().into_request().unwrap()
}

fn create(graph: &GraphClient, name: &str) -> Request<State> {
    let states = graph.device_management().managed_device_encryption_states_collection();
    states.create().device_name(name).into_request().unwrap()
}

fn content(graph: &GraphClient, name: &str) -> Download {
    graph.service().resource("photos").key(&Key::text(name)).content()
}

/// A batch with a `GET` for each id.
fn gets(graph: &GraphClient, ids: &[&str]) -> (Batch, Vec<Handle<State>>) {
    let mut batch = Batch::new(graph.service());
    let handles = ids.iter().map(|id| batch.add(get(graph, id)).unwrap()).collect();
    (batch, handles)
}

fn responses(parts: &[Json]) -> Answer {
    Answer::json(200, &json!({ "responses": parts }).to_string())
}

fn found(id: &str) -> Json {
    json!({"id": id, "status": 200, "body": {"id": format!("entity {id}")}})
}

fn refused(id: &str, status: u16) -> Json {
    json!({"id": id, "status": status, "body": {"error": {"code": format!("Code{status}"), "message": "No."}}})
}

fn put_off(id: &str, seconds: u32) -> Json {
    let mut part = refused(id, 429);
    part["headers"] = json!({"Retry-After": seconds.to_string()});
    part
}

fn body(received: &Received) -> Json {
    serde_json::from_slice(&received.body).unwrap()
}

/// The ids of each batch request that arrived.
fn ids(server: &Server) -> Vec<Vec<String>> {
    let ids = |received: &Received| {
        let body = body(received);
        let requests = body["requests"].as_array().unwrap().iter();
        requests.map(|request| request["id"].as_str().unwrap().to_owned()).collect()
    };
    server.received().iter().map(ids).collect()
}

#[tokio::test]
async fn requests_of_every_kind_arrive_as_one_and_answers_are_typed() {
    let parts = [
        json!({"id": "5", "status": 204}),
        json!({"id": "2", "status": 200, "body": {"value": [{"id": "x"}], "@odata.count": 1}}),
        json!({"id": "4", "status": 200, "headers": {"ETag": "W/\"2\"", "Content-Type": "application/json"}, "body": {"id": "d"}}),
        json!({"id": "1", "status": 200, "headers": {"request-id": "r-1"}, "body": {"id": "a"}}),
        json!({"id": "3", "status": 201, "body": {"id": "c", "deviceName": "LAP-1"}}),
    ];
    let (server, graph) = start(vec![responses(&parts)]);
    let states = graph.device_management().managed_device_encryption_states_collection();
    let state = |id: &str| graph.device_management().managed_device_encryption_states(id);
    let list = states.list().query("$select", "id").query("$top", "1");
    let change = state("d").patch().os_version("11").header("if-match", "W/\"1\"");

    let mut batch = Batch::new(graph.service());
    let read = batch.add(get(&graph, "a b")).unwrap();
    let listed = batch.add(list.into_request().unwrap()).unwrap();
    let created = batch.add(create(&graph, "LAP-1")).unwrap();
    let changed = batch.add(change.into_request().unwrap()).unwrap();
    let deleted = batch.add(state("e").delete().header("authorization", "secret").into_request().unwrap()).unwrap();
    let mut answers = batch.send().await.unwrap();

    let received = server.received();
    assert_eq!(received.len(), 1);
    assert_eq!((received[0].method.as_str(), received[0].target.as_str()), ("POST", "/beta/$batch"));
    assert_eq!(received[0].header("content-type"), Some("application/json"));
    assert_eq!(received[0].header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
    assert_eq!(received[0].header("prefer"), Some("continue-on-error"), "one that fails must not stop the others");
    let read_only = json!({"accept": "application/json"});
    let with_body = json!({"accept": "application/json", "content-type": "application/json"});
    let with_tag = json!({"accept": "application/json", "content-type": "application/json", "if-match": "W/\"1\""});
    let model = "#microsoft.graph.managedDeviceEncryptionState";
    let expected = json!({"requests": [
        {"id": "1", "method": "GET", "url": format!("{COLLECTION}/a%20b"), "headers": read_only},
        {"id": "2", "method": "GET", "url": format!("{COLLECTION}?$select=id&$top=1"), "headers": read_only},
        {"id": "3", "method": "POST", "url": COLLECTION, "headers": with_body,
            "body": {"@odata.type": model, "deviceName": "LAP-1"}},
        {"id": "4", "method": "PATCH", "url": format!("{COLLECTION}/d"), "headers": with_tag,
            "body": {"@odata.type": model, "osVersion": "11"}},
        {"id": "5", "method": "DELETE", "url": format!("{COLLECTION}/e"), "headers": read_only},
    ]});
    assert_eq!(body(&received[0]), expected);

    let read = answers.take(read).unwrap();
    assert_eq!((read.status(), read.request_id()), (200, Some("r-1")));
    assert_eq!(read.into_value().unwrap().id.as_deref(), Some("a"));
    let page = answers.take(listed).unwrap().into_value().unwrap();
    assert_eq!((page.count, page.value[0].id.as_deref()), (Some(1), Some("x")));
    let created = answers.take(created).unwrap();
    assert_eq!((created.status(), created.value().unwrap().device_name.as_deref()), (201, Some("LAP-1")));
    let changed = answers.take(changed).unwrap();
    assert_eq!(changed.etag(), Some("W/\"2\""));
    assert_eq!(changed.raw_body(), br#"{"id":"d"}"#);
    assert_eq!(changed.into_value().unwrap().unwrap().id.as_deref(), Some("d"));
    assert_eq!(answers.take(deleted).unwrap().status(), 204);
}

#[tokio::test]
async fn a_batch_is_split_at_the_limit_of_the_service() {
    let answers =
        vec![responses(&[found("2"), found("1")]), responses(&[found("3"), found("4")]), responses(&[found("5")])];
    let (server, graph) = start(answers);
    let (batch, handles) = gets(&graph, &["a", "b", "c", "d", "e"]);
    let mut answers = tokio::spawn(batch.limit(2).send()).await.unwrap().unwrap();
    assert_eq!(ids(&server), [vec!["1", "2"], vec!["3", "4"], vec!["5"]]);
    for (number, handle) in (1..).zip(handles) {
        let state = answers.take(handle).unwrap().into_value().unwrap();
        assert_eq!(state.id, Some(format!("entity {number}")));
    }
}

#[tokio::test]
async fn by_default_twenty_go_into_one_request_and_none_into_none() {
    let (server, graph) = start(vec![responses(&[])]);
    let (batch, _) = gets(&graph, &[]);
    batch.send().await.unwrap();
    assert!(server.received().is_empty());
    let (batch, _) = gets(&graph, &["a"; 21]);
    batch.send().await.unwrap();
    let lengths: Vec<_> = ids(&server).iter().map(Vec::len).collect();
    assert_eq!(lengths, [20, 1]);
}

#[tokio::test]
async fn a_group_and_a_chain_stay_together() {
    let (server, graph) = start(vec![responses(&[])]);
    let mut batch = Batch::new(graph.service()).limit(3);
    let first = batch.add(get(&graph, "a")).unwrap();
    let mut group = batch.group();
    group.add(create(&graph, "b")).unwrap();
    group.add(create(&graph, "c")).unwrap();
    batch.add_after(get(&graph, "d"), &[first.id()]).unwrap();
    batch.add(get(&graph, "e")).unwrap();
    batch.send().await.unwrap();
    assert_eq!(ids(&server), [vec!["1", "4"], vec!["2", "3", "5"]]);
}

#[tokio::test]
async fn a_group_is_named_by_what_depends_on_it() {
    let (server, graph) = start(vec![responses(&[])]);
    let mut batch = Batch::new(graph.service());
    let mut group = batch.group();
    let one = group.add(create(&graph, "a")).unwrap();
    let two = group.add_after(create(&graph, "b"), &[one.id()]).unwrap();
    batch.add_after(get(&graph, "c"), &[one.id(), two.id()]).unwrap();
    batch.group().add_after(create(&graph, "d"), &[one.id()]).unwrap();
    batch.send().await.unwrap();

    let requests = body(&server.received()[0]);
    let ties = |index: usize| {
        let request = &requests["requests"][index];
        (request["atomicityGroup"].clone(), request["dependsOn"].clone())
    };
    assert_eq!(ties(0), (json!("g1"), Json::Null));
    assert_eq!(ties(1), (json!("g1"), json!(["1"])));
    assert_eq!(ties(2), (Json::Null, json!(["g1"])), "of another group, the whole is named");
    assert_eq!(ties(3), (json!("g2"), json!(["g1"])));
}

#[tokio::test]
async fn what_is_tied_and_over_the_limit_is_refused_before_anything_is_sent() {
    let (server, graph) = start(vec![responses(&[])]);
    let mut batch = Batch::new(graph.service()).limit(2);
    let mut last = batch.add(get(&graph, "a")).unwrap();
    for name in ["b", "c"] {
        last = batch.add_after(get(&graph, name), &[last.id()]).unwrap();
    }
    let error = batch.send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "3 requests are tied by a group or by dependencies and must be sent in one, which takes 2 (the first is \
             request 1 of the batch, GET {COLLECTION}/a); tie fewer, or raise Batch::limit if the service takes more"
        )
    );
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn what_is_not_of_the_batch_is_refused() {
    let (server, graph) = start(vec![responses(&[])]);
    let (_, other) = start(vec![responses(&[])]);
    let mut batch = Batch::new(graph.service());
    let error = batch.add(get(&other, "a")).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "GET https://graph.microsoft.com/beta/{COLLECTION}/a is a request of another service than the batch, whose \
             service root is \"https://graph.microsoft.com/beta\"; make both of one Service or its clones"
        )
    );
    let (_, handles) = gets(&graph, &["a"]);
    let error = batch.add_after(get(&graph, "a"), &[handles[0].id()]).unwrap_err();
    assert_eq!(error.to_string(), "a request can only depend on others of its own batch");
    let mut answers = batch.send().await.unwrap();
    for handle in handles {
        let error = answers.take(handle).unwrap_err();
        assert_eq!(error.to_string(), "the handle is of another batch than the answers");
    }
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn a_link_out_of_the_service_root_is_refused() {
    let link = "https://graph.microsoft.com/v1.0/x?$skiptoken=1";
    let page = json!({"value": [], "@odata.nextLink": link}).to_string();
    let (_server, graph) = start(vec![Answer::json(200, &page)]);
    let list = graph.device_management().managed_device_encryption_states_collection().list();
    let next = list.send_response().await.unwrap().next_page().unwrap().unwrap();
    let error = Batch::new(graph.service()).add(next).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "GET {link} leads out of \"https://graph.microsoft.com/beta\", and a batch only takes what is below its \
             service root"
        )
    );
}

#[test]
fn debug_output_shows_no_header_and_no_body() {
    let (_server, graph) = start(vec![responses(&[])]);
    let mut batch = Batch::new(graph.service());
    let states = graph.device_management().managed_device_encryption_states_collection();
    let request = states.create().device_name("secret name").header("x-key", "secret key");
    batch.add(request.into_request().unwrap()).unwrap();
    let text = format!("{batch:?}");
    assert!(text.contains("x-key") && !text.contains("secret"), "{text}");
}
