//! Versions of OData and media types.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use generated::runtime::{
    Json,
    client::{Batch, Monitor, ODataVersion, Service, ServiceOptions, UploadSession},
};
use serde_json::json;
use tests::{
    client::graph,
    server::{Answer, Received, Server},
};

const VERSIONS: [&str; 2] = ["odata-version", "odata-maxversion"];

const NEWER: &ServiceOptions =
    &ServiceOptions::STANDARD.odata_version(ODataVersion::V4_01).max_version(ODataVersion::V4_01);

/// A service with other options than the generated client has.
fn service(server: &Server, options: &'static ServiceOptions) -> Service {
    graph(server).unwrap().service().clone().with_options(options)
}

/// The values of the headers `OData-Version` and `OData-MaxVersion`.
fn versions(received: &Received) -> [Option<&str>; 2] {
    VERSIONS.map(|name| received.header(name))
}

#[tokio::test]
async fn a_body_says_its_version_and_each_request_that_of_the_response() {
    let server = Server::start(vec![Answer::json(200, r#"{"id": "a"}"#)]).unwrap();
    let client = graph(&server).unwrap();
    let states = client.device_management().managed_device_encryption_states_collection();
    let state = client.device_management().managed_device_encryption_states("a");
    let read = state.get().send().await.unwrap();
    state.patch().os_version("1").send().await.unwrap();
    assert_eq!(states.create().os_version("1").send().await.unwrap(), read);
    state.delete().send().await.unwrap();
    client.service().resource("a").call_action::<Json>().set("n", 1).send().await.unwrap();
    client.service().resource("a").call_function::<Json>().set("n", 1).send().await.unwrap();
    client.service().resource("a").upload("content", "text/plain").send().await.unwrap();
    client.service().resource("a").download().send().await.unwrap();
    let (only_max, both) = ([None, Some("4.0")], [Some("4.0"); 2]);
    let expected = [only_max, both, both, only_max, both, only_max, only_max, only_max];
    let received = server.received();
    assert_eq!(received.iter().map(versions).collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn the_versions_are_those_of_the_service_unless_the_program_says_otherwise() {
    let server = Server::start(vec![Answer::json(200, "{}")]).unwrap();
    let service = service(&server, NEWER);
    let action = || service.resource("a").call_action::<Json>();
    action().send().await.unwrap();
    action().header("OData-MaxVersion", "4.0").header("OData-Version", "4.0").send().await.unwrap();
    let received = server.received();
    assert_eq!(received.iter().map(versions).collect::<Vec<_>>(), [[Some("4.01"); 2], [Some("4.0"); 2]]);
}

#[tokio::test]
async fn the_parts_of_a_batch_have_the_versions_of_the_whole() {
    let part = |id: &str| json!({"id": id, "status": 200, "body": {}});
    let answer = json!({"responses": [part("1"), part("2"), part("3")]}).to_string();
    let server = Server::start(vec![Answer::json(200, &answer)]).unwrap();
    let service = service(&server, NEWER);
    let action = || service.resource("a").call_action::<Json>();
    let mut batch = Batch::new(&service);
    let read = batch.add(service.resource("a").get::<Json>().into_request().unwrap()).unwrap();
    batch.add(action().into_request().unwrap()).unwrap();
    batch.add(action().header("odata-version", "4.0").into_request().unwrap()).unwrap();
    let mut answers = batch.send().await.unwrap();
    assert_eq!(answers.take(read).unwrap().into_value().unwrap(), json!({}));

    let received = &server.received()[0];
    assert_eq!(versions(received), [Some("4.01"); 2]);
    let body: Json = serde_json::from_slice(&received.body).unwrap();
    let (accept, json_type) = ("application/json", "application/json");
    assert_eq!(
        body,
        json!({"requests": [
            {"id": "1", "method": "GET", "url": "a", "headers": {"accept": accept}},
            {"id": "2", "method": "POST", "url": "a", "headers": {"accept": accept, "content-type": json_type}, "body": {}},
            {"id": "3", "method": "POST", "url": "a",
                "headers": {"accept": accept, "content-type": json_type, "odata-version": "4.0"}, "body": {}},
        ]})
    );
}

#[tokio::test]
async fn only_the_service_is_told_a_version() {
    let answer = json!({"status": "running", "nextExpectedRanges": ["0-"]}).to_string();
    let server = Server::start(vec![Answer::json(200, &answer)]).unwrap();
    let service = service(&server, NEWER);
    for place in ["https://graph.microsoft.com/beta/operations/1", "https://elsewhere.example/operations/1"] {
        Monitor::<()>::resume(&service, place).unwrap().poll().await.unwrap();
    }
    let session = UploadSession::<Json>::new(&service, "https://elsewhere.example/s").unwrap();
    session.cancel_request().send().await.unwrap();
    let received = server.received();
    let expected = [[None, Some("4.01")], [None, None], [None, None]];
    assert_eq!(received.iter().map(versions).collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn numbers_are_asked_for_and_sent_as_strings_where_the_service_is_to_have_them_so() {
    const STRINGS: &ServiceOptions = &ServiceOptions::STANDARD.ieee754_compatible(true);
    let server = Server::start(vec![Answer::json(200, r#"{"value": [], "n": "9007199254740993"}"#)]).unwrap();
    let service = service(&server, STRINGS);
    let read: Json = service.resource("a").get().send().await.unwrap();
    assert_eq!(read["n"], json!("9007199254740993"));
    service.resource("a").call_action::<Json>().send().await.unwrap();
    service.resource("a").upload("content", "text/plain").send().await.unwrap();
    service.resource("a").download().send().await.unwrap();
    let json_type = Some("application/json;IEEE754Compatible=true");
    let media_types: Vec<_> = server
        .received()
        .iter()
        .map(|received| ["accept", "content-type"].map(|name| received.header(name).map(str::to_owned)))
        .collect();
    let expected = [[json_type, None], [json_type, json_type], [json_type, Some("text/plain")], [Some("*/*"), None]];
    assert_eq!(media_types, expected.map(|types| types.map(|media_type| media_type.map(str::to_owned))));
}
