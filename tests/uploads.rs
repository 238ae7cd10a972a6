//! Content that is written whole or by fragments, on a real socket.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{fmt::Write as _, io, net::SocketAddr, ops::Range, sync::Arc};

use generated::{
    Cloud, Error, GraphClient,
    models::ManagedDeviceEncryptionState,
    runtime::{
        Json,
        client::{Batch, Bytes, Call, Key, UploadSession},
    },
};
use serde_json::json;
use tests::{
    client::{FixedToken, TOKEN, graph, options},
    server::{Answer, Received, Server},
};

type Session = UploadSession<ManagedDeviceEncryptionState>;

const URL: &str = "https://upload.example/up/s-e-c-r-e-t?tempauth=v1";
const UNIT: usize = 320 * 1024;

fn server(answers: Vec<Answer>) -> (Server, GraphClient) {
    let server = Server::start(answers).unwrap();
    let graph = graph(&server).unwrap();
    (server, graph)
}

fn session(graph: &GraphClient) -> Session {
    UploadSession::new(graph.service(), URL).unwrap().fragment_size(UNIT as u64)
}

fn expects(ranges: &[&str]) -> Answer {
    Answer::json(202, &json!({"expirationDateTime": "2026-01-01T00:00:00Z", "nextExpectedRanges": ranges}).to_string())
}

