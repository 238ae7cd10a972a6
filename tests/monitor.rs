//! Operations that outlast their request, on a real socket.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::Duration;

use generated::{
    Error, GraphClient,
    models::ManagedDeviceEncryptionState,
    runtime::{
        Json,
        client::{Call, Key, Monitor, Page, Single},
    },
};
use serde_json::json;
use tests::{
    client::{TOKEN, graph},
    server::{Answer, Server},
};

type State = ManagedDeviceEncryptionState;

const ELSEWHERE: &str = "https://api.onedrive.example/monitor/s-e-c-r-e-t";

fn server(answers: Vec<Answer>) -> (Server, GraphClient) {
    let server = Server::start(answers).unwrap();
    let graph = graph(&server).unwrap();
    (server, graph)
}

fn accepted(location: &str) -> Answer {
    Answer::empty(202).header("location", location)
}

fn status(body: &Json) -> Answer {
    Answer::json(200, &body.to_string()).header("retry-after", "0")
}

async fn copy<T>(graph: &GraphClient) -> Monitor<T> {
    let call: Call<()> = graph.service().resource("items").key(&Key::text("a")).action("copy");
    call.prefer("respond-async").send_response().await.unwrap().monitor().unwrap()
}

/// Each request: its method and target, the host it was for, and whether it had the token.
fn received(server: &Server) -> Vec<(String, String, bool)> {
    let token = format!("Bearer {TOKEN}");
    let shown = server.received().into_iter().map(|one| {
        let host = one.header("x-forwarded-host").unwrap_or_default().to_owned();
        let has_token = one.header("authorization").is_some_and(|header| header == token);
        (format!("{} {}", one.method, one.target), host, has_token)
    });
    shown.collect()
}

fn request(line: &str, host: &str, has_token: bool) -> (String, String, bool) {
    (line.to_owned(), host.to_owned(), has_token)
}

const GRAPH: &str = "graph.microsoft.com";

#[tokio::test]
async fn a_copy_is_followed_on_another_host_without_a_token() {
    let running = json!({"operation": "itemCopy", "percentageComplete": 27.8, "status": "inProgress"});
    let done = json!({"percentageComplete": 100.0, "resourceId": "01MO", "status": "completed"});
    let (server, graph) = server(vec![
        accepted(ELSEWHERE),
        Answer::json(202, &running.to_string()).header("retry-after", "0"),
        status(&running),
        status(&done),
    ]);
    let mut monitor = copy::<()>(&graph).await;
    assert_eq!(monitor.url(), ELSEWHERE);
    let progress = monitor.poll().await.unwrap();
    assert_eq!((progress.is_done, progress.state.as_deref()), (false, Some("inProgress")));
    assert!(progress.percent.is_some_and(|percent| (27.0..28.0).contains(&percent)));
    let end = monitor.wait().await.unwrap();
    assert_eq!((end.is_done, end.resource_id.as_deref(), end.raw), (true, Some("01MO"), done));
    monitor.finish().await.unwrap();

    let poll = request("GET /monitor/s-e-c-r-e-t", "api.onedrive.example", false);
    let first = request("POST /beta/items/a/copy", GRAPH, true);
    assert_eq!(received(&server), [first, poll.clone(), poll.clone(), poll]);
    assert_eq!(server.received()[0].header("prefer"), Some("respond-async"));
}

