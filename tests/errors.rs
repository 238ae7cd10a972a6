//! What a caller sees when the service refuses or the connection fails.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{error::Error as _, fmt::Write as _, net::TcpListener, sync::Arc, time::Duration};

use generated::{
    Cloud, Error, GraphClient,
    models::ManagedDeviceEncryptionState,
    runtime::{
        Json,
        client::{Batch, UploadSession},
    },
};
use serde_json::json;
use tests::{
    client::{FixedToken, TOKEN, graph, options},
    log::Log,
    server::{Answer, Server},
};
use tracing_subscriber::util::SubscriberInitExt;

fn refusal(code: &str, message: &str) -> String {
    json!({"error": {
        "code": code,
        "message": message,
        "target": "deviceName",
        "details": [{"code": "TooLong", "message": "at most 15 characters", "target": "deviceName"}],
        "innerError": {"date": "2026-11-24T03:00:00", "request-id": "r-1", "client-request-id": "c-1", "x": [1]},
    }})
    .to_string()
}

async fn get(graph: &GraphClient) -> Result<ManagedDeviceEncryptionState, Error> {
    graph.device_management().managed_device_encryption_states("a").get().send().await
}

async fn answered(answers: Vec<Answer>) -> (Server, Result<ManagedDeviceEncryptionState, Error>) {
    let server = Server::start(answers).unwrap();
    let result = get(&graph(&server).unwrap()).await;
    (server, result)
}

/// As [`answered`], by a client that is strict.
async fn strictly(answers: Vec<Answer>) -> (Server, Result<ManagedDeviceEncryptionState, Error>) {
    let server = Server::start(answers).unwrap();
    let result = get(&graph(&server).unwrap().service().clone().strict().into()).await;
    (server, result)
}

/// Everything that could end in a log.
fn shown(error: &Error) -> String {
    let mut text = format!("{error}\n{error:?}\n{error:#?}\n");
    let mut cause = error.source();
    while let Some(error) = cause {
        writeln!(text, "{error}\n{error:?}").unwrap();
        cause = error.source();
    }
    text
}

#[tokio::test]
async fn each_refusal_has_status_code_message_and_request_id() {
    for status in [400, 401, 403, 404, 409, 412] {
        let (server, result) = answered(vec![Answer::json(status, &refusal("TheCode", "The message."))]).await;
        let error = result.unwrap_err();
        assert_eq!(error.status(), Some(status));
        assert_eq!(
            error.to_string(),
            format!(
                "the service answered {status} TheCode: The message.; TooLong: at most 15 characters (request-id r-1)"
            )
        );
        let service = error.as_service().unwrap();
        assert_eq!((service.code.as_str(), service.message.as_str()), ("TheCode", "The message."));
        assert_eq!((service.target.as_deref(), service.request_id.as_deref()), (Some("deviceName"), Some("r-1")));
        assert_eq!(service.details[0].target.as_deref(), Some("deviceName"));
        let inner = service.inner_error.as_ref().unwrap();
        assert_eq!(inner.client_request_id.as_deref(), Some("c-1"));
        assert_eq!(inner.raw["x"], json!([1]));
        assert_eq!(service.body, refusal("TheCode", "The message.").as_bytes());
        assert_eq!(server.received().len(), 1, "{status} is not tried again");
    }
}

