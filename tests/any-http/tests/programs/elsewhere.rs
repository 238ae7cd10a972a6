//! The examples `upload_session` and `monitor`, which ask another host too.

use std::{
    fs,
    time::{Duration, Instant},
};

use crate::{
    asked, failure, printed, program,
    server::{Answer, Server},
};

/// A fragment, if the program says nothing else.
const FRAGMENT: usize = 10 * 320 * 1024;

#[test]
fn upload_session_sends_the_content_in_pieces_and_the_token_to_the_service_alone() {
    let content: Vec<u8> = (0..FRAGMENT + 10).map(|place| u8::try_from(place % 251).unwrap()).collect();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("content");
    fs::write(&file, &content).unwrap();
    let progress = format!(r#"{{"nextExpectedRanges": ["{FRAGMENT}-"]}}"#);
    let storage = Server::start(vec![Answer::json(202, &progress), Answer::json(201, r#"{"id": "b"}"#)]).unwrap();
    let url = format!(r#"{{"uploadUrl": "http://{}/up?secret=1"}}"#, storage.address());
    let server = Server::start(vec![Answer::json(200, &url)]).unwrap();
    let output = program("upload_session", &server).arg("a").arg(file).output().unwrap();
    assert_eq!(printed(&output), "{\"id\":\"b\"}\n");

    assert_eq!(asked(&server), ["POST /beta/me/drive/items/a/createUploadSession"]);
    let pieces = storage.received();
    let lines: Vec<_> = pieces.iter().map(|piece| format!("{} {}", piece.method, piece.target)).collect();
    assert_eq!(lines, ["PUT /up?secret=1", "PUT /up?secret=1"]);
    let (size, end) = (content.len(), FRAGMENT - 1);
    let places: Vec<_> = pieces.iter().filter_map(|piece| piece.header("content-range")).collect();
    assert_eq!(places, [format!("bytes 0-{end}/{size}"), format!("bytes {FRAGMENT}-{}/{size}", size - 1)]);
    // Not by `assert_eq`, which would show them.
    assert!(pieces.iter().flat_map(|piece| &piece.body).eq(&content), "the pieces are the content");
    assert!(pieces.iter().all(|piece| piece.header("authorization").is_none()), "the URL is enough");
}

/// A service that has accepted a copy, and the host of its monitor.
fn copy(answers: Vec<Answer>) -> (Server, Server) {
    let host = Server::start(answers).unwrap();
    let there = format!("http://{}/monitor?secret=1", host.address());
    (Server::start(vec![Answer::empty(202).header("location", &there)]).unwrap(), host)
}

#[test]
fn monitor_asks_until_the_end_and_without_the_token_on_another_host() {
    let at_work = r#"{"status": "inProgress", "percentageComplete": 40.5}"#;
    let done = r#"{"status": "completed", "percentageComplete": 100, "resourceId": "b"}"#;
    let at_work = Answer::json(202, at_work).header("retry-after", "0");
    let (server, host) = copy(vec![at_work, Answer::json(200, done)]);
    let output = program("monitor", &server).args(["a", "copy.txt"]).output().unwrap();
    assert_eq!(printed(&output), "40.5 %\ncopied to b\n");

    assert_eq!(asked(&server), ["POST /beta/me/drive/items/a/copy"]);
    assert_eq!(server.received()[0].body, br#"{"name":"copy.txt"}"#);
    let received = host.received();
    let lines: Vec<_> = received.iter().map(|request| format!("{} {}", request.method, request.target)).collect();
    assert_eq!(lines, ["GET /monitor?secret=1", "GET /monitor?secret=1"]);
    assert!(received.iter().all(|request| request.header("authorization").is_none()), "the URL is enough");
}

#[test]
fn monitor_asks_the_service_with_the_token_and_reads_a_result_at_once() {
    let accepted = Answer::empty(202).header("location", "/operations/1");
    // Nothing is said about the wait: the next question would come after five seconds.
    let done = Answer::json(200, r#"{"status": "succeeded", "resourceLocation": "/operations/1/result"}"#);
    let server = Server::start(vec![accepted, done, Answer::json(200, "{}")]).unwrap();
    let begin = Instant::now();
    let output = program("monitor", &server).args(["a", "copy.txt"]).output().unwrap();
    assert_eq!(printed(&output), "0 %\n0 %\n");
    assert!(begin.elapsed() < Duration::from_secs(4), "{:?}", begin.elapsed());
    let expected = ["POST /beta/me/drive/items/a/copy", "GET /beta/operations/1", "GET /beta/operations/1/result"];
    assert_eq!(asked(&server), expected);
}

#[test]
fn monitor_ends_with_what_made_the_operation_fail() {
    let failed = r#"{"status": "failed", "error": {"code": "nameAlreadyExists", "message": "There is one."}}"#;
    let (server, _host) = copy(vec![Answer::json(200, failed)]);
    let said = failure(&program("monitor", &server).args(["a", "copy.txt"]).output().unwrap());
    assert!(said.contains("nameAlreadyExists") && !said.contains("secret"), "{said}");
}
