//! Connections that break in the middle of a content.

use std::io::Write as _;

use generated::{
    Error,
    runtime::client::{Interruption, Limit, Limits},
};
use tests::server::{Answer, Server};

use super::{ETAG, client_with, download, download_of, has_token, interrupted, read, rest, serve, text, whole};

const SIZE: usize = 300_000;
const CUT: usize = 100_001;

const OLD: (&str, &str) = ("last-modified", "Mon, 02 Nov 2026 10:00:00 GMT");
const NEW: (&str, &str) = ("date", "Mon, 02 Nov 2026 10:00:05 GMT");

#[tokio::test]
async fn a_broken_download_goes_on_and_is_the_same_to_the_byte() {
    let all = text(SIZE);
    let content = all.clone();
    let server = serve(move |number, request| match number {
        0 => whole(&content).header("etag", ETAG).cut_after(CUT),
        _ => rest(&content, request).header("etag", ETAG),
    });
    let mut stream = download(&server).stream().await.unwrap();
    assert_eq!((stream.status(), stream.content_length(), stream.etag()), (200, Some(SIZE as u64), Some(ETAG)));
    let (found, result) = read(&mut stream).await;
    result.unwrap();
    assert!(found == all, "{} bytes and not {SIZE}", found.len());
    assert_eq!(stream.position(), SIZE as u64);
    let received = server.received();
    assert_eq!(received.len(), 2);
    assert_eq!(received[1].header("range"), Some(&*format!("bytes={CUT}-")));
    assert_eq!((received[0].header("if-range"), received[1].header("if-range")), (None, Some(ETAG)));
    assert!(received.iter().all(has_token));
    assert!(received.iter().all(|request| request.header("accept-encoding") == Some("identity")));
}

#[tokio::test]
async fn it_goes_on_as_often_as_it_may_and_then_says_how_far_it_came() {
    for (resumptions, requests) in [(2, 3), (0, 1)] {
        let content = text(SIZE);
        let server = serve(move |number, request| match number {
            0 => whole(&content).header("etag", ETAG).cut_after(1000),
            _ => rest(&content, request).header("etag", ETAG).cut_after(1000),
        });
        let mut stream = download(&server).resumptions(resumptions).stream().await.unwrap();
        let (found, result) = read(&mut stream).await;
        let error = result.unwrap_err();
        let error = interrupted(&error);
        assert_eq!((error.position(), error.reason()), (1000 * requests, Interruption::Broken));
        assert_eq!((found.len() as u64, stream.position()), (error.position(), error.position()));
        assert_eq!(server.received().len() as u64, requests);
    }
}

#[tokio::test]
async fn a_content_without_an_etag_goes_on_by_its_date_or_its_length() {
    for (headers, if_range) in [(&[OLD, NEW][..], Some(OLD.1)), (&[("accept-ranges", "bytes")], None)] {
        let content = text(SIZE);
        let server = serve(move |number, request| {
            let answer = if number == 0 { whole(&content).cut_after(CUT) } else { rest(&content, request) };
            headers.iter().fold(answer, |answer, (name, value)| answer.header(name, value))
        });
        let (found, result) = read(&mut download(&server).stream().await.unwrap()).await;
        result.unwrap();
        assert!(found == text(SIZE));
        assert_eq!(server.received()[1].header("if-range"), if_range);
    }
}

