//! A service and the pipeline that requests go through.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use async_trait::async_trait;
use azure_core::{
    Uuid,
    credentials::TokenCredential,
    http::{
        Context, Pipeline, PipelineStreamOptions, Transport,
        policies::{ClientRequestIdPolicy, Policy},
        request::options::ClientRequestId,
    },
};
use tracing::Instrument as _;

use super::{
    ClientOptions,
    attempts::{Attempts, NoteAttempts},
    azure,
    bounded::Bounded,
    sign_in,
    sleep::sleep,
    trace,
};
use crate::answer::{Answer, CLIENT_REQUEST_ID, Error, Limits, Sent};
use crate::service::{Outgoing, Sender, Service};

/// The pipelines of a client.
struct Pipelines {
    signed: Pipeline,
    /// For links that need no token.
    unsigned: OnceLock<Pipeline>,
    unsigned_options: ClientOptions,
}

#[async_trait]
impl Sender for Pipelines {
    async fn send(&self, request: &Outgoing, limits: &Limits) -> Result<Answer, Error> {
        let options = || self.unsigned_options.clone();
        let unsigned = || self.unsigned.get_or_init(|| pipeline(options(), vec![Arc::new(NoteAttempts)]));
        let pipeline = if request.is_signed { &self.signed } else { unsigned() };
        send(pipeline, request, limits).await
    }

    async fn sleep(&self, time: Duration) {
        sleep(time).await;
    }
}

/// Services whose requests go through a pipeline: retries that wait as `Retry-After` says, sign-in, request ids, traces.
///
/// A request is tried again, as often as the options say, after a connection that could not be made and after 429 and 503,
/// by which a service says that it did nothing. After a connection that broke and after 408, 500, 502 and 504 it may have
/// been applied: what does the same twice (`GET`, `PATCH`, `DELETE`) is tried again all the same, a `POST` is not.
/// [`Error::may_have_been_applied`] says what that leaves open.
///
/// The token goes to the service root's own scheme, host and port, over https. No redirect is followed.
impl Service {
    /// A service whose requests are signed in with a bearer token for `scopes`. The token is sent over https only; see
    /// [`ClientOptions::token_over_http_on_loopback`] for a service on this machine.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] if the service root is not an absolute https URL, or has a query or user information (RFC 3986,
    /// section 3.2.1).
    pub fn signed_in(
        service_root: &str,
        credential: Arc<dyn TokenCredential>,
        scopes: &[&str],
        options: ClientOptions,
    ) -> Result<Self, Error> {
        let service = Self::new(service_root)?;
        let sign_in = sign_in::policy(service.root_uri(), credential, scopes, options.token_over_http_on_loopback)?;
        service.with_policies(options, vec![sign_in])
    }

    /// A service that needs no sign-in, or whose sign-in is among the policies of `options`.
    ///
    /// # Errors
    ///
    /// As of [`Service::new`].
    pub fn anonymous(service_root: &str, options: ClientOptions) -> Result<Self, Error> {
        Self::new(service_root)?.with_policies(options, Vec::new())
    }

    fn with_policies(self, mut options: ClientOptions, mut per_try: Vec<Arc<dyn Policy>>) -> Result<Self, Error> {
        options.transport = Some(options.transport.map_or_else(default_transport, Ok)?);
        per_try.push(Arc::new(NoteAttempts));
        let limits = options.limits;
        // A program's own policies may sign in, too.
        let unsigned_options =
            ClientOptions { per_call_policies: Vec::new(), per_try_policies: Vec::new(), ..options.clone() };
        let signed = pipeline(options, per_try);
        let pipelines = Pipelines { signed, unsigned: OnceLock::new(), unsigned_options };
        Ok(self.with_limits(limits).with_sender(Arc::new(pipelines)))
    }
}

#[cfg(feature = "reqwest")]
#[expect(clippy::unnecessary_wraps, reason = "there may be none without the feature")]
fn default_transport() -> Result<Transport, Error> {
    Ok(Transport::default())
}

#[cfg(not(feature = "reqwest"))]
fn default_transport() -> Result<Transport, Error> {
    let message =
        "there is nothing to send requests with: give ClientOptions a transport, or turn the feature `reqwest` on";
    Err(Error::InvalidRequest(String::from(message)))
}

fn pipeline(mut options: ClientOptions, per_try: Vec<Arc<dyn Policy>>) -> Pipeline {
    let bounded = Bounded::new(options.transport.take().unwrap_or_default());
    let options = options.into_sending(Transport::with_policy(Arc::new(bounded)));
    let (name, version) = (option_env!("CARGO_PKG_NAME"), option_env!("CARGO_PKG_VERSION"));
    // Graph knows this name of the header; `azure_core` adds that of Azure, with the same value.
    let request_id = ClientRequestIdPolicy::with_header_name(CLIENT_REQUEST_ID);
    Pipeline::new(name, version, options, vec![Arc::new(request_id)], per_try, None)
}

async fn send(pipeline: &Pipeline, request: &Outgoing, limits: &Limits) -> Result<Answer, Error> {
    let mut raw = azure::request(&request.http)?;
    let id = Uuid::new_v4().to_string();
    let attempts = Attempts::new(request.effect, id.clone(), limits.max_wait());
    let context = Context::new()
        .with_value(Arc::clone(&attempts))
        .with_value(ClientRequestId::new(id))
        .with_value(limits.of(request.expected));
    let options = PipelineStreamOptions { skip_checks: true, ..PipelineStreamOptions::default() };
    let span = trace::span(request);
    // Streamed, so that nothing but the bounded transport reads a body.
    let exchange = async { pipeline.stream(&context, &mut raw, Some(options)).await?.try_into_raw_response().await };
    let result = exchange.instrument(span.clone()).await;
    let header = |name: &'static str| raw.headers().get_optional_string(&name.into());
    let sent = Sent {
        uri: request.http.uri().clone(),
        client_request_id: header(CLIENT_REQUEST_ID),
        authorization: header("authorization"),
    };
    let answer = attempts.conclude(result).map(|(response, in_doubt)| Answer {
        response: azure::response(response),
        in_doubt,
        sent: Arc::new(sent),
    });
    trace::record(&span, &answer);
    answer
}
