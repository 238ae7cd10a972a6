//! Paths of names behind a colon, and bodies that go through a cast.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use generated::{
    Collection, Entity, GraphClient,
    models::ManagedDeviceEncryptionState as State,
    runtime::{
        Additional, Body, Json,
        client::{Batch, Call, Key, Resource},
        entity_type,
    },
};
use serde_json::json;
use tests::{
    client::graph,
    server::{Answer, Received, Server},
};

/// A type of a service that wants `@odata.type` with none of its types.
pub struct FileAttachment {
    pub name: Option<String>,
    pub additional: Additional,
}

entity_type! {
    FileAttachment "microsoft.graph.fileAttachment";
    name "name": Text, NAME: Property(String);
    .. additional
}

fn start() -> (Server, GraphClient) {
    let server = Server::start(vec![Answer::json(200, r#"{"name": "a.txt"}"#)]).unwrap();
    let graph = graph(&server).unwrap();
    (server, graph)
}

fn line(received: &Received) -> String {
    format!("{} {}", received.method, received.target)
}

fn body(received: &Received) -> Json {
    serde_json::from_slice(&received.body).unwrap()
}

#[tokio::test]
async fn an_item_is_reached_by_its_path() {
    let (server, graph) = start();
    let root: Entity<State> = Entity::from(graph.service().resource("drive").property("root"));
    let file = root.by_colon_path("folder/file.txt");
    file.get().send().await.unwrap();
    assert!(file.0.property("children").list::<Json>().top(1).send().await.is_err(), "the answer is no page");
    file.0.content().send().await.unwrap();
    file.0.upload("content", "text/plain").send().await.unwrap();
    let call: Call<Json> = file.0.function("delta");
    call.send().await.unwrap();
    file.patch().os_version("1").send().await.unwrap();
    root.set_ref(&file).send().await.unwrap();
    file.remove_ref().send().await.unwrap();
    // Below a path, the path goes on.
    root.by_colon_path("/folder/").by_colon_path("file.txt").delete().send().await.unwrap();
    root.by_colon_path("").get().send().await.unwrap();
    let received = server.received();
    assert_eq!(
        received.iter().map(line).collect::<Vec<_>>(),
        [
            "GET /beta/drive/root:/folder/file.txt",
            "GET /beta/drive/root:/folder/file.txt:/children?$top=1",
            "GET /beta/drive/root:/folder/file.txt:/$value",
            "PUT /beta/drive/root:/folder/file.txt",
            "GET /beta/drive/root:/folder/file.txt:/delta()",
            "PATCH /beta/drive/root:/folder/file.txt",
            "PUT /beta/drive/root/$ref",
            "DELETE /beta/drive/root:/folder/file.txt:/$ref",
            "DELETE /beta/drive/root:/folder/file.txt",
            "GET /beta/drive/root",
        ]
    );
    assert_eq!(
        body(&received[6]),
        json!({"@odata.id": "https://graph.microsoft.com/beta/drive/root:/folder/file.txt"})
    );
}

#[tokio::test]
async fn each_name_of_a_path_is_encoded_by_itself() {
    let (server, graph) = start();
    let items = graph.service().resource("drive").property("items").key(&Key::text("01AB!7"));
    items.by_colon_path("C#/50% off?.txt/a:b/ä + (1),'x'&$=@;!*~").property("content").download().send().await.unwrap();
    let target = &server.received()[0].target;
    let names = "C%23/50%25%20off%3F.txt/a%3Ab/%C3%A4%20+%20%281%29,'x'&$=@;!*~";
    assert_eq!(*target, format!("/beta/drive/items/01AB!7:/{names}:/content"));
    for names in ["..", "a/../b", "."] {
        assert!(items.by_colon_path(names).get::<Json>().send().await.is_err(), "{names}");
    }
    assert_eq!(server.received().len(), 1);
}

fn attachments(graph: &GraphClient) -> Resource {
    graph.service().resource("me").property("attachments")
}

#[tokio::test]
async fn a_body_that_goes_through_a_cast_says_its_type() {
    let (server, graph) = start();
    let cast = || attachments(&graph).cast("microsoft.graph.fileAttachment");
    let created = Body::<FileAttachment, _>::new(cast().create()).set_text("name", "a.txt").send().await.unwrap();
    assert_eq!(created.name.as_deref(), Some("a.txt"));
    // With nothing set, too.
    Body::<FileAttachment, _>::new(cast().create()).send().await.unwrap();
    let of = attachments(&graph).key(&Key::text("1")).cast("microsoft.graph.fileAttachment");
    Body::<FileAttachment, _>::new(of.patch()).set_text("name", "b").send().await.unwrap();
    let by_key = cast().key(&Key::text("1"));
    Body::<FileAttachment, _>::new(by_key.patch()).set_text("name", "b").send().await.unwrap();
    let received = server.received();
    let path = "/beta/me/attachments";
    let (odata_type, name) = ("#microsoft.graph.fileAttachment", "microsoft.graph.fileAttachment");
    assert_eq!(
        received.iter().map(|received| (line(received), body(received))).collect::<Vec<_>>(),
        [
            (format!("POST {path}/{name}"), json!({"@odata.type": odata_type, "name": "a.txt"})),
            (format!("POST {path}/{name}"), json!({"@odata.type": odata_type})),
            (format!("PATCH {path}/1/{name}"), json!({"@odata.type": odata_type, "name": "b"})),
            (format!("PATCH {path}/{name}/1"), json!({"@odata.type": odata_type, "name": "b"})),
        ]
    );
    assert_eq!(
        received[0].body,
        format!(r#"{{"@odata.type":"{odata_type}","name":"a.txt"}}"#).as_bytes(),
        "it comes first"
    );
}

#[tokio::test]
async fn a_body_without_a_cast_is_as_the_manifest_says() {
    let (server, graph) = start();
    Body::<FileAttachment, _>::new(attachments(&graph).create()).set_text("name", "a").send().await.unwrap();
    // What the path goes on to is of its declared type.
    let below = attachments(&graph).cast("microsoft.graph.itemAttachment").key(&Key::text("1")).property("item");
    Body::<FileAttachment, _>::new(below.patch()).set_text("name", "a").send().await.unwrap();
    let states: Collection<State> =
        graph.service().resource("states").cast("microsoft.graph.managedDeviceEncryptionState").into();
    states.create().os_version("1").send().await.unwrap();
    let received = server.received();
    assert_eq!(body(&received[0]), json!({"name": "a"}));
    assert_eq!(body(&received[1]), json!({"name": "a"}));
    let odata_type = "#microsoft.graph.managedDeviceEncryptionState";
    assert_eq!(body(&received[2]), json!({"@odata.type": odata_type, "osVersion": "1"}));
}

#[tokio::test]
async fn a_part_of_a_batch_says_its_type_too() {
    let answer = json!({"responses": [{"id": "1", "status": 201, "body": {"name": "a"}}]}).to_string();
    let server = Server::start(vec![Answer::json(200, &answer)]).unwrap();
    let graph = graph(&server).unwrap();
    let cast = attachments(&graph).cast("microsoft.graph.fileAttachment");
    let mut batch = Batch::new(graph.service());
    let create = Body::<FileAttachment, _>::new(cast.create()).set_text("name", "a").into_request().unwrap();
    let handle = batch.add(create).unwrap();
    let created = batch.send().await.unwrap().take(handle).unwrap().into_value().unwrap();
    assert_eq!(created.name.as_deref(), Some("a"));
    let sent = body(&server.received()[0])["requests"][0]["body"].take();
    assert_eq!(sent, json!({"@odata.type": "#microsoft.graph.fileAttachment", "name": "a"}));
}
