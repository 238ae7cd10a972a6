//! What is tried again, and what a caller can know about a change that failed.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    io::Read,
    net::{SocketAddr, TcpListener},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use generated::{
    ClientOptions, Cloud, Error, GraphClient,
    models::ManagedDeviceEncryptionState,
    runtime::{
        azure::{self, FixedRetryOptions, RetryOptions},
        client::{Batch, Limits},
    },
};
use serde_json::json;
use tests::{
    client::{FixedToken, graph, options},
    server::{Answer, Server},
};

fn refusal(status: u16) -> Answer {
    Answer::json(status, &json!({"error": {"code": "TheCode", "message": "The message."}}).to_string())
}

/// An answer whose head comes, and whose body does not.
fn cut() -> Answer {
    Answer::json(200, r#"{"id": "a"}"#).cut_after(1)
}

/// A server that reads a request and closes the connection, and counts.
fn silent() -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = listener.local_addr().unwrap();
    let count = Arc::new(AtomicUsize::new(0));
    let received = Arc::clone(&count);
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            if stream.read(&mut [0; 4096]).unwrap_or(0) > 0 {
                received.fetch_add(1, Ordering::SeqCst);
            }
        }
    });
    (address, count)
}

fn client(address: SocketAddr) -> GraphClient {
    GraphClient::with_options(Arc::new(FixedToken::default()), Cloud::Global, options(address)).unwrap()
}

async fn create(graph: &GraphClient) -> Result<ManagedDeviceEncryptionState, Error> {
    graph.device_management().managed_device_encryption_states_collection().create().device_name("a").send().await
}

async fn patch(graph: &GraphClient) -> Result<Option<ManagedDeviceEncryptionState>, Error> {
    graph.device_management().managed_device_encryption_states("a").patch().device_name("a").send().await
}

async fn get(graph: &GraphClient) -> Result<ManagedDeviceEncryptionState, Error> {
    graph.device_management().managed_device_encryption_states("a").get().send().await
}

#[tokio::test]
async fn a_post_whose_connection_breaks_is_not_sent_twice_and_may_have_been_applied() {
    let (address, received) = silent();
    let error = create(&client(address)).await.unwrap_err();
    assert_eq!(received.load(Ordering::SeqCst), 1);
    assert!(matches!(error, Error::Transport(_)), "{error}");
    assert!(error.may_have_been_applied());
    assert!(error.to_string().ends_with("(it may have been applied)"), "{error}");

    let server = Server::start(vec![cut()]).unwrap();
    let error = create(&graph(&server).unwrap()).await.unwrap_err();
    assert_eq!(server.received().len(), 1);
    assert!(error.may_have_been_applied());
}

