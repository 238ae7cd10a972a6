//! Fixed headers, names and passwords.

use odata_runtime::client::{Error, Service, SignIn};

use super::{act, arrived, client, get, header, ok, options, refused, service, some};

#[tokio::test]
async fn a_fixed_header_goes_with_each_request() {
    let server = service(|_, _| ok());
    let client = client(&server, SignIn::header("X-API-Key", "s3cret key"));
    get(&client).await.unwrap();
    act(&client).await.unwrap();
    assert_eq!(header(&server, "x-api-key"), some(&["s3cret key", "s3cret key"]));
    assert_eq!(header(&server, "authorization"), [None, None]);
}

#[tokio::test]
async fn a_name_and_a_password_go_in_base64() {
    let server = service(|_, _| ok());
    let client = client(&server, SignIn::basic("Aladdin", "open sesame"));
    get(&client).await.unwrap();
    assert_eq!(header(&server, "authorization"), some(&["Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="]));
}

#[tokio::test]
async fn a_password_may_have_colons_and_any_letters() {
    let server = service(|_, _| ok());
    get(&client(&server, SignIn::basic("test", "123\u{a3}:"))).await.unwrap();
    assert_eq!(header(&server, "authorization"), some(&["Basic dGVzdDoxMjPCozo="]));
}

#[tokio::test]
async fn what_does_not_change_is_refused_once() {
    let server = service(|_, _| refused(401));
    let error = get(&client(&server, SignIn::basic("a", "b"))).await.unwrap_err();
    assert_eq!(error.status(), Some(401));
    assert_eq!(arrived(&server), ["GET /v1/items"]);
}

#[tokio::test]
async fn nothing_sends_nothing() {
    let server = service(|_, _| ok());
    get(&client(&server, SignIn::nothing())).await.unwrap();
    assert_eq!(header(&server, "authorization"), [None]);
}

#[test]
fn what_cannot_be_sent_makes_no_client_and_is_not_shown() {
    let kinds = [
        SignIn::header("x key", "s3cret"),
        SignIn::header("", "s3cret"),
        SignIn::header("Host", "s3cret"),
        SignIn::header("Content-Length", "s3cret"),
        SignIn::header("x-key", "s3cret\r\nx: y"),
        SignIn::header("x-key", "s3cret\u{a3}"),
        SignIn::header("x-key", ""),
        SignIn::basic("us:er", "s3cret"),
        SignIn::basic("user", "s3cret\n"),
        SignIn::session("Sessions", &serde_json::json!("s3cret"), "x token"),
        SignIn::session("https://evil.example/Sessions", &serde_json::json!("s3cret"), "x-token"),
        SignIn::session("//evil.example/Sessions", &serde_json::json!("s3cret"), "x-token"),
    ];
    for kind in kinds {
        let shown = format!("{kind:?}");
        let error = Service::signed_in("https://a.example", kind, options()).unwrap_err();
        assert!(matches!(error, Error::InvalidRequest(_)), "{shown}: {error}");
        assert!(!format!("{shown} {error} {error:?}").contains("s3cret"), "{shown}: {error}");
    }
}
