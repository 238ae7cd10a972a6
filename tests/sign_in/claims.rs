//! Challenges that ask for claims.

use std::sync::{Arc, Mutex};

use azure_core::{
    credentials::AccessToken,
    error::ErrorKind,
    time::{Duration, OffsetDateTime},
};
use odata_runtime::client::{ClaimsCredential, Service, SignIn, StreamExt, send_all};
use tests::{
    client::FixedToken,
    server::{Answer, Server},
};

use super::{act, arrived, assert_no_sign_in, client, get, header, ok, refused, service, some};

const CLAIMS: &str = r#"{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}"#;
const ENCODED: &str = "eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZSwidmFsdWUiOiIxNjA0MTA2NjUxIn19fQ==";

/// Gives `TOKEN-1`, `TOKEN-2`, ... and keeps the claims that it was asked for.
#[derive(Default)]
struct Asked {
    claims: Mutex<Vec<Option<String>>>,
    has_no_claims: bool,
}

impl Asked {
    fn claims(&self) -> Vec<Option<String>> {
        self.claims.lock().unwrap().clone()
    }
}

#[async_trait::async_trait]
impl ClaimsCredential for Asked {
    async fn get_token(&self, scopes: &[&str], claims: Option<&str>) -> azure_core::Result<AccessToken> {
        assert_eq!(scopes, ["scope"]);
        let number = {
            let mut kept = self.claims.lock().unwrap();
            kept.push(claims.map(str::to_owned));
            kept.len()
        };
        if self.has_no_claims && claims.is_some() {
            return Err(azure_core::Error::with_message(ErrorKind::Credential, "the user has to sign in again"));
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        Ok(AccessToken::new(format!("TOKEN-{number}"), OffsetDateTime::now_utc() + Duration::hours(1)))
    }
}

fn signed_in(server: &Server, credential: &Arc<Asked>) -> Service {
    let credential = Arc::clone(credential);
    client(server, SignIn::token_with_claims(credential, &["scope"]))
}

fn challenge() -> Answer {
    let value = format!(
        r#"Bearer realm="", authorization_uri="https://login.example/common", error="insufficient_claims", claims="{ENCODED}""#
    );
    refused(401).header("WWW-Authenticate", &value)
}

/// Challenges all but the second token.
fn cautious() -> Server {
    service(|_, request| if request.header("authorization") == Some("Bearer TOKEN-2") { ok() } else { challenge() })
}

#[tokio::test]
async fn a_challenge_is_answered_with_a_token_that_is_kept() {
    let (server, credential) = (cautious(), Arc::default());
    let client = signed_in(&server, &credential);
    act(&client).await.unwrap();
    get(&client).await.unwrap();
    assert_eq!(arrived(&server), ["POST /v1/items/act", "POST /v1/items/act", "GET /v1/items"]);
    assert_eq!(header(&server, "authorization"), some(&["Bearer TOKEN-1", "Bearer TOKEN-2", "Bearer TOKEN-2"]));
    assert_eq!(credential.claims(), [None, Some(CLAIMS.to_owned())]);
}

#[tokio::test]
async fn a_challenge_is_answered_once() {
    let (server, credential) = (service(|_, _| challenge()), Arc::default());
    let error = get(&signed_in(&server, &credential)).await.unwrap_err();
    assert_eq!(error.status(), Some(401));
    assert_eq!(error.as_service().unwrap().claims().as_deref(), Some(CLAIMS));
    assert_eq!(arrived(&server).len(), 2);
    assert_eq!(credential.claims().len(), 2);
}

#[tokio::test]
async fn requests_side_by_side_share_the_token_with_claims() {
    let (server, credential) = (cautious(), Arc::default());
    let client = signed_in(&server, &credential);
    let results: Vec<_> = send_all((0..20).map(|_| get(&client)), 20).collect().await;
    assert!(results.iter().all(|(_, result)| result.is_ok()), "{results:?}");
    assert_eq!(credential.claims().len(), 2);
}

#[tokio::test]
async fn a_challenge_is_found_among_others_and_in_any_writing() {
    let encoded = ENCODED.trim_end_matches('=');
    let headers: [&[String]; 4] = [
        &[format!(r#"Basic realm="a, b", BEARER Error="insufficient_claims" , CLAIMS = "{encoded}""#)],
        &[String::from("Negotiate"), format!(r#"bearer claims="{ENCODED}", error=insufficient_claims"#)],
        &[format!(r#"bearer claims="{ENCODED}", error=insufficient_claims"#), String::from("Negotiate")],
        &[format!(
            r#"Negotiate, Bearer error="invalid_token", Bearer error="insufficient_claims", claims="{ENCODED}""#
        )],
    ];
    for values in headers {
        let answer =
            values.iter().fold(refused(401), |answer, value| answer.one_more_header("www-authenticate", value));
        let server = service(move |number, _| if number == 0 { answer.clone() } else { ok() });
        let credential = Arc::default();
        get(&signed_in(&server, &credential)).await.unwrap();
        assert_eq!(credential.claims(), [None, Some(CLAIMS.to_owned())], "{values:?}");
    }
}

#[tokio::test]
async fn another_401_is_no_challenge() {
    let others = [
        refused(401),
        refused(401).header("www-authenticate", &format!(r#"Bearer error="invalid_token", claims="{ENCODED}""#)),
        refused(401).header("www-authenticate", &format!(r#"Basic error="insufficient_claims", claims="{ENCODED}""#)),
        refused(401).header("www-authenticate", r#"Bearer error="insufficient_claims""#),
        refused(401).header("www-authenticate", r#"Bearer error="insufficient_claims", claims="no base64""#),
        refused(401)
            .header("www-authenticate", &format!(r#"Bearer realm="error=insufficient_claims, claims={ENCODED}""#)),
    ];
    for answer in others {
        let server = service(move |_, _| answer.clone());
        let credential = Arc::default();
        let error = get(&signed_in(&server, &credential)).await.unwrap_err();
        assert_eq!(error.as_service().unwrap().claims(), None, "{error:?}");
        assert_eq!(credential.claims(), [None], "{:?}", error.as_service().unwrap().headers);
    }
}

#[tokio::test]
async fn a_credential_that_cannot_be_asked_for_claims_leaves_them_to_the_program() {
    let server = service(|_, _| challenge());
    let error = get(&client(&server, SignIn::token(Arc::new(FixedToken::default()), &["scope"]))).await.unwrap_err();
    assert_eq!(error.as_service().unwrap().claims().as_deref(), Some(CLAIMS));
    assert_eq!(arrived(&server).len(), 1);
}

#[tokio::test]
async fn only_a_401_asks_for_claims() {
    let value = format!(r#"Bearer error="insufficient_claims", claims="{ENCODED}""#);
    let server = service(move |_, _| refused(403).header("www-authenticate", &value));
    let credential = Arc::default();
    let error = get(&signed_in(&server, &credential)).await.unwrap_err();
    assert_eq!(error.as_service().unwrap().claims(), None);
    assert_eq!(credential.claims(), [None]);
}

#[tokio::test]
async fn a_credential_that_has_no_such_token_is_an_error_of_the_sign_in() {
    let server = service(|_, _| challenge());
    let credential = Arc::new(Asked { has_no_claims: true, ..Asked::default() });
    let error = act(&signed_in(&server, &credential)).await.unwrap_err();
    assert_no_sign_in(&error, "the user has to sign in again");
    assert_eq!(arrived(&server).len(), 1);
}
