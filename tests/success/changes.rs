//! A change, answered with the entity and without.

use std::error::Error as _;

use generated::{
    Error,
    models::ManagedDeviceEncryptionState,
    runtime::client::{
        Batch,
        mock::{self, MockService},
    },
};
use odata_runtime::{
    Body,
    client::{ClientOptions, Service, ServiceOptions},
};
use serde_json::json;

use super::*;

#[tokio::test]
async fn a_change_that_is_answered_without_the_entity_is_made() {
    for answer in [Answer::empty(204), Answer::empty(200), Answer::json(200, "null"), Answer::empty(202)] {
        let (server, graph) = server(vec![answer]);
        assert_eq!(state(&graph).patch().os_version("1").send().await.unwrap(), None);
        assert_eq!(lines(&server), [format!("PATCH {PATH}/a")]);
        let received = &server.received()[0];
        assert_eq!(
            headers(received),
            [
                ("accept", "application/json"),
                ("content-type", "application/json"),
                ("odata-maxversion", "4.0"),
                ("odata-version", "4.0"),
            ]
        );
    }
}

#[tokio::test]
async fn a_change_has_the_entity_if_the_service_answers_with_it() {
    let (server, graph) = server(vec![Answer::json(200, ENTITY)]);
    let changed = state(&graph).patch().os_version("1").send().await.unwrap().unwrap();
    assert_eq!(changed.os_version.as_deref(), Some("1"));
    let changed = state(&graph).patch().os_version("1").return_representation().send().await.unwrap();
    assert_eq!(changed.os_version.as_deref(), Some("1"));
    assert_eq!(lines(&server), [format!("PATCH {PATH}/a"), format!("PATCH {PATH}/a")]);
    assert_eq!(server.received()[1].header("prefer"), Some("return=representation"));
}

