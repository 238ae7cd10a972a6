//! `$batch` as it arrives at a real socket, and what its answers become.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::Duration;

use generated::{
    Error, GraphClient,
    models::ManagedDeviceEncryptionState,
    runtime::{
        Json,
        client::{Batch, Content, Download, Handle, Key, PartId, Request},
    },
};
use serde_json::json;
use tests::{
    client::{TOKEN, graph},
    server::{Answer, Received, Server},
};

type State = ManagedDeviceEncryptionState;

const COLLECTION: &str = "deviceManagement/managedDeviceEncryptionStates";

fn start(answers: Vec<Answer>) -> (Server, GraphClient) {
    let server = Server::start(answers).unwrap();
    let graph = graph(&server).unwrap();
    (server, graph)
}

fn get(graph: &GraphClient, id: &str) -> Request<State> {
    graph.device_management().managed_device_encryption_states(id).get().into_request().unwrap()
}

fn create(graph: &GraphClient, name: &str) -> Request<State> {
    let states = graph.device_management().managed_device_encryption_states_collection();
    states.create().device_name(name).into_request().unwrap()
}

fn content(graph: &GraphClient, name: &str) -> Download {
    graph.client().resource("photos").key(&Key::text(name)).content()
}

/// A batch with a `GET` for each id.
fn gets(graph: &GraphClient, ids: &[&str]) -> (Batch, Vec<Handle<State>>) {
    let mut batch = Batch::new(graph.client());
    let handles = ids.iter().map(|id| batch.add(get(graph, id)).unwrap()).collect();
    (batch, handles)
}

fn responses(parts: &[Json]) -> Answer {
    Answer::json(200, &json!({ "responses": parts }).to_string())
}

fn found(id: &str) -> Json {
    json!({"id": id, "status": 200, "body": {"id": format!("entity {id}")}})
}

fn refused(id: &str, status: u16) -> Json {
    json!({"id": id, "status": status, "body": {"error": {"code": format!("Code{status}"), "message": "No."}}})
}

fn put_off(id: &str, seconds: u32) -> Json {
    let mut part = refused(id, 429);
    part["headers"] = json!({"Retry-After": seconds.to_string()});
    part
}

fn body(received: &Received) -> Json {
    serde_json::from_slice(&received.body).unwrap()
}

/// The ids of each batch request that arrived.
fn ids(server: &Server) -> Vec<Vec<String>> {
    let ids = |received: &Received| {
        let body = body(received);
        let requests = body["requests"].as_array().unwrap().iter();
        requests.map(|request| request["id"].as_str().unwrap().to_owned()).collect()
    };
    server.received().iter().map(ids).collect()
}

