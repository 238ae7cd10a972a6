//! A client of Microsoft Graph whose requests arrive at a local server.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
};

use azure_core::{
    credentials::{AccessToken, TokenCredential, TokenRequestOptions},
    http::{AsyncRawResponse, FixedRetryOptions, HttpClient, Request, RetryOptions, Transport, new_http_client},
    time::{Duration, OffsetDateTime},
};
use generated::{
    ClientOptions, Cloud, Error, GraphClient,
    runtime::client::{Limits, Service},
};

use crate::{
    plain::{self, Socket},
    server::Server,
};

/// The token that must never show.
pub const TOKEN: &str = "eyJ0eXAi.SECRET-TOKEN.c2lnbmF0dXJl";

/// A credential that always gives [`TOKEN`], and keeps the scopes that it was asked for.
#[derive(Debug, Default)]
pub struct FixedToken(Mutex<Vec<String>>);

impl FixedToken {
    /// The scopes that it was asked for.
    #[must_use]
    pub fn scopes(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[async_trait::async_trait]
impl TokenCredential for FixedToken {
    async fn get_token(&self, scopes: &[&str], _: Option<TokenRequestOptions<'_>>) -> azure_core::Result<AccessToken> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.extend(scopes.iter().map(|scope| (*scope).to_owned()));
        Ok(AccessToken::new(TOKEN, OffsetDateTime::now_utc() + Duration::hours(1)))
    }
}

/// The real transport, but for the address: a token is only sent to https addresses, and the local server has no
/// certificate.
#[derive(Debug)]
struct Loopback {
    address: SocketAddr,
    inner: Arc<dyn HttpClient>,
}

#[async_trait::async_trait]
impl HttpClient for Loopback {
    async fn execute_request(&self, request: &Request) -> azure_core::Result<AsyncRawResponse> {
        let mut url = request.url().clone();
        let local = url.set_scheme("http").and_then(|()| url.set_ip_host(self.address.ip()));
        local.and_then(|()| url.set_port(Some(self.address.port()))).map_err(|()| {
            azure_core::Error::with_message(azure_core::error::ErrorKind::Other, "the URL has no host to replace")
        })?;
        let mut redirected = Request::new(url, request.method());
        for (name, value) in request.headers().iter() {
            redirected.insert_header(name.clone(), value.clone());
        }
        // As a proxy does, so that a test sees where a request would have gone.
        if let Some(host) = request.url().host_str() {
            redirected.insert_header("x-forwarded-host", host.to_owned());
        }
        redirected.set_body(request.body().clone());
        self.inner.execute_request(&redirected).await
    }
}

/// Options that lead all requests to a local address, and try twice more without a long wait.
#[must_use]
pub fn options(address: SocketAddr) -> ClientOptions {
    let loopback = Loopback { address, inner: new_http_client(None) };
    let retry = FixedRetryOptions { delay: Duration::milliseconds(5), max_retries: 2, ..FixedRetryOptions::default() };
    ClientOptions {
        transport: Some(Transport::new(Arc::new(loopback))),
        retry: RetryOptions::fixed(retry),
        ..ClientOptions::default()
    }
}

/// A client of the global cloud whose requests arrive at a server: through the pipeline, or as plain `http` values in the test
/// program `plain_http`.
///
/// # Errors
///
/// None, as long as the emitted service root is a URL.
pub fn graph(server: &Server) -> Result<GraphClient, Error> {
    if plain::is_wanted() {
        let socket = Socket { address: server.address(), host: "graph.microsoft.com" };
        return Ok(Service::new(Cloud::Global.service_root())?.sending_by(socket).into());
    }
    GraphClient::with_options(Arc::new(FixedToken::default()), Cloud::Global, options(server.address()))
}

/// A client that signs in at a server on this machine, and has nothing else that a program would not have by default.
///
/// # Errors
///
/// None, as long as the address of the server is a URL.
pub fn on_this_machine(server: &Server, limits: Limits) -> Result<GraphClient, Error> {
    let options = ClientOptions {
        retry: RetryOptions::none(),
        limits,
        token_over_http_on_loopback: true,
        ..ClientOptions::default()
    };
    let root = format!("http://{}/beta", server.address());
    GraphClient::with_service_root(&root, &["s"], Arc::new(FixedToken::default()), options)
}
