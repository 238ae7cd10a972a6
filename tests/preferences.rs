//! What a service answers a change with, and on which condition it makes it, on a real socket.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use generated::{GraphClient, requests::ManagedDeviceEncryptionStateRequestBuilder};
use serde_json::json;
use tests::{
    client::graph,
    server::{Answer, Server},
};

const PATH: &str = "/beta/deviceManagement/managedDeviceEncryptionStates";

fn server(answers: Vec<Answer>) -> (Server, GraphClient) {
    let server = Server::start(answers).unwrap();
    let graph = graph(&server).unwrap();
    (server, graph)
}

fn state(graph: &GraphClient) -> ManagedDeviceEncryptionStateRequestBuilder {
    graph.device_management().managed_device_encryption_states("a")
}

#[tokio::test]
async fn a_minimal_answer_has_what_the_headers_say() {
    let location = format!("https://graph.microsoft.com{PATH}/a");
    let created = Answer::empty(204).header("location", &location).header("odata-entityid", &location);
    let (server, graph) = server(vec![created, Answer::empty(204).header("etag", "W/\"2\"")]);
    let states = graph.device_management().managed_device_encryption_states_collection();
    let response = states.create().device_name("LAP-1").send_minimal().await.unwrap();
    assert_eq!((response.status(), response.location()), (204, Some(location.as_str())));
    assert_eq!(response.entity_id(), Some(location.as_str()));
    let response = state(&graph).patch().os_version("1").prefer("handling=strict").send_minimal().await.unwrap();
    assert_eq!((response.status(), response.etag()), (204, Some("W/\"2\"")));
    state(&graph).patch().return_representation().os_version("1").send_minimal().await.unwrap();
    let received = server.received();
    assert_eq!(received[2].header("prefer"), Some("return=minimal"), "of two that exclude each other, the last");
    assert_eq!((received[0].method.as_str(), received[0].header("prefer")), ("POST", Some("return=minimal")));
    assert_eq!(
        (received[1].method.as_str(), received[1].header("prefer")),
        ("PATCH", Some("handling=strict, return=minimal"))
    );
}

#[tokio::test]
async fn a_service_may_answer_with_the_entity_all_the_same() {
    let (_, graph) = server(vec![Answer::json(200, r#"{"id": "a"}"#)]);
    assert_eq!(state(&graph).patch().os_version("1").send_minimal().await.unwrap().status(), 200);
    let (_, graph) = server(vec![Answer::json(412, "{}")]);
    assert_eq!(state(&graph).patch().os_version("1").send_minimal().await.unwrap_err().status(), Some(412));
}

#[tokio::test]
async fn the_entity_is_asked_for_where_a_service_does_not_send_it_by_itself() {
    let (server, graph) =
        server(vec![Answer::json(200, r#"{"id": "a"}"#).header("preference-applied", "return=representation")]);
    let changed = state(&graph).patch().os_version("1").return_representation().send().await.unwrap();
    assert_eq!(changed.id.as_deref(), Some("a"));
    assert_eq!(server.received()[0].header("prefer"), Some("return=representation"));
}

#[tokio::test]
async fn a_change_creates_only_or_updates_only() {
    let (server, graph) = server(vec![Answer::json(201, r#"{"id": "a"}"#)]);
    let patch = || state(&graph).patch().os_version("1");
    assert_eq!(patch().send_response().await.unwrap().status(), 201, "without a condition it is either");
    patch().create_only().send().await.unwrap();
    patch().update_only().send().await.unwrap();
    patch().if_none_match("W/\"1\"").send().await.unwrap();
    let received = server.received();
    let conditions: Vec<_> =
        received.iter().map(|request| (request.header("if-match"), request.header("if-none-match"))).collect();
    assert_eq!(conditions, [(None, None), (None, Some("*")), (Some("*"), None), (None, Some("W/\"1\""))]);
    assert!(received.iter().all(|request| request.method == "PATCH" && request.target == format!("{PATH}/a")));
}

#[tokio::test]
async fn the_etag_of_an_entity_that_was_read_guards_its_change() {
    let read = json!({"id": "a", "@odata.etag": "W/\"7\""}).to_string();
    let refusal = json!({"error": {"code": "PreconditionFailed", "message": "It has changed."}}).to_string();
    let (server, graph) = server(vec![Answer::json(200, &read), Answer::json(412, &refusal)]);
    let before = state(&graph).get().send().await.unwrap();
    let etag = before.additional.etag().unwrap();
    let error = state(&graph).patch().os_version("1").if_match(etag).send().await.unwrap_err();
    assert_eq!(error.status(), Some(412));
    assert_eq!(server.received()[1].header("if-match"), Some("W/\"7\""));
}
