//! Sessions that a request makes.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    thread::sleep,
    time::{Duration, Instant},
};

use odata_runtime::client::{ClientOptions, Limits, Service, SignIn, StreamExt, send_all};
use serde_json::json;
use tests::server::{Answer, Received, Server};

use super::{
    act, arrived, assert_no_sign_in, client, client_with, get, header, ok, options, refused, service, shown, some,
    with_retries,
};

const PASSWORD: &str = "PASS-w0rd";
const SESSIONS: &str = "/v1/SessionService/Sessions";

/// A service whose sessions are good for as long as a function says of their number and of the request; it takes its time to
/// make one.
fn redfish(is_good: impl Fn(usize, &Received) -> bool + Send + Sync + 'static) -> Server {
    let sessions = AtomicUsize::new(0);
    service(move |_, request| {
        if request.method == "POST" && request.target == SESSIONS {
            sleep(Duration::from_millis(50));
            let number = sessions.fetch_add(1, Ordering::SeqCst) + 1;
            return Answer::json(201, "{}")
                .header("X-Auth-Token", &format!("SESSION-{number}"))
                .header("Location", &format!("{SESSIONS}/{number}"));
        }
        let number = request.header("x-auth-token").and_then(|token| token.strip_prefix("SESSION-")?.parse().ok());
        if number.is_some_and(|number| is_good(number, request)) { ok() } else { refused(401) }
    })
}

fn signed_in(server: &Server) -> Service {
    client(server, SignIn::redfish("admin", PASSWORD))
}

fn made(server: &Server) -> usize {
    server.received().iter().filter(|request| request.target == SESSIONS).count()
}

#[tokio::test]
async fn a_session_is_made_once_and_sent_with_each_request() {
    let server = redfish(|_, _| true);
    let client = signed_in(&server);
    get(&client).await.unwrap();
    act(&client).await.unwrap();
    let login = format!("POST {SESSIONS}");
    assert_eq!(arrived(&server), [login.as_str(), "GET /v1/items", "POST /v1/items/act"]);
    assert_eq!(header(&server, "x-auth-token")[1..], some(&["SESSION-1", "SESSION-1"]));

    let login = &server.received()[0];
    let body: serde_json::Value = serde_json::from_slice(&login.body).unwrap();
    assert_eq!(body, json!({"UserName": "admin", "Password": PASSWORD}));
    assert_eq!(login.header("content-type"), Some("application/json"));
    assert_eq!(login.header("x-auth-token"), None);
    let others = server.received()[1..].iter().any(|request| String::from_utf8_lossy(&request.body).contains(PASSWORD));
    assert!(!others);
}

#[tokio::test]
async fn a_session_that_expired_is_made_anew_and_the_request_sent_again_whatever_it_does() {
    let server = redfish(|number, request| number > usize::from(request.method == "POST"));
    let client = signed_in(&server);
    get(&client).await.unwrap();
    act(&client).await.unwrap();
    get(&client).await.unwrap();
    let login = format!("POST {SESSIONS}");
    let expected = [&login, "GET /v1/items", "POST /v1/items/act", &login, "POST /v1/items/act", "GET /v1/items"];
    assert_eq!(arrived(&server), expected);
    assert_eq!(header(&server, "x-auth-token")[4..], some(&["SESSION-2", "SESSION-2"]));
}

#[tokio::test]
async fn a_session_is_made_anew_whatever_wait_the_refusal_asks_for() {
    for wait in ["3600", "Fri, 31 Dec 2066 23:59:59 GMT"] {
        let server = service(move |number, request| match number {
            _ if request.target == SESSIONS => Answer::empty(201).header("X-Auth-Token", &format!("SESSION-{number}")),
            1 => refused(401).header("Retry-After", wait),
            _ => ok(),
        });
        act(&signed_in(&server)).await.unwrap();
        assert_eq!(made(&server), 2);
    }
}

#[tokio::test]
async fn the_body_is_sent_again_too() {
    let server = redfish(|number, _| number == 2);
    let call = signed_in(&server).resource("items").action::<()>("act").set_text("name", "value");
    call.send().await.unwrap();
    let bodies: Vec<_> = server.received().into_iter().filter(|request| request.target != SESSIONS).collect();
    assert_eq!(bodies.len(), 2);
    assert!(String::from_utf8_lossy(&bodies[0].body).contains("value"));
    assert_eq!(bodies[0].body, bodies[1].body);
}

