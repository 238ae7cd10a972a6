//! A service, and what sends the requests to it.

use std::{fmt, sync::Arc};

use azure_core::http::Url;
use bytes::Bytes;
use http::Request;

use super::{About, Effect, Manners, Transport, links};
use crate::answer::{Answer, Error, Expected, Limits};

/// A service root and the pipeline that requests go through: retries that wait as `Retry-After` says, sign-in, request
/// ids, traces. Cheap to clone.
///
/// A request is tried again, as often as the options say, after a connection that could not be made and after 429 and 503,
/// by which a service says that it did nothing. After a connection that broke and after 408, 500, 502 and 504 it may have
/// been applied: what does the same twice (`GET`, `PATCH`, `DELETE`) is tried again all the same, a `POST` is not.
/// [`Error::may_have_been_applied`] says what that leaves open.
///
/// The token goes to the service root's own scheme, host and port, over https. No redirect is followed. What is taken of an
/// answer has [`Limits`].
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    root: Url,
    manners: &'static Manners,
    limits: Limits,
    transport: Box<dyn Transport>,
}

impl Client {
    pub(crate) fn over(
        root: Url,
        manners: &'static Manners,
        limits: Limits,
        transport: impl Transport + 'static,
    ) -> Self {
        Self(Arc::new(Inner { root, manners, limits, transport: Box::new(transport) }))
    }

    /// The service root, without a slash at the end.
    #[must_use]
    pub fn service_root(&self) -> &str {
        self.0.root.as_str().trim_end_matches('/')
    }

    /// What the service does that its metadata does not say.
    #[must_use]
    pub fn manners(&self) -> &'static Manners {
        self.0.manners
    }

    /// What the client takes of an answer.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.0.limits
    }

    /// Ends the session that the client signed in with, of a sign-in that makes one: deletes it at the service, which keeps few
    /// of them at a time. The next request makes another one. Without a session, or without a word of the service where it is,
    /// nothing is sent.
    ///
    /// # Errors
    ///
    /// [`Error::Transport`], and [`Error::Service`] if the service refuses; that it does not know the session any more is none.
    pub async fn sign_out(&self) -> Result<(), Error> {
        self.0.transport.sign_out().await
    }

    pub(crate) fn root(&self) -> &Url {
        &self.0.root
    }

    pub(crate) async fn send(
        &self,
        request: &Request<Bytes>,
        effect: Effect,
        expected: Expected,
        template: &str,
    ) -> Result<Answer, Error> {
        self.0.transport.send(request, About { effect, expected, template, is_signed: true }).await
    }

    /// Sends a request without sign-in, to a link that needs none.
    pub(crate) async fn send_unsigned(
        &self,
        request: &Request<Bytes>,
        effect: Effect,
        template: &str,
    ) -> Result<Answer, Error> {
        self.0.transport.send(request, About { effect, expected: Expected::Value, template, is_signed: false }).await
    }

    /// Whether the two are clones of one client: the same service, signed in as the same user.
    pub(crate) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Whether a URL is on the host of the service root, so that a token may be sent to it.
    pub(crate) fn is_same_origin(&self, url: &Url) -> bool {
        // The origin of `blob:https://host` is that of the URL in it.
        url.scheme() == self.0.root.scheme() && url.origin() == self.0.root.origin() && links::has_no_user(url)
    }
}

/// The root of a service.
///
/// # Errors
///
/// [`Error::InvalidRequest`] if it is no absolute http or https URL, or has a query or user information.
pub(crate) fn parse_root(service_root: &str) -> Result<Url, Error> {
    let is_root =
        |url: &Url| matches!(url.scheme(), "http" | "https") && url.query().is_none() && url.fragment().is_none();
    let url = Url::parse(service_root.trim_end_matches('/')).ok().filter(is_root).ok_or_else(|| {
        Error::InvalidRequest(format!("the service root {service_root:?} is no absolute https URL without a query"))
    })?;
    if links::has_no_user(&url) {
        return Ok(url);
    }
    // Which are not shown.
    Err(Error::InvalidRequest(String::from("the service root has a name or password, which belong into a header")))
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The pipeline's policies may hold secrets.
        f.debug_struct("Client").field("service_root", &self.service_root()).finish_non_exhaustive()
    }
}
