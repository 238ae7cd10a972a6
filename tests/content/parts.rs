//! Parts of a content, and chunks of it.

use std::io::Write as _;

use generated::{
    Error,
    runtime::client::{Content, Interruption, TryStreamExt as _},
};
use tests::{
    client,
    server::{Answer, Server},
};

use super::{ETAG, download, download_of, interrupted, read, serve, whole};

const TEXT: &str = "0123456789";

fn part(start: usize, end: usize) -> Answer {
    Answer::json(206, &TEXT[start..end]).header("content-range", &format!("bytes {start}-{}/10", end - 1))
}

#[tokio::test]
async fn a_range_is_a_header() {
    let server = Server::start(vec![part(2, 5)]).unwrap();
    assert_eq!(download(&server).range(2..5).send().await.unwrap(), Content(b"234".to_vec()));
    let response = download(&server).range(2..=4).send_response().await.unwrap();
    assert_eq!((response.status(), response.header("content-range")), (206, Some("bytes 2-4/10")));
    let _ = download(&server).range(1..).range(2..).send().await;
    let ranges: Vec<_> = server.received().iter().map(|request| request.header("range").unwrap().to_owned()).collect();
    assert_eq!(ranges, ["bytes=2-4", "bytes=2-4", "bytes=2-"]);

    assert!(matches!(download(&server).range(2..2).send().await, Err(Error::InvalidRequest(_))));
    assert_eq!(server.received().len(), 3, "what no header can say is not sent");
}

#[tokio::test]
async fn of_a_service_that_answers_a_range_with_all_the_rest_is_left_out() {
    let server = Server::start(vec![whole(TEXT).header("etag", ETAG)]).unwrap();
    assert_eq!(download(&server).range(2..5).send().await.unwrap(), Content(b"234".to_vec()));
    assert_eq!(download(&server).range(8..20).send().await.unwrap(), Content(b"89".to_vec()));
    assert_eq!(download(&server).range(20..).send().await.unwrap(), Content(Vec::new()));
    for (start, end, found) in [(2, 5, "234"), (8, 20, "89"), (20, 30, ""), (0, 10, TEXT)] {
        let mut stream = download(&server).range(start..end).stream().await.unwrap();
        assert_eq!(stream.content_length(), Some(found.len() as u64));
        let (text, result) = read(&mut stream).await;
        result.unwrap();
        assert_eq!(text, found);
        assert_eq!(stream.position(), start.min(10) + found.len() as u64);
    }
}

#[tokio::test]
async fn so_it_is_where_the_service_does_not_say_how_much_it_has() {
    let server = Server::start_with(|_, _, stream| {
        write!(stream, "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\na\r\n{TEXT}\r\n0\r\n\r\n")
    })
    .unwrap();
    for (start, end, found) in [(2, 5, "234"), (8, 20, "89"), (20, 30, ""), (0, 10, TEXT)] {
        let mut stream = download(&server).range(start..end).stream().await.unwrap();
        assert_eq!(stream.content_length(), None);
        let (text, result) = read(&mut stream).await;
        result.unwrap();
        assert_eq!(text, found);
    }
    let mut stream = download(&server).stream().await.unwrap();
    assert_eq!(read(&mut stream).await.0, TEXT);
    assert_eq!(stream.position(), 10);
}

#[tokio::test]
async fn a_stream_of_a_part_knows_where_it_is() {
    let server = Server::start(vec![part(2, 5)]).unwrap();
    let mut stream = download(&server).range(2..5).stream().await.unwrap();
    assert_eq!((stream.status(), stream.position(), stream.content_length()), (206, 2, Some(3)));
    assert_eq!(read(&mut stream).await.0, "234");
    assert_eq!(stream.position(), 5);

    let error = download(&server).range(3..).stream().await.unwrap_err();
    assert!(matches!(error, Error::UnexpectedAnswer(_)), "another part than was asked for: {error:?}");
}

#[tokio::test]
async fn a_program_goes_on_by_itself_if_the_content_is_the_same() {
    let server = serve(|_, request| {
        if request.header("if-range") == Some(ETAG) {
            part(4, 10).header("etag", ETAG)
        } else {
            whole(TEXT).header("etag", ETAG)
        }
    });
    let mut stream = download(&server).range(4..).if_range(ETAG).stream().await.unwrap();
    assert_eq!(read(&mut stream).await.0, "456789");

    let error = download(&server).range(4..).if_range("\"0\"").stream().await.unwrap_err();
    assert_eq!((interrupted(&error).reason(), interrupted(&error).position()), (Interruption::Changed, 4));
    let error = download(&server).range(4..).if_range("\"0\"").send().await.unwrap_err();
    assert_eq!(interrupted(&error).reason(), Interruption::Changed);
}

#[tokio::test]
async fn a_part_that_ends_early_is_gone_on_with_to_the_end_of_the_range() {
    let server = serve(|number, _| if number == 0 { part(2, 5) } else { part(5, 8) }.header("etag", ETAG));
    let mut stream = download(&server).range(2..8).stream().await.unwrap();
    assert_eq!(stream.content_length(), Some(6));
    let (found, result) = read(&mut stream).await;
    result.unwrap();
    assert_eq!(found, "234567");
    assert_eq!(server.received()[1].header("range"), Some("bytes=5-7"));
}

#[tokio::test]
async fn a_stream_is_asked_for_again_until_its_headers_are_there() {
    let server = Server::start(vec![Answer::empty(503), Answer::empty(500), whole(TEXT)]).unwrap();
    let stream = download_of(&client::graph(&server).unwrap()).stream().await.unwrap();
    assert_eq!(stream.header("content-type"), Some("text/plain"));
    assert_eq!(stream.try_collect::<Vec<_>>().await.unwrap().concat(), TEXT.as_bytes());
    assert_eq!(server.received().len(), 3);
}

#[tokio::test]
async fn a_refusal_and_an_answer_without_content_are_errors_as_of_other_requests() {
    let refusal = Answer::json(404, r#"{"error": {"code": "itemNotFound", "message": "None."}}"#);
    let server = Server::start(vec![refusal, Answer::empty(204), whole("")]).unwrap();
    let error = download(&server).stream().await.unwrap_err();
    assert_eq!(error.as_service().unwrap().code, "itemNotFound");
    assert!(matches!(download(&server).stream().await, Err(Error::NoContent { status: 204 })));
    let mut empty = download(&server).stream().await.unwrap();
    assert_eq!(empty.content_length(), Some(0));
    assert!(matches!(read(&mut empty).await, (text, Ok(())) if text.is_empty()));
}
