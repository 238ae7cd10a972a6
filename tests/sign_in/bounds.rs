//! Where secrets never go, and where they never show.

use std::sync::Arc;

use async_trait::async_trait;
use azure_core::http::{
    Context, LoggingOptions, Request, Url,
    policies::{Policy, PolicyResult},
};
use odata_runtime::client::{ClientOptions, Error, Monitor, Service, SignIn, TryStreamExt, UploadSession};
use serde_json::{Value, json};
use tests::{
    client::{FixedToken, TOKEN},
    log::Log,
    server::{Answer, Received, Server},
};

use super::{act, arrived, client, client_with, get, item, ok, options, root, service, shown};

const PASSWORD: &str = r#"PASS+w0rd/"quoted""#;
const KEY: &str = "K3Y+with/slashes==";
const SESSION: &str = "SESSION-s3cret";

/// Each kind, and what of it must never show.
fn kinds() -> Vec<(SignIn, Vec<String>)> {
    let encoded = azure_core::base64::encode(format!("admin:{PASSWORD}"));
    vec![
        (SignIn::token(Arc::new(FixedToken::default()), &["s"]), vec![TOKEN.to_owned()]),
        (SignIn::header("x-api-key", KEY), vec![KEY.to_owned()]),
        (SignIn::header("authorization", &format!("ApiKey {KEY}")), vec![KEY.to_owned()]),
        (SignIn::basic("admin", PASSWORD), vec![PASSWORD.to_owned(), encoded]),
        (SignIn::redfish("admin", PASSWORD), vec![PASSWORD.to_owned(), SESSION.to_owned()]),
        (SignIn::session("Login", &json!({"p": PASSWORD}), "Cookie"), vec![PASSWORD.to_owned(), SESSION.to_owned()]),
    ]
}

fn makes_session(request: &Received) -> Option<Answer> {
    match request.target.as_str() {
        "/v1/SessionService/Sessions" => Some(Answer::empty(201).header("x-auth-token", SESSION)),
        "/v1/Login" => Some(Answer::empty(200).header("set-cookie", &format!("SID={SESSION}"))),
        _ => None,
    }
}

/// A service that makes sessions, and answers all else alike.
fn answers(answer: Answer) -> Server {
    service(move |_, request| makes_session(request).unwrap_or_else(|| answer.clone()))
}

fn has(server: &Server, secrets: &[String]) -> bool {
    let holds = |text: &str| secrets.iter().any(|secret| text.contains(secret));
    server.received().iter().any(|request| {
        request.headers.iter().any(|(_, value)| holds(value)) || holds(&String::from_utf8_lossy(&request.body))
    })
}

#[tokio::test]
async fn no_redirect_and_no_next_link_takes_a_secret_elsewhere() {
    let evil = service(|_, _| ok());
    let elsewhere = format!("http://{}/x", evil.address());
    for (kind, secrets) in kinds() {
        for kind in [kind.clone(), kind.with_csrf_token()] {
            let server = answers(Answer::empty(307).header("location", &elsewhere));
            let client_of = client(&server, kind.clone());
            assert!(matches!(get(&client_of).await.unwrap_err(), Error::Redirect(_)));
            assert!(matches!(act(&client_of).await.unwrap_err(), Error::Redirect(_)));
            assert!(has(&server, &secrets), "{kind:?}");

            let page = json!({"value": [{"id": "a"}], "@odata.nextLink": elsewhere});
            let server = answers(Answer::json(200, &page.to_string()));
            let client_of = client(&server, kind.clone());
            let mut items = item(&client_of).list::<Value>().items();
            assert!(items.try_next().await.unwrap().is_some());
            assert!(matches!(items.try_next().await.unwrap_err(), Error::InvalidRequest(_)));
        }
    }
    assert!(evil.received().is_empty());
}

