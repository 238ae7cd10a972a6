//! SAP's tokens against forged requests.

use std::sync::atomic::{AtomicUsize, Ordering};

use odata_runtime::client::{Service, SignIn, StreamExt, send_all};
use tests::server::{Answer, Received, Server};

use super::{act, arrived, assert_no_sign_in, client, get, header, ok, refused, service, shown, some};

const FETCH: &str = "GET /v1/";
const ACT: &str = "POST /v1/items/act";

fn required() -> Answer {
    Answer::json(403, "CSRF token validation failed").header("X-CSRF-Token", "Required")
}

fn is_fetch(request: &Received) -> bool {
    request.method == "GET" && request.header("x-csrf-token") == Some("Fetch")
}

fn token(number: usize) -> Answer {
    Answer::json(200, "{}")
        .header("x-csrf-token", &format!("TOKEN-{number}=="))
        .header("set-cookie", &format!("SAP_SESSIONID_X_100=s{number}%3d; path=/; HttpOnly"))
        .one_more_header("set-cookie", "sap-usercontext=sap-client=100; expires=Wed, 21 Oct 2065 07:28:00 GMT; path=/")
}

fn cookies(number: usize) -> String {
    format!("SAP_SESSIONID_X_100=s{number}%3d; sap-usercontext=sap-client=100")
}

/// A service that asks for a token with each change, and for another one once a function says of its number that it expired.
fn sap(is_good: impl Fn(usize) -> bool + Send + Sync + 'static) -> Server {
    let tokens = AtomicUsize::new(0);
    service(move |_, request| {
        if is_fetch(request) {
            return token(tokens.fetch_add(1, Ordering::SeqCst) + 1);
        }
        let sent = request.header("x-csrf-token").and_then(|sent| sent.strip_prefix("TOKEN-")?.strip_suffix("=="));
        let number = sent.and_then(|number| number.parse().ok());
        let is_let_in = |number| is_good(number) && request.header("cookie") == Some(&cookies(number));
        if request.method == "GET" || number.is_some_and(is_let_in) { ok() } else { required() }
    })
}

fn signed_in(server: &Server) -> Service {
    client(server, SignIn::basic("reader", "s3cret").with_csrf_token())
}

#[tokio::test]
async fn reads_fetch_no_token_and_send_none() {
    let server = sap(|_| true);
    let client = signed_in(&server);
    get(&client).await.unwrap();
    act(&client).await.unwrap();
    get(&client).await.unwrap();
    assert_eq!(arrived(&server), ["GET /v1/items", ACT, FETCH, ACT, "GET /v1/items"]);
    let last = &server.received()[4];
    assert_eq!((last.header("x-csrf-token"), last.header("cookie")), (None, None));
}

#[tokio::test]
async fn a_token_is_fetched_when_it_is_asked_for_and_kept_with_its_cookies() {
    let server = sap(|_| true);
    let client = signed_in(&server);
    act(&client).await.unwrap();
    act(&client).await.unwrap();
    client.resource("items").delete().send().await.unwrap();
    assert_eq!(arrived(&server), [ACT, FETCH, ACT, ACT, "DELETE /v1/items"]);
    assert_eq!(header(&server, "x-csrf-token")[1..], some(&["Fetch", "TOKEN-1==", "TOKEN-1==", "TOKEN-1=="]));
    assert_eq!(header(&server, "cookie")[2..], some(&[cookies(1).as_str(); 3]));
    assert_eq!(header(&server, "authorization"), some(&["Basic cmVhZGVyOnMzY3JldA=="; 5]));
}

#[tokio::test]
async fn a_token_that_expired_is_fetched_once_again() {
    let expired = std::sync::Arc::new(AtomicUsize::new(0));
    let newest = std::sync::Arc::clone(&expired);
    let server = sap(move |number| number > newest.load(Ordering::SeqCst));
    let client = signed_in(&server);
    act(&client).await.unwrap();
    expired.store(1, Ordering::SeqCst);
    act(&client).await.unwrap();
    assert_eq!(arrived(&server), [ACT, FETCH, ACT, ACT, FETCH, ACT]);
    assert_eq!(header(&server, "x-csrf-token")[3..], some(&["TOKEN-1==", "Fetch", "TOKEN-2=="]));
    assert_eq!(header(&server, "cookie")[5..], some(&[cookies(2).as_str()]));
}

