//! How long an operation may take: one request, a series of pages, a batch.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use generated::{
    ClientOptions, Cloud, Error, GraphClient,
    models::ManagedDeviceEncryptionState as State,
    runtime::client::{Batch, Call, Handle, Limit, Limits, List, Monitor, TryStreamExt},
};
use serde_json::json;
use tests::{
    client::{FixedToken, graph, options},
    server::{Answer, Server},
};

const LIMIT: Duration = Duration::from_millis(400);

/// A client whose operations may take [`LIMIT`].
fn limited(server: &Server) -> GraphClient {
    let options = ClientOptions { limits: Limits::default().total_time(LIMIT), ..options(server.address()) };
    GraphClient::with_options(Arc::new(FixedToken::default()), Cloud::Global, options).unwrap()
}

/// A server that gives each answer after a while.
fn slow(time: Duration, answer: impl Fn(usize) -> Answer + Send + Sync + 'static) -> Server {
    Server::start_with(move |number, _, stream| {
        thread::sleep(time);
        answer(number).write(stream)
    })
    .unwrap()
}

fn states(graph: &GraphClient) -> List<State> {
    graph.device_management().managed_device_encryption_states_collection().list()
}

fn page(number: usize) -> Answer {
    Answer::json(200, &json!({"value": [{"id": "a"}], "@odata.nextLink": format!("next?{number}")}).to_string())
}

fn state(_: usize) -> Answer {
    Answer::json(200, r#"{"id": "a"}"#)
}

fn batch(graph: &GraphClient, number: usize) -> (Batch, Vec<Handle<State>>) {
    let mut batch = Batch::new(graph.service());
    let state = graph.device_management().managed_device_encryption_states("a");
    let handles = (0..number).map(|_| batch.add(state.get().into_request().unwrap()).unwrap()).collect();
    (batch, handles)
}

fn limit(error: &Error) -> Limit {
    match error {
        Error::Limit(error) => error.limit(),
        _ => Limit::Size(0),
    }
}

#[tokio::test]
async fn attempts_of_a_request_count_together() {
    let server = slow(Duration::from_millis(250), |_| Answer::json(503, "{}"));
    let start = Instant::now();
    let change = limited(&server).device_management().managed_device_encryption_states("a").patch().device_name("a");
    let error = change.send().await.unwrap_err();
    assert_eq!(limit(&error), Limit::TotalTime(LIMIT));
    assert!(error.may_have_been_applied());
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}

#[tokio::test]
async fn pages_count_together_and_the_time_of_the_program_does_not() {
    let server = slow(Duration::from_millis(150), page);
    let graph = limited(&server);
    let mut pages = states(&graph).pages();
    for _ in 0..2 {
        pages.try_next().await.unwrap().unwrap();
        tokio::time::sleep(LIMIT).await;
    }
    let error = pages.try_next().await.unwrap_err();
    assert_eq!(limit(&error), Limit::TotalTime(LIMIT));
    assert!(!error.may_have_been_applied());
}

#[tokio::test]
async fn a_batch_does_not_begin_a_wait_that_is_too_long() {
    let put_off = json!({"id": "1", "status": 429, "headers": {"Retry-After": "1"}, "body": null});
    let server = Server::start(vec![Answer::json(200, &json!({"responses": [put_off]}).to_string())]).unwrap();
    let (mut batch, handles) = batch(&limited(&server), 1);
    batch = batch.limit(1);
    let start = Instant::now();
    let mut answers = batch.send().await.unwrap();
    assert!(start.elapsed() < Duration::from_millis(900), "{:?}", start.elapsed());
    assert_eq!(server.received().len(), 1);
    for handle in handles {
        assert_eq!(answers.take(handle).unwrap_err().status(), Some(429));
    }
}

#[tokio::test]
async fn requests_of_a_batch_count_together_and_what_was_answered_is_kept() {
    let found = |number| json!({"id": format!("{}", number + 1), "status": 200, "body": {"id": "a"}});
    let server = slow(Duration::from_millis(250), move |number| {
        Answer::json(200, &json!({"responses": [found(number)]}).to_string())
    });
    let (batch, handles) = batch(&limited(&server), 3);
    let mut answers = batch.limit(1).send().await.unwrap();
    let [first, second, third] = <[_; 3]>::try_from(handles).unwrap().map(|handle| answers.take(handle));
    first.unwrap();
    let Error::Part(error) = second.unwrap_err() else { panic!("no error of a batch") };
    assert_eq!(limit(error.batch_error().unwrap()), Limit::TotalTime(LIMIT));
    assert!(third.unwrap_err().to_string().contains("did not send"));
}

#[tokio::test]
async fn there_is_no_limit_by_default() {
    let server = slow(Duration::from_millis(450), state);
    let graph = graph(&server).unwrap();
    graph.device_management().managed_device_encryption_states("a").get().send().await.unwrap();
}

#[tokio::test]
async fn a_request_is_given_up_after_its_own_time() {
    let time = Duration::from_millis(100);
    let server = slow(Duration::from_millis(600), state);
    let graph = graph(&server).unwrap();
    let state = graph.device_management().managed_device_encryption_states("a");
    let start = Instant::now();
    let read = state.get().give_up_after(time).send().await.unwrap_err();
    let changed = state.patch().device_name("n").give_up_after(time).send().await.unwrap_err();
    assert!(start.elapsed() < Duration::from_millis(500), "{:?}", start.elapsed());
    for error in [&read, &changed] {
        assert_eq!(limit(error), Limit::Timeout(time));
    }
    assert!(!read.may_have_been_applied() && changed.may_have_been_applied());
    state.get().give_up_after(Duration::from_secs(5)).send().await.unwrap();
}

#[tokio::test]
async fn reading_the_entity_after_its_change_counts_too() {
    for is_limited in [true, false] {
        let server = slow(Duration::from_millis(250), |number| if number == 0 { Answer::empty(204) } else { state(0) });
        let graph = if is_limited { limited(&server) } else { graph(&server).unwrap() };
        let state = graph.device_management().managed_device_encryption_states("a");
        let change = state.patch().device_name("n").return_representation();
        let change = if is_limited { change } else { change.give_up_after(LIMIT) };
        let error = change.send().await.unwrap_err();
        assert!(error.was_applied(), "{error}");
        assert!(error.to_string().contains("could not be read"), "{error}");
        assert_eq!(server.received().len(), 2);
    }
}

#[tokio::test]
async fn a_monitor_waits_as_long_as_the_service_says() {
    let server = Server::start(vec![
        Answer::json(202, "").header("location", "operations/1").header("retry-after", "1"),
        Answer::json(200, r#"{"status": "succeeded"}"#),
    ]);
    let graph = limited(&server.unwrap());
    let call: Call<()> = graph.service().resource("items").action("copy");
    let mut monitor: Monitor<()> = call.send_response().await.unwrap().monitor().unwrap();
    assert!(monitor.wait().await.unwrap().is_done);
}
