//! How a program's own unit tests run without a service.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant},
};

use azure_core::http::{HttpClient as _, Method as Verb, Request, Url};
use generated::{
    ClientOptions, Cloud, Error, GraphClient,
    models::{EncryptionState, ManagedDeviceEncryptionState},
    runtime::client::{
        Limit, Limits, Method, TryStreamExt,
        mock::{Answer, Expect, MockService, Unmet},
    },
};
use serde_json::json;
use tests::client::{FixedToken, TOKEN};

const ROOT: &str = "https://graph.example/beta";
const STATES: &str = "/deviceManagement/managedDeviceEncryptionStates";
const A: &str = "/deviceManagement/managedDeviceEncryptionStates/a";

/// A program under test: it marks all devices that are not encrypted, and counts them.
async fn mark(graph: &GraphClient) -> Result<usize, Error> {
    let management = graph.device_management();
    let mut states = management.managed_device_encryption_states_collection().list().items();
    let mut marked = 0;
    while let Some(state) = states.try_next().await? {
        if let (Some(EncryptionState::NotEncrypted), Some(id)) = (state.encryption_state, state.id) {
            management.managed_device_encryption_states(&id).patch().os_version("to do").send_response().await?;
            marked += 1;
        }
    }
    Ok(marked)
}

#[tokio::test]
async fn a_program_runs_against_answers_and_its_requests_are_kept() {
    let states =
        json!({"value": [{"id": "a", "encryptionState": "encrypted"}, {"id": "b", "encryptionState": "notEncrypted"}]});
    let mut changed = ManagedDeviceEncryptionState::default();
    changed.os_version = Some(String::from("to do"));
    let service = MockService::new([Answer::json(200, &states), Answer::json(200, &changed).header("etag", "W/\"2\"")]);
    let graph = GraphClient::anonymous(ROOT, service.options()).unwrap();

    assert_eq!(mark(&graph).await.unwrap(), 1);

    let received = service.received();
    assert_eq!(received.len(), 2);
    assert_eq!(received[1].method, Method::PATCH);
    assert_eq!(received[1].uri.to_string(), format!("{ROOT}/deviceManagement/managedDeviceEncryptionStates/b"));
    assert_eq!(received[1].json().unwrap()["osVersion"], "to do");
}

#[tokio::test]
async fn an_error_of_the_service_is_typed_as_a_real_one_is() {
    let service = MockService::default();
    service.answer(Answer::json(403, &json!({"error": {"code": "Forbidden", "message": "no"}})));
    let graph = GraphClient::anonymous(ROOT, service.options()).unwrap();
    let Error::Service(error) = mark(&graph).await.unwrap_err() else { panic!("not the service's") };
    assert_eq!((error.status, error.code.as_str()), (403, "Forbidden"));
}

#[tokio::test]
async fn a_request_that_no_answer_is_left_for_says_which() {
    let service = MockService::default();
    let graph = GraphClient::anonymous(ROOT, service.options()).unwrap();
    let error = mark(&graph).await.unwrap_err();
    let text = std::iter::successors(Some(&error as &dyn std::error::Error), |error| error.source())
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ");
    let missing = format!("no answer left for GET {ROOT}/deviceManagement/managedDeviceEncryptionStates");
    assert!(text.contains(&missing), "{text}");
    assert_eq!(service.received().len(), 1);
}

fn graph(options: ClientOptions) -> GraphClient {
    GraphClient::anonymous(ROOT, options).unwrap()
}

async fn get(graph: &GraphClient, id: &str) -> Result<ManagedDeviceEncryptionState, Error> {
    graph.device_management().managed_device_encryption_states(id).get().send().await
}

async fn patch(graph: &GraphClient, id: &str, version: &str) -> Result<Option<ManagedDeviceEncryptionState>, Error> {
    graph.device_management().managed_device_encryption_states(id).patch().os_version(version).send().await
}

