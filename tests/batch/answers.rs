//! What a caller takes out of the answers to a batch.

use generated::{
    Error,
    runtime::{
        Json,
        client::{Batch, Content, Handle},
    },
};
use serde_json::json;
use tests::server::Answer;

use super::{COLLECTION, body, content, create, found, get, gets, refused, responses, start};

#[tokio::test]
async fn a_refused_part_is_an_error_of_the_service() {
    let part = json!({"id": "1", "status": 409, "headers": {"x-ms-request-id": "r-2"},
        "body": {"error": {"code": "Conflict", "message": "It is there.", "details": [{"code": "D", "message": "d"}]}}});
    let unclear = refused("2", 500);
    let (server, graph) = start(vec![responses(&[part, unclear, refused("3", 500)])]);
    let mut batch = Batch::new(graph.service());
    let conflict = batch.add(create(&graph, "a")).unwrap();
    let unclear = batch.add(create(&graph, "b")).unwrap();
    let unread = batch.add(get(&graph, "c")).unwrap();
    let mut answers = batch.send().await.unwrap();
    assert_eq!(server.received().len(), 1);

    let error = answers.take(conflict).unwrap_err();
    assert!(!error.may_have_been_applied());
    let service = error.as_service().unwrap();
    assert_eq!((service.status, service.code.as_str()), (409, "Conflict"));
    assert_eq!((service.details[0].code.as_str(), service.request_id.as_deref()), ("D", Some("r-2")));
    assert!(answers.take(unclear).unwrap_err().may_have_been_applied());
    assert!(!answers.take(unread).unwrap_err().may_have_been_applied());
}

#[tokio::test]
async fn a_part_without_one_answer_is_an_error_that_names_it() {
    let (_server, graph) = start(vec![responses(&[found("2"), found("2"), found("9"), found("x")])]);
    let mut batch = Batch::new(graph.service());
    let missing = batch.add(create(&graph, "a")).unwrap();
    let twice = batch.add(get(&graph, "b")).unwrap();
    let mut answers = batch.send().await.unwrap();

    let error = answers.take(missing).unwrap_err();
    assert!(matches!(error, Error::Part(_)) && error.may_have_been_applied());
    assert_eq!(error.to_string(), format!("the service did not answer request 1 of the batch, POST {COLLECTION}"));
    assert_eq!(
        answers.take(twice).unwrap_err().to_string(),
        format!(
            "the service gave two answers to request 2 of the batch, GET {COLLECTION}/b; which one holds is not known"
        )
    );
}

#[tokio::test]
async fn of_a_group_that_failed_nothing_is_done() {
    // Some services answer with success what they did first and then took back.
    let created = json!({"id": "1", "status": 201, "body": {"id": "entity 1"}});
    let (_server, graph) = start(vec![responses(&[created, refused("2", 400), found("3")])]);
    let mut batch = Batch::new(graph.service());
    let mut group = batch.group();
    let taken_back = group.add(create(&graph, "a")).unwrap();
    let refused = group.add(create(&graph, "b")).unwrap();
    let alone = batch.add(get(&graph, "c")).unwrap();
    let mut answers = batch.send().await.unwrap();
    let error = answers.take(taken_back).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "the service accepted request 1 of the batch, POST {COLLECTION}, and refused another one of its group, of which \
             none is done then"
        )
    );
    assert!(error.may_have_been_applied(), "who says so contradicts itself");
    assert_eq!(answers.take(refused).unwrap_err().status(), Some(400));
    assert_eq!(answers.take(alone).unwrap().status(), 200);
}

