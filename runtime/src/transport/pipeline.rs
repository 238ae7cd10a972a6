//! A service root and the pipeline that requests go through.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use async_trait::async_trait;
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
use http::{Request, StatusCode};
use tracing::Instrument as _;

use super::{
    ClientOptions, azure,
    bounded::Bounded,
    http_client,
    sign_in::{Policies, Session, SignIn},
    trace,
    tries::{NoteTries, Tries},
};
use crate::answer::{Answer, Error, Expected, Secrets, Sent, error};
use crate::service::{self, About, Client, Effect, LINK, Manners, parse_root};

/// Answers to the end of a session that is over already.
const OVER: [StatusCode; 3] = [StatusCode::UNAUTHORIZED, StatusCode::NOT_FOUND, StatusCode::GONE];

/// The pipelines of a client.
struct Pipelines {
    signed: Pipeline,
    /// For links that need no token.
    unsigned: OnceLock<Pipeline>,
    unsigned_options: ClientOptions,
    session: Option<Arc<Session>>,
    max_wait: Duration,
}

impl Pipelines {
    fn unsigned(&self) -> &Pipeline {
        self.unsigned.get_or_init(|| pipeline(self.unsigned_options.clone(), vec![Arc::new(NoteTries)]))
    }
}

#[async_trait]
impl service::Transport for Pipelines {
    async fn send(&self, request: &Request<Bytes>, about: About<'_>) -> Result<Answer, Error> {
        let pipeline = if about.is_signed { &self.signed } else { self.unsigned() };
        send(pipeline, request, about, self.max_wait).await
    }

    async fn sign_out(&self) -> Result<(), Error> {
        let Some(session) = &self.session else { return Ok(()) };
        let Some(ended) = session.end().await else { return Ok(()) };
        let request = ended.request()?;
        let about = About { effect: Effect::Same, expected: Expected::Value, template: LINK, is_signed: false };
        // Not through the sign-in, which would make another session if this one is over already.
        let answer = send(self.unsigned(), &request, about, self.max_wait).await?;
        answer.sent.secrets.note(ended.value.secret());
        let is_over = answer.status().is_success() || OVER.contains(&answer.status());
        if is_over { Ok(()) } else { Err(error::refusal(&answer)) }
    }
}

impl Client {
    /// A client that signs each request in with a bearer token for `scopes`. The token is sent over https only; see
    /// [`ClientOptions::token_over_http_on_loopback`] for a service on this machine.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] if the service root is no absolute https URL, or has a query or user information (RFC 3986,
    /// section 3.2.1).
    pub fn new(
        service_root: &str,
        manners: &'static Manners,
        credential: Arc<dyn TokenCredential>,
        scopes: &[&str],
        options: ClientOptions,
    ) -> Result<Self, Error> {
        Self::signed_in(service_root, manners, SignIn::token(credential, scopes), options)
    }

    /// A client that signs each request in as `sign_in` says.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] if the service root is no absolute https URL, or has a query or user information, or if what
    /// the sign-in sends cannot be sent.
    pub fn signed_in(
        service_root: &str,
        manners: &'static Manners,
        sign_in: SignIn,
        mut options: ClientOptions,
    ) -> Result<Self, Error> {
        let root = parse_root(service_root)?;
        let secret = sign_in.secret_headers();
        let is_secret = |name: &str| secret.iter().any(|secret| secret.eq_ignore_ascii_case(name));
        options.logging.additional_allowed_header_names.retain(|name| !is_secret(name));
        let policies = sign_in.policies(&root, manners, options.token_over_http_on_loopback)?;
        Ok(Self::with_policies(root, manners, options, policies))
    }

    /// A client for a service that needs no sign-in, or whose sign-in is among the policies of `options`.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] if the service root is no absolute http or https URL, or has a query or user information.
    pub fn anonymous(service_root: &str, manners: &'static Manners, options: ClientOptions) -> Result<Self, Error> {
        Self::signed_in(service_root, manners, SignIn::nothing(), options)
    }

    fn with_policies(
        root: Url,
        manners: &'static Manners,
        options: ClientOptions,
        Policies { mut each_try, session }: Policies,
    ) -> Self {
        each_try.push(Arc::new(NoteTries));
        let limits = options.limits;
        // A program's own policies may sign in, too.
        let unsigned_options =
            ClientOptions { per_call_policies: Vec::new(), per_try_policies: Vec::new(), ..options.clone() };
        let pipeline = pipeline(options, each_try);
        let max_wait = limits.max_wait();
        let pipelines = Pipelines { signed: pipeline, unsigned: OnceLock::new(), unsigned_options, session, max_wait };
        Self::over(root, manners, limits, pipelines)
    }
}

fn pipeline(mut options: ClientOptions, per_try: Vec<Arc<dyn Policy>>) -> Pipeline {
    let bounded = Bounded::new(options.transport.take().unwrap_or_else(http_client::transport), options.limits);
    let options = options.into_sending(Transport::with_policy(Arc::new(bounded)));
    let (name, version) = (option_env!("CARGO_PKG_NAME"), option_env!("CARGO_PKG_VERSION"));
    // Graph knows this name of the header; `azure_core` adds that of Azure, with the same value.
    let request_id = ClientRequestIdPolicy::with_header_name(error::CLIENT_REQUEST_ID);
    Pipeline::new(name, version, options, vec![Arc::new(request_id)], per_try, None)
}

async fn send(
    pipeline: &Pipeline,
    request: &Request<Bytes>,
    About { effect, expected, template, .. }: About<'_>,
    max_wait: Duration,
) -> Result<Answer, Error> {
    let mut raw = azure::request(request)?;
    let id = Uuid::new_v4().to_string();
    let tries = Tries::new(effect, id.clone(), max_wait);
    let secrets = Arc::new(Secrets::default());
    let context = Context::new()
        .with_value(Arc::clone(&tries))
        .with_value(Arc::clone(&secrets))
        .with_value(ClientRequestId::new(id))
        .with_value(expected);
    let options = PipelineStreamOptions { skip_checks: true, ..PipelineStreamOptions::default() };
    let span = trace::span(request, template);
    // Streamed, so that nothing but the bounded transport reads a body.
    let exchange = async { pipeline.stream(&context, &mut raw, Some(options)).await?.try_into_raw_response().await };
    let result = exchange.instrument(span.clone()).await;
    let header = |name: &'static str| raw.headers().get_optional_string(&name.into());
    // A program's own policies may sign in, too.
    secrets.note_authorization(&header("authorization").unwrap_or_default());
    let answer = tries.conclude(result).map(|(response, in_doubt)| {
        let mut response = azure::response(response);
        secrets.mark(response.headers_mut());
        let client_request_id = header(error::CLIENT_REQUEST_ID);
        Answer { response, in_doubt, sent: Arc::new(Sent { uri: request.uri().clone(), client_request_id, secrets }) }
    });
    trace::record(&span, &answer);
    answer
}