async fn create(graph: &GraphClient) -> Result<ManagedDeviceEncryptionState, Error> {
    graph.device_management().managed_device_encryption_states_collection().create().device_name("a").send().await
}

fn named(id: &str) -> Answer {
    Answer::json(200, &json!({ "id": id }))
}

async fn id(graph: &GraphClient, id: &str) -> String {
    get(graph, id).await.unwrap().id.unwrap()
}

#[tokio::test]
async fn an_expected_request_has_its_answer_whatever_the_order() {
    let service = MockService::at(ROOT);
    let states = json!({"value": [{"id": "a", "encryptionState": "notEncrypted"}]});
    let change = service
        .on(Expect::patch(A).json(&json!({"osVersion": "to do"})).header("Content-Type", "application/json"))
        .answer(Answer::bytes(204, []));
    service.on(Expect::get(STATES)).answer(Answer::json(200, &states));

    assert_eq!(mark(&graph(service.options())).await.unwrap(), 1);

    service.verify().unwrap();
    assert_eq!(change.received().len(), 1);
    assert_eq!(change.received()[0].json().unwrap()["osVersion"], "to do");
    assert_eq!(service.received().len(), 2);
}

#[tokio::test]
async fn an_expectation_comes_before_the_answers_in_order() {
    let service = MockService::new([named("first"), named("second")]);
    service.on(Expect::get(A)).answer(named("expected"));
    let graph = graph(service.options());
    assert_eq!(id(&graph, "b").await, "first");
    assert_eq!(id(&graph, "a").await, "expected");
    assert_eq!(id(&graph, "b").await, "second");
    service.verify().unwrap();
}

#[tokio::test]
async fn answers_come_in_turn_and_then_the_last_again() {
    let service = MockService::at(ROOT);
    service.on(Expect::get(A)).answer(Answer::bytes(404, [])).answer(named("a"));
    let graph = graph(service.options());
    assert_eq!(get(&graph, "a").await.unwrap_err().status(), Some(404));
    assert_eq!(id(&graph, "a").await, "a");
    assert_eq!(id(&graph, "a").await, "a");
}

#[tokio::test]
async fn what_is_asked_as_often_as_it_was_to_be_leaves_requests_to_the_next_expectation() {
    let service = MockService::at(ROOT);
    service.on(Expect::get(A)).answer(named("once")).times(1);
    service.on(Expect::get(A)).answer(named("then")).times(1);
    let graph = graph(service.options());
    assert_eq!(id(&graph, "a").await, "once");
    assert_eq!(id(&graph, "a").await, "then");
    let error = get(&graph, "a").await.unwrap_err().to_string();
    assert!(error.ends_with(&format!("\nGET {A} was to be asked once, and has been")), "{error}");
}

#[tokio::test]
async fn what_is_never_to_be_asked_is_an_error_if_it_is() {
    let service = MockService::at(ROOT);
    service.on(Expect::get(A)).answer(named("a")).times(0);
    service.verify().unwrap();
    let error = get(&graph(service.options()), "a").await.unwrap_err().to_string();
    assert!(error.ends_with(&format!("\nGET {A} was never to be asked")), "{error}");
    assert_eq!(service.verify().unwrap_err().unexpected.len(), 1);
}

#[tokio::test]
async fn an_expectation_without_an_answer_says_so() {
    let service = MockService::at(ROOT);
    service.on(Expect::get(A)).times(1);
    let error = get(&graph(service.options()), "a").await.unwrap_err().to_string();
    assert!(error.ends_with(&format!("\nGET {A} is expected, and has no answer")), "{error}");
}