#[tokio::test]
async fn requests_of_every_kind_arrive_as_one_and_answers_are_typed() {
    let parts = [
        json!({"id": "5", "status": 204}),
        json!({"id": "2", "status": 200, "body": {"value": [{"id": "x"}], "@odata.count": 1}}),
        json!({"id": "4", "status": 200, "headers": {"ETag": "W/\"2\"", "Content-Type": "application/json"}, "body": {"id": "d"}}),
        json!({"id": "1", "status": 200, "headers": {"request-id": "r-1"}, "body": {"id": "a"}}),
        json!({"id": "3", "status": 201, "body": {"id": "c", "deviceName": "LAP-1"}}),
    ];
    let (server, graph) = start(vec![responses(&parts)]);
    let states = graph.device_management().managed_device_encryption_states_collection();
    let state = |id: &str| graph.device_management().managed_device_encryption_states(id);
    let list = states.list().query("$select", "id").query("$top", "1");
    let change = state("d").patch().os_version("11").header("if-match", "W/\"1\"");

    let mut batch = Batch::new(graph.client());
    let read = batch.add(get(&graph, "a b")).unwrap();
    let listed = batch.add(list.into_request().unwrap()).unwrap();
    let created = batch.add(create(&graph, "LAP-1")).unwrap();
    let changed = batch.add(change.into_request().unwrap()).unwrap();
    let deleted = batch.add(state("e").delete().header("authorization", "secret").into_request().unwrap()).unwrap();
    let mut answers = batch.send().await.unwrap();

    let received = server.received();
    assert_eq!(received.len(), 1);
    assert_eq!((received[0].method.as_str(), received[0].target.as_str()), ("POST", "/beta/$batch"));
    assert_eq!(received[0].header("content-type"), Some("application/json"));
    assert_eq!(received[0].header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
    assert_eq!(received[0].header("prefer"), Some("continue-on-error"), "one that fails must not stop the others");
    let read_only = json!({"accept": "application/json"});
    let with_body = json!({"accept": "application/json", "content-type": "application/json"});
    let with_tag = json!({"accept": "application/json", "content-type": "application/json", "if-match": "W/\"1\""});
    let model = "#microsoft.graph.managedDeviceEncryptionState";
    let expected = json!({"requests": [
        {"id": "1", "method": "GET", "url": format!("{COLLECTION}/a%20b"), "headers": read_only},
        {"id": "2", "method": "GET", "url": format!("{COLLECTION}?$select=id&$top=1"), "headers": read_only},
        {"id": "3", "method": "POST", "url": COLLECTION, "headers": with_body,
            "body": {"@odata.type": model, "deviceName": "LAP-1"}},
        {"id": "4", "method": "PATCH", "url": format!("{COLLECTION}/d"), "headers": with_tag,
            "body": {"@odata.type": model, "osVersion": "11"}},
        {"id": "5", "method": "DELETE", "url": format!("{COLLECTION}/e"), "headers": read_only},
    ]});
    assert_eq!(body(&received[0]), expected);

    let read = answers.take(read).unwrap();
    assert_eq!((read.status(), read.request_id()), (200, Some("r-1")));
    assert_eq!(read.into_value().unwrap().id.as_deref(), Some("a"));
    let page = answers.take(listed).unwrap().into_value().unwrap();
    assert_eq!((page.count, page.value[0].id.as_deref()), (Some(1), Some("x")));
    let created = answers.take(created).unwrap();
    assert_eq!((created.status(), created.value().unwrap().device_name.as_deref()), (201, Some("LAP-1")));
    let changed = answers.take(changed).unwrap();
    assert_eq!((changed.etag(), changed.value().unwrap().id.as_deref()), (Some("W/\"2\""), Some("d")));
    assert_eq!(changed.raw_body(), br#"{"id":"d"}"#);
    assert_eq!(answers.take(deleted).unwrap().status(), 204);
}

#[tokio::test]
async fn a_batch_is_split_at_the_limit_of_the_service() {
    let answers =
        vec![responses(&[found("2"), found("1")]), responses(&[found("3"), found("4")]), responses(&[found("5")])];
    let (server, graph) = start(answers);
    let (batch, handles) = gets(&graph, &["a", "b", "c", "d", "e"]);
    let mut answers = tokio::spawn(batch.limit(2).send()).await.unwrap().unwrap();
    assert_eq!(ids(&server), [vec!["1", "2"], vec!["3", "4"], vec!["5"]]);
    for (number, handle) in (1..).zip(handles) {
        let state = answers.take(handle).unwrap().into_value().unwrap();
        assert_eq!(state.id, Some(format!("entity {number}")));
    }
}

#[tokio::test]
async fn by_default_twenty_go_into_one_request_and_none_into_none() {
    let (server, graph) = start(vec![responses(&[])]);
    let (batch, _) = gets(&graph, &[]);
    batch.send().await.unwrap();
    assert!(server.received().is_empty());
    let (batch, _) = gets(&graph, &["a"; 21]);
    batch.send().await.unwrap();
    let lengths: Vec<_> = ids(&server).iter().map(Vec::len).collect();
    assert_eq!(lengths, [20, 1]);
}

#[tokio::test]
async fn what_is_put_off_is_sent_again_alone_with_what_depends_on_it() {
    let first =
        [found("1"), put_off("2", 0), refused("3", 424), refused("4", 400), refused("5", 424), refused("6", 424)];
    let second = [found("3"), found("2")];
    let (server, graph) = start(vec![responses(&first), responses(&second)]);
    let mut batch = Batch::new(graph.client());
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
async fn a_group_and_a_chain_stay_together() {
    let (server, graph) = start(vec![responses(&[])]);
    let mut batch = Batch::new(graph.client()).limit(3);
    let first = batch.add(get(&graph, "a")).unwrap();
    let mut group = batch.group();
    group.add(create(&graph, "b")).unwrap();
    group.add(create(&graph, "c")).unwrap();
    batch.add_after(get(&graph, "d"), &[first.id()]).unwrap();
    batch.add(get(&graph, "e")).unwrap();
    batch.send().await.unwrap();
    assert_eq!(ids(&server), [vec!["1", "4"], vec!["2", "3", "5"]]);
}

#[tokio::test]
async fn a_group_is_named_by_what_depends_on_it() {
    let (server, graph) = start(vec![responses(&[])]);
    let mut batch = Batch::new(graph.client());
    let mut group = batch.group();
    let one = group.add(create(&graph, "a")).unwrap();
    let two = group.add_after(create(&graph, "b"), &[one.id()]).unwrap();
    batch.add_after(get(&graph, "c"), &[one.id(), two.id()]).unwrap();
    batch.group().add_after(create(&graph, "d"), &[one.id()]).unwrap();
    batch.send().await.unwrap();

    let requests = body(&server.received()[0]);
    let ties = |index: usize| {
        let request = &requests["requests"][index];
        (request["atomicityGroup"].clone(), request["dependsOn"].clone())
    };
    assert_eq!(ties(0), (json!("g1"), Json::Null));
    assert_eq!(ties(1), (json!("g1"), json!(["1"])));
    assert_eq!(ties(2), (Json::Null, json!(["g1"])), "of another group, the whole is named");
    assert_eq!(ties(3), (json!("g2"), json!(["g1"])));
}

#[tokio::test]
async fn a_group_is_sent_again_whole_or_not_at_all() {
    let first = [put_off("1", 0), refused("2", 424), put_off("3", 0), refused("4", 409)];
    let (server, graph) = start(vec![responses(&first), responses(&[found("1"), found("2")])]);
    let mut batch = Batch::new(graph.client());
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
async fn what_is_tied_and_over_the_limit_is_refused_before_anything_is_sent() {
    let (server, graph) = start(vec![responses(&[])]);
    let mut batch = Batch::new(graph.client()).limit(2);
    let mut last = batch.add(get(&graph, "a")).unwrap();
    for name in ["b", "c"] {
        last = batch.add_after(get(&graph, name), &[last.id()]).unwrap();
    }
    let error = batch.send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "3 requests are tied by a group or by dependencies and must be sent in one, which takes 2 (the first is \
             request 1 of the batch, GET {COLLECTION}/a); tie fewer, or raise Batch::limit if the service takes more"
        )
    );
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn a_refused_part_is_an_error_of_the_service() {
    let part = json!({"id": "1", "status": 409, "headers": {"x-ms-request-id": "r-2"},
        "body": {"error": {"code": "Conflict", "message": "It is there.", "details": [{"code": "D", "message": "d"}]}}});
    let unclear = refused("2", 500);
    let (server, graph) = start(vec![responses(&[part, unclear, refused("3", 500)])]);
    let mut batch = Batch::new(graph.client());
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
async fn a_part_that_echoes_the_token_does_not_show_it() {
    let echo = format!("you sent Bearer {TOKEN}");
    let part = json!({"id": "1", "status": 400, "body": {"error": {"code": "Bad", "message": echo}}});
    let (_server, graph) = start(vec![responses(&[part])]);
    let (batch, handles) = gets(&graph, &["a"]);
    let mut answers = batch.send().await.unwrap();
    for handle in handles {
        let error = answers.take(handle).unwrap_err();
        assert!(!format!("{error} {error:?}").contains(TOKEN), "{error}");
        assert!(!String::from_utf8_lossy(&error.as_service().unwrap().body).contains(TOKEN));
    }
}

#[tokio::test]
async fn a_part_without_one_answer_is_an_error_that_names_it() {
    let (_server, graph) = start(vec![responses(&[found("2"), found("2"), found("9"), found("x")])]);
    let mut batch = Batch::new(graph.client());
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
async fn a_failure_of_the_second_try_keeps_what_the_first_said_of_others() {
    let (server, graph) =
        start(vec![responses(&[put_off("1", 0), put_off("2", 0)]), Answer::json(200, "{}").cut_after(1)]);
    let mut batch = Batch::new(graph.client()).limit(2);
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
async fn a_batch_is_sent_again_after_a_broken_connection_if_all_of_it_may_be() {
    let cut = Answer::json(200, "{}").cut_after(1);
    let (server, graph) = start(vec![cut.clone(), responses(&[found("1")])]);
    let (batch, handles) = gets(&graph, &["a"]);
    let mut answers = batch.send().await.unwrap();
    assert_eq!(server.received().len(), 2);
    for handle in handles {
        answers.take(handle).unwrap();
    }

    let (server, graph) = start(vec![cut]);
    let mut batch = Batch::new(graph.client());
    batch.add(get(&graph, "a")).unwrap();
    batch.add(create(&graph, "b")).unwrap();
    let error = batch.send().await.unwrap_err();
    assert_eq!(server.received().len(), 1);
    assert!(matches!(error, Error::Transport(_)) && error.may_have_been_applied());
}

#[tokio::test]
async fn a_refusal_does_not_hide_that_an_earlier_try_may_have_been_applied() {
    let cut = Answer::json(200, "{}").cut_after(1);
    let (server, graph) = start(vec![cut, responses(&[put_off("1", 0)]), responses(&[refused("1", 412)])]);
    let change = graph.device_management().managed_device_encryption_states("a").patch().os_version("1");
    let mut batch = Batch::new(graph.client());
    let changed = batch.add(change.into_request().unwrap()).unwrap();
    let error = batch.send().await.unwrap().take(changed).unwrap_err();
    assert_eq!((error.status(), server.received().len()), (Some(412), 3));
    assert!(error.may_have_been_applied(), "the first batch may have made the change that 412 is about");
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
    let mut batch = Batch::new(graph.client());
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

#[tokio::test]
async fn what_is_not_of_the_batch_is_refused() {
    let (server, graph) = start(vec![responses(&[])]);
    let (_, other) = start(vec![responses(&[])]);
    let mut batch = Batch::new(graph.client());
    let error = batch.add(get(&other, "a")).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "GET https://graph.microsoft.com/beta/{COLLECTION}/a is a request of another client than the batch, whose \
             service root is \"https://graph.microsoft.com/beta\"; make both of one client"
        )
    );
    let (_, handles) = gets(&graph, &["a"]);
    let error = batch.add_after(get(&graph, "a"), &[handles[0].id()]).unwrap_err();
    assert_eq!(error.to_string(), "a request can only depend on others of its own batch");
    let mut answers = batch.send().await.unwrap();
    for handle in handles {
        let error = answers.take(handle).unwrap_err();
        assert_eq!(error.to_string(), "the handle is of another batch than the answers");
    }
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn a_link_out_of_the_service_root_is_refused() {
    let link = "https://graph.microsoft.com/v1.0/x?$skiptoken=1";
    let page = json!({"value": [], "@odata.nextLink": link}).to_string();
    let (_server, graph) = start(vec![Answer::json(200, &page)]);
    let list = graph.device_management().managed_device_encryption_states_collection().list();
    let next = list.send_response().await.unwrap().next_page().unwrap().unwrap();
    let error = Batch::new(graph.client()).add(next).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "GET {link} leads out of \"https://graph.microsoft.com/beta\", and a batch only takes what is below its \
             service root"
        )
    );
}

#[test]
fn debug_output_shows_no_header_and_no_body() {
    let (_server, graph) = start(vec![responses(&[])]);
    let mut batch = Batch::new(graph.client());
    let states = graph.device_management().managed_device_encryption_states_collection();
    let request = states.create().device_name("secret name").header("x-key", "secret key");
    batch.add(request.into_request().unwrap()).unwrap();
    let text = format!("{batch:?}");
    assert!(text.contains("x-key") && !text.contains("secret"), "{text}");
}
