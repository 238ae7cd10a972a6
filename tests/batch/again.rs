//! What of a batch is sent again, and what is not.

use std::time::Duration;

use generated::{
    Error,
    runtime::{
        Json,
        client::{Batch, PartId},
    },
};
use serde_json::json;
use tests::server::Answer;

use super::{body, create, found, get, gets, ids, put_off, refused, responses, start};

#[tokio::test]
async fn what_is_put_off_is_sent_again_alone_with_what_depends_on_it() {
    let first =
        [found("1"), put_off("2", 0), refused("3", 424), refused("4", 400), refused("5", 424), refused("6", 424)];
    let second = [found("3"), found("2")];
    let (server, graph) = start(vec![responses(&first), responses(&second)]);
    let mut batch = Batch::new(graph.service());
    let mut add = |name: &str, after: &[PartId]| batch.add_after(get(&graph, name), after).unwrap();
    let done = add("a", &[]);
    let late = add("b", &[]);
    let after_late = add("c", &[done.id(), late.id()]);
    let bad = add("d", &[]);
    let after_bad = add("e", &[bad.id()]);
    let after_both = add("f", &[late.id(), bad.id()]);
    let mut answers = batch.send().await.unwrap();

    assert_eq!(ids(&server), [vec!["1", "2", "3", "4", "5", "6"], vec!["2", "3"]]);
    let requests = body(&server.received()[0]);
    assert_eq!(requests["requests"][2]["dependsOn"], json!(["1", "2"]));
    assert_eq!(requests["requests"][0]["dependsOn"], Json::Null);
    let requests = body(&server.received()[1]);
    assert_eq!(requests["requests"][1]["dependsOn"], json!(["2"]), "what was done before is not named any more");

    for handle in [done, late, after_late] {
        assert_eq!(answers.take(handle).unwrap().status(), 200);
    }
    for (handle, status) in [(bad, 400), (after_bad, 424), (after_both, 424)] {
        assert_eq!(answers.take(handle).unwrap_err().status(), Some(status));
    }
}

#[tokio::test]
async fn the_longest_wait_that_the_service_asks_for_is_kept() {
    let unavailable = json!({"id": "3", "status": 503, "headers": {"retry-after": "1"}});
    let first = responses(&[put_off("1", 0), put_off("2", 1), unavailable]);
    let (server, graph) = start(vec![first, responses(&[found("1"), found("2"), found("3")])]);
    let (batch, handles) = gets(&graph, &["a", "b", "c"]);
    let mut answers = batch.send().await.unwrap();
    let received = server.received();
    assert_eq!(received.len(), 2);
    assert!(received[1].at - received[0].at >= Duration::from_secs(1));
    for handle in handles {
        answers.take(handle).unwrap();
    }
}

#[tokio::test]
async fn after_the_last_retry_the_refusal_is_the_answer() {
    for (retries, sent) in [(0, 1), (2, 3)] {
        let (server, graph) = start(vec![responses(&[put_off("1", 0)])]);
        let (batch, handles) = gets(&graph, &["a"]);
        let mut answers = batch.retries(retries).send().await.unwrap();
        assert_eq!(server.received().len(), sent);
        for handle in handles {
            let error = answers.take(handle).unwrap_err();
            assert_eq!(error.as_service().unwrap().retry_after(), Some("0"));
            assert_eq!(error.to_string(), "the service answered 429 Code429: No.");
        }
    }
}

#[tokio::test]
async fn a_service_that_does_not_say_when_to_come_back_is_not_asked_again() {
    let (server, graph) = start(vec![responses(&[refused("1", 503)])]);
    let (batch, handles) = gets(&graph, &["a"]);
    let mut answers = batch.send().await.unwrap();
    assert_eq!(server.received().len(), 1);
    for handle in handles {
        assert_eq!(answers.take(handle).unwrap_err().status(), Some(503));
    }
}

#[tokio::test]
async fn a_group_is_sent_again_whole_or_not_at_all() {
    let first = [put_off("1", 0), refused("2", 424), put_off("3", 0), refused("4", 409)];
    let (server, graph) = start(vec![responses(&first), responses(&[found("1"), found("2")])]);
    let mut batch = Batch::new(graph.service());
    for names in [["a", "b"], ["c", "d"]] {
        let mut group = batch.group();
        for name in names {
            group.add(create(&graph, name)).unwrap();
        }
    }
    batch.send().await.unwrap();
    assert_eq!(ids(&server), [vec!["1", "2", "3", "4"], vec!["1", "2"]]);
}

#[tokio::test]
async fn a_failure_of_the_second_try_keeps_what_the_first_said_of_others() {
    let (server, graph) =
        start(vec![responses(&[put_off("1", 0), put_off("2", 0)]), Answer::json(200, "{}").cut_after(1)]);
    let mut batch = Batch::new(graph.service()).limit(2);
    let one = batch.add(create(&graph, "a")).unwrap();
    let two = batch.add(create(&graph, "b")).unwrap();
    let mut answers = batch.send().await.unwrap();
    assert_eq!(server.received().len(), 2, "a batch that creates is not sent again after its connection broke");
    for handle in [one, two] {
        let error = answers.take(handle).unwrap_err();
        assert!(matches!(error, Error::Part(_)) && error.may_have_been_applied(), "{error}");
    }
}

#[tokio::test]
async fn a_part_that_is_put_off_for_long_is_not_sent_again() {
    for wait in ["3600", "Fri, 31 Dec 9999 23:59:59 GMT", "99999999999999999999999999"] {
        let mut long = refused("1", 429);
        long["headers"] = json!({"Retry-After": wait});
        let (server, graph) = start(vec![responses(&[long, put_off("2", 0)]), responses(&[found("2")])]);
        let (batch, handles) = gets(&graph, &["a", "b"]);
        let mut answers = batch.send().await.unwrap();
        assert_eq!(ids(&server), [vec!["1", "2"], vec!["2"]]);
        let [long, short] = <[_; 2]>::try_from(handles).unwrap();
        let error = answers.take(long).unwrap_err();
        assert!(error.as_service().unwrap().wait().unwrap() >= Duration::from_hours(1), "{error}");
        answers.take(short).unwrap();
    }
}