#[tokio::test]
async fn the_result_is_where_the_status_says() {
    // As Graph does for teams: paths from the service root.
    let (server, graph) = server(vec![
        accepted("/teams('t')/operations('o')"),
        status(&json!({"status": "notStarted"})),
        status(&json!({"status": "succeeded", "targetResourceLocation": "/teams('t')"})),
        Answer::json(200, r#"{"id": "t"}"#),
    ]);
    let team = copy::<State>(&graph).await.finish().await.unwrap();
    assert_eq!(team.id.as_deref(), Some("t"));
    let poll = request("GET /beta/teams('t')/operations('o')", GRAPH, true);
    assert_eq!(received(&server)[1..], [poll.clone(), poll, request("GET /beta/teams('t')", GRAPH, true)]);
}

#[tokio::test]
async fn the_result_is_where_the_first_answer_said() {
    let begun = accepted("https://graph.microsoft.com/beta/items/b").header("operation-location", "operations/1");
    let (server, graph) =
        server(vec![begun, status(&json!({"status": "Succeeded"})), Answer::json(200, r#"{"id": "b"}"#)]);
    assert_eq!(copy::<State>(&graph).await.finish().await.unwrap().id.as_deref(), Some("b"));
    let lines: Vec<_> = received(&server).into_iter().map(|(line, ..)| line).collect();
    assert_eq!(lines, ["POST /beta/items/a/copy", "GET /beta/operations/1", "GET /beta/items/b"]);
}

#[tokio::test]
async fn the_result_is_in_the_status_itself() {
    let done = json!({"status": "Succeeded", "result": {"id": "b"}});
    let (_, graph) = server(vec![accepted("operations/1"), status(&done)]);
    assert_eq!(copy::<State>(&graph).await.finish().await.unwrap().id.as_deref(), Some("b"));
}

#[tokio::test]
async fn the_result_is_what_the_monitor_of_the_standard_answers_with() {
    let result = Answer::json(200, r#"{"value": 7}"#).header("asyncresult", "200");
    let (server, graph) = server(vec![accepted("async/1"), accepted("async/2").header("retry-after", "0"), result]);
    assert_eq!(copy::<Single<i32>>(&graph).await.finish().await.unwrap(), 7);
    let lines: Vec<_> = received(&server).into_iter().map(|(line, ..)| line).collect();
    assert_eq!(lines[1..], ["GET /beta/async/1", "GET /beta/async/2"], "a monitor may move");

    // A result may have a status of its own.
    let result = Answer::json(200, r#"{"id": "a", "status": "running"}"#).header("asyncresult", "200 OK");
    let (_, graph) = self::server(vec![accepted("async/1"), result]);
    assert_eq!(copy::<State>(&graph).await.finish().await.unwrap().id.as_deref(), Some("a"));

    let enclosed = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"id\": \"a\", \"status\": \"running\"}";
    let (_, graph) =
        self::server(vec![accepted("async/1"), Answer::json(200, enclosed).header("content-type", "application/http")]);
    assert_eq!(copy::<State>(&graph).await.finish().await.unwrap().id.as_deref(), Some("a"));

    let (_, graph) = self::server(vec![accepted("async/1"), Answer::json(200, r#"{"id": "a"}"#)]);
    assert_eq!(copy::<State>(&graph).await.finish().await.unwrap().id.as_deref(), Some("a"));

    let (_, graph) = self::server(vec![accepted("async/1"), Answer::empty(204)]);
    copy::<()>(&graph).await.finish().await.unwrap();
}

#[tokio::test]
async fn the_result_is_where_the_monitor_sends_on() {
    let moved = Answer::empty(303).header("location", "https://cdn.example/result");
    let (server, graph) = server(vec![accepted(ELSEWHERE), moved, Answer::json(200, r#"{"id": "b"}"#)]);
    assert_eq!(copy::<State>(&graph).await.finish().await.unwrap().id.as_deref(), Some("b"));
    assert_eq!(received(&server)[2], request("GET /result", "cdn.example", false));
}

#[tokio::test]
async fn an_operation_that_failed_is_an_error() {
    let error = json!({"code": "nameAlreadyExists", "message": "There is one."});
    let answers = [
        (status(&json!({"status": "failed", "error": error})), 200),
        (Answer::json(200, &json!({"error": error}).to_string()).header("asyncresult", "409"), 409),
        (Answer::json(404, &json!({"error": error}).to_string()), 404),
    ];
    for (answer, status) in answers {
        let (_, graph) = server(vec![accepted(ELSEWHERE), answer]);
        let error = copy::<State>(&graph).await.finish().await.unwrap_err();
        assert_eq!(error.status(), Some(status));
        assert_eq!(error.as_service().unwrap().code, "nameAlreadyExists");
    }
    let no_status = Answer::json(200, "{}").header("asyncresult", "1000");
    let (_, graph) = server(vec![accepted(ELSEWHERE), no_status]);
    let error = copy::<()>(&graph).await.finish().await.unwrap_err();
    assert!(matches!(error, Error::UnexpectedAnswer(_)), "{error}");
    let (_, graph) = server(vec![accepted(ELSEWHERE), status(&json!({"status": "Cancelled"}))]);
    let error = copy::<()>(&graph).await.finish().await.unwrap_err();
    assert_eq!(error.to_string(), "the service answered 200: the operation ended: Cancelled");
}

#[tokio::test]
async fn a_result_that_the_service_does_not_lead_to_is_an_error() {
    let (_, graph) = server(vec![accepted(ELSEWHERE), status(&json!({"status": "completed", "resourceId": "01MO"}))]);
    assert!(matches!(copy::<State>(&graph).await.finish().await.unwrap_err(), Error::NoContent { .. }));
}

#[tokio::test]
async fn the_service_says_how_long_to_wait() {
    let (server, graph) = server(vec![
        accepted(ELSEWHERE).header("retry-after", "1"),
        Answer::empty(202),
        status(&json!({"status": "succeeded"})),
    ]);
    copy::<()>(&graph).await.interval(Duration::from_millis(20)).finish().await.unwrap();
    let received = server.received();
    assert!(received[1].at - received[0].at >= Duration::from_secs(1));
    let pause = received[2].at - received[1].at;
    assert!((Duration::from_millis(20)..Duration::from_secs(1)).contains(&pause), "{pause:?}");
}

#[tokio::test]
async fn another_run_goes_on_by_the_url() {
    let (server, graph) = server(vec![
        status(&json!({"status": "succeeded", "resourceLocation": "items/b"})),
        Answer::json(200, r#"{"id": "b"}"#),
    ]);
    let monitor: Monitor<State> = Monitor::resume(graph.service(), ELSEWHERE).unwrap();
    assert_eq!(monitor.finish().await.unwrap().id.as_deref(), Some("b"));
    assert_eq!(
        received(&server)[1],
        request("GET /beta/items/b", GRAPH, true),
        "the result on the service gets the token"
    );
}

#[tokio::test]
async fn an_operation_may_be_given_up() {
    let (server, graph) = server(vec![accepted("async/1"), Answer::empty(204)]);
    copy::<()>(&graph).await.cancel().await.unwrap();
    assert_eq!(received(&server)[1], request("DELETE /beta/async/1", GRAPH, true));
}

#[tokio::test]
async fn what_cannot_be_followed_is_an_error() {
    let (_, graph) = server(vec![Answer::json(200, "{}"), accepted("http://evil.example/x"), Answer::empty(202)]);
    for expected in ["the service answered 200 and not where", "no https URL", "the service answered 202 and not where"]
    {
        let call: Call<()> = graph.service().resource("items").action("copy");
        let error = call.send_response().await.unwrap().monitor::<()>().unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
    }
    let (server, graph) = server(vec![accepted("http://evil.example/x")]);
    let mut monitor: Monitor<()> = Monitor::resume(graph.service(), "async/1").unwrap();
    assert!(matches!(monitor.poll().await.unwrap_err(), Error::InvalidRequest(_)));
    assert_eq!(server.received().len(), 1);
    assert!(!format!("{monitor:?}").contains("async"));
}

#[tokio::test]
async fn a_body_of_what_is_only_accepted_is_no_result() {
    let answer = Answer::json(202, r#"{"status": "notStarted", "id": 7}"#).header("location", ELSEWHERE);
    let (_, graph) = server(vec![answer]);
    let call: Call<State> = graph.service().resource("items").action("copy");
    let response = call.send_response().await.unwrap();
    assert_eq!((response.status(), response.value()), (202, None));
    assert!(response.monitor::<State>().is_ok());
}

#[tokio::test]
async fn a_read_that_is_only_accepted_leads_to_a_monitor() {
    let states = |graph: &GraphClient| graph.device_management().managed_device_encryption_states_collection();
    let state = |graph: &GraphClient| graph.device_management().managed_device_encryption_states("a");
    // Whatever the body says, it is about how far the service is.
    let bodies = [String::new(), json!({"status": "running", "id": "operation"}).to_string(), String::from("{}")];
    for body in bodies {
        let accepted = Answer::json(202, &body).header("location", "async/1").header("retry-after", "0");
        let page = Answer::json(200, r#"{"value": [{"id": "a"}]}"#).header("asyncresult", "200");
        let (server, graph) = server(vec![accepted.clone(), page]);
        let response = states(&graph).list().prefer("respond-async").send_response().await.unwrap();
        assert_eq!((response.status(), response.value()), (202, None));
        let page = response.monitor::<Page<State>>().unwrap().finish().await.unwrap();
        assert_eq!(page.value[0].id.as_deref(), Some("a"));
        assert_eq!(server.received()[0].header("prefer"), Some("respond-async"));
        assert_eq!(received(&server)[1], request("GET /beta/async/1", GRAPH, true));

        let entity = Answer::json(200, r#"{"id": "a"}"#).header("asyncresult", "200");
        let (_, graph) = self::server(vec![accepted.clone(), entity]);
        let response = state(&graph).get().send_response().await.unwrap();
        assert_eq!((response.status(), response.value()), (202, None));
        assert_eq!(response.monitor::<State>().unwrap().finish().await.unwrap().id.as_deref(), Some("a"));

        // None of these is what was asked for, and none is nothing.
        let (_, graph) = self::server(vec![accepted]);
        let pending = |error: Error| matches!(error, Error::NoContent { status: 202 });
        assert!(pending(state(&graph).get().send().await.unwrap_err()));
        assert!(pending(state(&graph).get().optional().send().await.unwrap_err()));
        assert!(pending(states(&graph).list().send().await.unwrap_err()));
        assert!(pending(states(&graph).list().into_pages().next_page().await.unwrap_err()));
        assert!(pending(states(&graph).list().changes().next_page().await.unwrap_err()));
        let function: Call<State> = graph.service().resource("items").function("largest");
        assert!(pending(function.send().await.unwrap_err()));
        assert!(pending(graph.service().resource("items").content().send().await.unwrap_err()));
    }
}

#[tokio::test]
async fn the_body_of_what_leads_on_is_no_result_even_if_it_can_be_read() {
    for header in ["location", "operation-location"] {
        let accepted = Answer::json(202, r#"{"id": "operation", "status": "running"}"#).header(header, "async/1");
        let states = |graph: &GraphClient| graph.device_management().managed_device_encryption_states_collection();
        let (server, graph) = server(vec![accepted]);
        let error = states(&graph).create().device_name("a").send().await.unwrap_err();
        assert!(matches!(error, Error::NoContent { status: 202 }) && !error.was_applied(), "{error}");
        let call: Call<State> = graph.service().resource("items").action("copy");
        let error = call.send().await.unwrap_err();
        assert!(matches!(error, Error::NoContent { status: 202 }), "{error}");
        let call: Call<Json> = graph.service().resource("items").action("copy");
        let response = call.send_response().await.unwrap();
        assert_eq!(response.value(), None);
        assert_eq!(response.raw_body(), br#"{"id": "operation", "status": "running"}"#);
        assert!(response.monitor::<Json>().is_ok());
        assert_eq!(server.received().len(), 3);
    }
    // What does not lead on may be the result.
    let (_, graph) = server(vec![Answer::json(202, r#"{"id": "a"}"#)]);
    let call: Call<State> = graph.service().resource("items").action("copy");
    assert_eq!(call.send().await.unwrap().id.as_deref(), Some("a"));
}