#[tokio::test]
async fn a_path_is_from_the_root_and_compared_decoded() {
    let service = MockService::at(&format!("{ROOT}/"));
    let others = [
        "/managedDeviceEncryptionStates/c",
        "/beta/deviceManagement/managedDeviceEncryptionStates/c",
        "https://graph.example/deviceManagement/managedDeviceEncryptionStates/c",
        "http://graph.example/beta/deviceManagement/managedDeviceEncryptionStates/c",
        "/deviceManagement/managedDeviceEncryptionStates/a/b",
        "/",
    ];
    let others = others.map(|path| service.on(Expect::get(path)).answer(named("another")));
    service.on(Expect::get(&format!("{STATES}/o'neil ü%"))).answer(named("as it reads"));
    service.on(Expect::get(&format!("{STATES}/a%2fb"))).answer(named("a slash of the key"));
    service.on(Expect::get(&format!("HTTPS://Graph.example:443/beta{STATES}/c"))).answer(named("a whole URL"));
    let graph = graph(service.options());
    assert_eq!(id(&graph, "o'neil ü%").await, "as it reads");
    assert_eq!(id(&graph, "a/b").await, "a slash of the key");
    assert_eq!(id(&graph, "c").await, "a whole URL");
    assert!(others.iter().all(|other| other.received().is_empty()));
}

#[tokio::test]
async fn without_a_root_a_path_fits_what_ends_with_it() {
    let service = MockService::default();
    let others = ["/", "States/a", "https://graph.example/managedDeviceEncryptionStates/a"];
    let others = others.map(|path| service.on(Expect::get(path)).answer(named("another")));
    service.on(Expect::get(A)).answer(named("a"));
    assert_eq!(id(&graph(service.options()), "a").await, "a");
    assert!(others.iter().all(|other| other.received().is_empty()));
}

#[tokio::test]
async fn query_options_are_in_any_order_and_exactly_those_that_are_named() {
    let service = MockService::at(ROOT);
    let page = Answer::json(200, &json!({"value": []}));
    let query = Expect::get(STATES).query("$top", "5").query("$filter", "deviceName eq 'a b+c'");
    let named = service.on(query).answer(page.clone());
    let written = service.on(Expect::get(&format!("{STATES}?$top=6&$orderby=deviceName%20desc"))).answer(page.clone());
    let any = service.on(Expect::get(STATES).any_query()).answer(page.clone());
    let none = service.on(Expect::get(STATES)).answer(page);

    let graph = graph(service.options());
    let list = || graph.device_management().managed_device_encryption_states_collection().list();
    list().filter(ManagedDeviceEncryptionState::DEVICE_NAME.eq("a b+c")).top(5).send().await.unwrap();
    list().top(6).order_by(ManagedDeviceEncryptionState::DEVICE_NAME.desc()).send().await.unwrap();
    list().top(7).send().await.unwrap();
    list().send().await.unwrap();
    assert_eq!([&named, &written, &any, &none].map(|it| it.received().len()), [1, 1, 2, 0]);
}

#[tokio::test]
async fn a_body_is_compared_as_json_or_in_part_or_by_its_bytes() {
    let sent = json!({"@odata.type": "#microsoft.graph.managedDeviceEncryptionState", "osVersion": "1", "id": null});
    let patch = || Expect::patch("/x");
    let fits = async |expect: Expect, body: &[u8]| {
        let service = MockService::at(ROOT);
        service.on(expect).answer(Answer::bytes(204, []));
        let mut request = Request::new(Url::parse(&format!("{ROOT}/x")).unwrap(), Verb::Patch);
        request.set_body(body.to_vec());
        service.execute_request(&request).await.is_ok()
    };
    let json = serde_json::to_vec_pretty(&sent).unwrap();
    assert!(fits(patch(), &json).await);
    assert!(fits(patch().json(&sent), &json).await);
    assert!(fits(patch().json(&json!({"id": null, "osVersion": "1"})), &json).await);
    assert!(!fits(patch().json(&json!({"osVersion": "1"})), &json).await);
    assert!(!fits(patch().json(&json!({"@odata.type": "#other", "osVersion": "1", "id": null})), &json).await);
    assert!(fits(patch().json_including(&json!({"osVersion": "1"})), &json).await);
    assert!(!fits(patch().json_including(&json!({"osVersion": "1", "deviceName": null})), &json).await);
    assert!(fits(patch().json(&json!([1, {"a": 2.0}])), b"[1.0, {\"a\": 2}]").await);
    assert!(!fits(patch().json(&json!([9_007_199_254_740_993_u64])), b"[9007199254740992]").await);
    assert!(!fits(patch().json(&json!([1, 2])), b"[1]").await);
    assert!(!fits(patch().json(&json!([1])), b"no JSON").await);
    assert!(fits(patch().bytes(json.clone()), &json).await);
    assert!(!fits(patch().bytes(serde_json::to_vec(&sent).unwrap()), &json).await);
    assert!(fits(patch().bytes([]), &[]).await);
    assert!(!fits(patch().bytes([]), &json).await);
}