#[tokio::test]
async fn monitors_and_uploads_elsewhere_go_without_secrets() {
    for (kind, secrets) in kinds() {
        let evil = service(|_, _| Answer::json(201, r#"{"id": "a"}"#));
        let elsewhere = format!("http://{}/x", evil.address());
        let server = answers(Answer::empty(202).header("location", &elsewhere).header("retry-after", "0"));
        let client = client(&server, kind.with_csrf_token());
        let started = item(&client).action::<()>("copy").send_response().await.unwrap();
        let monitor: Monitor<Value> = started.monitor().unwrap();
        let _ = monitor.finish().await;
        let mut upload = UploadSession::<Value>::new(&client, &elsewhere).unwrap();
        let _ = upload.upload("content").await;
        assert!(evil.received().len() >= 2, "{:?}", arrived(&evil));
        assert!(!has(&evil, &secrets), "{:?}", evil.received());
        assert!(evil.received().iter().all(|request| request.header("cookie").is_none()));
    }
}

#[tokio::test]
async fn a_session_and_a_csrf_token_are_not_fetched_from_where_a_redirect_leads() {
    let evil = service(|_, _| Answer::empty(201).header("x-auth-token", "x").header("x-csrf-token", "x"));
    let elsewhere = format!("http://{}/x", evil.address());
    let redirect = elsewhere.clone();
    let server = service(move |_, _| Answer::empty(307).header("location", &redirect));
    get(&client(&server, SignIn::redfish("admin", PASSWORD))).await.unwrap_err();
    let server = service(move |_, request| match request.method.as_str() {
        "GET" => Answer::empty(302).header("location", &elsewhere),
        _ => Answer::empty(403).header("x-csrf-token", "Required"),
    });
    act(&client(&server, SignIn::header("x-api-key", KEY).with_csrf_token())).await.unwrap_err();
    assert!(evil.received().is_empty());
}

/// Leads requests elsewhere, as a policy of a program might.
#[derive(Debug)]
struct Lead(Url);

#[async_trait]
impl Policy for Lead {
    async fn send(&self, context: &Context, request: &mut Request, next: &[Arc<dyn Policy>]) -> PolicyResult {
        *request.url_mut() = self.0.clone();
        next[0].send(context, request, &next[1..]).await
    }
}

#[tokio::test]
async fn a_request_that_a_policy_leads_elsewhere_is_not_signed_in() {
    let (server, evil) = (answers(ok()), service(|_, _| ok()));
    for (kind, _) in kinds() {
        for kind in [kind.clone(), kind.with_csrf_token()] {
            let lead = Lead(Url::parse(&format!("http://{}/v1/x", evil.address())).unwrap());
            let options = ClientOptions { per_call_policies: vec![Arc::new(lead)], ..options() };
            let error = act(&client_with(&server, kind, options)).await.unwrap_err();
            assert!(error.to_string().contains("not signed in"), "{error}");
        }
    }
    assert!(evil.received().is_empty() && server.received().is_empty());
}

#[test]
fn every_kind_asks_for_https_but_on_this_machine_and_by_the_option() {
    let kinds = kinds().into_iter().map(|(kind, _)| kind).chain([SignIn::nothing().with_csrf_token()]);
    for kind in kinds {
        let made = |root: &str, http: bool| {
            let options = ClientOptions { token_over_http_on_loopback: http, ..ClientOptions::default() };
            Service::signed_in(root, kind.clone(), options)
        };
        for (root, http) in
            [("http://127.0.0.1:1/v1", false), ("http://a.example/v1", false), ("http://a.example/v1", true)]
        {
            let error = made(root, http).unwrap_err();
            assert!(matches!(error, Error::InvalidRequest(_)), "{kind:?}");
            assert!(error.to_string().contains("token_over_http_on_loopback"), "{error}");
        }
        made("http://127.0.0.1:1/v1", true).unwrap();
        made("https://a.example/v1", false).unwrap();
    }
    Service::signed_in("http://a.example", SignIn::nothing(), ClientOptions::default()).unwrap();
}

/// A service that sends back what it was sent, in each form of an answer.
fn echo(form: usize, request: &Received) -> Answer {
    let sent: Vec<String> = request.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    // As a proxy that understands the header would.
    let sent = format!("{} {PASSWORD}", sent.join("\n"));
    let value = sent.replace('\n', " ");
    let escaped = sent.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect::<Vec<_>>().concat();
    match form {
        0 => Answer::json(
            400,
            &json!({"error": {"code": "Bad", "message": sent, "innerError": {"x": sent}}}).to_string(),
        ),
        1 => Answer::json(400, &format!(r#"{{"error": {{"code": "{escaped}", "message": "{escaped}"}}}}"#)),
        2 => Answer::json(400, &sent).header("content-type", "text/plain"),
        3 => Answer::json(404, "{}").header("x-echo", &value),
        4 => Answer::json(200, &format!("not JSON {sent}")),
        5 => Answer::json(200, &format!(r#"{{"id": "{escaped}""#)),
        _ => Answer::json(200, "{}").cut_after(1),
    }
}

#[tokio::test]
async fn no_error_and_no_debug_output_shows_a_secret() {
    for (kind, secrets) in kinds() {
        // The password of a session is sent once, and is no part of what is echoed.
        let echoed: Vec<_> = secrets.iter().filter(|secret| secrets.len() == 1 || *secret != PASSWORD).collect();
        for form in 0..7 {
            let server = service(move |_, request| makes_session(request).unwrap_or_else(|| echo(form, request)));
            let client = client(&server, kind.clone());
            let error = get(&client).await.unwrap_err();
            let text = format!("{}\n{kind:?}\n{client:?}", shown(&error));
            assert!(has(&server, &secrets), "{kind:?}");
            for secret in &echoed {
                assert!(!text.contains(secret.as_str()), "{form}: {secret}: {text}");
            }
        }
    }
}

#[tokio::test]
async fn the_password_of_a_header_is_not_shown_either() {
    for form in 0..3 {
        let server = service(move |_, request| echo(form, request));
        let error = get(&client(&server, SignIn::basic("admin", PASSWORD))).await.unwrap_err();
        let text = shown(&error);
        assert!(text.contains("REDACTED") && !text.contains("PASS+w0rd"), "{form}: {text}");
    }
}

#[test]
fn no_log_shows_a_secret_whatever_the_options_allow() {
    let log = Log::default();
    let writer = log.clone();
    // For the whole process, so that it holds what the other tests send, too.
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .init();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let names = ["Authorization", "X-API-Key", "x-auth-token", "cookie", "set-cookie", "X-CSRF-Token", "x-harmless"];
    for (kind, secrets) in kinds() {
        let logging = LoggingOptions {
            additional_allowed_header_names: names.iter().map(|name| (*name).into()).collect(),
            ..LoggingOptions::default()
        };
        let server = answers(ok().header("x-harmless", "harmless"));
        let client = client_with(&server, kind, ClientOptions { logging, ..options() });
        runtime.block_on(get(&client)).unwrap();
        assert!(has(&server, &secrets));
        let log = log.text();
        assert!(log.contains("harmless"), "the log holds headers: {log}");
        for secret in secrets {
            assert!(!log.contains(&secret), "{secret}");
        }
    }
}

#[tokio::test]
async fn the_service_root_of_a_client_is_that_of_its_sign_in() {
    let server = answers(ok());
    let client = client(&server, SignIn::redfish("admin", PASSWORD));
    assert_eq!(client.service_root(), root(&server));
    get(&client).await.unwrap();
    assert_eq!(arrived(&server), ["POST /v1/SessionService/Sessions", "GET /v1/items"]);
}
