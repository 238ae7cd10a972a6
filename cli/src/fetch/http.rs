//! One conversation with a server: the request, and redirects at the same origin.

use std::time::{Duration, Instant};

use ureq::http::header::{AUTHORIZATION, IF_NONE_MATCH, LOCATION};
use ureq::http::{HeaderValue, Response, Uri};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body, Proxy};

use super::address;
use super::error::Error;
use super::token::Token;

/// A server that does not take the call by then will not.
const CONNECT: Duration = Duration::from_secs(15);

/// More than any service has.
const REDIRECTS: usize = 5;

/// What is asked for.
pub(super) struct Request<'a> {
    /// From where.
    pub(super) uri: Uri,
    /// What it is called in messages.
    pub(super) url: &'a str,
    /// On whose behalf.
    pub(super) token: &'a Token,
    /// What is here already.
    pub(super) etag: Option<&'a str>,
    /// How long all of it may take.
    pub(super) patience: Duration,
    /// How much may come.
    pub(super) limit: u64,
}

impl Request<'_> {
    /// What the server says that is no redirect.
    ///
    /// # Errors
    ///
    /// It cannot be reached, takes too long, or leads elsewhere.
    pub(super) fn send(&self) -> Result<Response<Body>, Error> {
        let agent = self.agent();
        let deadline = Instant::now() + self.patience;
        let mut uri = self.uri.clone();
        for _ in 0..=REDIRECTS {
            let answer = self.once(&agent, &uri, deadline)?;
            let location = answer.headers().get(LOCATION).filter(|_| is_redirect(answer.status().as_u16()));
            let Some(location) = location else {
                return Ok(answer);
            };
            let location = String::from_utf8_lossy(location.as_bytes());
            uri = address::redirect(&uri, &location).map_err(|problem| self.led_to(&location, problem))?;
        }
        Err(self.led_to(&uri.to_string(), "that is one redirect too many"))
    }

    fn once(&self, agent: &Agent, uri: &Uri, deadline: Instant) -> Result<Response<Body>, Error> {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(self.late());
        }
        let mut request = agent.get(uri).config().timeout_global(Some(left)).build();
        if let Some(header) = self.token.header() {
            request = request.header(AUTHORIZATION, header);
        }
        if let Some(header) = self.etag.and_then(|etag| HeaderValue::from_str(etag).ok()) {
            request = request.header(IF_NONE_MATCH, header);
        }
        request.call().map_err(|error| match error {
            ureq::Error::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve) => self.unreachable(&error),
            ureq::Error::Timeout(_) => self.late(),
            error => self.unreachable(&error),
        })
    }

    fn agent(&self) -> Agent {
        // The system's certificates, which a company's proxy may have added to.
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let proxy = if address::is_loopback(&self.uri) { None } else { Proxy::try_from_env() };
        Agent::new_with_config(
            Agent::config_builder()
                .accept("application/xml")
                .user_agent(concat!("cargo-odata/", env!("CARGO_PKG_VERSION")))
                .http_status_as_error(false)
                .max_redirects(0)
                .timeout_connect(Some(CONNECT))
                .tls_config(tls)
                .proxy(proxy)
                .build(),
        )
    }

    /// The error of a time that is over.
    pub(super) fn late(&self) -> Error {
        Error::Timeout { url: self.url.to_owned(), seconds: self.patience.as_secs() }
    }

    fn unreachable(&self, error: &ureq::Error) -> Error {
        Error::Connection { url: self.url.to_owned(), source: self.token.hide(&error.to_string()).into() }
    }

    fn led_to(&self, location: &str, problem: &'static str) -> Error {
        Error::Redirect { url: self.url.to_owned(), to: self.token.hide(location), problem }
    }
}

fn is_redirect(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}
