//! What a program's traces have of a request.

use generated::models::ManagedDeviceEncryptionState as S;
use tests::{
    client::{TOKEN, graph},
    log::Log,
    server::{Answer, Server},
};
use tracing_subscriber::{fmt::format::FmtSpan, util::SubscriberInitExt};

#[tokio::test]
async fn a_request_is_one_span_with_its_path_but_no_keys_and_no_body() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_span_events(FmtSpan::CLOSE)
        .with_max_level(tracing_subscriber::filter::LevelFilter::INFO)
        .with_writer(move || writer.clone())
        .finish();
    let _guard = subscriber.set_default();

    let state = r#"{"id": "the-id", "deviceName": "the-name"}"#;
    let page = format!("{{\"value\": [{state}]}}");
    let server = Server::start(vec![Answer::json(200, state), Answer::json(200, &page)]).unwrap();
    let graph = graph(&server).unwrap();
    let states = graph.device_management();
    states.managed_device_encryption_states("the-id").patch().device_name("the-name").send().await.unwrap();
    states.managed_device_encryption_states_collection().list().filter(S::ID.eq("the-id")).send().await.unwrap();

    let log = log.text();
    let spans: Vec<&str> =
        log.lines().filter(|line| line.contains("odata.request") && line.contains("close")).collect();
    assert_eq!(spans.len(), 2, "{log}");
    for (span, (method, template)) in spans.iter().zip([
        ("PATCH", "/deviceManagement/managedDeviceEncryptionStates/{key}"),
        ("GET", "/deviceManagement/managedDeviceEncryptionStates"),
    ]) {
        for field in [
            format!("otel.name={method} {template}"),
            format!("http.request.method=\"{method}\""),
            format!("url.template=\"{template}\""),
            String::from("server.address=\"graph.microsoft.com\""),
            String::from("http.response.status_code=200"),
        ] {
            assert!(span.contains(&field), "{field} is not in {span}");
        }
    }
    assert!(!spans.iter().any(|span| span.contains("the-") || span.contains(TOKEN)), "{spans:?}");
}

#[tokio::test]
async fn each_value_that_is_not_what_the_schema_says_is_one_event_without_what_was_found() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(move || writer.clone()).finish();
    let _guard = subscriber.set_default();

    let body = r#"{"deviceName": 12345, "osVersion": ["the-secret"], "policyDetails": ["the-secret", {}]}"#;
    let server = Server::start(vec![Answer::json(200, body)]).unwrap();
    let states = graph(&server).unwrap().device_management();
    let response = states.managed_device_encryption_states("the-id").get().send_response().await.unwrap();
    assert_eq!(response.deviations().len(), 3);

    let log = log.text();
    let events: Vec<&str> = log.lines().filter(|line| line.contains("is not what the schema says")).collect();
    assert_eq!(events.len(), 3, "{log}");
    let expected = [("deviceName", true), ("osVersion", false), ("policyDetails[0]", false)];
    for (event, (path, is_converted)) in events.iter().zip(expected) {
        for field in [format!("path=\"{path}\""), format!("converted={is_converted}"), String::from("WARN")] {
            assert!(event.contains(&field), "{field} is not in {event}");
        }
        assert!(event.contains("client_request_id="), "{event}");
    }
    assert!(!log.contains("the-secret") && !log.contains("12345"), "{log}");
}