#[tokio::test]
async fn a_batch_that_is_refused_is_one_error() {
    let refusal = json!({"error": {"code": "InvalidAuthenticationToken", "message": "No."}}).to_string();
    let (server, graph) = start(vec![Answer::json(401, &refusal)]);
    let (batch, _) = gets(&graph, &["a", "b", "c"]);
    let error = batch.limit(2).send().await.unwrap_err();
    assert_eq!(error.as_service().unwrap().code, "InvalidAuthenticationToken");
    assert_eq!(server.received().len(), 1, "the others are not tried");

    let (_server, graph) = start(vec![Answer::json(200, "{}")]);
    let (batch, _) = gets(&graph, &["a"]);
    assert!(matches!(batch.send().await.unwrap_err(), Error::UnreadableBody(_)));
}

#[tokio::test]
async fn answers_from_before_a_failure_are_kept() {
    let refusal = json!({"error": {"code": "Forbidden", "message": "No."}}).to_string();
    let (server, graph) = start(vec![responses(&[found("1")]), Answer::json(403, &refusal)]);
    let (batch, handles) = gets(&graph, &["a", "b", "c"]);
    let mut answers = batch.limit(1).send().await.unwrap();
    assert_eq!(server.received().len(), 2);
    let results: Vec<_> = handles.into_iter().map(|handle| answers.take(handle)).collect();
    assert_eq!(results[0].as_ref().unwrap().status(), 200);
    let texts: Vec<_> = results[1..].iter().map(|result| result.as_ref().unwrap_err().to_string()).collect();
    let cause = "the service answered 403 Forbidden: No.";
    let failed = format!("no answer to request 2 of the batch, GET {COLLECTION}/b: the batch with it failed: {cause}");
    let unsent =
        format!("did not send request 3 of the batch, GET {COLLECTION}/c: the batch before it failed: {cause}");
    assert_eq!(texts, [failed, unsent]);
    let Err(Error::Part(part)) = &results[1] else { panic!("{:?}", results[1]) };
    assert_eq!(part.batch_error().unwrap().status(), Some(403));
}

#[tokio::test]
async fn bytes_come_in_base64_text_as_text_and_json_as_json() {
    let part = |id: &str, media_type: &str, body: Json| json!({"id": id, "status": 200, "headers": {"Content-Type": media_type}, "body": body});
    let parts = [
        part("1", "image/png", json!("+/8=")),
        part("2", "image/png", json!("-_8")),
        part("3", "text/plain; charset=utf-8", json!("abcd")),
        part("4", "application/json;odata.metadata=minimal", json!({"a": [1]})),
        part("5", "application/geo+json", json!("abcd")),
        part("6", "image/png", json!("no base64!")),
    ];
    let expected: [&[u8]; 6] = [b"\xfb\xff", b"\xfb\xff", b"abcd", br#"{"a":[1]}"#, br#""abcd""#, b"no base64!"];
    let (server, graph) = start(vec![responses(&parts)]);
    let mut batch = Batch::new(graph.service());
    let handles: Vec<Handle<Content>> = (0..parts.len())
        .map(|number| batch.add(content(&graph, &number.to_string()).into_request().unwrap()).unwrap())
        .collect();
    let mut answers = batch.send().await.unwrap();
    assert_eq!(body(&server.received()[0])["requests"][0]["url"], "photos/0/$value");
    for (handle, expected) in handles.into_iter().zip(expected) {
        assert_eq!(answers.take(handle).unwrap().into_value().unwrap(), Content(expected.to_vec()));
    }
}

#[tokio::test]
async fn headers_that_http_forbids_are_left_out() {
    let headers = json!({"a b": "1", "日本": "2", "X-Good": "3", "X-Number": 4});
    let part = json!({"id": "1", "status": 200, "headers": headers, "body": {"id": "a"}});
    let (_server, graph) = start(vec![responses(&[part])]);
    let (batch, handles) = gets(&graph, &["a"]);
    let mut answers = batch.send().await.unwrap();
    for handle in handles {
        let response = answers.take(handle).unwrap();
        assert_eq!((response.header("x-good"), response.header("x-number")), (Some("3"), Some("4")));
        assert_eq!(response.headers().iter().count(), 2);
    }
}
