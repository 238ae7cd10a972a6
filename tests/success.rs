//! What is a success: a change, a creation or a call that was made is no error, whatever the service answers with. On a real
//! socket.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "success/changes.rs"]
mod changes;
#[path = "success/creations.rs"]
mod creations;
#[path = "success/nothing.rs"]
mod nothing;

use generated::{
    GraphClient,
    requests::{ManagedDeviceEncryptionStateCollectionRequestBuilder, ManagedDeviceEncryptionStateRequestBuilder},
};
use tests::{
    client::graph,
    server::{Answer, Received, Server},
};

const PATH: &str = "/beta/deviceManagement/managedDeviceEncryptionStates";
const ENTITY: &str = r#"{"id": "a", "osVersion": "1"}"#;

fn server(answers: Vec<Answer>) -> (Server, GraphClient) {
    let server = Server::start(answers).unwrap();
    let graph = graph(&server).unwrap();
    (server, graph)
}

fn state(graph: &GraphClient) -> ManagedDeviceEncryptionStateRequestBuilder {
    graph.device_management().managed_device_encryption_states("a")
}

fn states(graph: &GraphClient) -> ManagedDeviceEncryptionStateCollectionRequestBuilder {
    graph.device_management().managed_device_encryption_states_collection()
}

/// Method and target of each request.
fn lines(server: &Server) -> Vec<String> {
    server.received().iter().map(|request| format!("{} {}", request.method, request.target)).collect()
}

/// The headers that the program says, and not the pipeline.
fn headers(request: &Received) -> Vec<(&str, &str)> {
    let pipeline = ["authorization", "client-request-id", "content-length", "host", "user-agent", "accept-encoding"];
    let of_program = |name: &str| !pipeline.contains(&name) && !name.starts_with("x-ms-") && name != "x-forwarded-host";
    let headers = request.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let mut headers: Vec<_> = headers.filter(|(name, _)| of_program(name)).collect();
    headers.sort_unstable();
    headers
}
