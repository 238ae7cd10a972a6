//! A service that attacks its client: links and redirects to elsewhere, pages without end, bodies without end, JSON without
//! bottom, and ids that are more than ids. Each is a typed error, and the token goes nowhere.
//!
//! The requests go through the transport that a program has by default, over http to this machine.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "attacks/bodies.rs"]
mod bodies;
#[path = "attacks/depth.rs"]
mod depth;
#[path = "attacks/injection.rs"]
mod injection;
#[path = "attacks/links.rs"]
mod links;
#[path = "attacks/loops.rs"]
mod loops;
#[path = "attacks/redirects.rs"]
mod redirects;
#[path = "attacks/roots.rs"]
mod roots;

use std::{error::Error as _, time::Duration};

use generated::{
    Error, GraphClient,
    models::ManagedDeviceEncryptionState,
    runtime::client::{Limits, List},
};
use tests::{
    client::{TOKEN, on_this_machine},
    server::{Answer, Server},
};

type State = ManagedDeviceEncryptionState;

/// A client that signs in at a server on this machine, and has nothing else that a program would not have by default.
fn client_with(server: &Server, limits: Limits) -> GraphClient {
    on_this_machine(server, limits).unwrap()
}

fn client(server: &Server) -> GraphClient {
    client_with(server, Limits::default())
}

fn start(answers: Vec<Answer>) -> (Server, GraphClient) {
    let server = Server::start(answers).unwrap();
    let graph = client(&server);
    (server, graph)
}

/// A server that must not be asked for anything.
fn bystander() -> Server {
    Server::start(vec![Answer::json(200, "{}")]).unwrap()
}

fn states(graph: &GraphClient) -> List<State> {
    graph.device_management().managed_device_encryption_states_collection().list()
}

async fn get(graph: &GraphClient) -> Result<State, Error> {
    graph.device_management().managed_device_encryption_states("a").get().send().await
}

fn has_token(server: &Server) -> bool {
    server.received().iter().any(|request| request.headers.iter().any(|(_, value)| value.contains(TOKEN)))
}

/// Everything of an error that could end in a log.
fn shown(error: &Error) -> String {
    let mut text = format!("{error}\n{error:?}\n{error:#?}");
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}\n{error}\n{error:?}");
        cause = error.source();
    }
    text
}

/// A test that would wait for ever fails.
async fn soon<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_mins(1), future).await.unwrap()
}
