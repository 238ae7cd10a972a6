//! Bearer tokens without claims.

use std::sync::{
    Arc,
    atomic::{AtomicI64, AtomicUsize, Ordering},
};

use azure_core::{
    credentials::{AccessToken, TokenCredential, TokenRequestOptions},
    error::ErrorKind,
    time::{Duration, OffsetDateTime},
};
use odata_runtime::client::{Service, SignIn, StreamExt, send_all};
use tests::server::Server;

use super::{act, arrived, assert_no_sign_in, client, get, header, ok, refused, service, some};

/// Gives tokens `TOKEN-1`, `TOKEN-2`, ... that last so many seconds; none after a number of them.
#[derive(Debug)]
struct Counting {
    given: AtomicUsize,
    most: usize,
    seconds: AtomicI64,
}

impl Counting {
    fn new(seconds: i64, most: usize) -> Arc<Self> {
        Arc::new(Self { given: AtomicUsize::new(0), most, seconds: AtomicI64::new(seconds) })
    }

    fn given(&self) -> usize {
        self.given.load(Ordering::SeqCst)
    }
}

#[async_trait::async_trait]
impl TokenCredential for Counting {
    async fn get_token(&self, scopes: &[&str], _: Option<TokenRequestOptions<'_>>) -> azure_core::Result<AccessToken> {
        assert_eq!(scopes, ["scope"]);
        let number = self.given.fetch_add(1, Ordering::SeqCst) + 1;
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        if number > self.most {
            return Err(azure_core::Error::with_message(ErrorKind::Other, "no token left"));
        }
        let expires_on = OffsetDateTime::now_utc() + Duration::seconds(self.seconds.load(Ordering::SeqCst));
        Ok(AccessToken::new(format!("TOKEN-{number}"), expires_on))
    }
}

fn signed_in(server: &Server, credential: &Arc<Counting>) -> Service {
    let credential = Arc::clone(credential);
    client(server, SignIn::token(credential, &["scope"]))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_kept_and_shared_till_shortly_before_it_expires() {
    let (server, credential) = (service(|_, _| ok()), Counting::new(3600, 9));
    let client = signed_in(&server, &credential);
    let results: Vec<_> = send_all((0..20).map(|_| get(&client)), 20).collect().await;
    assert!(results.iter().all(|(_, result)| result.is_ok()), "{results:?}");
    assert_eq!(header(&server, "authorization"), some(&["Bearer TOKEN-1"; 20]));
    assert_eq!(credential.given(), 1);
}

#[tokio::test]
async fn a_token_is_replaced_before_it_expires() {
    let (server, credential) = (service(|_, _| ok()), Counting::new(2, 9));
    let client = signed_in(&server, &credential);
    get(&client).await.unwrap();
    get(&client).await.unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(1700)).await;
    get(&client).await.unwrap();
    assert_eq!(header(&server, "authorization"), some(&["Bearer TOKEN-1", "Bearer TOKEN-1", "Bearer TOKEN-2"]));
}

#[tokio::test]
async fn a_token_that_cannot_be_replaced_is_sent_till_it_expires() {
    let (server, credential) = (service(|_, _| ok()), Counting::new(2, 1));
    let client = signed_in(&server, &credential);
    get(&client).await.unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(1700)).await;
    get(&client).await.unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(400)).await;
    assert_no_sign_in(&get(&client).await.unwrap_err(), "no token left");
    assert_eq!(header(&server, "authorization"), some(&["Bearer TOKEN-1"; 2]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_credential_that_fails_early_is_asked_once_for_all_that_wait_while_the_token_is_good() {
    let (server, credential) = (service(|_, _| ok()), Counting::new(10, 1));
    let client = signed_in(&server, &credential);
    get(&client).await.unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(8100)).await;
    let results: Vec<_> = send_all((0..12).map(|_| get(&client)), 12).collect().await;
    assert!(results.iter().all(|(_, result)| result.is_ok()), "{results:?}");
    get(&client).await.unwrap();
    assert_eq!(header(&server, "authorization"), some(&["Bearer TOKEN-1"; 14]));
    assert_eq!(credential.given(), 2);
}

#[tokio::test]
async fn a_token_that_is_refused_is_not_kept_and_the_request_not_sent_again() {
    let server = service(|number, _| if number == 0 { refused(401) } else { ok() });
    let client = signed_in(&server, &Counting::new(3600, 9));
    assert_eq!(get(&client).await.unwrap_err().status(), Some(401));
    get(&client).await.unwrap();
    assert_eq!(header(&server, "authorization"), some(&["Bearer TOKEN-1", "Bearer TOKEN-2"]));
}

#[tokio::test]
async fn a_credential_without_a_token_is_an_error_of_the_sign_in() {
    let server = service(|_, _| ok());
    let error = act(&signed_in(&server, &Counting::new(3600, 0))).await.unwrap_err();
    assert_no_sign_in(&error, "no token left");
    assert!(arrived(&server).is_empty());
}