#[tokio::test]
async fn a_second_401_is_the_answer() {
    let server = redfish(|_, _| false);
    let error = get(&signed_in(&server)).await.unwrap_err();
    assert_eq!((error.status(), error.as_service().unwrap().code.as_str()), (Some(401), "No"));
    assert_eq!(made(&server), 2);
    assert_eq!(arrived(&server).len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_side_by_side_share_a_session_and_its_renewal() {
    let expired = std::sync::Arc::new(AtomicUsize::new(0));
    let newest = std::sync::Arc::clone(&expired);
    let server = redfish(move |number, _| number > newest.load(Ordering::SeqCst));
    let client = signed_in(&server);
    for round in 0..3 {
        expired.store(round, Ordering::SeqCst);
        let requests = (0..30).map(|_| {
            let client = client.clone();
            async move { tokio::spawn(async move { get(&client).await }).await.unwrap() }
        });
        let results: Vec<_> = send_all(requests, 30).collect().await;
        assert!(results.iter().all(|(_, result)| result.is_ok()), "{results:?}");
        assert_eq!(made(&server), round + 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_is_sent_once_for_all_that_wait() {
    let server = service(|_, _| {
        sleep(Duration::from_millis(200));
        refused(401)
    });
    let client = signed_in(&server);
    let results: Vec<_> = send_all((0..30).map(|_| get(&client)), 30).collect().await;
    assert_eq!(results.len(), 30);
    for (_, result) in results {
        assert_no_sign_in(&result.unwrap_err(), "the service answered 401 to POST /v1/SessionService/Sessions");
    }
    assert_eq!(arrived(&server), [format!("POST {SESSIONS}")]);
}

#[tokio::test]
async fn a_session_that_is_not_made_is_an_error_that_says_what_was_answered() {
    let answers = [
        (Answer::json(503, PASSWORD), "answered 503"),
        (Answer::json(403, PASSWORD), "answered 403"),
        (Answer::empty(302).header("location", "https://evil.example/login"), "answered 302"),
        (Answer::json(201, PASSWORD), "answered 201"),
        (Answer::json(201, PASSWORD).header("x-auth-token", ""), "answered 201"),
        (Answer::json(400, "{}").header("x-auth-token", "SESSION-1"), "answered 400"),
    ];
    for (answer, says) in answers {
        let server = service(move |_, _| answer.clone());
        let error = act(&signed_in(&server)).await.unwrap_err();
        assert_no_sign_in(&error, says);
        assert!(!shown(&error).contains(PASSWORD), "{}", shown(&error));
        assert_eq!(arrived(&server), [format!("POST {SESSIONS}")]);
    }
}

#[tokio::test]
async fn a_renewal_that_fails_leaves_nothing_in_doubt() {
    let server = service(|number, _| match number {
        0 => Answer::json(201, "{}").header("X-Auth-Token", "SESSION-1"),
        1 => refused(401),
        _ => refused(500),
    });
    let error = act(&client_with(&server, SignIn::redfish("admin", PASSWORD), with_retries())).await.unwrap_err();
    assert_no_sign_in(&error, "answered 500");
    assert_eq!(arrived(&server).len(), 3);
}

#[tokio::test]
async fn a_session_that_gets_no_answer_is_asked_for_again_with_the_next_try() {
    let server = Server::start_with(|number, request, stream| match number {
        0 => Ok(()),
        _ if request.target == SESSIONS => Answer::empty(201).header("X-Auth-Token", "SESSION-1").write(stream),
        _ => ok().write(stream),
    });
    let server = server.unwrap();
    act(&client_with(&server, SignIn::redfish("admin", PASSWORD), with_retries())).await.unwrap();
    assert_eq!(made(&server), 2);

    let silent = Server::start_with(|_, _, _| Ok(())).unwrap();
    let error = act(&client_with(&silent, SignIn::redfish("admin", PASSWORD), with_retries())).await.unwrap_err();
    assert_no_sign_in(&error, "the service did not answer to POST /v1/SessionService/Sessions");
    assert_eq!(made(&silent), 3);
}

#[tokio::test]
async fn the_path_the_body_and_the_header_are_those_of_the_program() {
    let server = service(|_, request| match request.target.as_str() {
        "/login" => Answer::json(200, "{}").header("Token", "t-0-k-e-n"),
        _ => ok(),
    });
    get(&client(&server, SignIn::session("/login", &json!({"pin": 1234}), "token"))).await.unwrap();
    assert_eq!(arrived(&server), ["POST /login", "GET /v1/items"]);
    assert_eq!(server.received()[0].body, br#"{"pin":1234}"#);
    assert_eq!(header(&server, "token")[1..], some(&["t-0-k-e-n"]));
}

#[tokio::test]
async fn a_session_of_cookies_sends_those_that_its_answer_sets() {
    let server = service(|_, request| match request.target.as_str() {
        "/v1/Login" => Answer::json(200, "{}")
            .header("set-cookie", "B1SESSION=one; HttpOnly; path=/")
            .one_more_header("set-cookie", "ROUTEID=.node1; path=/"),
        _ => ok(),
    });
    let body = json!({"CompanyDB": "shop", "UserName": "manager", "Password": PASSWORD});
    let client = client(&server, SignIn::session("Login", &body, "Cookie"));
    get(&client).await.unwrap();
    client.resource("items").get::<serde_json::Value>().header("cookie", "own=1; B1SESSION=old").send().await.unwrap();
    assert_eq!(
        header(&server, "cookie")[1..],
        some(&["B1SESSION=one; ROUTEID=.node1", "own=1; B1SESSION=one; ROUTEID=.node1"])
    );
}

#[tokio::test]
async fn a_request_that_is_given_up_while_it_makes_a_session_holds_up_no_other() {
    let server = redfish(|_, _| true);
    let client = signed_in(&server);
    let given_up = tokio::time::timeout(Duration::from_millis(20), get(&client)).await;
    assert!(given_up.is_err(), "the session takes longer");
    tokio::time::timeout(Duration::from_secs(10), get(&client)).await.unwrap().unwrap();
    assert_eq!(made(&server), 2);
}

#[tokio::test]
async fn the_message_says_that_it_was_the_sign_in() {
    let server = service(|_, _| refused(401));
    let error = get(&signed_in(&server)).await.unwrap_err().to_string();
    assert!(error.starts_with("the sign-in failed: "), "{error}");
    assert!(
        error.ends_with("answered 401 to POST /v1/SessionService/Sessions, and gave no session (header x-auth-token)")
    );
}

#[tokio::test]
async fn signing_out_deletes_the_session_and_the_next_request_makes_another() {
    let server = redfish(|_, _| true);
    let client = signed_in(&server);
    client.sign_out().await.unwrap();
    assert!(arrived(&server).is_empty(), "there is nothing to end");
    get(&client).await.unwrap();
    client.sign_out().await.unwrap();
    client.sign_out().await.unwrap();
    get(&client).await.unwrap();
    let (login, logout) = (format!("POST {SESSIONS}"), format!("DELETE {SESSIONS}/1"));
    assert_eq!(arrived(&server), [login.as_str(), "GET /v1/items", &logout, &login, "GET /v1/items"]);
    assert_eq!(header(&server, "x-auth-token")[2], Some(String::from("SESSION-1")));
}

#[tokio::test]
async fn a_session_elsewhere_is_not_deleted_and_a_refusal_to_delete_shows_nothing() {
    let evil = service(|_, _| ok());
    let elsewhere = format!("http://{}{SESSIONS}/1", evil.address());
    for place in [&elsewhere, "1"] {
        let place = place.to_owned();
        let server = service(move |_, request| match request.method.as_str() {
            "POST" => Answer::empty(201).header("x-auth-token", "SESSION-s3cret").header("location", &place),
            "DELETE" => Answer::json(400, request.header("x-auth-token").unwrap_or_default()),
            _ => ok(),
        });
        let client = signed_in(&server);
        get(&client).await.unwrap();
        match client.sign_out().await {
            Ok(()) => assert_eq!(arrived(&server).len(), 2),
            Err(error) => {
                assert_eq!(arrived(&server)[2], "DELETE /v1/SessionService/1");
                assert_eq!(error.status(), Some(400));
                assert!(!shown(&error).contains("s3cret"), "{}", shown(&error));
            }
        }
    }
    assert!(evil.received().is_empty());
}

#[tokio::test]
async fn a_session_that_is_over_already_is_signed_out() {
    for status in [401, 404, 410] {
        let server = service(move |_, request| match request.method.as_str() {
            "POST" => Answer::empty(201).header("x-auth-token", "SESSION-1").header("location", "/v1/x"),
            "DELETE" => refused(status),
            _ => ok(),
        });
        let client = signed_in(&server);
        get(&client).await.unwrap();
        client.sign_out().await.unwrap();
        assert_eq!(arrived(&server).len(), 3);
    }
}

#[tokio::test]
async fn a_session_that_could_not_be_deleted_can_be_deleted_later() {
    let deletions = AtomicUsize::new(0);
    let server = service(move |_, request| match request.method.as_str() {
        "POST" => Answer::empty(201).header("x-auth-token", "SESSION-1").header("location", "/v1/x"),
        "DELETE" if deletions.fetch_add(1, Ordering::Relaxed) == 0 => refused(500),
        _ => ok(),
    });
    let client = signed_in(&server);
    get(&client).await.unwrap();
    client.sign_out().await.unwrap_err();
    client.sign_out().await.unwrap();
    client.sign_out().await.unwrap();
    assert_eq!(arrived(&server)[2..], ["DELETE /v1/x", "DELETE /v1/x"]);
}

#[tokio::test]
async fn making_a_session_takes_no_longer_than_the_limit_of_the_program() {
    let server = service(|_, _| {
        sleep(Duration::from_secs(2));
        ok()
    });
    let limits = Limits::default().response_time(Duration::from_millis(100));
    let client = client_with(&server, SignIn::redfish("admin", PASSWORD), ClientOptions { limits, ..options() });
    let start = Instant::now();
    get(&client).await.unwrap_err();
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
}