#[tokio::test]
async fn a_token_that_the_service_never_takes_is_fetched_once_for_a_change() {
    let server = sap(|_| false);
    let error = act(&signed_in(&server)).await.unwrap_err();
    assert_eq!(error.status(), Some(403));
    assert!(!error.may_have_been_applied());
    assert_eq!(arrived(&server), [ACT, FETCH, ACT]);
}

#[tokio::test]
async fn another_403_is_the_answer() {
    for answer in
        [refused(403), refused(403).header("x-csrf-token", "TOKEN"), refused(400).header("x-csrf-token", "Required")]
    {
        let server = service(move |_, _| answer.clone());
        act(&signed_in(&server)).await.unwrap_err();
        assert_eq!(arrived(&server), [ACT]);
    }
}

#[tokio::test]
async fn the_service_may_write_required_in_any_case_and_refuse_its_root() {
    for (asks, status) in [("required", 404), ("REQUIRED", 500), (" Required ", 403)] {
        let server = service(move |number, request| match number {
            0 => required().header("X-CSRF-Token", asks),
            _ if is_fetch(request) => refused(status).header("X-Csrf-Token", "TOKEN"),
            _ => ok(),
        });
        act(&signed_in(&server)).await.unwrap();
        assert_eq!(header(&server, "x-csrf-token")[1..], some(&["Fetch", "TOKEN"]));
    }
}

#[tokio::test]
async fn a_fetch_without_a_token_is_an_error_that_says_what_was_answered() {
    for answer in
        [refused(401), refused(401).header("x-csrf-token", "Required"), refused(401).header("x-csrf-token", "")]
    {
        let server = service(move |_, request| if is_fetch(request) { answer.clone() } else { required() });
        let error = act(&signed_in(&server)).await.unwrap_err();
        assert_no_sign_in(&error, "the service answered 401 to GET /v1/, and gave no CSRF token");
        assert_eq!(arrived(&server), [ACT, FETCH]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_side_by_side_share_a_fetch() {
    let server = sap(|_| true);
    let client = signed_in(&server);
    let results: Vec<_> = send_all((0..20).map(|_| act(&client)), 20).collect().await;
    assert!(results.iter().all(|(_, result)| result.is_ok()), "{results:?}");
    assert_eq!(arrived(&server).iter().filter(|request| *request == FETCH).count(), 1);
}

#[tokio::test]
async fn a_token_goes_together_with_a_session() {
    let server = service(|_, request| {
        let is_in = request.header("x-auth-token") == Some("SESSION");
        match (request.target.as_str(), is_in) {
            ("/v1/SessionService/Sessions", _) => Answer::empty(201).header("x-auth-token", "SESSION"),
            (_, false) => refused(401),
            _ if is_fetch(request) => token(1),
            _ if request.header("x-csrf-token").is_some() => ok(),
            _ => required(),
        }
    });
    act(&client(&server, SignIn::redfish("a", "b").with_csrf_token())).await.unwrap();
    assert_eq!(arrived(&server), ["POST /v1/SessionService/Sessions", ACT, FETCH, ACT]);
}

#[tokio::test]
async fn no_error_shows_the_token_or_its_cookies() {
    let server = service(|_, request| {
        if is_fetch(request) {
            return token(1);
        }
        match request.header("x-csrf-token") {
            None => required(),
            Some(sent) => {
                let echo = format!("you sent {sent} and {}", request.header("cookie").unwrap_or_default());
                Answer::json(400, &echo).header("x-csrf-token", sent).header("set-cookie", "fresh=f-r-e-s-h-cookie")
            }
        }
    });
    let error = act(&signed_in(&server)).await.unwrap_err();
    assert_eq!(error.status(), Some(400));
    let shown = shown(&error);
    for secret in ["TOKEN-1==", "s1%3d", "sap-client=100", "f-r-e-s-h"] {
        assert!(!shown.contains(secret), "{secret}: {shown}");
    }
}
