//! Requests that replace an entity.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use generated::{
    models::ManagedDeviceEncryptionState as State,
    runtime::{Body, Json, client::Resource, from_str},
};
use serde_json::json;
use tests::{
    client::graph,
    server::{Answer, Server},
};

fn state(server: &Server) -> Resource {
    graph(server).unwrap().service().resource("states").property("a")
}

fn body(server: &Server) -> Json {
    serde_json::from_slice(&server.received()[0].body).unwrap()
}

#[tokio::test]
async fn a_replacement_is_a_put_of_what_is_set() {
    let server = Server::start(vec![Answer::empty(204)]).unwrap();
    let put = Body::<State, _>::new(state(&server).put()).set_text("osVersion", "1").clear("userPrincipalName");
    assert!(put.send().await.unwrap().is_none(), "it was made, and the answer does not have the entity");
    let received = server.received();
    let [received] = &received[..] else { panic!("{} requests", received.len()) };
    assert_eq!((received.method.as_str(), received.target.as_str()), ("PUT", "/beta/states/a"));
    assert_eq!(received.header("content-type"), Some("application/json"));
    assert_eq!(body(&server)["osVersion"], "1");
    assert_eq!(body(&server)["userPrincipalName"], Json::Null);
}

/// Each property becomes its default.
#[tokio::test]
async fn a_replacement_may_set_nothing() {
    let server = Server::start(vec![Answer::json(200, r#"{"id": "a"}"#)]).unwrap();
    let state = Body::<State, _>::new(state(&server).put()).send().await.unwrap().unwrap();
    assert_eq!(state.id.as_deref(), Some("a"));
    assert_eq!(server.received()[0].method, "PUT");
}

#[tokio::test]
async fn what_replaced_an_entity_is_read_if_it_is_wanted() {
    let answers = vec![Answer::empty(204), Answer::json(200, r#"{"id": "a", "osVersion": "1"}"#)];
    let server = Server::start(answers).unwrap();
    let put = Body::<State, _>::new(state(&server).put()).set_text("osVersion", "1").header("if-match", "\"1\"");
    let state = put.return_representation().send().await.unwrap();
    assert_eq!(state.os_version.as_deref(), Some("1"));
    let received = server.received();
    let lines: Vec<_> = received.iter().map(|received| format!("{} {}", received.method, received.target)).collect();
    assert_eq!(lines, ["PUT /beta/states/a", "GET /beta/states/a"]);
    assert_eq!(received[0].header("if-match"), Some("\"1\""));
    assert_eq!(received[1].header("if-match"), None);
}

/// A value that was read, sent as a whole: what a change may not set is left out.
#[tokio::test]
async fn a_whole_value_takes_the_place_of_another() {
    let server = Server::start(vec![Answer::empty(204)]).unwrap();
    let read: State = from_str(r#"{"id": "a", "osVersion": "2"}"#).unwrap();
    Body::of(&read).with_operation(state(&server).put()).send().await.unwrap();
    assert_eq!(body(&server)["osVersion"], json!("2"));
    assert_eq!(body(&server)["id"], Json::Null, "the key is in the path");
}
