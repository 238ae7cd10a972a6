//! Relationships between entities, on a real socket.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use generated::{
    GraphClient,
    models::ManagedDeviceEncryptionState,
    requests::ManagedDeviceEncryptionStateRequestBuilder,
    runtime::{Json, Navigation, property},
};
use serde_json::json;
use tests::{
    client::graph,
    server::{Answer, Received, Server},
};

const PATH: &str = "/beta/deviceManagement/managedDeviceEncryptionStates";

/// Navigation properties that the type of the project's own metadata lacks.
const MANAGER: Navigation<ManagedDeviceEncryptionState, ManagedDeviceEncryptionState> = property("manager");
const MEMBERS: Navigation<ManagedDeviceEncryptionState, Vec<ManagedDeviceEncryptionState>> = property("members");

fn server(answer: Answer) -> (Server, GraphClient) {
    let server = Server::start(vec![answer]).unwrap();
    let graph = graph(&server).unwrap();
    (server, graph)
}

fn state(graph: &GraphClient, id: &str) -> ManagedDeviceEncryptionStateRequestBuilder {
    graph.device_management().managed_device_encryption_states(id)
}

fn url(id: &str) -> String {
    format!("https://graph.microsoft.com{PATH}/{id}")
}

fn line(received: &Received) -> String {
    format!("{} {}", received.method, received.target)
}

fn body(received: &Received) -> Json {
    serde_json::from_slice(&received.body).unwrap()
}

#[tokio::test]
async fn an_entity_is_added_to_a_collection_by_its_url() {
    let (server, graph) = server(Answer::empty(204));
    let states = graph.device_management().managed_device_encryption_states_collection();
    states.add_ref(&state(&graph, "a b")).header("if-match", "W/\"1\"").send().await.unwrap();
    let received = &server.received()[0];
    assert_eq!(line(received), format!("POST {PATH}/$ref"));
    assert_eq!(body(received), json!({"@odata.id": url("a%20b")}));
    assert_eq!(received.header("content-type"), Some("application/json"));
    assert_eq!(received.header("if-match"), Some("W/\"1\""));
}

#[tokio::test]
async fn an_entity_is_taken_out_of_a_collection_by_its_key_or_its_url() {
    let (server, graph) = server(Answer::empty(204));
    state(&graph, "a/b").remove_ref().if_match("W/\"1\"").send().await.unwrap();
    let states = graph.device_management().managed_device_encryption_states_collection();
    states.remove_ref_to(&state(&graph, "a")).send().await.unwrap();
    let received = server.received();
    assert_eq!(line(&received[0]), format!("DELETE {PATH}/a%2Fb/$ref"));
    assert_eq!((received[0].header("if-match"), received[0].body.len()), (Some("W/\"1\""), 0));
    let id = "https://graph.microsoft.com/beta/deviceManagement/managedDeviceEncryptionStates/a";
    assert_eq!(line(&received[1]), format!("DELETE {PATH}/$ref?$id={id}"));
}

#[tokio::test]
async fn a_navigation_property_is_set_and_emptied() {
    let (server, graph) = server(Answer::empty(204));
    let management = graph.device_management();
    management.set_ref(&state(&graph, "a")).send().await.unwrap();
    management.remove_ref().send().await.unwrap();
    let received = server.received();
    assert_eq!(line(&received[0]), "PUT /beta/deviceManagement/$ref");
    assert_eq!(body(&received[0]), json!({"@odata.id": url("a")}));
    assert_eq!(line(&received[1]), "DELETE /beta/deviceManagement/$ref");
}

#[tokio::test]
async fn a_refusal_is_an_error() {
    let refusal = json!({"error": {"code": "Request_BadRequest", "message": "It is a member already."}}).to_string();
    let (_, graph) = server(Answer::json(400, &refusal));
    let states = graph.device_management().managed_device_encryption_states_collection();
    let error = states.add_ref(&state(&graph, "a")).send().await.unwrap_err();
    assert_eq!(error.as_service().unwrap().code, "Request_BadRequest");
}

#[tokio::test]
async fn entities_are_related_as_they_are_created_and_changed() {
    let answer = serde_json::to_string(&ManagedDeviceEncryptionState::default()).unwrap();
    let (server, graph) = server(Answer::json(201, &answer));
    let states = graph.device_management().managed_device_encryption_states_collection();
    let create = states.create().device_name("LAP-1").bind(MANAGER, &state(&graph, "a"));
    create.bind_many(MEMBERS, &[state(&graph, "b"), state(&graph, "c")]).send().await.unwrap();
    state(&graph, "a").patch().bind(MANAGER, &graph.device_management()).send().await.unwrap();
    let received = server.received();
    let odata_type = "#microsoft.graph.managedDeviceEncryptionState";
    assert_eq!(
        body(&received[0]),
        json!({
            "@odata.type": odata_type,
            "deviceName": "LAP-1",
            "manager@odata.bind": url("a"),
            "members@odata.bind": [url("b"), url("c")],
        })
    );
    let management = "https://graph.microsoft.com/beta/deviceManagement";
    assert_eq!(body(&received[1]), json!({"@odata.type": odata_type, "manager@odata.bind": management}));
}

#[tokio::test]
async fn entities_are_created_with_those_that_they_lead_to() {
    let answer = serde_json::to_string(&ManagedDeviceEncryptionState::default()).unwrap();
    let (server, graph) = server(Answer::json(201, &answer));
    let states = graph.device_management().managed_device_encryption_states_collection();
    let mut manager = ManagedDeviceEncryptionState::default();
    manager.device_name = Some(String::from("LAP-2"));
    let create =
        states.create().insert(MANAGER, manager).insert_many(MEMBERS, [ManagedDeviceEncryptionState::default()]);
    create.send().await.unwrap();
    let odata_type = "#microsoft.graph.managedDeviceEncryptionState";
    assert_eq!(
        body(&server.received()[0]),
        json!({
            "@odata.type": odata_type,
            "manager": { "@odata.type": odata_type, "deviceName": "LAP-2" },
            "members": [{ "@odata.type": odata_type }],
        })
    );
}