#[tokio::test]
async fn a_content_that_changed_in_the_middle_is_an_error_and_never_mixed() {
    let other = "x".repeat(SIZE);
    let part = format!("bytes {CUT}-{}/{SIZE}", SIZE - 1);
    let changed: [(&str, Answer); 9] = [
        ("another part", rest_of(&other, &part).header("etag", "\"2\"")),
        ("a part without an ETag", rest_of(&other, &part)),
        ("another whole", whole(&other).header("etag", "\"2\"")),
        ("a whole without an ETag", whole(&other)),
        ("a whole of another length", whole(&other[1..]).header("etag", ETAG)),
        ("a part without its place", Answer::json(206, &other[CUT..]).header("etag", ETAG)),
        ("a part from elsewhere", rest_of(&other, &format!("bytes 0-{}/{SIZE}", SIZE - 1)).header("etag", ETAG)),
        (
            "a part of another length",
            rest_of(&other, &format!("bytes {CUT}-{}/{}", SIZE - 1, SIZE + 1)).header("etag", ETAG),
        ),
        ("a compressed part", rest_of(&other, &part).header("etag", ETAG).header("content-encoding", "br")),
    ];
    for (name, answer) in changed {
        let content = text(SIZE);
        let server = serve(move |number, _| match number {
            0 => whole(&content).header("etag", ETAG).cut_after(CUT),
            _ => answer.clone(),
        });
        let mut stream = download(&server).stream().await.unwrap();
        let (found, result) = read(&mut stream).await;
        let error = result.expect_err(name);
        assert_eq!(
            (interrupted(&error).position(), interrupted(&error).reason()),
            (CUT as u64, Interruption::Changed),
            "{name}"
        );
        assert!(found == text(SIZE)[..CUT], "{name}");
        assert!(read(&mut stream).await.0.is_empty(), "{name}: nothing comes after the error");
    }
}

fn rest_of(text: &str, part: &str) -> Answer {
    Answer::json(206, &text[CUT..]).header("content-range", part)
}

