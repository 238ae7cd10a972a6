//! What has changed since a collection was read last, on a real socket.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use generated::{
    Error, GraphClient,
    models::ManagedDeviceEncryptionState,
    runtime::{
        Json,
        client::{Call, Change, Changes, Page},
    },
};
use serde_json::json;
use tests::{
    client::graph,
    server::{Answer, Server},
};

type State = ManagedDeviceEncryptionState;

const PATH: &str = "/beta/deviceManagement/managedDeviceEncryptionStates";
const DELTA: &str = "https://graph.microsoft.com/beta/deviceManagement/managedDeviceEncryptionStates?$deltatoken=a%2Fb";

fn server(answers: Vec<Answer>) -> (Server, GraphClient) {
    let server = Server::start(answers).unwrap();
    let graph = graph(&server).unwrap();
    (server, graph)
}

fn page(body: &Json) -> Answer {
    Answer::json(200, &body.to_string())
}

fn targets(server: &Server) -> Vec<String> {
    server.received().into_iter().map(|received| format!("{} {}", received.method, received.target)).collect()
}

async fn items(mut changes: Changes<State>) -> Result<Vec<Change<State>>, Error> {
    let mut items = Vec::new();
    while let Some(page) = changes.next_page().await? {
        items.extend(page.value);
    }
    Ok(items)
}

#[tokio::test]
async fn a_list_is_read_to_its_delta_link() {
    let next = format!("https://graph.microsoft.com{PATH}?$skiptoken=1");
    let first = page(&json!({"value": [{"id": "a"}, {"id": "b"}], "@odata.nextLink": next}));
    let end = page(&json!({"value": [{"id": "c", "novel": 1}], "@odata.deltaLink": DELTA}));
    let (server, graph) = server(vec![first, end]);
    let list = graph.device_management().managed_device_encryption_states_collection().list();
    let mut changes = list.prefer("odata.maxpagesize=2").query("$select", "id").changes();
    assert!(server.received().is_empty(), "nothing is sent before a page is asked for");

    assert_eq!(changes.next_page().await.unwrap().unwrap().value.len(), 2);
    assert_eq!(changes.delta_link(), None);
    let page = changes.next_page().await.unwrap().unwrap();
    let Change::Changed(state) = &page.value[0] else { panic!("{page:?}") };
    assert_eq!((state.id.as_deref(), state.additional.get("novel")), (Some("c"), Some(&json!(1))));
    assert_eq!((changes.delta_link(), page.delta_link.as_deref()), (Some(DELTA), Some(DELTA)));
    assert_eq!(changes.next_page().await.unwrap(), None);
    assert_eq!(changes.delta_link(), Some(DELTA));

    assert_eq!(targets(&server), [format!("GET {PATH}?$select=id"), format!("GET {PATH}?$skiptoken=1")]);
    let preferences: Vec<_> =
        server.received().iter().filter_map(|one| one.header("prefer").map(str::to_owned)).collect();
    assert_eq!(preferences, ["odata.maxpagesize=2, odata.track-changes"; 2]);
}

#[tokio::test]
async fn a_list_may_be_read_page_by_page() {
    let (server, graph) = server(vec![page(&json!({"value": [], "@deltaLink": DELTA}))]);
    let list = graph.device_management().managed_device_encryption_states_collection().list();
    let page = list.track_changes().track_changes().send().await.unwrap();
    assert_eq!(page.delta_link.as_deref(), Some(DELTA));
    assert_eq!(server.received()[0].header("prefer"), Some("odata.track-changes"));
}

#[tokio::test]
async fn the_function_delta_leads_to_changes() {
    let last = json!({"value": [{"id": "a", "@removed": {"reason": "changed"}}], "@odata.deltaLink": DELTA});
    let (server, graph) = server(vec![page(&last)]);
    let call: Call<Page<State>> = graph.service().resource("users").function("microsoft.graph.delta");
    let changes = items(call.query("$select", "id").changes()).await.unwrap();
    let [Change::Removed(removed)] = &changes[..] else { panic!("{changes:?}") };
    assert_eq!((removed.id.as_deref(), removed.reason.as_deref()), (Some("a"), Some("changed")));
    assert_eq!(targets(&server), ["GET /beta/users/microsoft.graph.delta()?$select=id"]);
    assert_eq!(server.received()[0].header("prefer"), None);
}

