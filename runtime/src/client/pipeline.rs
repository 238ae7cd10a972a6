//! A service root and the pipeline that requests go through.

use std::{
    fmt,
    sync::{Arc, OnceLock},
    time::Duration,
};

use azure_core::{
    Uuid,
    credentials::TokenCredential,
    http::{
        Context, Pipeline, PipelineStreamOptions, Transport, Url,
        policies::{ClientRequestIdPolicy, Policy},
        request::options::ClientRequestId,
    },
};
use bytes::Bytes;
use http::Request;
use tracing::Instrument as _;

use super::{
    ClientOptions, Error, Limits, Manners, Resource, azure,
    bounded::Bounded,
    links, sign_in, trace,
    tries::{Effect, NoteTries, Tries},
};
use crate::answer::{Answer, Expected, Sent, error};

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
    pipeline: Pipeline,
    /// For links that need no token.
    unsigned: OnceLock<Pipeline>,
    unsigned_options: ClientOptions,
    limits: Limits,
}

impl Client {
    /// A client that signs each request in with a bearer token for `scopes`. The token is sent over https only; see
    /// [`ClientOptions::token_over_http_on_loopback`] for a service on this machine.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] if the service root is no absolute https URL, or has a query, or a name and password.
    pub fn new(
        service_root: &str,
        manners: &'static Manners,
        credential: Arc<dyn TokenCredential>,
        scopes: &[&str],
        options: ClientOptions,
    ) -> Result<Self, Error> {
        let root = parse_root(service_root)?;
        let sign_in = sign_in::policy(&root, credential, scopes, options.token_over_http_on_loopback)?;
        Ok(Self::with_policies(root, manners, options, vec![sign_in]))
    }

    /// A client for a service that needs no sign-in, or whose sign-in is among the policies of `options`.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] if the service root is no absolute http or https URL, or has a query, or a name and
    /// password.
    pub fn anonymous(service_root: &str, manners: &'static Manners, options: ClientOptions) -> Result<Self, Error> {
        Ok(Self::with_policies(parse_root(service_root)?, manners, options, Vec::new()))
    }

    fn with_policies(
        root: Url,
        manners: &'static Manners,
        options: ClientOptions,
        mut per_try: Vec<Arc<dyn Policy>>,
    ) -> Self {
        per_try.push(Arc::new(NoteTries));
        let limits = options.limits;
        // A program's own policies may sign in, too.
        let unsigned_options =
            ClientOptions { per_call_policies: Vec::new(), per_try_policies: Vec::new(), ..options.clone() };
        let pipeline = pipeline(options, per_try);
        Self(Arc::new(Inner { root, manners, pipeline, unsigned: OnceLock::new(), unsigned_options, limits }))
    }

    /// The service root, without a slash at the end.
    #[must_use]
    pub fn service_root(&self) -> &str {
        self.0.root.as_str().trim_end_matches('/')
    }

    /// An entity set or a singleton.
    #[must_use]
    pub fn resource(&self, name: &str) -> Resource {
        Resource::new(self.clone(), name)
    }

    /// The same, for the methods of emitted code, which go on from a resource in this way.
    #[doc(hidden)]
    #[must_use]
    pub fn property(&self, name: &str) -> Resource {
        self.resource(name)
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

    pub(super) fn root(&self) -> &Url {
        &self.0.root
    }

    pub(super) async fn send(
        &self,
        request: &Request<Bytes>,
        effect: Effect,
        expected: Expected,
        template: &str,
    ) -> Result<Answer, Error> {
        send(&self.0.pipeline, request, effect, expected, template, self.0.limits.max_wait()).await
    }

    /// Sends a request without sign-in, to a link that needs none.
    pub(super) async fn send_unsigned(
        &self,
        request: &Request<Bytes>,
        effect: Effect,
        template: &str,
    ) -> Result<Answer, Error> {
        let options = || self.0.unsigned_options.clone();
        let unsigned = self.0.unsigned.get_or_init(|| pipeline(options(), vec![Arc::new(NoteTries)]));
        send(unsigned, request, effect, Expected::Value, template, self.0.limits.max_wait()).await
    }

    /// Whether the two are clones of one client: the same service, signed in as the same user.
    pub(super) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Whether a URL is on the host of the service root, so that a token may be sent to it.
    pub(super) fn is_same_origin(&self, url: &Url) -> bool {
        // The origin of `blob:https://host` is that of the URL in it.
        url.scheme() == self.0.root.scheme() && url.origin() == self.0.root.origin() && links::has_no_user(url)
    }
}

fn parse_root(service_root: &str) -> Result<Url, Error> {
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

fn pipeline(mut options: ClientOptions, per_try: Vec<Arc<dyn Policy>>) -> Pipeline {
    let bounded = Bounded::new(options.transport.take().unwrap_or_default(), options.limits);
    let options = options.into_sending(Transport::with_policy(Arc::new(bounded)));
    let (name, version) = (option_env!("CARGO_PKG_NAME"), option_env!("CARGO_PKG_VERSION"));
    // Graph knows this name of the header; `azure_core` adds that of Azure, with the same value.
    let request_id = ClientRequestIdPolicy::with_header_name(error::CLIENT_REQUEST_ID);
    Pipeline::new(name, version, options, vec![Arc::new(request_id)], per_try, None)
}

async fn send(
    pipeline: &Pipeline,
    request: &Request<Bytes>,
    effect: Effect,
    expected: Expected,
    template: &str,
    max_wait: Duration,
) -> Result<Answer, Error> {
    let mut raw = azure::request(request)?;
    let id = Uuid::new_v4().to_string();
    let tries = Tries::new(effect, id.clone(), max_wait);
    let context =
        Context::new().with_value(Arc::clone(&tries)).with_value(ClientRequestId::new(id)).with_value(expected);
    let options = PipelineStreamOptions { skip_checks: true, ..PipelineStreamOptions::default() };
    let span = trace::span(request, template);
    // Streamed, so that nothing but the bounded transport reads a body.
    let exchange = async { pipeline.stream(&context, &mut raw, Some(options)).await?.try_into_raw_response().await };
    let result = exchange.instrument(span.clone()).await;
    let header = |name: &'static str| raw.headers().get_optional_string(&name.into());
    let sent = Sent {
        uri: request.uri().clone(),
        client_request_id: header(error::CLIENT_REQUEST_ID),
        authorization: header("authorization"),
    };
    let answer = tries.conclude(result).map(|(response, in_doubt)| Answer {
        response: azure::response(response),
        in_doubt,
        sent: Arc::new(sent),
    });
    trace::record(&span, &answer);
    answer
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The pipeline's policies may hold secrets.
        f.debug_struct("Client").field("service_root", &self.service_root()).finish_non_exhaustive()
    }
}