#[tokio::test]
async fn an_entity_that_was_asked_for_and_did_not_come_is_read() {
    for answer in
        [Answer::empty(204), Answer::empty(200), Answer::json(200, r#"{"@odata.context": "x", "value": null}"#)]
    {
        let (server, graph) = server(vec![answer, Answer::json(200, ENTITY)]);
        let change = state(&graph).patch().if_match("W/\"1\"").header("x-tenant", "t");
        let change = change.return_representation().os_version("1").prefer("handling=strict").query("$select", "id");
        assert_eq!(change.send().await.unwrap().id.as_deref(), Some("a"));

        assert_eq!(lines(&server), [format!("PATCH {PATH}/a?$select=id"), format!("GET {PATH}/a?$select=id")]);
        let [change, read] = &server.received()[..] else { panic!("two requests") };
        assert_eq!(
            headers(change),
            [
                ("accept", "application/json"),
                ("content-type", "application/json"),
                ("if-match", "W/\"1\""),
                ("odata-maxversion", "4.0"),
                ("odata-version", "4.0"),
                ("prefer", "return=representation, handling=strict"),
                ("x-tenant", "t"),
            ]
        );
        assert_eq!(headers(read), [("accept", "application/json"), ("odata-maxversion", "4.0"), ("x-tenant", "t")]);
        assert_eq!(read.header("authorization"), change.header("authorization"));
        assert!(read.body.is_empty());
    }
}

#[tokio::test]
async fn the_order_in_which_a_change_is_told_what_to_do_makes_no_difference() {
    let (server, graph) = server(vec![Answer::json(200, ENTITY)]);
    let patch = || state(&graph).patch();
    patch().return_representation().os_version("1").clear_device_name().update_only().send().await.unwrap();
    patch().update_only().clear_device_name().os_version("1").return_representation().send().await.unwrap();
    let twice = patch().return_representation().return_representation();
    twice.update_only().os_version("1").clear_device_name().send().await.unwrap();
    let received = server.received();
    for other in &received[1..] {
        assert_eq!((headers(other), &other.body), (headers(&received[0]), &received[0].body));
    }
}

#[tokio::test]
async fn what_the_service_prefers_with_each_request_is_preferred_in_reading_too() {
    static OPTIONS: ServiceOptions =
        ServiceOptions::STANDARD.headers(&[("Prefer", "include-unknown-enum-members,handling=strict"), ("X-Api", "2")]);
    let server = Server::start(vec![Answer::empty(204), Answer::json(200, ENTITY)]).unwrap();
    let root = format!("http://{}", server.address());
    let client = Service::anonymous(&root, ClientOptions::default()).unwrap().with_options(&OPTIONS);
    let body = Body::<ManagedDeviceEncryptionState, _>::new(client.resource("me").patch()).set_text("osVersion", "1");
    assert_eq!(body.return_representation().send().await.unwrap().id.as_deref(), Some("a"));
    let [change, read] = &server.received()[..] else { panic!("two requests") };
    assert_eq!(change.header("prefer"), Some("include-unknown-enum-members, handling=strict, return=representation"));
    assert_eq!((read.method.as_str(), read.target.as_str()), ("GET", "/me"));
    assert_eq!(
        headers(read),
        [
            ("accept", "application/json"),
            ("odata-maxversion", "4.0"),
            ("prefer", "include-unknown-enum-members, handling=strict"),
            ("x-api", "2")
        ]
    );
}

#[tokio::test]
async fn preferences_of_the_entity_are_kept_in_reading_it() {
    let (server, graph) = server(vec![Answer::empty(204), Answer::json(200, ENTITY)]);
    let change = state(&graph).patch().prefer("IdType=\"ImmutableId\"").prefer("respond-async").prefer("Wait = 10");
    let change = change.prefer("odata.include-annotations=\"a.*, return=x\"").prefer("odata.continue-on-error");
    let change = change.prefer("outlook.timezone=\"UTC\", HANDLING=strict").os_version("1");
    change.return_representation().send().await.unwrap();
    let kept = "IdType=\"ImmutableId\", odata.include-annotations=\"a.*, return=x\", outlook.timezone=\"UTC\"";
    assert_eq!(
        headers(&server.received()[1]),
        [("accept", "application/json"), ("odata-maxversion", "4.0"), ("prefer", kept)]
    );
}

#[tokio::test]
async fn what_makes_a_change_repeatable_is_not_sent_with_the_reading() {
    let location = "managedDeviceEncryptionStates/a";
    let created = Answer::empty(204).header("location", location);
    let answers = vec![Answer::empty(204), Answer::json(200, ENTITY), created, Answer::json(200, ENTITY)];
    let (server, graph) = server(answers);
    let change = state(&graph).patch().header("Idempotency-Key", "1").header("Repeatability-Request-ID", "2");
    let change = change.header("Repeatability-First-Sent", "3").header("repeatability-client-id", "4");
    change.return_representation().os_version("1").send().await.unwrap();
    states(&graph).create().header("Idempotency-Key", "5").prefer("a=\"b\"").os_version("1").send().await.unwrap();
    let received = server.received();
    assert_eq!(
        (received[0].header("repeatability-first-sent"), received[2].header("idempotency-key")),
        (Some("3"), Some("5"))
    );
    assert_eq!(headers(&received[1]), [("accept", "application/json"), ("odata-maxversion", "4.0")]);
    assert_eq!(
        headers(&received[3]),
        [("accept", "application/json"), ("odata-maxversion", "4.0"), ("prefer", "a=\"b\"")]
    );
}

#[tokio::test]
async fn an_error_of_the_reading_says_that_the_change_was_made() {
    let refusal = json!({"error": {"code": "NotFound", "message": "Not yet."}}).to_string();
    let failures = [
        (Answer::json(404, &refusal), "the service answered 404 NotFound: Not yet."),
        (Answer::json(200, ENTITY).cut_after(3), "no answer from the service"),
        (Answer::json(200, "<html>"), "the service answered 200 with a body that its schema does not allow"),
        (Answer::empty(204), "the service answered 204"),
    ];
    for (failure, text) in failures {
        let (server, graph) = server(vec![Answer::empty(204).header("etag", "W/\"2\""), failure]);
        let error = state(&graph).patch().os_version("1").return_representation().send().await.unwrap_err();
        let expected =
            format!("the change was made (the service answered 204), but the entity could not be read: {text}");
        assert!(error.to_string().starts_with(&expected), "{error}");
        assert!(error.source().unwrap().to_string().starts_with(text), "{error:?}");
        assert!(error.was_applied() && error.may_have_been_applied());
        assert_eq!(error.status(), Some(204));
        let Error::ReadBack(error) = error else { panic!("{error}") };
        assert_eq!((error.status, error.etag()), (204, Some("W/\"2\"")));
        let changes = server.received().iter().filter(|request| request.method == "PATCH").count();
        assert_eq!(changes, 1, "what was made is not sent again");
    }
}

#[tokio::test]
async fn what_is_refused_or_not_done_yet_is_not_read() {
    let (server, graph) = server(vec![Answer::json(412, "{}"), Answer::empty(202)]);
    let change = || state(&graph).patch().os_version("1").return_representation();
    let error = change().send().await.unwrap_err();
    assert_eq!((error.status(), error.was_applied()), (Some(412), false));
    let error = change().send().await.unwrap_err();
    assert!(matches!(error, Error::NoContent { status: 202 }));
    assert!(error.may_have_been_applied() && !error.was_applied());
    assert!(error.to_string().starts_with("the service answered 202: it has not done yet what was asked"), "{error}");
    assert_eq!(lines(&server), [format!("PATCH {PATH}/a"), format!("PATCH {PATH}/a")]);
}

#[tokio::test]
async fn a_change_in_a_batch_may_be_answered_without_the_entity() {
    let answers = json!({"responses": [
        {"id": "1", "status": 204},
        {"id": "2", "status": 200, "body": {"id": "a"}},
        {"id": "3", "status": 200, "headers": {"content-type": "text/html"}, "body": "<html>"},
    ]});
    let (server, graph) = server(vec![Answer::json(200, &answers.to_string())]);
    let mut batch = Batch::new(graph.service());
    let change = || state(&graph).patch().os_version("1");
    let first = batch.add(change().into_request().unwrap()).unwrap();
    let second = batch.add(change().return_representation().into_request().unwrap()).unwrap();
    let gone = batch.add(state(&graph).delete().into_request().unwrap()).unwrap();
    let mut answers = batch.send().await.unwrap();
    let first: Option<ManagedDeviceEncryptionState> = answers.take(first).unwrap().into_value().unwrap();
    assert_eq!(first, None);
    let second: ManagedDeviceEncryptionState = answers.take(second).unwrap().into_value().unwrap();
    assert_eq!(second.id.as_deref(), Some("a"));
    assert_eq!(answers.take(gone).unwrap().status(), 200);
    assert_eq!(lines(&server), ["POST /beta/$batch"]);
}

#[tokio::test]
async fn the_mock_service_answers_changes_with_and_without_the_entity() {
    let service = MockService::new([
        mock::Answer::bytes(204, []),
        mock::Answer::bytes(204, []),
        mock::Answer::json(200, &json!({"id": "a"})),
    ]);
    let graph = GraphClient::anonymous("https://graph.example/beta", service.options()).unwrap();
    assert_eq!(state(&graph).patch().os_version("1").send().await.unwrap(), None);
    let changed = state(&graph).patch().os_version("1").return_representation().send().await.unwrap();
    assert_eq!(changed.id.as_deref(), Some("a"));
    assert_eq!(service.received().len(), 3);
}