#[tokio::test]
async fn each_kind_of_change_is_told_apart_in_either_version() {
    let context = |kind: &str| format!("https://graph.microsoft.com/beta/$metadata#robots/{kind}");
    let link = json!({"source": "robots('a')", "relationship": "owner", "target": "people('b')"});
    let with_context = |kind: &str, mut value: Json| {
        value["@odata.context"] = context(kind).into();
        value
    };
    let value = [
        json!({"@odata.context": context("$entity"), "id": "a", "osVersion": "1"}),
        json!({"@removed": {"reason": "deleted"}, "@id": "robots('b')", "Number": 7}),
        with_context("$deletedEntity", json!({"id": "robots('c')", "reason": "deleted"})),
        json!({"@odata.removed": {}, "@odata.id": "d"}),
        with_context("$link", link.clone()),
        with_context("$deletedLink", link),
    ];
    let (_, graph) = server(vec![page(&json!({"value": value}))]);
    let changes = items(Changes::resume(graph.service(), DELTA)).await.unwrap();
    let ids: Vec<_> = changes
        .iter()
        .map(|change| match change {
            Change::Changed(state) => format!("changed {:?}", state.os_version),
            Change::Removed(removed) => format!("removed {:?} {:?}", removed.id, removed.reason),
            Change::LinkAdded(link) => format!("{} -{}> {}", link.source, link.relationship, link.target),
            Change::LinkRemoved(link) => format!("{} -{}| {}", link.source, link.relationship, link.target),
        })
        .collect();
    assert_eq!(
        ids,
        [
            r#"changed Some("1")"#,
            r#"removed Some("robots('b')") Some("deleted")"#,
            r#"removed Some("robots('c')") Some("deleted")"#,
            r#"removed Some("d") None"#,
            "robots('a') -owner> people('b')",
            "robots('a') -owner| people('b')",
        ]
    );
    let Change::Removed(removed) = &changes[1] else { panic!("{:?}", changes[1]) };
    assert_eq!(removed.raw["Number"], 7, "a key of another name is kept");
}

#[tokio::test]
async fn a_stored_link_is_followed_as_it_is() {
    let (server, graph) = server(vec![page(&json!({"value": [], "@odata.deltaLink": DELTA}))]);
    let mut changes: Changes<State> = Changes::resume(graph.service(), DELTA).prefer("odata.maxpagesize=9");
    assert_eq!(changes.next_page().await.unwrap().unwrap().value, []);
    assert_eq!(targets(&server), [format!("GET {PATH}?$deltatoken=a%2Fb")]);
    assert_eq!(server.received()[0].header("prefer"), Some("odata.maxpagesize=9"));
}

#[tokio::test]
async fn a_link_to_another_host_is_refused_and_gets_no_token() {
    let elsewhere = json!({"value": [{"id": "a"}], "@odata.nextLink": "https://evil.example/x"});
    let (server, graph) = server(vec![page(&elsewhere)]);
    let mut changes: Changes<State> = Changes::resume(graph.service(), DELTA);
    assert_eq!(changes.next_page().await.unwrap().unwrap().value.len(), 1, "the page before is given");
    assert!(matches!(changes.next_page().await.unwrap_err(), Error::InvalidRequest(_)));
    for link in ["https://evil.example/x", "http://graph.microsoft.com/beta/x", "//evil.example/x"] {
        let mut changes: Changes<State> = Changes::resume(graph.service(), link);
        assert!(matches!(changes.next_page().await.unwrap_err(), Error::InvalidRequest(_)), "{link}");
    }
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_link_may_be_relative_to_the_service() {
    let (server, graph) = server(vec![page(&json!({"value": []}))]);
    for link in ["users?$deltatoken=1", "/users?$deltatoken=1", "/beta/users?$deltatoken=1"] {
        let mut changes: Changes<State> = Changes::resume(graph.service(), link);
        changes.next_page().await.unwrap();
    }
    assert_eq!(targets(&server), ["GET /beta/users?$deltatoken=1"; 3]);
}

#[tokio::test]
async fn a_link_that_is_too_old_says_where_to_begin_anew() {
    let body = json!({"error": {"code": "syncStateNotFound", "message": "Resync."}}).to_string();
    let gone = Answer::json(410, &body).header("location", "https://graph.microsoft.com/beta/users/delta?$deltatoken=");
    let (server, graph) = server(vec![gone, page(&json!({"value": [{"id": "a"}]}))]);
    let error = items(Changes::resume(graph.service(), DELTA)).await.unwrap_err();
    assert_eq!(error.status(), Some(410));
    let anew = error.as_service().unwrap().location().unwrap();
    assert_eq!(items(Changes::resume(graph.service(), anew)).await.unwrap().len(), 1);
    assert_eq!(targets(&server)[1], "GET /beta/users/delta?$deltatoken=");
}

#[tokio::test]
async fn a_page_is_read_again_after_an_error() {
    let refused = Answer::json(403, &json!({"error": {"code": "x", "message": "y"}}).to_string());
    let (server, graph) = server(vec![refused, page(&json!({"value": [{"id": "a"}]}))]);
    let mut changes: Changes<State> = Changes::resume(graph.service(), DELTA);
    assert_eq!(changes.next_page().await.unwrap_err().status(), Some(403));
    assert_eq!(changes.next_page().await.unwrap().unwrap().value.len(), 1);
    assert_eq!(targets(&server), [format!("GET {PATH}?$deltatoken=a%2Fb"), format!("GET {PATH}?$deltatoken=a%2Fb")]);
}

#[tokio::test]
async fn what_is_wrong_has_its_place() {
    let value = json!({"value": [{"id": "a"}, {"policyDetails": [{"policyId": 7}]}]});
    let (_, graph) = server(vec![page(&value)]);
    let error = items(Changes::resume(&graph.service().clone().strict(), DELTA)).await.unwrap_err();
    let Error::UnreadableBody(error) = &error else { panic!("{error}") };
    assert_eq!(error.read_error().path(), "value[1].policyDetails[0].policyId");
    assert!(error.to_string().contains("found the number 7"), "{error}");
}
