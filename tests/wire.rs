//! Requests as they arrive at a real socket, and what comes back.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;

use generated::{
    Cloud, Error, GraphClient,
    models::{
        AdvancedBitLockerState, ComplianceStatus, DeviceTypes, EncryptionReadinessState, EncryptionReportPolicyDetails,
        EncryptionState, FileVaultState, ManagedDeviceEncryptionState, ManagedDeviceEncryptionStatePatch,
    },
    runtime::{
        Json,
        client::{Bytes, Method, TryStreamExt},
        from_str,
    },
};
use serde_json::json;
use tests::{
    client::{FixedToken, TOKEN, graph, options},
    server::{Answer, Received, Server},
};

const REQUEST: &str = include_str!("fixtures/update-request.json");
const RESPONSE: &str = include_str!("fixtures/update-response.json");
const ID: &str = "f09b4ab6-4ab6-f09b-b64a-9bf0b64a9bf0";
const PATH: &str = "/beta/deviceManagement/managedDeviceEncryptionStates/f09b4ab6-4ab6-f09b-b64a-9bf0b64a9bf0";

fn server(answer: Answer) -> (Server, GraphClient) {
    let server = Server::start(vec![answer]).unwrap();
    let graph = graph(&server).unwrap();
    (server, graph)
}

fn body(received: &Received) -> Json {
    serde_json::from_slice(&received.body).unwrap()
}

fn response() -> ManagedDeviceEncryptionState {
    from_str(RESPONSE).unwrap()
}