#[tokio::test]
async fn a_patch_or_get_whose_connection_breaks_is_sent_again() {
    let (address, received) = silent();
    let error = patch(&client(address)).await.unwrap_err();
    assert_eq!(received.load(Ordering::SeqCst), 3, "as often as the options say");
    assert!(error.may_have_been_applied());

    let (address, received) = silent();
    let error = get(&client(address)).await.unwrap_err();
    assert_eq!(received.load(Ordering::SeqCst), 3);
    assert!(!error.may_have_been_applied(), "there is nothing to apply");

    let server = Server::start(vec![cut(), Answer::json(200, r#"{"id": "a"}"#)]).unwrap();
    assert_eq!(patch(&graph(&server).unwrap()).await.unwrap().unwrap().id.as_deref(), Some("a"));
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn a_connection_that_is_not_made_is_tried_again_and_has_applied_nothing() {
    let nobody = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap();
    for error in [create(&client(nobody)).await.unwrap_err(), patch(&client(nobody)).await.unwrap_err()] {
        assert!(matches!(error, Error::Transport(_)), "{error}");
        assert!(!error.may_have_been_applied(), "{error}");
    }
}

#[tokio::test]
async fn a_post_that_was_put_off_is_sent_again() {
    for status in [429, 503] {
        let server = Server::start(vec![refusal(status), Answer::json(201, r#"{"id": "a"}"#)]).unwrap();
        create(&graph(&server).unwrap()).await.unwrap();
        assert_eq!(server.received().len(), 2, "{status}");

        let server = Server::start(vec![refusal(status)]).unwrap();
        let error = create(&graph(&server).unwrap()).await.unwrap_err();
        assert_eq!((error.status(), server.received().len()), (Some(status), 3));
        assert!(!error.may_have_been_applied(), "{status}");
    }
}

#[tokio::test]
async fn a_post_whose_answer_leaves_it_open_is_not_sent_again() {
    for status in [408, 500, 502, 504] {
        let server = Server::start(vec![refusal(status)]).unwrap();
        let error = create(&graph(&server).unwrap()).await.unwrap_err();
        assert_eq!(server.received().len(), 1, "{status}");
        assert_eq!(error.as_service().unwrap().code, "TheCode", "the answer is not lost: {error}");
        assert_eq!(error.status(), Some(status));
        assert!(error.may_have_been_applied(), "{status}");
    }
    for status in [400, 403, 409, 412] {
        let server = Server::start(vec![refusal(status)]).unwrap();
        assert!(!create(&graph(&server).unwrap()).await.unwrap_err().may_have_been_applied(), "{status}");
    }
}

#[tokio::test]
async fn a_refusal_after_a_try_without_an_answer_does_not_hide_that_try() {
    for status in [412, 429] {
        let server = Server::start(vec![cut(), refusal(status)]).unwrap();
        let error = patch(&graph(&server).unwrap()).await.unwrap_err();
        assert_eq!(error.status(), Some(status));
        assert!(error.may_have_been_applied(), "the first try may have made the change that {status} is about");
    }
}

#[tokio::test]
async fn what_was_not_sent_has_applied_nothing() {
    let server = Server::start(vec![refusal(500)]).unwrap();
    let graph = graph(&server).unwrap();
    let empty = graph.device_management().managed_device_encryption_states("a").patch().send().await.unwrap_err();
    assert!(!empty.may_have_been_applied());
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn what_was_accepted_and_cannot_be_read_may_have_been_applied() {
    let server = Server::start(vec![Answer::json(200, "<html>")]).unwrap();
    let error = patch(&graph(&server).unwrap()).await.unwrap_err();
    assert!(matches!(error, Error::UnreadableBody(_)) && error.may_have_been_applied());
    assert!(!error.was_applied(), "a proxy may have answered");
}

#[tokio::test]
async fn an_error_has_the_id_that_the_request_had() {
    let server = Server::start(vec![refusal(404)]).unwrap();
    let device = graph(&server).unwrap().device_management().managed_device_encryption_states("1");
    let Error::Service(error) = device.get().send().await.unwrap_err() else { panic!("the service answers") };
    assert_eq!(error.client_request_id.as_deref(), server.received()[0].header("client-request-id"));

    let (address, _) = silent();
    let credential = Arc::new(FixedToken::default());
    let graph = GraphClient::with_options(credential, Cloud::Global, options(address)).unwrap();
    let device = graph.device_management().managed_device_encryption_states("1");
    let Error::Transport(error) = device.get().send().await.unwrap_err() else { panic!("nobody answers") };
    assert!(error.client_request_id().is_some_and(|id| !id.is_empty()));
}

/// A client on this machine with the defaults of a program, but for how often it tries again.
fn with_retry(address: SocketAddr, retry: Option<RetryOptions>) -> GraphClient {
    let options = match retry {
        Some(retry) => ClientOptions { retry, ..ClientOptions::default() },
        None => ClientOptions::default(),
    };
    GraphClient::anonymous(&format!("http://{address}/beta"), options).unwrap()
}

/// What a service, or what stands before it, refuses with while it is out of order.
const OUT_OF_ORDER: [u16; 6] = [408, 429, 500, 502, 503, 504];

#[tokio::test]
async fn by_default_a_request_is_tried_again_three_times() {
    // All at a time, since each takes three seconds.
    let read = |status| async move {
        let server = Server::start(vec![refusal(status)]).unwrap();
        let error = get(&with_retry(server.address(), None)).await.unwrap_err();
        assert_eq!((error.status(), server.received().len()), (Some(status), 4));
        let received = server.received();
        let waits = received.windows(2).map(|pair| pair[1].at - pair[0].at);
        for (wait, least) in waits.zip([400, 800, 1600]) {
            assert!(
                wait >= Duration::from_millis(least) && wait < Duration::from_millis(least + 1000),
                "{status}: {wait:?}"
            );
        }
    };
    let changed = |status| async move {
        let server = Server::start(vec![refusal(status)]).unwrap();
        let client = with_retry(server.address(), None);
        create(&client).await.unwrap_err();
        let times = if [429, 503].contains(&status) { 4 } else { 1 };
        assert_eq!(server.received().len(), times, "POST, {status}");
        patch(&client).await.unwrap_err();
        assert_eq!(server.received().len(), times + 4, "PATCH, {status}");
    };
    let broken = async {
        let (address, received) = silent();
        get(&with_retry(address, None)).await.unwrap_err();
        assert_eq!(received.load(Ordering::SeqCst), 4);
        create(&with_retry(address, None)).await.unwrap_err();
        assert_eq!(received.load(Ordering::SeqCst), 5);
        let server = Server::start(vec![cut()]).unwrap();
        get(&with_retry(server.address(), None)).await.unwrap_err();
        assert_eq!(server.received().len(), 4);
    };
    let tasks = OUT_OF_ORDER.map(|status| [tokio::spawn(read(status)), tokio::spawn(changed(status))]);
    for task in tasks.into_iter().flatten().chain([tokio::spawn(broken)]) {
        task.await.unwrap();
    }
}

#[tokio::test]
async fn a_request_is_tried_again_as_often_as_the_options_say() {
    let fixed = |max_retries| {
        let delay = azure::time::Duration::milliseconds(1);
        RetryOptions::fixed(FixedRetryOptions { delay, max_retries, ..FixedRetryOptions::default() })
    };
    for (retry, times) in [(RetryOptions::none(), 1), (fixed(0), 1), (fixed(1), 2), (fixed(5), 6)] {
        for status in OUT_OF_ORDER {
            let server = Server::start(vec![refusal(status)]).unwrap();
            get(&with_retry(server.address(), Some(retry.clone()))).await.unwrap_err();
            assert_eq!(server.received().len(), times, "{status}");
        }
        let (address, received) = silent();
        get(&with_retry(address, Some(retry.clone()))).await.unwrap_err();
        assert_eq!(received.load(Ordering::SeqCst), times);
        for status in [400, 401, 403, 404, 409, 410, 412, 501, 505] {
            let server = Server::start(vec![refusal(status)]).unwrap();
            get(&with_retry(server.address(), Some(retry.clone()))).await.unwrap_err();
            assert_eq!(server.received().len(), 1, "{status} is an answer");
        }
    }
}

#[tokio::test]
async fn the_one_try_that_succeeds_is_the_last_one() {
    for status in OUT_OF_ORDER {
        let server =
            Server::start(vec![refusal(status), refusal(status), Answer::json(200, r#"{"id": "a"}"#)]).unwrap();
        assert_eq!(get(&graph(&server).unwrap()).await.unwrap().id.as_deref(), Some("a"));
        assert_eq!(server.received().len(), 3);
    }
}

/// What asks for a longer wait than a client keeps, and the least that it asks for, in seconds.
const LONG_WAITS: [(&str, u64); 4] =
    [("181", 181), ("3600", 3600), ("Fri, 31 Dec 9999 23:59:59 GMT", 3600), ("99999999999999999999999999", 3600)];

#[tokio::test]
async fn a_service_that_asks_for_a_long_wait_is_not_asked_again() {
    for status in [408, 429, 500, 503] {
        for (header, least) in LONG_WAITS {
            let server = Server::start(vec![refusal(status).header("retry-after", header)]).unwrap();
            let error = get(&graph(&server).unwrap()).await.unwrap_err();
            assert_eq!(server.received().len(), 1, "{status} {header}");
            let refusal = error.as_service().unwrap();
            assert_eq!((refusal.status, refusal.retry_after()), (status, Some(header)));
            assert!(refusal.wait().unwrap() >= Duration::from_secs(least), "{header}");
            assert!(error.to_string().contains("; it asks for a wait of "), "{error}");
            assert!(!error.may_have_been_applied());
        }
    }
    let server = Server::start(vec![refusal(429).header("retry-after", "3600")]).unwrap();
    let error = patch(&graph(&server).unwrap()).await.unwrap_err();
    assert_eq!((server.received().len(), error.may_have_been_applied()), (1, false));
    assert_eq!(error.to_string(), "the service answered 429 TheCode: The message.; it asks for a wait of 3600 s");
}

#[tokio::test]
async fn the_longest_wait_is_an_option() {
    let throttled = || refusal(429).header("retry-after", "1");
    let server = Server::start(vec![throttled()]).unwrap();
    let limits = Limits::default().wait(Duration::from_millis(999));
    let options = ClientOptions { limits, ..options(server.address()) };
    let graph = GraphClient::with_options(Arc::new(FixedToken::default()), Cloud::Global, options).unwrap();
    get(&graph).await.unwrap_err();
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn an_answer_that_is_no_refusal_may_name_any_wait() {
    let server = Server::start(vec![Answer::json(200, r#"{"id": "a"}"#).header("retry-after", "3600")]).unwrap();
    get(&graph(&server).unwrap()).await.unwrap();
}

/// A batch of one request: a change, or an entity that is created.
fn batch(graph: &GraphClient, creates: bool) -> Batch {
    let mut batch = Batch::new(graph.service());
    let management = graph.device_management();
    if creates {
        let states = management.managed_device_encryption_states_collection();
        batch.add(states.create().device_name("a").into_request().unwrap()).unwrap();
    } else {
        let state = management.managed_device_encryption_states("a");
        batch.add(state.patch().device_name("a").into_request().unwrap()).unwrap();
    }
    batch
}

fn part(status: u16, headers: &serde_json::Value) -> Answer {
    let part =
        json!({"id": "1", "status": status, "headers": headers, "body": {"error": {"code": "C", "message": "No."}}});
    Answer::json(200, &json!({"responses": [part]}).to_string())
}

#[tokio::test]
async fn a_batch_is_sent_again_after_a_broken_connection_if_all_of_it_may_be() {
    for (creates, times) in [(false, 2), (true, 1)] {
        let server = Server::start(vec![cut(), part(404, &json!({}))]).unwrap();
        let result = batch(&graph(&server).unwrap(), creates).send().await;
        assert_eq!(server.received().len(), times);
        assert_eq!(result.is_err_and(|error| error.may_have_been_applied()), creates);
    }
}

#[tokio::test]
async fn a_refusal_in_a_batch_does_not_hide_that_an_earlier_try_may_have_been_applied() {
    let answers = vec![cut(), part(429, &json!({"Retry-After": "0"})), part(412, &json!({}))];
    let server = Server::start(answers).unwrap();
    let graph = graph(&server).unwrap();
    let mut batch = Batch::new(graph.service());
    let change = graph.device_management().managed_device_encryption_states("a").patch().device_name("a");
    let changed = batch.add(change.into_request().unwrap()).unwrap();
    let error = batch.send().await.unwrap().take(changed).unwrap_err();
    assert_eq!((error.status(), server.received().len()), (Some(412), 3));
    assert!(error.may_have_been_applied(), "the first batch may have made the change that 412 is about");
}