fn complete() -> Answer {
    Answer::json(201, r#"{"id": "item"}"#)
}

/// Bytes of which each place has its own.
fn content(size: usize) -> Vec<u8> {
    (0..size).map(|place| u8::try_from(place % 251).unwrap()).collect()
}

fn fragments(server: &Server) -> Vec<String> {
    let shown = |received: &Received| {
        let range = received.header("content-range").unwrap_or_default();
        format!("{} {range}", received.method).trim_end().to_owned()
    };
    server.received().iter().map(shown).collect()
}

#[tokio::test]
async fn a_stream_is_replaced_where_it_would_be_read() {
    let (server, graph) = server(vec![Answer::empty(204).header("etag", "W/\"2\""), complete()]);
    let item = graph.service().resource("items").key(&Key::text("a"));
    let upload = item.content().replace_with(vec![0, 1], "image/png").if_match("W/\"1\"");
    assert_eq!(upload.send().await.unwrap().etag(), Some("W/\"2\""));
    let upload = item.property("photo").upload("text", "text/plain").query("$select", "id");
    let entity: ManagedDeviceEncryptionState = upload.send_for().await.unwrap().unwrap();
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

#[tokio::test]
async fn fragments_arrive_in_order_and_without_a_token() {
    let (server, graph) = server(vec![expects(&["327680-"]), expects(&["655360-"]), complete()]);
    let sent = content(2 * UNIT + 5);
    let response = session(&graph).upload(sent.clone()).await.unwrap();
    assert_eq!((response.status(), response.value().unwrap().id.as_deref()), (201, Some("item")));
    assert_eq!(
        fragments(&server),
        ["PUT bytes 0-327679/655365", "PUT bytes 327680-655359/655365", "PUT bytes 655360-655364/655365"]
    );
    let received = server.received();
    assert_eq!(received.iter().flat_map(|request| request.body.clone()).collect::<Vec<u8>>(), sent);
    for request in &received {
        assert_eq!(request.header("authorization"), None);
        assert_eq!(
            (request.target.as_str(), request.header("x-forwarded-host")),
            ("/up/s-e-c-r-e-t?tempauth=v1", Some("upload.example"))
        );
    }
}

#[tokio::test]
async fn a_fragment_is_a_multiple_of_what_the_service_wants() {
    let (server, graph) = server(vec![expects(&["655360-"]), complete()]);
    session(&graph).fragment_size(2 * UNIT as u64 + 7).upload(content(2 * UNIT + 1)).await.unwrap();
    assert_eq!(fragments(&server)[0], "PUT bytes 0-655359/655361");
}

#[tokio::test]
async fn the_service_says_what_comes_next() {
    // Outlook has no dash; a range in the middle has an end; and some say nothing.
    let silent = Answer::json(202, "{}");
    let (server, graph) = server(vec![expects(&["100"]), expects(&["327780-327789", "327900-"]), silent, complete()]);
    session(&graph).upload(content(UNIT + 200)).await.unwrap();
    assert_eq!(
        fragments(&server),
        [
            "PUT bytes 0-327679/327880",
            "PUT bytes 100-327779/327880",
            "PUT bytes 327780-327789/327880",
            "PUT bytes 327790-327879/327880",
        ]
    );
}

#[tokio::test]
async fn an_attachment_has_a_location_and_no_body() {
    let (_, graph) = server(vec![Answer::empty(201).header("location", "https://outlook.example/Attachments('a')")]);
    let response = session(&graph).upload("abc").await.unwrap();
    assert_eq!((response.value(), response.location()), (None, Some("https://outlook.example/Attachments('a')")));
}

#[tokio::test]
async fn content_is_read_as_it_is_sent() {
    let (server, graph) = server(vec![expects(&["327680-"]), complete()]);
    let bytes = content(UNIT + 1);
    let mut asked = Vec::new();
    let read = |range: Range<u64>| {
        asked.push(range.clone());
        let part =
            Bytes::copy_from_slice(&bytes[usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap()]);
        async move { Ok(part) }
    };
    session(&graph).upload_from(bytes.len() as u64, read).await.unwrap();
    assert_eq!(asked, [0..327_680, 327_680..327_681]);
    assert_eq!(server.received()[1].body, bytes[UNIT..]);
}

#[tokio::test]
async fn an_upload_goes_on_after_an_error() {
    let refused = Answer::json(403, &json!({"error": {"code": "quotaLimitReached", "message": "Full."}}).to_string());
    let state = Answer::json(200, &json!({"nextExpectedRanges": ["327680-"]}).to_string());
    let (server, graph) = server(vec![expects(&["327680-"]), refused, state, complete()]);
    let mut session = session(&graph);
    let error = session.upload(content(UNIT + 1)).await.unwrap_err();
    assert_eq!(error.as_service().unwrap().code, "quotaLimitReached");
    session.upload(content(UNIT + 1)).await.unwrap();
    let rest = "PUT bytes 327680-327680/327681";
    assert_eq!(fragments(&server), ["PUT bytes 0-327679/327681", rest, "GET", rest]);
}

#[tokio::test]
async fn an_upload_whose_last_answer_was_lost_is_complete() {
    for state in [r#"{"nextExpectedRanges": []}"#, r#"{"nextExpectedRanges": ["3-"]}"#] {
        let lost = Answer::json(403, r#"{"error": {"code": "notNow", "message": "Not now."}}"#);
        let (server, graph) = server(vec![lost, Answer::json(200, state)]);
        let mut session = session(&graph);
        session.upload("abc").await.unwrap_err();
        let response = session.upload("abc").await.unwrap();
        assert_eq!((response.status(), response.value()), (200, None));
        assert_eq!(fragments(&server), ["PUT bytes 0-2/3", "GET"]);
    }
}

#[tokio::test]
async fn an_error_with_a_status_of_success_is_no_item() {
    let error = r#"{"error": {"code": "quotaLimitReached", "message": "Full."}}"#;
    let (_, graph) = server(vec![Answer::json(200, error)]);
    let error = session(&graph).upload("abc").await.unwrap_err();
    assert!(matches!(error, Error::UnreadableBody(_)), "{error}");
}

#[tokio::test]
async fn another_run_goes_on_where_the_last_one_ended() {
    let state = Answer::json(200, &json!({"nextExpectedRanges": ["1-1", "3-"]}).to_string());
    let (server, graph) = server(vec![state, expects(&["3-"]), complete()]);
    let mut session: Session = UploadSession::resume(graph.service(), URL).unwrap();
    session.upload("abcde").await.unwrap();
    assert_eq!(fragments(&server), ["GET", "PUT bytes 1-1/5", "PUT bytes 3-4/5"]);
    assert_eq!((server.received()[1].body.as_slice(), server.received()[2].body.as_slice()), (&b"b"[..], &b"de"[..]));
    assert!(server.received().iter().all(|request| request.header("authorization").is_none()));
}

#[tokio::test]
async fn a_fragment_that_is_there_already_is_passed_over() {
    let state = Answer::json(200, &json!({"nextExpectedRanges": ["327680-"]}).to_string());
    let (server, graph) = server(vec![Answer::json(416, "{}"), state, complete()]);
    session(&graph).upload(content(UNIT + 1)).await.unwrap();
    assert_eq!(fragments(&server), ["PUT bytes 0-327679/327681", "GET", "PUT bytes 327680-327680/327681"]);

    let state = Answer::json(200, &json!({"nextExpectedRanges": ["0-"]}).to_string());
    let (server, graph) = self::server(vec![Answer::json(416, "{}"), state]);
    assert_eq!(session(&graph).upload(content(UNIT + 1)).await.unwrap_err().status(), Some(416));
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn a_service_that_does_not_get_on_is_an_error() {
    let (server, graph) = server(vec![expects(&["0-"])]);
    let error = session(&graph).upload(content(UNIT + 1)).await.unwrap_err();
    assert!(matches!(error, Error::UnexpectedAnswer(_)), "{error}");
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_session_that_is_over_is_a_404() {
    let (_, graph) = server(vec![Answer::json(404, r#"{"error": {"code": "itemNotFound", "message": "Gone."}}"#)]);
    let error = session(&graph).upload("a").await.unwrap_err();
    assert_eq!((error.status(), error.as_service().unwrap().code.as_str()), (Some(404), "itemNotFound"));
}

#[tokio::test]
async fn a_session_may_be_given_up() {
    let (server, graph) = server(vec![Answer::empty(204)]);
    session(&graph).cancel().await.unwrap();
    let received = &server.received()[0];
    assert_eq!((received.method.as_str(), received.target.as_str()), ("DELETE", "/up/s-e-c-r-e-t?tempauth=v1"));
    assert_eq!(received.header("authorization"), None);
}

#[tokio::test]
async fn a_session_may_be_committed_later() {
    let (server, graph) = server(vec![expects(&[]), complete()]);
    let mut session = session(&graph);
    let response = session.upload("abc").await.unwrap();
    assert_eq!((response.status(), response.value()), (202, None));
    let response = session.commit().await.unwrap();
    assert_eq!(response.value().unwrap().id.as_deref(), Some("item"));
    let received = &server.received()[1];
    assert_eq!((received.method.as_str(), received.header("content-length")), ("POST", Some("0")));
}

#[tokio::test]
async fn what_cannot_be_read_is_not_sent() {
    let (server, graph) = server(vec![complete()]);
    let error = session(&graph).upload_from(3, async |_| Err(io::Error::other("no disk"))).await.unwrap_err();
    assert_eq!(error.to_string(), "the content to upload could not be read: no disk");
    assert!(matches!(error, Error::Content(_)));
    let error = session(&graph).upload_from(3, async |_| Ok(Bytes::from_static(b"ab"))).await.unwrap_err();
    assert_eq!(error.to_string(), "2 bytes were read as the bytes 0 to 3 of the content");
    let error = session(&graph).upload("").await.unwrap_err();
    assert_eq!(error.to_string(), "the service misses none of the 0 bytes; nothing was sent");
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn the_url_is_used_over_https_or_on_this_machine_only() {
    let (server, graph) = server(vec![complete()]);
    for url in ["http://upload.example/up", "ftp://upload.example", "up/1", ""] {
        let error = Session::new(graph.service(), url).unwrap_err();
        assert!(matches!(error, Error::InvalidRequest(_)), "{error}");
        assert!(url.is_empty() || !error.to_string().contains(url), "{error}");
    }
    let local = format!("http://{}/up", server.address());
    let error = Session::new(graph.service(), &local).unwrap_err();
    assert!(matches!(error, Error::InvalidRequest(_)), "a service elsewhere has no business on this machine: {error}");
    let root = format!("http://{}/beta", server.address());
    let graph = GraphClient::anonymous(&root, options(server.address())).unwrap();
    Session::new(graph.service(), &local).unwrap().upload("a").await.unwrap();
    assert_eq!(server.received()[0].target, "/up");
}

#[tokio::test]
async fn neither_errors_nor_debug_output_show_the_url() {
    let nobody = SocketAddr::from(([127, 0, 0, 1], 1));
    let graph = GraphClient::with_options(Arc::new(FixedToken::default()), Cloud::Global, options(nobody)).unwrap();
    // Written in ways in which clients write it otherwise.
    let url = "https://upload.example/x/../up('a')/s-e-c-r-e-t?guid='8a5f'&tempauth=v1";
    let mut session: Session = UploadSession::new(graph.service(), url).unwrap();
    let error = session.upload("a").await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
    let requests = format!("{:?} {:?}", session.cancel_request(), session.commit_request());
    assert!(!requests.contains("s-e-c-r-e-t") && !requests.contains("tempauth"), "{requests}");
    let refused = Batch::new(graph.service()).add(session.cancel_request()).unwrap_err().to_string();
    assert!(!refused.contains("s-e-c-r-e-t") && !refused.contains("tempauth"), "{refused}");
    let mut shown = format!("{error} {error:?} {session:?}");
    let mut cause = std::error::Error::source(&error);
    while let Some(error) = cause {
        write!(shown, " {error} {error:?}").unwrap();
        cause = error.source();
    }
    assert!(!shown.contains("s-e-c-r-e-t") && !shown.contains("tempauth"), "{shown}");
}

#[tokio::test]
async fn what_an_answer_holds_decides_and_not_its_status() {
    // Outlook answers 200 in the middle, others 201; the names of properties are in any case.
    for middle in [
        Answer::json(200, r#"{"nextExpectedRanges": ["327680"]}"#),
        Answer::json(201, r#"{"nextExpectedRanges": ["327680-"]}"#),
        Answer::json(200, r#"{"ExpirationDateTime": "2026-01-01T00:00:00Z", "NextExpectedRanges": ["327680-655360"]}"#),
        Answer::json(202, r#"{"NEXTEXPECTEDRANGES": [327680]}"#),
        Answer::json(200, r#"{"nextExpectedRanges": "327680-"}"#),
        // What says nothing, or that nothing is missing, is no end while there are bytes that were not sent.
        Answer::json(200, r#"{"nextExpectedRanges": []}"#),
        Answer::json(202, r#"{"nextExpectedRanges": []}"#),
        Answer::json(200, r#"{"nextExpectedRanges": null}"#),
        Answer::json(201, r#"{"id": "item"}"#),
        Answer::json(200, "OK"),
        Answer::empty(200),
        Answer::empty(204),
        Answer::empty(201).header("location", "https://outlook.example/Attachments('a')"),
        // Nor can it have what was not sent.
        Answer::json(200, r#"{"nextExpectedRanges": ["327681-"]}"#),
        Answer::json(202, r#"{"nextExpectedRanges": ["900000-"]}"#),
    ] {
        let (server, graph) = server(vec![middle.clone(), complete()]);
        let response = session(&graph).upload(content(UNIT + 2)).await.unwrap();
        assert_eq!(response.value().unwrap().id.as_deref(), Some("item"), "{middle:?}");
        assert_eq!(fragments(&server), ["PUT bytes 0-327679/327682", "PUT bytes 327680-327681/327682"], "{middle:?}");
        let received = server.received();
        assert_eq!([received[0].body.as_slice(), &received[1].body].concat(), content(UNIT + 2), "{middle:?}");
    }
}

#[tokio::test]
async fn the_end_is_an_item_or_a_success_that_asks_for_nothing() {
    let location = "https://outlook.example/Attachments('a')";
    for (end, item) in [
        (complete(), Some("item")),
        (Answer::json(200, r#"{"id": "item"}"#), Some("item")),
        (Answer::empty(201).header("location", location), None),
        (Answer::empty(204).header("location", location), None),
        (Answer::empty(200), None),
        (Answer::json(200, r#"{"nextExpectedRanges": []}"#), None),
        (Answer::json(200, r#"{"NextExpectedRanges": ["3"]}"#), None),
        (Answer::json(202, r#"{"nextExpectedRanges": []}"#), None),
    ] {
        let (server, graph) = server(vec![end.clone()]);
        let response = session(&graph).upload("abc").await.unwrap();
        assert_eq!(response.value().and_then(|item| item.id.as_deref()), item, "{end:?}");
        assert_eq!(server.received().len(), 1);
    }
    for end in [
        Answer::json(200, r#"{"nextExpectedRanges": ["some"]}"#),
        Answer::json(202, r#"{"nextExpectedRanges": ["2-1"]}"#),
    ] {
        let (_, graph) = server(vec![end]);
        let error = session(&graph).upload("abc").await.unwrap_err();
        assert!(matches!(error, Error::UnexpectedAnswer(_)), "{error}");
    }
}

#[tokio::test]
async fn a_session_goes_back_to_what_the_service_wants_again() {
    let (server, graph) = server(vec![
        expects(&["327680-"]),
        // At the end it has lost the first fragment, and then says nothing of the rest.
        Answer::json(200, r#"{"nextExpectedRanges": ["0-99"]}"#),
        complete(),
    ]);
    let response = session(&graph).upload(content(UNIT + 1)).await.unwrap();
    assert_eq!(response.value().unwrap().id.as_deref(), Some("item"));
    assert_eq!(
        fragments(&server),
        ["PUT bytes 0-327679/327681", "PUT bytes 327680-327680/327681", "PUT bytes 0-99/327681"]
    );
    assert_eq!(server.received()[2].body, content(100));

    // One that never gets on has an end.
    let (server, graph) = self::server(vec![expects(&["327680-"]), expects(&["0-"])]);
    let error = session(&graph).upload(content(UNIT + 1)).await.unwrap_err();
    assert!(matches!(error, Error::UnexpectedAnswer(_)), "{error}");
    assert_eq!(server.received().len(), 3);
    let turns = [expects(&["327680-"]), expects(&["0-"])].into_iter().cycle().take(20).collect();
    let (server, graph) = self::server(turns);
    let error = session(&graph).upload(content(UNIT + 1)).await.unwrap_err();
    assert!(matches!(error, Error::UnexpectedAnswer(_)), "{error}");
    assert_eq!(server.received().len(), 8);
}

#[tokio::test]
async fn what_another_run_has_sent_is_not_sent_again() {
    // The answer to the one fragment that was missing is the last one, though the content goes on behind it.
    let state = Answer::json(200, r#"{"NextExpectedRanges": ["1-1"]}"#);
    let (server, graph) = server(vec![state, complete()]);
    let mut session: Session = UploadSession::resume(graph.service(), URL).unwrap();
    session.upload("abcde").await.unwrap();
    assert_eq!(fragments(&server), ["GET", "PUT bytes 1-1/5"]);

    // Of two, the first is not the last one.
    let state = Answer::json(200, r#"{"nextExpectedRanges": ["3-", "1-1"]}"#);
    let (server, graph) = self::server(vec![state, Answer::json(200, r#"{"nextExpectedRanges": []}"#), complete()]);
    let mut session: Session = UploadSession::resume(graph.service(), URL).unwrap();
    session.upload("abcde").await.unwrap();
    assert_eq!(fragments(&server), ["GET", "PUT bytes 1-1/5", "PUT bytes 3-4/5"]);
}

#[tokio::test]
async fn a_state_that_says_nothing_is_an_error_where_it_is_no_object() {
    for (state, requests) in [(Answer::json(200, "{}"), 2), (Answer::empty(204), 1), (Answer::json(200, "<html>"), 1)] {
        let (server, graph) = server(vec![state, complete()]);
        let mut session: Session = UploadSession::resume(graph.service(), URL).unwrap();
        assert_eq!(session.upload("a").await.is_ok(), requests == 2);
        assert_eq!(server.received().len(), requests);
    }
}

#[tokio::test]
async fn a_fragment_says_that_it_is_bytes() {
    let (server, graph) = server(vec![expects(&["327680-"]), complete()]);
    session(&graph).upload(content(UNIT + 1)).await.unwrap();
    for received in server.received() {
        assert_eq!(received.header("content-type"), Some("application/octet-stream"));
        assert_eq!(received.header("content-length"), Some(received.body.len().to_string().as_str()));
    }
}

#[tokio::test]
async fn the_answer_that_begins_a_session_leads_to_it() {
    for names in [["uploadUrl", "expirationDateTime"], ["UploadUrl", "ExpirationDateTime"]] {
        let begun = json!({names[0]: URL, names[1]: "2026-01-01T00:00:00Z", "NextExpectedRanges": ["0-"]});
        let (server, graph) = server(vec![
            Answer::json(201, &begun.to_string()),
            Answer::json(202, r#"{"ExpirationDateTime": "2026-01-02T00:00:00Z", "NextExpectedRanges": ["1-"]}"#),
            complete(),
        ]);
        let call: Call<Json> = graph.service().resource("items").key(&Key::text("a")).action("createUploadSession");
        let mut session: Session = call.send_response().await.unwrap().upload_session().unwrap();
        assert_eq!(session.expiration(), Some("2026-01-01T00:00:00Z"));
        session.upload("ab").await.unwrap();
        assert_eq!(session.expiration(), Some("2026-01-02T00:00:00Z"));
        assert_eq!(fragments(&server), ["POST", "PUT bytes 0-1/2", "PUT bytes 1-1/2"]);
    }
    for body in ["{}", r#"{"uploadUrl": null}"#, "[]", r#"{"uploadUrl": "http://upload.example/x"}"#] {
        let (_, graph) = server(vec![Answer::json(200, body)]);
        let call: Call<Json> = graph.service().resource("items").action("createUploadSession");
        call.send_response().await.unwrap().upload_session::<Json>().unwrap_err();
    }
}