#[tokio::test]
async fn the_documented_patch_arrives_as_documented() {
    let (server, graph) = server(Answer::json(200, RESPONSE));
    let state = graph
        .device_management()
        .managed_device_encryption_states(ID)
        .patch()
        .user_principal_name("User Principal Name value")
        .device_type(DeviceTypes::WindowsRt)
        .os_version("Os Version value")
        .tpm_specification_version("Tpm Specification Version value")
        .device_name("Device Name value")
        .encryption_readiness_state(EncryptionReadinessState::Ready)
        .encryption_state(EncryptionState::Encrypted)
        .encryption_policy_setting_state(ComplianceStatus::NotApplicable)
        .advanced_bit_locker_states(AdvancedBitLockerState::NO_USER_CONSENT)
        .file_vault_states(FileVaultState::DRIVE_ENCRYPTED_BY_USER)
        .policy_details([EncryptionReportPolicyDetails::new()
            .policy_id("Policy Id value")
            .policy_name("Policy Name value")])
        .send()
        .await
        .unwrap()
        .unwrap();

    let received = server.received();
    assert_eq!(received.len(), 1);
    let request = &received[0];
    assert_eq!((request.method.as_str(), request.target.as_str()), ("PATCH", PATH));
    assert_eq!(request.header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(body(request), serde_json::from_str::<Json>(REQUEST).unwrap());

    assert_eq!(state.id.as_deref(), Some(ID));
    assert_eq!(state.user_principal_name.as_deref(), Some("User Principal Name value"));
    assert_eq!(state.device_type, Some(DeviceTypes::WindowsRt));
    assert_eq!(state.os_version.as_deref(), Some("Os Version value"));
    assert_eq!(state.tpm_specification_version.as_deref(), Some("Tpm Specification Version value"));
    assert_eq!(state.device_name.as_deref(), Some("Device Name value"));
    assert_eq!(state.encryption_readiness_state, Some(EncryptionReadinessState::Ready));
    assert_eq!(state.encryption_state, Some(EncryptionState::Encrypted));
    assert_eq!(state.encryption_policy_setting_state, Some(ComplianceStatus::NotApplicable));
    assert_eq!(state.advanced_bit_locker_states, Some(AdvancedBitLockerState::NO_USER_CONSENT));
    assert_eq!(state.file_vault_states, Some(FileVaultState::DRIVE_ENCRYPTED_BY_USER));
    let details = state.policy_details.as_deref().unwrap();
    assert_eq!(details[0].policy_id.as_deref(), Some("Policy Id value"));
    assert_eq!(details[0].policy_name.as_deref(), Some("Policy Name value"));
    assert_eq!(serde_json::to_value(&state).unwrap(), serde_json::from_str::<Json>(RESPONSE).unwrap());
}

#[tokio::test]
async fn unset_is_absent_cleared_is_null_set_is_a_value() {
    let (server, graph) = server(Answer::json(200, RESPONSE));
    let request = graph.device_management().managed_device_encryption_states(ID);
    request.patch().os_version("11").clear_device_name().send().await.unwrap();
    let expected = json!({
        "@odata.type": "#microsoft.graph.managedDeviceEncryptionState",
        "osVersion": "11",
        "deviceName": null,
    });
    assert_eq!(body(&server.received()[0]), expected);
}

#[tokio::test]
async fn an_empty_patch_is_not_sent() {
    let (server, graph) = server(Answer::json(200, RESPONSE));
    let error = graph.device_management().managed_device_encryption_states(ID).patch().send().await.unwrap_err();
    assert!(matches!(error, Error::EmptyPatch { .. }));
    assert_eq!(
        error.to_string(),
        "the change of microsoft.graph.managedDeviceEncryptionState sets no property; nothing was sent"
    );
    let before = response();
    let change = ManagedDeviceEncryptionStatePatch::between(&before, &before.clone());
    assert!(change.is_empty());
    let request = graph.device_management().managed_device_encryption_states(ID).patch_with(change);
    assert!(matches!(request.send().await.unwrap_err(), Error::EmptyPatch { .. }));
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn the_difference_of_two_reads_is_all_that_is_sent() {
    let (server, graph) = server(Answer::json(200, RESPONSE));
    let request = graph.device_management().managed_device_encryption_states(ID);
    let before = request.get().send().await.unwrap();
    let mut after = before.clone();
    after.encryption_state = Some(EncryptionState::NotEncrypted);
    request.patch_with(ManagedDeviceEncryptionStatePatch::between(&before, &after)).send().await.unwrap();
    let sent = body(&server.received()[1]);
    assert_eq!(
        sent,
        json!({"@odata.type": "#microsoft.graph.managedDeviceEncryptionState", "encryptionState": "notEncrypted"})
    );
}

#[test]
fn a_difference_replaces_collections_and_nulls_what_is_gone() {
    let before = response();
    let mut after = before.clone();
    after.id = Some(String::from("never sent"));
    after.device_name = None;
    after.policy_details.as_mut().unwrap()[0].policy_name = Some(String::from("B"));
    let expected = json!({
        "@odata.type": "#microsoft.graph.managedDeviceEncryptionState",
        "deviceName": null,
        "policyDetails": [{
            "@odata.type": "microsoft.graph.encryptionReportPolicyDetails",
            "policyId": "Policy Id value",
            "policyName": "B",
        }],
    });
    assert_eq!(ManagedDeviceEncryptionStatePatch::between(&before, &after).to_json(), expected);
}

#[tokio::test]
async fn a_difference_cannot_null_what_is_not_nullable() {
    let (server, graph) = server(Answer::json(200, RESPONSE));
    let before = response();
    let mut after = before.clone();
    after.device_type = None;
    let change = ManagedDeviceEncryptionStatePatch::between(&before, &after);
    let request = graph.device_management().managed_device_encryption_states(ID).patch_with(change);
    let error = request.send().await.unwrap_err();
    assert!(matches!(error, Error::NotNullable { property: "deviceType", .. }));
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn options_of_a_request_arrive() {
    let (server, graph) = server(Answer::json(200, RESPONSE));
    let request = graph.device_management().managed_device_encryption_states(ID);
    let patch = request.patch().os_version("1").if_match("W/\"1\"").prefer("return=representation");
    patch.header("X-Test", "a b").query("$select", "id,osVersion").send().await.unwrap();
    request.get().query("$select", "id").if_none_match("W/\"1\"").send().await.unwrap();
    let received = server.received();
    assert_eq!(received[0].header("if-match"), Some("W/\"1\""));
    assert_eq!(received[0].header("prefer"), Some("return=representation"));
    assert_eq!(received[0].header("x-test"), Some("a b"));
    assert_eq!(received[0].target, format!("{PATH}?$select=id,osVersion"));
    assert_eq!(received[1].target, format!("{PATH}?$select=id"));
    assert_eq!(received[1].header("if-none-match"), Some("W/\"1\""));
    assert_eq!(received[1].header("content-type"), None);
}

#[tokio::test]
async fn a_header_that_http_forbids_is_refused_and_not_shown() {
    let (server, graph) = server(Answer::json(200, RESPONSE));
    let request = graph.device_management().managed_device_encryption_states(ID).get();
    let error = request.header("x-secret", "a\r\nAuthorization: b").send().await.unwrap_err();
    assert_eq!(error.to_string(), "the header \"x-secret\" has a name or value that HTTP forbids");
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn the_collection_is_read_and_added_to_and_an_entity_deleted() {
    let page = json!({"@odata.count": 2, "value": [{"id": "a"}, {"id": "b"}]}).to_string();
    let answers = vec![Answer::json(200, &page), Answer::json(201, RESPONSE), Answer::empty(204)];
    let server = Server::start(answers).unwrap();
    let graph = graph(&server).unwrap();
    let states = graph.device_management().managed_device_encryption_states_collection();

    let page = states.list().send().await.unwrap();
    assert_eq!(page.count, Some(2));
    assert_eq!(page.value[1].id.as_deref(), Some("b"));
    let created = states.create().device_name("LAP-1").send_response().await.unwrap();
    assert_eq!(created.status(), 201);
    graph.device_management().managed_device_encryption_states("a b").delete().if_match("*").send().await.unwrap();

    let received = server.received();
    let lines: Vec<_> = received.iter().map(|request| format!("{} {}", request.method, request.target)).collect();
    let collection = "/beta/deviceManagement/managedDeviceEncryptionStates";
    assert_eq!(
        lines,
        [format!("GET {collection}"), format!("POST {collection}"), format!("DELETE {collection}/a%20b"),]
    );
    assert_eq!(body(&received[1])["deviceName"], "LAP-1");
}

#[tokio::test]
async fn pages_are_followed_on_the_same_host_only() {
    let next = "https://graph.microsoft.com/beta/deviceManagement/managedDeviceEncryptionStates?$skiptoken=a%2Fb";
    let elsewhere = json!({"value": [{"id": "b"}], "@odata.nextLink": "https://evil.example/x"}).to_string();
    let first = json!({"value": [{"id": "a"}], "@odata.nextLink": next}).to_string();
    let server = Server::start(vec![Answer::json(200, &first), Answer::json(200, &elsewhere)]).unwrap();
    let graph = graph(&server).unwrap();
    let list = graph.device_management().managed_device_encryption_states_collection().list();
    let first = list.send_response().await.unwrap();
    let second = first.next_page().unwrap().unwrap().send().await.unwrap();
    assert_eq!(second.value().unwrap().value[0].id.as_deref(), Some("b"));
    let path = "/beta/deviceManagement/managedDeviceEncryptionStates?$skiptoken=a%2Fb";
    assert_eq!(server.received()[1].target, path, "the link is opaque");
    assert!(matches!(second.next_page().unwrap_err(), Error::InvalidRequest(_)));
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn items_of_all_pages_come_one_after_the_other() {
    let root = "https://graph.microsoft.com/beta/deviceManagement/managedDeviceEncryptionStates";
    let page = |ids: &[&str], next: Option<&str>| {
        let value: Vec<Json> = ids.iter().map(|id| json!({"id": id})).collect();
        let next = next.map(|token| format!("{root}?$skiptoken={token}"));
        Answer::json(200, &json!({"value": value, "@odata.nextLink": next}).to_string())
    };
    let server = Server::start(vec![page(&["a", "b"], Some("1")), page(&[], Some("2")), page(&["c"], None)]).unwrap();
    let list = graph(&server).unwrap().device_management().managed_device_encryption_states_collection().list();
    let mut items = list.query("$top", "2").header("consistencylevel", "eventual").items();
    assert!(server.received().is_empty(), "nothing is sent before an item is asked for");

    let mut ids = Vec::new();
    for sent in [1, 1, 3] {
        ids.extend(items.try_next().await.unwrap().unwrap().id);
        assert_eq!(server.received().len(), sent);
    }
    assert_eq!(ids, ["a", "b", "c"]);
    assert!(items.try_next().await.unwrap().is_none());

    let received = server.received();
    let targets: Vec<_> = received.iter().filter_map(|request| request.target.split_once('?')).collect();
    let path = "/beta/deviceManagement/managedDeviceEncryptionStates";
    assert_eq!(targets, [(path, "$top=2"), (path, "$skiptoken=1"), (path, "$skiptoken=2")]);
    assert!(received.iter().all(|request| request.header("consistencylevel") == Some("eventual")));
}

#[tokio::test]
async fn a_page_is_given_before_the_error_behind_it() {
    let page = json!({"value": [{"id": "a"}], "@odata.nextLink": "https://evil.example/x"}).to_string();
    let (server, graph) = server(Answer::json(200, &page));
    let mut pages = graph.device_management().managed_device_encryption_states_collection().list().pages();
    assert_eq!(pages.try_next().await.unwrap().unwrap().value.len(), 1);
    assert!(matches!(pages.try_next().await.unwrap_err(), Error::InvalidRequest(_)));
    assert!(pages.try_next().await.unwrap().is_none());
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_patch_may_be_answered_without_a_body() {
    let (_server, graph) = server(Answer::empty(204).header("etag", "W/\"2\"").header("request-id", "r-1"));
    let request = graph.device_management().managed_device_encryption_states(ID);
    let response = request.patch().os_version("1").send_response().await.unwrap();
    assert_eq!((response.status(), response.value()), (204, Some(&None)));
    assert_eq!((response.etag(), response.request_id()), (Some("W/\"2\""), Some("r-1")));
    assert_eq!(response.into_value().unwrap(), None);
}

#[test]
fn a_request_is_data_before_it_is_sent() {
    let (server, graph) = server(Answer::json(200, RESPONSE));
    let request = graph.device_management().managed_device_encryption_states(ID).patch().os_version("1");
    let request = request.into_request().unwrap();
    assert_eq!(request.method(), Method::PATCH);
    assert_eq!(request.uri().to_string(), format!("https://graph.microsoft.com{PATH}"));
    let sent = json!({"@odata.type": "#microsoft.graph.managedDeviceEncryptionState", "osVersion": "1"});
    assert_eq!(serde_json::from_slice::<Json>(request.body()).unwrap(), sent);

    let http: http::Request<Bytes> = request.clone().into();
    assert_eq!(http.method(), "PATCH");
    assert_eq!(http.uri(), request.uri());
    assert_eq!(http.headers()["content-type"], "application/json");
    assert_eq!(http.body(), request.body());
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn each_cloud_has_its_root_and_scope() {
    let (server, _) = server(Answer::json(200, RESPONSE));
    let clouds = [
        (Cloud::Global, "https://graph.microsoft.com"),
        (Cloud::UsGovernmentL4, "https://graph.microsoft.us"),
        (Cloud::UsGovernmentL5, "https://dod-graph.microsoft.us"),
        (Cloud::China, "https://microsoftgraph.chinacloudapi.cn"),
    ];
    assert_eq!(Cloud::default(), Cloud::Global);
    for (cloud, origin) in clouds {
        let credential = Arc::new(FixedToken::default());
        let graph = GraphClient::with_options(credential.clone(), cloud, options(server.address())).unwrap();
        let request = graph.device_management().managed_device_encryption_states(ID).get();
        let url = request.clone().into_request().unwrap().uri().to_string();
        assert_eq!(url, format!("{origin}{PATH}"));
        request.send().await.unwrap();
        assert_eq!(credential.scopes(), [format!("{origin}/.default")]);
    }
}

#[test]
fn a_token_is_not_sent_in_the_clear() {
    let (server, _) = server(Answer::json(200, RESPONSE));
    let root = "http://graph.example/beta";
    let credential = Arc::new(FixedToken::default());
    let error = GraphClient::with_service_root(root, &["s"], credential, options(server.address())).unwrap_err();
    assert!(matches!(error, Error::InvalidRequest(_)), "{error}");
    assert!(server.received().is_empty());
    assert!(
        GraphClient::with_service_root("graph", &[], Arc::new(FixedToken::default()), options(server.address()))
            .is_err()
    );
}