#[tokio::test]
async fn an_unexpected_request_shows_how_it_differs_from_the_nearest_expectation() {
    let service = MockService::at(ROOT);
    service.on(Expect::delete(A)).answer(Answer::bytes(204, []));
    service
        .on(Expect::patch(A)
            .query("$select", "id")
            .header("Prefer", "return=minimal")
            .header("Content-Type", "text/plain")
            .json(&json!({"osVersion": "a", "id": "a", "deviceName": {"a/b": [1, 2]}})))
        .answer(Answer::bytes(204, []));
    let error = patch(&graph(service.options()), "a", "b").await.unwrap_err();
    insta::assert_snapshot!(error, @r#"
    no answer from the service: the mock service has no answer left for PATCH https://graph.example/beta/deviceManagement/managedDeviceEncryptionStates/a
    the nearest expectation is PATCH /deviceManagement/managedDeviceEncryptionStates/a?$select=id, from which it differs:
      query $select: expected "id", found nothing
      header prefer: expected "return=minimal", found nothing
      header content-type: expected "text/plain", found "application/json"
      body /deviceName: expected {"a/b":[1,2]}, found nothing
      body /id: expected "a", found nothing
      body /osVersion: expected "a", found "b" (it may have been applied)
    "#);
}

#[tokio::test]
async fn the_difference_has_the_method_the_path_and_each_query_option() {
    let service = MockService::at(ROOT);
    service.on(Expect::post("/users")).answer(Answer::bytes(204, []));
    service
        .on(Expect::post(&format!("{STATES}/b")).query("$top", "5").query("$skip", "1").bytes("text"))
        .answer(Answer::bytes(204, []));
    let graph = graph(service.options());
    let name = ManagedDeviceEncryptionState::DEVICE_NAME;
    let list = graph.device_management().managed_device_encryption_states_collection().list();
    let error = list.select([name]).top(6).send().await.unwrap_err();
    insta::assert_snapshot!(error, @r#"
    no answer from the service: the mock service has no answer left for GET https://graph.example/beta/deviceManagement/managedDeviceEncryptionStates?$select=deviceName&$top=6
    the nearest expectation is POST /deviceManagement/managedDeviceEncryptionStates/b?$top=5&$skip=1, from which it differs:
      method: expected POST, found GET
      path: expected /deviceManagement/managedDeviceEncryptionStates/b, found /deviceManagement/managedDeviceEncryptionStates
      query $top: expected "5", found "6"
      query $skip: expected "1", found nothing
      query $select: expected nothing, found "deviceName"
      body: expected "text", found nothing
    "#);
}

#[tokio::test]
async fn a_long_difference_ends() {
    let service = MockService::at(ROOT);
    let long = "x".repeat(500);
    let members: BTreeMap<_, _> = (10..40).map(|number| (format!("p{number}"), &long)).collect();
    service.on(Expect::patch(A).json(&members)).answer(named("a"));
    let text = patch(&graph(service.options()), "a", "b").await.unwrap_err().to_string();
    assert!(text.lines().all(|line| line.chars().count() < 200), "{text}");
    let shown = format!("\n  body /p10: expected \"{}…, found nothing\n", "x".repeat(119));
    assert!(text.contains(&shown), "{text}");
    assert!(text.contains("\n  and 11 more"), "{text}");
}

#[tokio::test]
async fn a_token_is_in_no_difference() {
    let service = MockService::at(ROOT);
    service.on(Expect::get(A).header("Authorization", "Bearer EXPECTED")).answer(named("a"));
    let graph = GraphClient::with_options(Arc::new(FixedToken::default()), Cloud::Global, service.options()).unwrap();
    let error = get(&graph, "a").await.unwrap_err().to_string();
    assert!(error.contains("\n  header authorization: another value, which is not shown"), "{error}");
    let unmet = service.verify().unwrap_err();
    let shown = format!("{error} {unmet} {unmet:?} {:?} {:?} {service:?}", unmet.expectations, unmet.unexpected);
    assert!(!shown.contains(TOKEN) && !shown.contains("EXPECTED"), "{shown}");
    // A test may still compare it.
    assert_eq!(service.received()[0].headers["authorization"], format!("Bearer {TOKEN}"));
}

#[tokio::test]
async fn what_was_not_as_expected_is_listed() {
    let service = MockService::at(ROOT);
    service.on(Expect::get(A)).answer(named("a"));
    service.on(Expect::get(&format!("{STATES}/b"))).answer(named("b")).times(2);
    service.on(Expect::patch(A).json(&json!({"osVersion": "1"}))).answer(Answer::bytes(204, []));
    let graph = graph(service.options());
    get(&graph, "b").await.unwrap();
    patch(&graph, "a", "2").await.unwrap_err();
    service.answer(named("c"));

    let program = async || -> Result<(), Box<dyn std::error::Error + Send + Sync>> { Ok(service.verify()?) };
    assert!(program().await.unwrap_err().is::<Unmet>());
    let unmet = service.verify().unwrap_err();
    assert_eq!((unmet.expectations.len(), unmet.unexpected.len(), unmet.answers_left), (3, 1, 1));
    assert_eq!((unmet.expectations[1].times, unmet.expectations[1].asked), (Some(2), 1));
    assert_eq!(unmet.unexpected[0].request.method, Method::PATCH);
    assert_eq!(format!("{unmet:?}"), unmet.to_string());
    insta::assert_snapshot!(unmet, @r#"
    the mock service was not asked as expected:
    GET /deviceManagement/managedDeviceEncryptionStates/a was to be asked once or more, and never was
    GET /deviceManagement/managedDeviceEncryptionStates/b was to be asked 2 times, and was asked once
    PATCH /deviceManagement/managedDeviceEncryptionStates/a was to be asked once or more, and never was
    the mock service has no answer left for PATCH https://graph.example/beta/deviceManagement/managedDeviceEncryptionStates/a
    the nearest expectation is PATCH /deviceManagement/managedDeviceEncryptionStates/a, from which it differs:
      body /osVersion: expected "1", found "2"
    1 answer in order is left
    "#);
}

#[tokio::test]
async fn a_delay_passes_and_counts_for_limits() {
    let delay = Duration::from_millis(50);
    let service = MockService::new([named("a").delay(delay), named("a").delay(Duration::from_mins(1))]);
    let limits = Limits::default().response_time(Duration::from_millis(500));
    let graph = graph(ClientOptions { limits, ..service.options() });
    let start = Instant::now();
    get(&graph, "a").await.unwrap();
    assert!(start.elapsed() >= delay);
    let Error::Limit(error) = get(&graph, "a").await.unwrap_err() else { panic!("no limit") };
    assert!(matches!(error.limit(), Limit::Time(_)));
}

#[tokio::test]
async fn a_change_whose_connection_breaks_may_have_been_applied_and_one_without_a_connection_was_not() {
    let service = MockService::new([Answer::broken(), Answer::no_connection(), Answer::broken()]);
    let graph = graph(service.options());
    let error = patch(&graph, "a", "1").await.unwrap_err();
    assert!(error.may_have_been_applied());
    assert!(error.to_string().ends_with("(it may have been applied)"), "{error}");
    assert!(!patch(&graph, "a", "1").await.unwrap_err().may_have_been_applied());
    assert!(!get(&graph, "a").await.unwrap_err().may_have_been_applied());
}

#[tokio::test]
async fn a_service_that_throttles_says_for_how_many_seconds() {
    let service = MockService::new([Answer::throttled(Duration::from_millis(1500))]);
    let Error::Service(error) = get(&graph(service.options()), "a").await.unwrap_err() else { panic!("no refusal") };
    assert_eq!((error.status, error.code.as_str()), (429, "TooManyRequests"));
    assert_eq!(error.headers["retry-after"], "2");
}

#[tokio::test]
async fn retries_are_those_of_a_real_client_without_their_waits() {
    let service = MockService::at(ROOT);
    let read = service
        .on(Expect::get(A))
        .answer(Answer::throttled(Duration::from_secs(30)))
        .answer(Answer::broken())
        .answer(Answer::no_connection())
        .answer(named("a"));
    let created = service.on(Expect::post(STATES)).answer(Answer::broken());
    let graph = graph(service.options_with_retries(3));
    let start = Instant::now();
    assert_eq!(id(&graph, "a").await, "a");
    assert_eq!(read.received().len(), 4);
    assert!(create(&graph).await.unwrap_err().may_have_been_applied());
    assert_eq!(created.received().len(), 1);
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn retries_end_and_an_unexpected_request_has_none() {
    let service = MockService::at(ROOT);
    let read = service.on(Expect::get(A)).answer(Answer::bytes(503, []));
    let graph = graph(service.options_with_retries(2));
    assert_eq!(get(&graph, "a").await.unwrap_err().status(), Some(503));
    assert_eq!(read.received().len(), 3);
    get(&graph, "b").await.unwrap_err();
    assert_eq!(service.received().len(), 4);
}

#[tokio::test]
async fn what_differs_inside_a_body_has_its_place() {
    let service = MockService::at(ROOT);
    let expected = json!({"a/b~": [{"c": 1}, {"c": 2}, 3], "same": {"d": null}});
    service.on(Expect::patch("/x").json(&expected)).answer(Answer::bytes(204, []));
    service.on(Expect::put("/x").bytes([0xff, 1, 2])).answer(Answer::bytes(204, []));
    let difference = async |method, body: &[u8]| {
        let mut request = Request::new(Url::parse(&format!("{ROOT}/x")).unwrap(), method);
        request.set_body(body.to_vec());
        let text = service.execute_request(&request).await.unwrap_err().to_string();
        text.lines().skip(2).collect::<Vec<_>>().join("\n")
    };
    let found = json!({"a/b~": [{"c": 1}, {"c": true, "e": []}], "same": {"d": null}, "more": ""}).to_string();
    insta::assert_snapshot!(difference(Verb::Patch, found.as_bytes()).await, @r#"
      body /a~1b~0/1/c: expected 2, found true
      body /a~1b~0/1/e: expected nothing, found []
      body /a~1b~0/2: expected 3, found nothing
      body /more: expected nothing, found ""
    "#);
    assert_eq!(
        difference(Verb::Patch, b"3").await,
        r#"  body: expected {"a/b~":[{"c":1},{"c":2},3],"same":{"d":null}}, found 3"#
    );
    assert_eq!(
        difference(Verb::Patch, b"{").await,
        r#"  body: expected {"a/b~":[{"c":1},{"c":2},3],"same":{"d":null}}, found "{""#
    );
    assert_eq!(
        difference(Verb::Put, &[0xff, 1, 3]).await,
        "  body: expected 3 bytes, found 3 bytes; they differ from byte 2"
    );
}
