//! Content that is written whole, on a real socket.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use generated::{GraphClient, models::ManagedDeviceEncryptionState, runtime::client::Key};
use tests::{
    client::{TOKEN, graph},
    server::{Answer, Server},
};

fn server(answers: Vec<Answer>) -> (Server, GraphClient) {
    let server = Server::start(answers).unwrap();
    let graph = graph(&server).unwrap();
    (server, graph)
}

#[tokio::test]
async fn a_stream_is_replaced_where_it_would_be_read() {
    let (server, graph) =
        server(vec![Answer::empty(204).header("etag", "W/\"2\""), Answer::json(201, r#"{"id": "item"}"#)]);
    let item = graph.client().resource("items").key(&Key::text("a"));
    let upload = item.content().replace_with(vec![0, 1], "image/png").if_match("W/\"1\"");
    assert_eq!(upload.send().await.unwrap().etag(), Some("W/\"2\""));
    let upload = item.property("photo").upload("text", "text/plain").query("$select", "id");
    let entity: ManagedDeviceEncryptionState = upload.send_for().await.unwrap();
    assert_eq!(entity.id.as_deref(), Some("item"));

    let received = server.received();
    let (content, photo) = (&received[0], &received[1]);
    assert_eq!((content.method.as_str(), content.target.as_str()), ("PUT", "/beta/items/a/$value"));
    assert_eq!((content.header("content-type"), content.body.as_slice()), (Some("image/png"), &[0, 1][..]));
    assert_eq!((content.header("accept"), content.header("if-match")), (Some("application/json"), Some("W/\"1\"")));
    assert_eq!(content.header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
    assert_eq!((photo.method.as_str(), photo.target.as_str()), ("PUT", "/beta/items/a/photo?$select=id"));
    assert_eq!((photo.header("content-type"), photo.body.as_slice()), (Some("text/plain"), &b"text"[..]));
}
