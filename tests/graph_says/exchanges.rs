//! What a client makes of answers as Graph documents them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "service.rs"]
pub mod service;

use generated::{
    Error, GraphClient,
    runtime::{
        Json,
        client::{Batch, Call, Changes, Key, Resource, StreamExt, UploadSession},
    },
};
use serde_json::json;
use service::Graph;
use tests::{client, plain};

/// The first request is put off where the client tries again by itself.
fn start() -> (Graph, GraphClient) {
    let service = Graph::start(!plain::is_wanted());
    let graph = client::graph(service.server()).unwrap();
    (service, graph)
}

/// What arrived, but for what is sent again.
fn lines(service: &Graph) -> Vec<String> {
    let received = service.server().received();
    let mut lines: Vec<_> = received.iter().map(|one| format!("{} {}", one.method, one.target)).collect();
    lines.dedup();
    lines
}

fn user(graph: &GraphClient) -> Resource {
    graph.service().resource("users").key(&Key::text("1"))
}

fn item(graph: &GraphClient) -> Resource {
    user(graph).property("drive").property("items").key(&Key::text("2"))
}

#[tokio::test]
async fn a_change_is_made_though_the_answer_is_204() {
    let (service, graph) = start();
    let state = graph.device_management().managed_device_encryption_states("1");
    assert!(state.patch().device_name("a").send().await.unwrap().is_none());
    let refused = state.patch().device_name("b").if_match("W/\"1\"").send().await.unwrap_err();
    let refusal = refused.as_service().unwrap();
    assert_eq!(
        (refusal.status, refusal.code.as_str(), refusal.request_id.as_deref()),
        (412, "PreconditionFailed", Some("r-1"))
    );
    assert_eq!(refusal.message, "PreconditionFailed, says the service.");
    assert!(!refused.may_have_been_applied());
    assert_eq!(lines(&service), ["PATCH /beta/deviceManagement/managedDeviceEncryptionStates/1"]);
}

#[tokio::test]
async fn content_is_elsewhere() {
    let (service, graph) = start();
    let content = item(&graph).property("content").download();
    assert!(matches!(content.clone().send().await.unwrap_err(), Error::Redirect(_)));
    assert_eq!(content.follow_redirect().send().await.unwrap().0, b"content");
    let target = "GET /beta/users/1/drive/items/2/content";
    assert_eq!(lines(&service), [target, "GET /content?tempauth=1"]);
}

#[tokio::test]
async fn pages_and_changes_end_where_the_service_says() {
    let (service, graph) = start();
    let users = graph.service().resource("users");
    let pages = users.list::<Json>().page_size(1).items().map(|user| user.unwrap()["id"].clone());
    assert_eq!(pages.collect::<Vec<_>>().await, [json!("1"), json!("2")]);
    let mut changes = Changes::<Json>::resume(graph.service(), "https://graph.microsoft.com/beta/users/delta");
    assert_eq!(changes.next_page().await.unwrap().unwrap().value.len(), 2);
    let link = changes.delta_link().unwrap().to_owned();
    let mut changes = Changes::<Json>::resume(graph.service(), link);
    assert!(changes.next_page().await.unwrap().unwrap().value.is_empty());
    let expected = ["/users?$top=1", "/users?$skiptoken=abc", "/users/delta", "/users/delta?$deltatoken=abc"];
    assert_eq!(lines(&service), expected.map(|target| format!("GET /beta{target}")));
}

#[tokio::test]
async fn a_copy_is_waited_for() {
    let (service, graph) = start();
    let accepted = item(&graph).action::<()>("copy").send_response().await.unwrap();
    let status = accepted.monitor::<()>().unwrap().wait().await.unwrap();
    assert_eq!(status.resource_id.as_deref(), Some("3"));
    assert_eq!(service.server().received().iter().filter(|received| received.target == "/monitor/1").count(), 2);
}

#[tokio::test]
async fn a_session_ends_with_the_item() {
    let content: Vec<u8> = (0..700 * 1024).map(|place: u32| (place % 251) as u8).collect();
    let (service, graph) = start();
    let call: Call<Json> = item(&graph).action("createUploadSession");
    let session = call.send_response().await.unwrap().upload_session::<Json>().unwrap();
    let item = session.fragment_size(320 * 1024).upload(content.clone()).await.unwrap();
    assert_eq!((item.status(), &item.value().unwrap()["size"]), (201, &json!(content.len())));
    assert_eq!(service.uploaded(), content);

    // Outlook answers otherwise.
    let (service, graph) = start();
    let url = "https://files.example/outlook/1";
    let mut session = UploadSession::<Json>::new(graph.service(), url).unwrap().fragment_size(320 * 1024);
    let attachment = session.upload(content.clone()).await.unwrap();
    assert_eq!((attachment.status(), attachment.location()), (201, Some("https://files.example/attachments/1")));
    assert_eq!(service.uploaded(), content);
}

#[tokio::test]
async fn a_batch_has_what_each_request_has_by_itself() {
    let (service, graph) = start();
    let mut batch = Batch::new(graph.service());
    let read = batch.add(user(&graph).get::<Json>().into_request().unwrap()).unwrap();
    let gone = batch.add(user(&graph).property("unknown").get::<Json>().into_request().unwrap()).unwrap();
    let copy = batch.add(item(&graph).action::<()>("copy").into_request().unwrap()).unwrap();
    let mut answers = batch.send().await.unwrap();
    assert_eq!(answers.take(read).unwrap().into_value().unwrap()["id"], "1");
    assert_eq!(answers.take(gone).unwrap_err().as_service().unwrap().code, "itemNotFound");
    let monitor = answers.take(copy).unwrap().monitor::<()>().unwrap();
    assert_eq!(monitor.url(), "https://files.example/monitor/1");
    assert_eq!(lines(&service), ["POST /beta/$batch"]);
}
