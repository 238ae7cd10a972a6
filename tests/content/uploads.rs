//! Content that is sent from a stream.

use std::{
    io,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll},
};

use generated::{
    Error,
    runtime::client::{Bytes, Download, Stream, mock},
};
use tests::{
    client,
    server::{Answer, Server},
};

use super::{download_of, text};

const SIZE: usize = 300_000;

type Chunks = Vec<io::Result<Bytes>>;

/// Chunks of another size than what is sent at a time.
fn chunks(text: &str) -> Chunks {
    text.as_bytes().chunks(70_001).map(|chunk| Ok(Bytes::copy_from_slice(chunk))).collect()
}

/// A stream of chunks, none of which is there at once; after its end it must not be asked.
struct Chunked {
    chunks: std::vec::IntoIter<io::Result<Bytes>>,
    is_ready: bool,
    is_over: bool,
}

impl Stream for Chunked {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        assert!(!self.is_over, "a stream that has ended was asked again");
        self.is_ready = !self.is_ready;
        if self.is_ready {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let next = self.chunks.next();
        self.is_over = next.is_none();
        Poll::Ready(next)
    }
}

fn stream(chunks: Chunks) -> Chunked {
    Chunked { chunks: chunks.into_iter(), is_ready: false, is_over: false }
}

/// A photo at the server, of a client that tries twice more.
fn photo(server: &Server) -> Download {
    download_of(&client::graph(server).unwrap())
}

#[tokio::test]
async fn an_upload_from_a_stream_opens_the_content_again_for_each_try() {
    let server = Server::start(vec![Answer::empty(503), Answer::empty(500), Answer::empty(204)]).unwrap();
    let opened = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&opened);
    let open = move || {
        count.fetch_add(1, Ordering::Relaxed);
        async { Ok(stream(chunks(&text(SIZE)))) }
    };
    let response =
        photo(&server).replace_with_stream(open, SIZE as u64, "text/plain").if_match("x").send().await.unwrap();
    assert_eq!((response.status(), opened.load(Ordering::Relaxed)), (204, 3));
    let received = server.received();
    assert_eq!(received.len(), 3);
    for request in received {
        assert_eq!((&*request.method, request.header("content-type")), ("PUT", Some("text/plain")));
        assert_eq!((request.header("content-length"), request.header("transfer-encoding")), (Some("300000"), None));
        assert_eq!((request.header("if-match"), request.header("accept")), (Some("x"), Some("application/json")));
        assert!(request.body == text(SIZE).as_bytes());
    }
}

#[tokio::test]
async fn an_upload_from_a_stream_may_be_answered_with_the_entity() {
    let server = Server::start(vec![Answer::json(201, r#"{"id": "b"}"#)]).unwrap();
    let open = || async { Ok(stream(chunks("photo"))) };
    let resource = client::graph(&server).unwrap().service().resource("photo");
    let entity: Option<serde_json::Value> = resource.upload_stream(open, 5, "text/plain").send_for().await.unwrap();
    assert_eq!(entity.unwrap()["id"], "b");
}

#[tokio::test]
async fn content_of_another_length_than_was_said_is_an_error_and_not_kept() {
    for (length, found) in [(SIZE + 1, "less"), (SIZE - 1, "more"), (70_001, "more")] {
        let server = Server::start(vec![Answer::empty(204)]).unwrap();
        let open = || async { Ok(stream(chunks(&text(SIZE)))) };
        let error = photo(&server).replace_with_stream(open, length as u64, "text/plain").send().await.unwrap_err();
        let Error::Content(error) = &error else { panic!("{length}: {error:?}") };
        assert!(error.to_string().contains(found), "{length}: {error}");
        assert!(server.received().is_empty(), "{length}: no request was complete");
    }
}

#[tokio::test]
async fn content_that_cannot_be_opened_or_read_is_an_error_of_its_own() {
    let server = Server::start(vec![Answer::empty(204)]).unwrap();
    let open = || async { Err::<Chunked, _>(io::Error::new(io::ErrorKind::NotFound, "no such photo")) };
    let error = photo(&server).replace_with_stream(open, 5, "text/plain").send().await.unwrap_err();
    assert!(matches!(&error, Error::Content(error) if error.kind() == io::ErrorKind::NotFound), "{error:?}");

    let open = || async { Ok(stream(vec![Ok(Bytes::from("ph")), Err(io::Error::other("the disk is gone"))])) };
    let error = photo(&server).replace_with_stream(open, 5, "text/plain").send().await.unwrap_err();
    assert_eq!(error.to_string(), "the content to upload could not be read: the disk is gone");
    assert!(!error.may_have_been_applied());
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn content_that_can_be_read_at_the_second_try_is_sent() {
    let server = Server::start(vec![Answer::empty(204)]).unwrap();
    let tries = AtomicUsize::new(0);
    let open = move || {
        let is_first = tries.fetch_add(1, Ordering::Relaxed) == 0;
        async move { if is_first { Err(io::Error::other("busy")) } else { Ok(stream(chunks("photo"))) } }
    };
    photo(&server).replace_with_stream(open, 5, "text/plain").send().await.unwrap();
    assert_eq!(server.received()[0].body, b"photo");
}

#[tokio::test]
async fn a_mock_sees_the_bytes_of_a_stream() {
    let service = mock::MockService::new([mock::Answer::bytes(204, "")]);
    let graph = generated::GraphClient::with_service_root(
        "https://graph.example/beta",
        &["s"],
        Arc::new(client::FixedToken::default()),
        service.options(),
    )
    .unwrap();
    let open = || async { Ok(stream(chunks(&text(SIZE)))) };
    download_of(&graph).replace_with_stream(open, SIZE as u64, "text/plain").send().await.unwrap();
    assert!(service.received()[0].body == text(SIZE).as_bytes());
}

#[tokio::test]
async fn content_that_was_sent_before_it_could_not_be_read_again_may_be_there() {
    let server = Server::start(vec![Answer::json(200, "{}").cut_after(1)]).unwrap();
    let opened = Arc::new(AtomicUsize::new(0));
    let open = move || {
        let is_first = opened.fetch_add(1, Ordering::Relaxed) == 0;
        async move { if is_first { Ok(stream(chunks("photo"))) } else { Err(io::Error::other("the file is gone")) } }
    };
    let error = photo(&server).replace_with_stream(open, 5, "text/plain").send().await.unwrap_err();
    assert!(error.may_have_been_applied(), "{error:?}");
    assert_eq!(server.received()[0].body, b"photo");
}