#[tokio::test]
async fn throttling_is_waited_for_and_tried_again() {
    let throttled = Answer::json(429, &refusal("TooManyRequests", "Slow down.")).header("retry-after", "1");
    let (server, result) = answered(vec![throttled, Answer::json(200, r#"{"id": "a"}"#)]).await;
    assert_eq!(result.unwrap().id.as_deref(), Some("a"));
    let received = server.received();
    assert_eq!(received.len(), 2);
    assert!(received[1].at - received[0].at >= Duration::from_secs(1));
}

#[tokio::test]
async fn failures_of_the_service_are_tried_again_and_then_reported() {
    for (status, code) in [(429, "TooManyRequests"), (500, "InternalServerError"), (503, "ServiceUnavailable")] {
        let (server, result) = answered(vec![Answer::json(status, &refusal(code, "Later."))]).await;
        let error = result.unwrap_err();
        assert_eq!(error.status(), Some(status));
        assert_eq!(error.as_service().unwrap().code, code);
        assert_eq!(server.received().len(), 3, "{status} is tried again as often as the options say");
    }
}

#[tokio::test]
async fn a_body_that_is_no_odata_error_is_kept() {
    let html = Answer::json(404, "<html>nginx</html>").header("content-type", "text/html").header("request-id", "h-1");
    let (_, result) = answered(vec![html]).await;
    let error = result.unwrap_err();
    assert_eq!(error.to_string(), "the service answered 404: <html>nginx</html> (request-id h-1)");
    assert_eq!(error.as_service().unwrap().body, b"<html>nginx</html>");

    let (_, result) = answered(vec![Answer::empty(401)]).await;
    assert_eq!(result.unwrap_err().to_string(), "the service answered 401: the response has no body");
}

#[tokio::test]
async fn a_success_that_cannot_be_read_is_an_error_with_its_place() {
    let (_, result) = answered(vec![Answer::json(200, "<html></html>").header("content-type", "text/html")]).await;
    let error = result.unwrap_err();
    assert!(matches!(error, Error::UnreadableBody(_)), "{error}");
    assert_eq!(error.status(), Some(200));

    let body = r#"{"error": {"code": "unknownError", "message": "Try again."}}"#;
    let (_, result) = answered(vec![Answer::json(200, body)]).await;
    let Error::UnreadableBody(unreadable) = result.unwrap_err() else { panic!("an error is no entity") };
    assert_eq!(unreadable.read_error().to_string(), ".: found an error, expected a value");

    let body = r#"{"policyDetails": [{}, {}, {"policyId": 7}]}"#;
    let (_, result) = strictly(vec![Answer::json(200, body).header("request-id", "b-1")]).await;
    let error = result.unwrap_err();
    let Error::UnreadableBody(unreadable) = &error else { panic!("{error}") };
    assert_eq!(unreadable.read_error().path(), "policyDetails[2].policyId");
    assert_eq!((unreadable.body.as_slice(), unreadable.request_id.as_deref()), (body.as_bytes(), Some("b-1")));
    assert!(error.to_string().contains("policyDetails[2].policyId"));

    let (_, result) = answered(vec![Answer::empty(200)]).await;
    assert!(matches!(result.unwrap_err(), Error::NoContent { status: 200 }));
}

#[tokio::test]
async fn a_broken_connection_is_a_transport_error() {
    let (server, result) = answered(vec![Answer::json(200, r#"{"id": "abcdefgh"}"#).cut_after(7)]).await;
    let error = result.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
    assert!(error.to_string().starts_with("no answer from the service: "), "{error}");
    assert!(!server.received().is_empty());

    let nobody = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap();
    let graph = GraphClient::with_options(Arc::new(FixedToken::default()), Cloud::Global, options(nobody)).unwrap();
    let error = get(&graph).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
    assert_eq!(error.status(), None);
}

#[tokio::test]
async fn no_error_shows_the_token() {
    let echo = format!("you sent Authorization: Bearer {TOKEN}");
    let answers = [
        Answer::json(400, &refusal("Bad", &echo)),
        Answer::json(400, &echo).header("content-type", "text/plain"),
        Answer::json(404, "{}").header("x-echo", &echo),
        Answer::json(200, &json!({"policyDetails": echo}).to_string()),
        Answer::json(200, &json!({"deviceName": [echo]}).to_string()),
        Answer::json(200, &echo),
        Answer::json(200, "{}").cut_after(1),
    ];
    for answer in answers {
        let (server, result) = strictly(vec![answer]).await;
        let error = result.unwrap_err();
        assert_eq!(server.received()[0].header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
        assert!(!shown(&error).contains(TOKEN), "{}", shown(&error));
        if let Some(service) = error.as_service() {
            assert!(!String::from_utf8_lossy(&service.body).contains(TOKEN));
        }
    }
}

#[test]
fn no_log_shows_the_token() {
    let log = Log::default();
    let writer = log.clone();
    // For the whole process: which events a subscriber of one thread sees depends on what other threads did before. The
    // log then holds what the other tests send, too.
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .finish()
        .init();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let (_, result) = answered(vec![Answer::json(200, r#"{"id": "a"}"#)]).await;
        result.unwrap();
        let (_, result) = answered(vec![Answer::json(500, &refusal("Bad", "No."))]).await;
        result.unwrap_err();
        follow_what_a_service_leads_to().await;
    });
    let log = log.text();
    assert!(log.contains("server returned error status"), "the log holds something: {log}");
    assert!(!log.contains(TOKEN), "{log}");
    assert!(!log.contains("Bearer ey"), "{log}");
}

/// A redirect, a batch, an operation that goes on elsewhere, and an upload.
async fn follow_what_a_service_leads_to() {
    let (server, result) = answered(vec![Answer::empty(302).header("location", "https://evil.example/x")]).await;
    assert!(matches!(result.unwrap_err(), Error::Redirect(_)));
    assert!(server.received()[0].header("authorization").is_some());

    let server = Server::start(vec![
        Answer::json(200, &json!({"responses": [{"id": "1", "status": 200, "body": {}}]}).to_string()),
        Answer::empty(202).header("location", "https://monitor.example/x"),
        Answer::json(200, &json!({"status": "completed", "resourceLocation": "/items/a"}).to_string()),
        Answer::json(200, "{}"),
        Answer::json(201, "{}"),
    ]);
    let server = server.unwrap();
    let graph = graph(&server).unwrap();
    let client = graph.service();
    let mut batch = Batch::new(client);
    let state = graph.device_management().managed_device_encryption_states("a");
    let part = batch.add(state.get().into_request().unwrap()).unwrap();
    batch.send().await.unwrap().take(part).unwrap();
    let copy = client.resource("items").action::<()>("copy").send_response().await.unwrap();
    copy.monitor::<()>().unwrap().finish().await.unwrap();
    let mut session = UploadSession::<Json>::new(client, "https://upload.example/x").unwrap();
    session.upload("content").await.unwrap();
    assert_eq!(server.received().iter().filter(|request| request.header("authorization").is_some()).count(), 3);
}

#[test]
fn debug_output_shows_no_header_and_no_token() {
    let server = Server::start(vec![Answer::json(200, "{}")]).unwrap();
    let graph = graph(&server).unwrap();
    let request = graph.device_management().managed_device_encryption_states("a").get();
    let request = request.header("authorization", &format!("Bearer {TOKEN}"));
    assert!(!format!("{request:?}").contains(TOKEN), "{request:?}");
    let request = request.into_request().unwrap();
    assert!(!format!("{request:?} {graph:?}").contains(TOKEN));
}

#[tokio::test]
async fn a_part_of_a_batch_that_echoes_the_token_does_not_show_it() {
    let echo = format!("you sent Bearer {TOKEN}");
    let part = json!({"id": "1", "status": 400, "body": {"error": {"code": "Bad", "message": echo}}});
    let server = Server::start(vec![Answer::json(200, &json!({"responses": [part]}).to_string())]).unwrap();
    let graph = graph(&server).unwrap();
    let mut batch = Batch::new(graph.service());
    let request = graph.device_management().managed_device_encryption_states("a").get().into_request();
    let handle = batch.add(request.unwrap()).unwrap();
    let error = batch.send().await.unwrap().take(handle).unwrap_err();
    assert!(!shown(&error).contains(TOKEN), "{error}");
    assert!(!String::from_utf8_lossy(&error.as_service().unwrap().body).contains(TOKEN));
}

#[tokio::test]
async fn a_request_has_an_id_by_which_the_operators_of_a_service_find_it() {
    let (server, result) = answered(vec![Answer::json(200, "{}")]).await;
    result.unwrap();
    let received = server.received();
    let id = received[0].header("client-request-id").unwrap();
    assert!(!id.is_empty() && received[0].header("x-ms-client-request-id") == Some(id));
}
