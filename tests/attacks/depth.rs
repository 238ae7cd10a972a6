//! JSON without bottom. The threads of a test have as much stack as `tokio`'s, 2 MiB, and a debug build takes the most of it.

use std::iter::repeat_n;

use generated::{
    Error, GraphClient,
    runtime::{
        Json,
        client::{Batch, Key},
    },
};
use serde_json::json;
use tests::server::{Answer, Server};
use voyages::models::{AnyTraveller, Traveller};

use super::{get, start, states};

const DEEP: usize = 100_000;

/// `open` and `close` around a value, that many times.
fn nested(open: &str, close: &str, levels: usize) -> String {
    let open: String = repeat_n(open, levels).collect();
    open + "1" + &repeat_n(close, levels).collect::<String>()
}

fn arrays(levels: usize) -> String {
    nested("[", "]", levels)
}

fn objects(levels: usize) -> String {
    nested(r#"{"a":"#, "}", levels)
}

/// A client that refuses what others set aside.
fn strict(answers: Vec<Answer>) -> (Server, GraphClient) {
    let (server, graph) = start(answers);
    (server, graph.service().clone().strict().into())
}

fn is_unreadable<T>(result: &Result<T, Error>) -> bool {
    matches!(result, Err(Error::UnreadableBody(_)))
}

#[tokio::test]
async fn deep_values_are_refused_wherever_they_are() {
    for deep in [arrays(DEEP), objects(DEEP)] {
        for name in ["policyDetails", "deviceName", "deviceType", "advancedBitLockerStates", "unknown", "@odata.type"] {
            let (_, graph) = strict(vec![Answer::json(200, &format!(r#"{{"{name}": {deep}}}"#))]);
            assert!(is_unreadable(&get(&graph).await), "{name}");
            let page = format!(r#"{{"value": [{{"{name}": {deep}}}]}}"#);
            let (_, graph) = strict(vec![Answer::json(200, &page)]);
            assert!(is_unreadable(&states(&graph).send().await), "{name}");
            assert!(is_unreadable(&states(&graph).changes().next_page().await), "{name}");
        }
        let (_, graph) = strict(vec![Answer::json(200, &deep)]);
        assert!(is_unreadable(&get(&graph).await));
        assert!(is_unreadable(&graph.service().resource("x").get::<Json>().send().await));
    }
}

#[tokio::test]
async fn a_deep_refusal_is_a_refusal() {
    for deep in [arrays(DEEP), objects(DEEP)] {
        for body in
            [format!(r#"{{"error": {{"code": "C", "innerError": {deep}}}}}"#), format!(r#"{{"error": {deep}}}"#), deep]
        {
            let (_, graph) = strict(vec![Answer::json(400, &body)]);
            let error = get(&graph).await.unwrap_err();
            let refusal = error.as_service().unwrap();
            assert!(refusal.code == "C" || error.to_string().contains("no OData error"), "{error}");
            assert_eq!((refusal.code == "C", refusal.body.as_slice()), (body.contains("\"C\""), body.as_bytes()));
            drop(error);
        }
    }
}

#[tokio::test]
async fn a_deep_answer_in_a_batch_is_refused_by_itself() {
    for deep in [arrays(DEEP), objects(DEEP)] {
        let parts = format!(
            r#"{{"responses": [{{"id": "1", "status": 200, "body": {{"x": {deep}}}}},
                {{"id": "2", "status": 400, "body": {{"error": {deep}}}}}, {{"id": "3", "status": 200, "body": {{"id": "c"}}}}]}}"#
        );
        let (_, graph) = strict(vec![Answer::json(200, &parts)]);
        let mut batch = Batch::new(graph.service());
        let state = |graph: &GraphClient, id: &str| {
            graph.device_management().managed_device_encryption_states(id).get().into_request().unwrap()
        };
        let [a, b, c] = ["a", "b", "c"].map(|id| batch.add(state(&graph, id)).unwrap());
        let mut answers = batch.send().await.unwrap();
        assert!(is_unreadable(&answers.take(a)));
        assert_eq!(answers.take(b).unwrap_err().status(), Some(400));
        assert_eq!(answers.take(c).unwrap().into_value().unwrap().id.as_deref(), Some("c"));

        let headers = format!(
            r#"{{"responses": [{{"headers": {{"x": {deep}}}, "status": 200, "id": "1"}}, {{"id": "2", "status": 200, "body": {{"id": "b"}}}}]}}"#
        );
        let (_, graph) = strict(vec![Answer::json(200, &headers)]);
        let mut batch = Batch::new(graph.service());
        let [a, b] = ["a", "b"].map(|id| batch.add(state(&graph, id)).unwrap());
        let mut answers = batch.send().await.unwrap();
        assert!(matches!(answers.take(a).unwrap_err(), Error::Part(_)));
        assert_eq!(answers.take(b).unwrap().into_value().unwrap().id.as_deref(), Some("b"));
    }
}

#[tokio::test]
async fn a_deep_status_of_an_operation_says_nothing() {
    let (_, graph) = strict(vec![
        Answer::empty(202).header("location", "/operations/1").header("retry-after", "0"),
        Answer::json(202, &objects(DEEP)),
    ]);
    let action = graph.service().resource("items").key(&Key::text("a")).action::<()>("copy");
    let mut monitor = action.send_response().await.unwrap().monitor::<()>().unwrap();
    let status = monitor.poll().await.unwrap();
    assert_eq!((status.is_done, status.raw), (false, Json::Null));
}

/// What is just not too deep is kept, and does what any value does.
#[tokio::test]
async fn what_is_read_can_be_cloned_compared_written_and_dropped() {
    for deep in [arrays(126), objects(126)] {
        let body = format!(r#"{{"unknown":{deep}}}"#);
        let (_, graph) = strict(vec![Answer::json(200, &body)]);
        let state = get(&graph).await.unwrap();
        let copy = state.clone();
        assert_eq!(state, copy);
        assert!(!format!("{state:?}").is_empty());
        assert_eq!(serde_json::to_string(&copy).unwrap(), body);
    }
    let (_, graph) = strict(vec![Answer::json(200, &format!(r#"{{"unknown": {}}}"#, arrays(127)))]);
    assert!(is_unreadable(&get(&graph).await));
}

/// Values of derived types that hold each other, which take the most stack of all: what says the type may come last.
#[test]
fn entities_in_each_other_are_read_to_the_limit() {
    for (before, after) in
        [("", ""), (r##""@odata.type": "#Voyages.Model.Guide", "##, ""), ("", r##", "@odata.type": "#X""##)]
    {
        for property in ["BestFriend", "Friends"] {
            let (open, close, levels) = match property {
                "Friends" => (format!(r#"{{{before}"{property}": [{{"a": 1}}, "#), format!("]{after}}}"), 62),
                _ => (format!(r#"{{{before}"{property}": "#), format!("{after}}}"), 126),
            };
            let text = |levels| nested(&open, &close, levels).replace(['1'], "{}").replace(r#""a": {}"#, r#""a": 1"#);
            let traveller: AnyTraveller = voyages::runtime::from_str(&text(levels)).unwrap();
            let copy = traveller.clone();
            assert!(traveller == copy && !format!("{copy:?}").is_empty());
            assert!(serde_json::to_string(&copy).unwrap().len() > levels);
            for levels in [128, 1000, DEEP] {
                let error = voyages::runtime::from_str::<AnyTraveller>(&text(levels)).unwrap_err();
                assert!(error.to_string().contains("recursion limit"), "{error}");
                assert!(voyages::runtime::from_str::<Traveller>(&text(levels)).is_err());
            }
        }
    }
}

#[tokio::test]
async fn a_deep_error_is_shown_in_few_words() {
    let body = format!(r#"{{"policyDetails": {}}}"#, json!([{}]).to_string().replace("{}", &objects(DEEP)));
    let (_, graph) = strict(vec![Answer::json(200, &body)]);
    let error = get(&graph).await.unwrap_err();
    assert!(error.to_string().len() < 10_000, "{} bytes", error.to_string().len());
}
