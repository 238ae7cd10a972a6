//! The ways to sign in: what is sent, when it is renewed, and where it never shows.
//!
//! The requests go through the transport that a program has by default, over http to this machine.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "sign_in/bounds.rs"]
mod bounds;
#[path = "sign_in/claims.rs"]
mod claims;
#[path = "sign_in/csrf.rs"]
mod csrf;
#[path = "sign_in/headers.rs"]
mod headers;
#[path = "sign_in/session.rs"]
mod session;
#[path = "sign_in/tokens.rs"]
mod tokens;

use std::error::Error as _;

use azure_core::http::{FixedRetryOptions, RetryOptions};
use odata_runtime::client::{ClientOptions, Error, Resource, Service, SignIn};
use serde_json::Value;
use tests::server::{Answer, Received, Server};

/// Options for a service on this machine, of which each request is sent once.
fn options() -> ClientOptions {
    ClientOptions { retry: RetryOptions::none(), token_over_http_on_loopback: true, ..ClientOptions::default() }
}

fn with_retries() -> ClientOptions {
    let delay = azure_core::time::Duration::milliseconds(5);
    let retry = FixedRetryOptions { delay, max_retries: 2, ..FixedRetryOptions::default() };
    ClientOptions { retry: RetryOptions::fixed(retry), ..options() }
}

fn root(server: &Server) -> String {
    format!("http://{}/v1", server.address())
}

fn client_with(server: &Server, sign_in: SignIn, options: ClientOptions) -> Service {
    Service::signed_in(&root(server), sign_in, options).unwrap()
}

fn client(server: &Server, sign_in: SignIn) -> Service {
    client_with(server, sign_in, options())
}

/// A service that answers each request as a function says, which is told how many came before.
fn service(answer: impl Fn(usize, &Received) -> Answer + Send + Sync + 'static) -> Server {
    Server::start_with(move |number, request, stream| answer(number, request).write(stream)).unwrap()
}

fn ok() -> Answer {
    Answer::json(200, r#"{"id": "a"}"#)
}

fn refused(status: u16) -> Answer {
    Answer::json(status, r#"{"error": {"code": "No", "message": "No."}}"#)
}

fn item(client: &Service) -> Resource {
    client.resource("items")
}

async fn get(client: &Service) -> Result<Value, Error> {
    item(client).get::<Value>().send().await
}

/// A request that must not be sent twice if it may have been applied.
async fn act(client: &Service) -> Result<(), Error> {
    item(client).action::<()>("act").send().await
}

/// Methods and paths, as they arrived.
fn arrived(server: &Server) -> Vec<String> {
    server.received().iter().map(|request| format!("{} {}", request.method, request.target)).collect()
}

/// A header of each request that arrived.
fn header(server: &Server, name: &str) -> Vec<Option<String>> {
    server.received().iter().map(|request| request.header(name).map(str::to_owned)).collect()
}

fn some(values: &[&str]) -> Vec<Option<String>> {
    values.iter().map(|value| Some((*value).to_owned())).collect()
}

/// Everything of an error that could end in a log.
fn shown(error: &Error) -> String {
    let mut text = format!("{error}\n{error:?}\n{error:#?}");
    if let Some(service) = error.as_service() {
        text = format!("{text}\n{:?}\n{}", service.headers, String::from_utf8_lossy(&service.body));
    }
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}\n{error}\n{error:?}");
        cause = error.source();
    }
    text
}

fn assert_no_sign_in(error: &Error, says: &str) {
    let Error::Transport(failure) = error else { panic!("{error:?}") };
    assert!(failure.is_credential(), "{error:?}");
    assert!(!error.may_have_been_applied(), "{error:?}");
    assert!(error.to_string().contains(says), "{error}");
}