#[tokio::test]
async fn of_a_service_that_sends_all_again_the_bytes_before_are_left_out() {
    let content = text(SIZE);
    let server = serve(move |number, _| {
        let answer = whole(&content).header("etag", ETAG);
        if number == 0 { answer.cut_after(CUT) } else { answer }
    });
    let (found, result) = read(&mut download(&server).stream().await.unwrap()).await;
    result.unwrap();
    assert!(found == text(SIZE));
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn a_content_of_which_nothing_tells_that_it_is_the_same_is_not_gone_on_with() {
    let answers = [
        ("nothing", whole(&text(SIZE))),
        ("a weak ETag", whole(&text(SIZE)).header("etag", "W/\"1\"").header("accept-ranges", "bytes")),
        ("a date of now", whole(&text(SIZE)).header(OLD.0, OLD.1).header("date", OLD.1)),
        ("a date without a date to compare it with", whole(&text(SIZE)).header(OLD.0, OLD.1)),
        ("an encoding", whole(&text(SIZE)).header("etag", ETAG).header("content-encoding", "br")),
    ];
    for (name, answer) in answers {
        let server = Server::start(vec![answer.cut_after(CUT)]).unwrap();
        let (found, result) = read(&mut download(&server).stream().await.unwrap()).await;
        let error = result.expect_err(name);
        assert_eq!(interrupted(&error).reason(), Interruption::NotResumable, "{name}");
        assert_eq!(
            (interrupted(&error).position(), found.len(), server.received().len()),
            (CUT as u64, CUT, 1),
            "{name}"
        );
    }
}

#[tokio::test]
async fn a_content_that_was_decompressed_on_the_way_is_not_gone_on_with() {
    let server = Server::start_with(|_, _, stream| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(text(SIZE).as_bytes())?;
        let packed = encoder.finish()?;
        let head = "HTTP/1.1 200 OK\r\netag: \"1\"\r\naccept-ranges: bytes\r\ncontent-encoding: gzip\r\n";
        write!(stream, "{head}content-length: {}\r\n\r\n", packed.len())?;
        stream.write_all(&packed[..packed.len() / 2])
    })
    .unwrap();
    let mut stream = download(&server).stream().await.unwrap();
    assert_eq!(stream.content_length(), None);
    let (found, result) = read(&mut stream).await;
    assert_eq!(interrupted(&result.unwrap_err()).reason(), Interruption::NotResumable);
    assert!(!found.is_empty() && text(SIZE).starts_with(&found));
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_part_without_a_length_is_not_gone_on_with() {
    // As it is where a transport undid the compression of a part.
    let server = Server::start_with(|_, _, stream| {
        write!(stream, "HTTP/1.1 206 Partial\r\netag: \"1\"\r\ncontent-range: bytes 0-9/10\r\n\r\n01234")
    })
    .unwrap();
    let (found, result) = read(&mut download(&server).range(0..10).stream().await.unwrap()).await;
    assert_eq!(interrupted(&result.unwrap_err()).reason(), Interruption::NotResumable);
    assert_eq!((&*found, server.received().len()), ("01234", 1));
}

#[tokio::test]
async fn a_refusal_of_the_rest_says_why() {
    let content = text(SIZE);
    let server = serve(move |number, _| match number {
        0 => whole(&content).header("etag", ETAG).cut_after(CUT),
        _ => Answer::json(410, r#"{"error": {"code": "gone", "message": "It is gone."}}"#),
    });
    let (_, result) = read(&mut download(&server).stream().await.unwrap()).await;
    let error = result.unwrap_err();
    assert_eq!((interrupted(&error).reason(), error.status()), (Interruption::Refused, Some(410)));
    assert_eq!(
        error.to_string(),
        format!(
            "the content ended in the middle, at byte {CUT}, and the service refused the rest: the service answered 410 gone: It is gone."
        )
    );
}

#[tokio::test]
async fn the_limit_of_size_counts_all_chunks_and_is_known_before_where_the_service_says_how_many() {
    let limits = Limits::default().download_size(200_000);
    // The service does not say how much it is.
    let server = Server::start_with(|_, _, stream| {
        write!(stream, "HTTP/1.1 200 OK\r\n\r\n")?;
        stream.write_all(text(SIZE).as_bytes())
    })
    .unwrap();
    let mut stream = download_of(&client_with(&server, limits)).stream().await.unwrap();
    let (found, result) = read(&mut stream).await;
    assert_limit(&result.unwrap_err(), Limit::Size(200_000));
    assert!(found.len() <= 200_000);

    let content = text(200_001);
    let server = serve(move |number, request| match number {
        0 => whole(&content).header("etag", ETAG).cut_after(CUT),
        _ => rest(&content, request).header("etag", ETAG),
    });
    let error = download_of(&client_with(&server, limits)).stream().await.unwrap_err();
    assert_limit(&error, Limit::Size(200_000));
    let limits = limits.download_size(200_001);
    let (found, result) = read(&mut download_of(&client_with(&server, limits)).stream().await.unwrap()).await;
    result.unwrap();
    assert_eq!(found.len(), 200_001);
}

#[tokio::test]
async fn a_limit_while_it_goes_on_is_that_limit() {
    let server = serve(|number, request| {
        if number == 0 {
            return whole(&text(SIZE)).header("etag", ETAG).cut_after(CUT);
        }
        std::thread::sleep(std::time::Duration::from_millis(600));
        rest(&text(SIZE), request).header("etag", ETAG)
    });
    let time = std::time::Duration::from_millis(300);
    let graph = client_with(&server, Limits::default().download_time(time));
    let (_, result) = read(&mut download_of(&graph).stream().await.unwrap()).await;
    assert_limit(&result.unwrap_err(), Limit::Time(time));
}

#[tokio::test]
async fn the_limit_of_time_goes_on_while_the_content_is_read() {
    let server = Server::start_with(|_, _, stream| {
        write!(stream, "HTTP/1.1 200 OK\r\netag: \"1\"\r\ncontent-length: 1000000\r\n\r\n")?;
        for _ in 0..100 {
            stream.write_all(b"x")?;
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        Ok(())
    })
    .unwrap();
    let time = std::time::Duration::from_millis(300);
    let limits = Limits::default().download_time(time);
    let mut stream = download_of(&client_with(&server, limits)).stream().await.unwrap();
    let (found, result) = read(&mut stream).await;
    assert_limit(&result.unwrap_err(), Limit::Time(time));
    assert!((1..100).contains(&found.len()), "{}", found.len());
}

fn assert_limit(error: &Error, limit: Limit) {
    let Error::Limit(error) = error else { panic!("{error:?}") };
    assert_eq!(error.limit(), limit);
}
