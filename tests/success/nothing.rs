//! Null, and answers that nobody looks at.

use generated::{
    Error,
    models::ManagedDeviceEncryptionState,
    runtime::{
        Json,
        client::{Call, Content, Key, Resource, Single},
    },
};
use serde_json::json;
use voyages::VoyagesClient;

use super::*;

/// Null, as the standard has it and as services send it.
fn nulls() -> [Answer; 5] {
    [
        Answer::empty(204),
        Answer::empty(200),
        Answer::json(200, "null"),
        Answer::json(200, r#"{"@odata.context": "x#Edm.Null", "@odata.null": true}"#),
        Answer::json(200, r#"{"@odata.context": "x", "value": null}"#),
    ]
}

/// Successes with a body of any kind.
fn bodies() -> [Answer; 5] {
    [
        Answer::empty(204),
        Answer::empty(200),
        Answer::json(200, r#"{"id": "a"}"#),
        Answer::json(200, r#"{"id": "#),
        Answer::json(202, "<html></html>").header("content-type", "text/html"),
    ]
}

fn robot(graph: &GraphClient) -> Resource {
    graph.service().resource("robots").key(&Key::text("a"))
}

#[tokio::test]
async fn what_may_be_null_is_an_option() {
    for answer in nulls() {
        let (server, graph) = server(vec![answer]);
        assert_eq!(state(&graph).get().query("$select", "id").optional().send().await.unwrap(), None);
        assert_eq!(
            state(&graph).get().optional().query("$select", "id").send_response().await.unwrap().value(),
            Some(&None)
        );
        assert_eq!(lines(&server), vec![format!("GET {PATH}/a?$select=id"); 2]);
    }
    let (_, graph) = server(vec![Answer::json(200, ENTITY), Answer::json(404, "{}")]);
    assert_eq!(state(&graph).get().optional().send().await.unwrap().unwrap().id.as_deref(), Some("a"));
    let error = state(&graph).get().optional().send().await.unwrap_err();
    assert_eq!(error.status(), Some(404), "a path that leads nowhere does not lead to null");
}

#[tokio::test]
async fn null_that_was_not_expected_is_an_error_that_says_what_to_do() {
    let (_, graph) = server(vec![Answer::empty(204)]);
    let error = state(&graph).get().send().await.unwrap_err();
    assert!(matches!(error, Error::NoContent { status: 204 }));
    assert!(error.to_string().contains("use optional() to read what may be null"), "{error}");
}

#[tokio::test]
async fn a_call_that_may_return_null_has_an_option() {
    for answer in nulls() {
        let (server, graph) = server(vec![answer]);
        let call: Call<Option<ManagedDeviceEncryptionState>> = robot(&graph).action("Case.Move");
        assert_eq!(call.clone().send().await.unwrap(), None);
        assert_eq!(call.send_response().await.unwrap().into_value().unwrap(), None);
        let call: Call<Option<Single<i32>>> = robot(&graph).function("Case.Count");
        assert_eq!(call.send().await.unwrap(), None);
        let call: Call<Option<Json>> = robot(&graph).action("Case.Any");
        assert_eq!(call.into_request().unwrap().send().await.unwrap().into_value().unwrap(), None);
        assert_eq!(
            lines(&server),
            [
                "POST /beta/robots/a/Case.Move",
                "POST /beta/robots/a/Case.Move",
                "GET /beta/robots/a/Case.Count()",
                "POST /beta/robots/a/Case.Any",
            ]
        );
    }
    let (_, graph) =
        server(vec![Answer::json(200, r#"{"id": "r", "value": null}"#), Answer::json(200, r#"{"value": 7}"#)]);
    let call: Call<Option<ManagedDeviceEncryptionState>> = robot(&graph).action("Case.Move");
    assert_eq!(call.send().await.unwrap().unwrap().id.as_deref(), Some("r"));
    let call: Call<Option<Single<i32>>> = robot(&graph).function("Case.Count");
    assert_eq!(call.send().await.unwrap(), Some(7));
    let (_, graph) = server(vec![Answer::empty(204), Answer::json(200, "a,b")]);
    let call: Call<Option<Content>> = robot(&graph).function("Case.Report");
    assert_eq!(call.clone().send().await.unwrap(), None);
    assert_eq!(call.send().await.unwrap(), Some(Content(b"a,b".to_vec())));
}

#[tokio::test]
async fn an_emitted_call_has_an_option_where_the_schema_does_not_forbid_null() {
    let server = Server::start(vec![Answer::empty(204), Answer::json(200, r#"{"Code": "OSL"}"#)]).unwrap();
    let root = format!("http://{}", server.address());
    let client = VoyagesClient::anonymous(&root, voyages::ClientOptions::default()).unwrap();
    assert_eq!(client.nearest_port(59.9, 10.7).send().await.unwrap(), None);
    let port = client.nearest_port(59.9, 10.7).send().await.unwrap().unwrap();
    assert_eq!(port.code.as_deref(), Some("OSL"));
}

#[tokio::test]
async fn an_action_that_was_to_return_something_and_did_not_was_called() {
    let (_, graph) = server(vec![Answer::empty(204)]);
    let call: Call<ManagedDeviceEncryptionState> = robot(&graph).action("Case.Move");
    let error = call.send().await.unwrap_err();
    assert!(matches!(error, Error::NoContent { status: 204 }) && error.was_applied());
    assert!(
        error.to_string().starts_with("the service answered 204: it did what was asked, and sent no value"),
        "{error}"
    );
}

#[tokio::test]
async fn what_has_no_result_succeeds_with_any_body() {
    for answer in bodies() {
        let (server, graph) = server(vec![answer]);
        let state = state(&graph);
        state.delete().send().await.unwrap();
        state.delete().into_request().unwrap().send().await.unwrap().into_value().unwrap();
        state.set_ref(&state).send().await.unwrap();
        state.remove_ref().send().await.unwrap();
        states(&graph).add_ref(&state).send().await.unwrap();
        robot(&graph).upload("x", "text/plain").send().await.unwrap().into_value().unwrap();
        state.patch().os_version("1").send_minimal().await.unwrap();
        states(&graph).create().os_version("1").send_minimal().await.unwrap();
        robot(&graph).action::<()>("Case.Reset").send().await.unwrap();
        let methods: Vec<_> = server.received().into_iter().map(|request| request.method).collect();
        assert_eq!(methods, ["DELETE", "DELETE", "PUT", "DELETE", "POST", "PUT", "PATCH", "POST", "POST"]);
    }
}

#[tokio::test]
async fn a_stream_that_was_written_may_be_answered_with_its_entity() {
    let (_, graph) = server(vec![Answer::json(200, &json!({"id": "a"}).to_string()), Answer::empty(204)]);
    let upload = || robot(&graph).upload("x", "text/plain").send_for::<ManagedDeviceEncryptionState>();
    assert_eq!(upload().await.unwrap().unwrap().id.as_deref(), Some("a"));
    assert_eq!(upload().await.unwrap(), None);
}
