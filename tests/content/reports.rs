//! Functions whose result is content.

use generated::runtime::client::{Call, Composable, Content, Limits, Resource, TryStreamExt as _};
use tests::server::{Answer, Server};

use super::{ETAG, client_with, interrupted, read, rest, serve, text, whole};

const SIZE: usize = 70 << 20;

#[tokio::test]
async fn a_report_of_70_mib_arrives() {
    let csv = text(SIZE);
    let server = serve(move |_, _| whole(&csv));
    let graph = client_with(&server, Limits::default());
    let call: Call<Content> = graph.service().resource("report").call_function();
    let Content(bytes) = call.clone().send().await.unwrap();
    assert!(bytes == text(SIZE).as_bytes(), "{} bytes", bytes.len());
    let mut size = 0;
    let mut stream = call.stream().await.unwrap();
    while let Some(chunk) = stream.try_next().await.unwrap() {
        size += chunk.len();
    }
    assert_eq!(size, SIZE);
    assert!(server.received().iter().all(|request| request.header("accept") == Some("*/*")));
}

#[tokio::test]
async fn whatever_a_report_is_called_by_it_is_content() {
    // A content that would be null, and has more objects than a response may have, if it were JSON.
    let server = Server::start(vec![whole("null"), whole("{{{{"), whole("{{{{"), Answer::empty(204)]).unwrap();
    let graph = client_with(&server, Limits::default().response_objects(3));
    let report = graph.service().resource("report");
    let nullable: Call<Option<Content>> = report.call_function();
    assert_eq!(nullable.clone().send().await.unwrap(), Some(Content(b"null".to_vec())));
    assert_eq!(nullable.clone().send().await.unwrap(), Some(Content(b"{{{{".to_vec())));
    let composable: Call<Composable<Content, Resource>> = report.call_function();
    assert_eq!(composable.send().await.unwrap(), Content(b"{{{{".to_vec()));
    assert_eq!(nullable.send().await.unwrap(), None);
    assert!(server.received().iter().all(|request| request.header("accept") == Some("*/*")));
}

#[tokio::test]
async fn a_report_is_gone_on_with_and_an_action_is_not_called_twice() {
    let server = serve(|number, request| match number {
        0 | 2 => whole(&text(1000)).header("etag", ETAG).cut_after(500),
        _ => rest(&text(1000), request).header("etag", ETAG),
    });
    let report = client_with(&server, Limits::default()).service().resource("report");
    let function: Call<Content> = report.call_function().set("period", 7_u8);
    assert_eq!(read(&mut function.stream().await.unwrap()).await.0, text(1000));
    let action: Call<Content> = report.call_action().set("period", 7_u8);
    let (found, result) = read(&mut action.stream().await.unwrap()).await;
    assert_eq!((found.len() as u64, interrupted(&result.unwrap_err()).position()), (500, 500));
    let asked: Vec<_> =
        server.received().iter().map(|it| format!("{} {} {}", it.method, it.target, it.body.len())).collect();
    assert_eq!(asked, ["GET /beta/report(period=7) 0", "GET /beta/report(period=7) 0", "POST /beta/report 12"]);
}
