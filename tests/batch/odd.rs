//! A malformed response in the answer to a batch is the error of its own request; the other responses are delivered.

use generated::{
    Error,
    runtime::{
        Deviation, Json,
        client::{Batch, Call, Response},
    },
};
use serde_json::json;
use tests::server::Answer;

use super::{COLLECTION, State, content, create, found, get, gets, responses, start};

/// What a batch of three reads gives for the first of them, when the service answers it so: as JSON text, since a value of JSON
/// cannot have a member twice.
async fn first_of_three(part: &str) -> Result<Response<State>, Error> {
    let body = format!(r#"{{"responses": [{part}, {}, {}]}}"#, found("2"), found("3"));
    let (_server, graph) = start(vec![Answer::json(200, &body)]);
    let (batch, handles) = gets(&graph, &["a", "b", "c"]);
    let mut answers = batch.send().await.unwrap();
    let [first, second, third] = <[_; 3]>::try_from(handles).unwrap();
    for (handle, id) in [(second, "entity 2"), (third, "entity 3")] {
        let response = answers.take(handle).unwrap();
        assert_eq!((response.status(), response.value().unwrap().id.as_deref()), (200, Some(id)), "{part}");
    }
    answers.take(first)
}

#[tokio::test]
async fn a_response_in_another_writing_is_read() {
    for part in [
        r#"{"id": 1, "status": 200, "body": {"id": "a"}}"#,
        r#"{"id": "1", "status": "200", "body": {"id": "a"}}"#,
        r#"{"id": 1, "status": "200 OK", "headers": null, "body": {"id": "a"}}"#,
        r#"{"id": "1", "status": 200, "headers": [], "body": {"id": "a"}}"#,
        r#"{"body": "{\"id\": \"a\"}", "status": 200, "id": "1"}"#,
        r#"{"id": "1", "status": 200, "headers": {"Content-Type": "application/json"}, "body": "{\"id\": \"a\"}"}"#,
        r#"{"id": "1", "status": 200, "atomicityGroup": 7, "unknown": [], "body": {"id": "a"}}"#,
    ] {
        let response = first_of_three(part).await.unwrap();
        assert_eq!((response.status(), response.value().unwrap().id.as_deref()), (200, Some("a")), "{part}");
    }
}

#[tokio::test]
async fn headers_have_values_of_any_type() {
    let headers = json!({"X-Number": 7, "X-True": true, "X-Null": null, "X-Several": ["a", 1, null], "X-Text": "t"});
    let part = json!({"id": "1", "status": 200, "headers": headers, "body": {"id": "a"}}).to_string();
    let response = first_of_three(&part).await.unwrap();
    let header = |name| response.header(name);
    assert_eq!([header("x-number"), header("x-true"), header("x-null")], [Some("7"), Some("true"), None]);
    assert_eq!([header("x-several"), header("x-text")], [Some("a, 1"), Some("t")]);
}

#[tokio::test]
async fn what_is_no_response_is_an_error_of_its_part() {
    for part in [
        r#"{"id": "1"}"#,
        r#"{"id": "1", "status": null, "body": {"id": "a"}}"#,
        r#"{"id": "1", "status": "fine"}"#,
        r#"{"id": "1", "status": 70000}"#,
        r#"{"id": "1", "status": 0}"#,
        r#"{"id": "1", "status": [200]}"#,
        r#"{"id": "1", "status": 200, "status": 404}"#,
    ] {
        let error = first_of_three(part).await.unwrap_err();
        let expected = format!(
            "the service answered request 1 of the batch, GET {COLLECTION}/a with what is no response: it has no status, say"
        );
        assert_eq!(error.to_string(), expected, "{part}");
        assert!(matches!(error, Error::Part(_)) && !error.may_have_been_applied(), "{part}");
    }
    for part in [
        "null",
        "7",
        "[]",
        "{}",
        r#"{"status": 200}"#,
        r#"{"id": null, "status": 200}"#,
        r#"{"id": [1], "status": 200}"#,
        r#"{"id": "one", "status": 200}"#,
    ] {
        let error = first_of_three(part).await.unwrap_err();
        assert_eq!(error.to_string(), format!("the service did not answer request 1 of the batch, GET {COLLECTION}/a"));
    }
    for part in [
        r#"{"id": "1", "status": 200, "body": "no JSON"}"#,
        r#"{"id": "1", "status": 200, "body": "{\"id\": "}"#,
        r#"{"id": "1", "status": 200, "body": [1]}"#,
    ] {
        let error = first_of_three(part).await.unwrap_err();
        assert!(matches!(error, Error::UnreadableBody(_)), "{part}: {error}");
    }
    let response = first_of_three(r#"{"id": "1", "status": 200, "body": {"id": {}}}"#).await.unwrap();
    assert_eq!(response.deviations().iter().map(Deviation::path).collect::<Vec<_>>(), ["id"]);
    let error =
        first_of_three(r#"{"id": 1, "status": "404", "body": "{\"error\": {\"code\": \"Gone\"}}"}"#).await.unwrap_err();
    assert_eq!((error.status(), error.as_service().unwrap().code.as_str()), (Some(404), "Gone"));
}

#[tokio::test]
async fn a_change_whose_answer_is_no_response_may_have_been_made() {
    let (_server, graph) = start(vec![responses(&[json!({"id": 1}), found("2"), json!({"id": 2, "status": "200"})])]);
    let mut batch = Batch::new(graph.service());
    let created = batch.add(create(&graph, "a")).unwrap();
    let twice = batch.add(get(&graph, "b")).unwrap();
    let mut answers = batch.send().await.unwrap();
    assert!(answers.take(created).unwrap_err().may_have_been_applied());
    let error = answers.take(twice).unwrap_err();
    assert!(error.to_string().starts_with("the service gave two answers to request 2"), "{error}");
}

#[tokio::test]
async fn what_is_no_batch_is_an_error_of_all() {
    for body in ["[]", "{}", "null", r#"{"responses": null}"#, r#"{"responses": {}}"#, r#"{"responses": ["#, "<html>"] {
        let (_server, graph) = start(vec![Answer::json(200, body)]);
        let (batch, _) = gets(&graph, &["a"]);
        let error = batch.send().await.unwrap_err();
        assert!(matches!(error, Error::UnreadableBody(_) | Error::UnexpectedAnswer(_)), "{body}: {error}");
    }
}

#[tokio::test]
async fn a_read_that_is_only_accepted_leads_to_a_monitor() {
    let accepted = |body: Json| {
        let headers = json!({"Location": "operations/1", "Retry-After": "0"});
        json!({"id": "1", "status": 202, "headers": headers, "body": body})
    };
    for body in [Json::Null, json!({"status": "running", "id": "operation"}), json!([1]), json!("text")] {
        let (server, graph) = start(vec![
            responses(&[accepted(body), found("2")]),
            Answer::json(200, r#"{"status": "succeeded", "resourceLocation": "items/a"}"#),
            Answer::json(200, r#"{"id": "a"}"#),
        ]);
        let (batch, handles) = gets(&graph, &["a", "b"]);
        let mut answers = batch.send().await.unwrap();
        let [late, done] = <[_; 2]>::try_from(handles).unwrap();
        assert_eq!(answers.take(done).unwrap().status(), 200);
        let late = answers.take(late).unwrap();
        assert_eq!((late.status(), late.value()), (202, None), "what is accepted is not there");
        let monitor = late.monitor::<State>().unwrap();
        assert!(matches!(late.into_value().unwrap_err(), Error::NoContent { status: 202 }));
        assert_eq!(monitor.finish().await.unwrap().id.as_deref(), Some("a"));
        let targets: Vec<_> = server.received().into_iter().map(|received| received.target).collect();
        assert_eq!(targets, ["/beta/$batch", "/beta/operations/1", "/beta/items/a"]);
    }
}

#[tokio::test]
async fn reads_of_all_kinds_in_a_batch_may_be_only_accepted() {
    let part = |id: u8| json!({"id": id, "status": 202, "headers": {"location": "async/1"}, "body": {"value": []}});
    let (_server, graph) = start(vec![responses(&[part(1), part(2), part(3), part(4)])]);
    let mut batch = Batch::new(graph.service());
    let states = graph.device_management().managed_device_encryption_states_collection();
    let call: Call<State> = graph.service().resource("items").function("largest");
    let list = batch.add(states.list().into_request().unwrap()).unwrap();
    let function = batch.add(call.into_request().unwrap()).unwrap();
    let optional = graph.device_management().managed_device_encryption_states("a").get().optional();
    let optional = batch.add(optional.into_request().unwrap()).unwrap();
    let content = batch.add(content(&graph, "a").into_request().unwrap()).unwrap();
    let mut answers = batch.send().await.unwrap();
    let list = answers.take(list).unwrap();
    assert!(list.monitor::<State>().is_ok() && list.value().is_none());
    assert!(answers.take(function).unwrap().value().is_none());
    assert!(answers.take(optional).unwrap().value().is_none());
    assert!(matches!(answers.take(content).unwrap().into_value().unwrap_err(), Error::NoContent { status: 202 }));
}
