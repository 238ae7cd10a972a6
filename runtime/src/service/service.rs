//! A service, and what sends the requests to it.

use std::{fmt, sync::Arc};

#[cfg(feature = "client")]
use futures_util::StreamExt as _;
use http::Uri;

use super::ServiceOptions;
#[cfg(feature = "client")]
use super::{Budget, Incoming, Outgoing, Sender};
#[cfg(feature = "client")]
use crate::answer::{Answer, error};
use crate::answer::{Error, Limits, Reading};
use crate::uri::link;

/// A service: its root, where all paths of requests begin, and what it does that its metadata does not say. Cheap to clone.
///
/// Requests are made of it as data. One that is made by [`Service::new`] has nothing to send them with: the program sends what
/// [`Request::into_http`](crate::requests::Request::into_http) gives. With the feature `client`, others send them by
/// themselves.
#[derive(Clone)]
pub struct Service(Arc<Inner>);

#[derive(Clone)]
struct Inner {
    /// Without a slash at the end.
    root: String,
    /// With a slash at the end: what links are relative to.
    uri: Uri,
    options: &'static ServiceOptions,
    limits: Limits,
    reading: Reading,
    #[cfg(feature = "client")]
    sender: Option<Arc<dyn Sender>>,
}

impl Service {
    /// A service that does what the standard says.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] if the service root is not an absolute http or https URL, or has a query or user information
    /// (RFC 3986, section 3.2.1). A host with other letters than those of ASCII is written in Punycode (RFC 3492).
    pub fn new(service_root: &str) -> Result<Self, Error> {
        let service_root = service_root.trim_end_matches('/');
        if has_user(service_root) {
            // Which are not shown.
            let message = "the service root has a name or password, which belong into a header";
            return Err(Error::InvalidRequest(message.to_owned()));
        }
        let root = link::absolute(service_root).filter(|uri| uri.query().is_none() && !service_root.contains('#'));
        let root = root.map(|uri| uri.to_string().trim_end_matches('/').to_owned());
        let with_slash = root.as_ref().and_then(|root| link::absolute(&format!("{root}/")));
        let Some((root, uri)) = root.zip(with_slash) else {
            let message = format!("the service root {service_root:?} is not an absolute https URL without a query");
            return Err(Error::InvalidRequest(message));
        };
        Ok(Self(Arc::new(Inner {
            root,
            uri,
            options: &ServiceOptions::STANDARD,
            limits: Limits::default(),
            reading: Reading::default(),
            #[cfg(feature = "client")]
            sender: None,
        })))
    }

    /// With these options, which a generated client has from its manifest.
    #[must_use]
    pub fn with_options(mut self, options: &'static ServiceOptions) -> Self {
        Arc::make_mut(&mut self.0).options = options;
        self
    }

    /// With these limits of what is taken of an answer.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        Arc::make_mut(&mut self.0).limits = limits;
        self
    }

    /// Makes each value of an answer that is not what the schema says an error, [`Error::UnreadableBody`]. Otherwise such a value is
    /// set aside, and everything else is read: see [`Response::deviations`](crate::requests::Response::deviations).
    #[must_use]
    pub fn strict(mut self) -> Self {
        Arc::make_mut(&mut self.0).reading = Reading::Strict;
        self
    }

    /// The service root, without a slash at the end.
    #[must_use]
    pub fn service_root(&self) -> &str {
        &self.0.root
    }

    /// What the service does that its metadata does not say.
    #[must_use]
    pub fn options(&self) -> &'static ServiceOptions {
        self.0.options
    }

    /// What is taken of an answer.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.0.limits
    }

    /// Whether a URL has the scheme, host and port of the service root. Only to such a URL may a token, a key or a cookie of
    /// the service be sent; what an upload session or a monitor asks for may lead elsewhere.
    #[must_use]
    pub fn is_own(&self, uri: &Uri) -> bool {
        link::is_same_origin(uri, &self.0.uri) && link::has_no_user(uri)
    }

    pub(crate) fn reading(&self) -> Reading {
        self.0.reading
    }

    pub(crate) fn root_uri(&self) -> &Uri {
        &self.0.uri
    }

    /// Whether the two are clones of one service: the same root, signed in as the same user.
    pub(crate) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Whether a text has what would be a name or password before the host, if it were a URL.
fn has_user(service_root: &str) -> bool {
    let authority = service_root.split_once("//").map_or("", |(_, rest)| rest.split('/').next().unwrap_or_default());
    authority.contains('@')
}

#[cfg(feature = "client")]
impl Service {
    pub(crate) fn with_sender(mut self, sender: Arc<dyn Sender>) -> Self {
        Arc::make_mut(&mut self.0).sender = Some(sender);
        self
    }

    pub(crate) async fn send(&self, request: &Outgoing) -> Result<Answer, Error> {
        self.send_within(&mut Budget::default(), request).await
    }

    /// Sends a request within what is left of the time of an operation.
    pub(crate) async fn send_within(&self, budget: &mut Budget, request: &Outgoing) -> Result<Answer, Error> {
        let result = budget.send(self.sender()?, request, self).await;
        // Whoever knows a link that needs no token is let in.
        if request.is_signed { result } else { result.map_err(error::without_urls) }
    }

    /// Ends the session that the client signed in with, of a sign-in that makes one: deletes it at the service, which keeps few
    /// of them at a time. The next request makes another one. Without a session, or without a word of the service where it is,
    /// nothing is sent.
    ///
    /// # Errors
    ///
    /// [`Error::Transport`], and [`Error::Service`] if the service refuses; that it does not know the session any more is none.
    pub async fn sign_out(&self) -> Result<(), Error> {
        self.sender()?.sign_out(self).await
    }

    /// Sends a request, and leaves the content of its answer to be read.
    pub(crate) async fn open(&self, budget: &mut Budget, request: &Outgoing) -> Result<Incoming, Error> {
        let result = budget.open(self.sender()?, request, self).await;
        if request.is_signed {
            return result;
        }
        let Incoming { answer, body } = result.map_err(error::without_urls)?;
        let body = body.map(|chunk| chunk.map_err(error::without_urls));
        Ok(Incoming { answer, body: Box::pin(body) })
    }

    /// Waits as long as a service says, whatever the time of an operation.
    pub(crate) async fn wait(&self, time: std::time::Duration) -> Result<(), Error> {
        self.sender()?.sleep(time).await;
        Ok(())
    }

    /// Waits, on whatever runs the program's futures.
    pub(crate) async fn sleep(&self, budget: &mut Budget, time: std::time::Duration) -> Result<(), Error> {
        budget.sleep(self.sender()?, time, self.limits()).await
    }

    fn sender(&self) -> Result<&dyn Sender, Error> {
        self.0.sender.as_deref().ok_or_else(|| {
            Error::InvalidRequest(String::from(
                "the service has nothing to send requests with: make it by Service::anonymous or Service::signed_in, or send \
                 what into_http() gives",
            ))
        })
    }
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What sends may hold secrets.
        f.debug_struct("Service").field("service_root", &self.service_root()).finish_non_exhaustive()
    }
}
