//! A service and the pipeline that requests go through.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use async_trait::async_trait;
use azure_core::{
    Uuid,
    http::{
        AsyncResponseBody, Context, Pipeline, PipelineStreamOptions, RawResponse, Request, Transport,
        policies::{ClientRequestIdPolicy, Policy},
        request::options::ClientRequestId,
    },
};
use futures_util::{StreamExt as _, stream};
use http::StatusCode;
use tracing::Instrument as _;

use super::{
    ClientOptions,
    attempts::{Attempts, NoteAttempts},
    azure,
    body::SourceBody,
    bounded::{Bounded, Streamed},
    sign_in::{Policies, Session, SignIn},
    sleep::sleep,
    trace,
};
use crate::answer::{Answer, CLIENT_REQUEST_ID, Error, Expected, Secrets, Sent, error};
use crate::service::{ContentBody, Incoming, Outgoing, Sender, Service};

/// Answers to the end of a session that is over already.
const OVER: [StatusCode; 3] = [StatusCode::UNAUTHORIZED, StatusCode::NOT_FOUND, StatusCode::GONE];

/// The pipelines of a client.
struct Pipelines {
    transport: Transport,
    signed: Pipeline,
    /// For links that need no token.
    unsigned: OnceLock<Pipeline>,
    unsigned_options: ClientOptions,
    session: Option<Arc<Session>>,
}

impl Pipelines {
    fn pipeline(&self, request: &Outgoing) -> &Pipeline {
        if request.is_signed { &self.signed } else { self.unsigned() }
    }

    fn unsigned(&self) -> &Pipeline {
        let (transport, options) = (&self.transport, &self.unsigned_options);
        self.unsigned.get_or_init(|| pipeline(transport.clone(), options.clone(), vec![Arc::new(NoteAttempts)]))
    }
}

#[async_trait]
impl Sender for Pipelines {
    async fn send(&self, request: &Outgoing, service: &Service) -> Result<Answer, Error> {
        exchange(self.pipeline(request), request, service, None).await.map(|(answer, _)| answer)
    }

    async fn open(&self, request: &Outgoing, service: &Service) -> Result<Incoming, Error> {
        let streamed = Streamed { refusal: service.limits().of(Expected::Value) };
        let (answer, body) = exchange(self.pipeline(request), request, service, Some(streamed)).await?;
        Ok(Incoming { answer, body: body.unwrap_or_else(|| Box::pin(stream::empty())) })
    }

    async fn sleep(&self, time: Duration) {
        sleep(time).await;
    }

    async fn sign_out(&self, service: &Service) -> Result<(), Error> {
        let Some(session) = &self.session else { return Ok(()) };
        let Some(ended) = session.to_end().await else { return Ok(()) };
        // Not through the sign-in, which would make another session if this one is over already.
        let (answer, _) = exchange(self.unsigned(), &ended.request()?, service, None).await?;
        answer.sent.secrets.note(ended.value.secret());
        let is_over = answer.status().is_success() || OVER.contains(&answer.status());
        if !is_over {
            return Err(error::refusal(&answer));
        }
        session.forget(&ended).await;
        Ok(())
    }
}

/// Services whose requests go through a pipeline: retries that wait as `Retry-After` says, sign-in, request ids, traces.
///
/// A request is tried again, as often as the options say, after a connection that could not be made and after 429 and 503,
/// by which a service says that it did nothing. After a connection that broke and after 408, 500, 502 and 504 it may have
/// been applied: what does the same twice (`GET`, `PATCH`, `DELETE`) is tried again all the same, a `POST` is not.
/// [`Error::may_have_been_applied`] says what that leaves open.
///
/// What it signs in with goes to the service root's own scheme, host and port, over https. No redirect is followed.
impl Service {
    /// A service that the client signs in at as `sign_in` says.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] if the service root is not an absolute https URL, or has a query or user information (RFC 3986,
    /// section 3.2.1), or if what the sign-in sends cannot be sent.
    pub fn signed_in(service_root: &str, sign_in: SignIn, mut options: ClientOptions) -> Result<Self, Error> {
        let service = Self::new(service_root)?;
        let secret = sign_in.secret_headers();
        let is_secret = |name: &str| secret.iter().any(|secret| secret.eq_ignore_ascii_case(name));
        options.logging.additional_allowed_header_names.retain(|name| !is_secret(name));
        let policies = sign_in.policies(service.root_uri(), options.token_over_http_on_loopback)?;
        service.with_policies(options, policies)
    }

    /// A service that needs no sign-in, or whose sign-in is among the policies of `options`.
    ///
    /// # Errors
    ///
    /// As of [`Service::new`].
    pub fn anonymous(service_root: &str, options: ClientOptions) -> Result<Self, Error> {
        Self::signed_in(service_root, SignIn::nothing(), options)
    }

    fn with_policies(
        self,
        mut options: ClientOptions,
        Policies { mut each_try, session }: Policies,
    ) -> Result<Self, Error> {
        let transport = options.transport.take().map_or_else(default_transport, Ok)?;
        each_try.push(Arc::new(NoteAttempts));
        let limits = options.limits;
        let service = if options.strict { self.strict() } else { self };
        // A program's own policies may sign in, too.
        let unsigned_options =
            ClientOptions { per_call_policies: Vec::new(), per_try_policies: Vec::new(), ..options.clone() };
        let signed = pipeline(transport.clone(), options, each_try);
        let pipelines = Pipelines { transport, signed, unsigned: OnceLock::new(), unsigned_options, session };
        Ok(service.with_limits(limits).with_sender(Arc::new(pipelines)))
    }
}

#[cfg(feature = "reqwest")]
fn default_transport() -> Result<Transport, Error> {
    super::http_client::transport()
}

#[cfg(not(feature = "reqwest"))]
fn default_transport() -> Result<Transport, Error> {
    let message =
        "there is nothing to send requests with: give ClientOptions a transport, or turn the feature `reqwest` on";
    Err(Error::InvalidRequest(String::from(message)))
}

fn pipeline(transport: Transport, options: ClientOptions, per_try: Vec<Arc<dyn Policy>>) -> Pipeline {
    let bounded = Bounded::new(transport);
    let options = options.into_sending(Transport::with_policy(Arc::new(bounded)));
    let (name, version) = (option_env!("CARGO_PKG_NAME"), option_env!("CARGO_PKG_VERSION"));
    // Graph knows this name of the header; `azure_core` adds that of Azure, with the same value.
    let request_id = ClientRequestIdPolicy::with_header_name(CLIENT_REQUEST_ID);
    Pipeline::new(name, version, options, vec![Arc::new(request_id)], per_try, None)
}

/// Sends a request. The content of an answer is in the answer, or comes by itself where it is to be streamed and there is one.
async fn exchange(
    pipeline: &Pipeline,
    request: &Outgoing,
    service: &Service,
    streamed: Option<Streamed>,
) -> Result<(Answer, Option<ContentBody>), Error> {
    let mut raw = azure::request(&request.http)?;
    let source = request.source.as_ref().map(SourceBody::new);
    if let Some(source) = &source {
        source.clone().put_into(&mut raw);
    }
    let (id, limits) = (Uuid::new_v4().to_string(), service.limits());
    let attempts = Attempts::new(request.effect, id.clone(), limits.max_wait());
    let secrets = Arc::new(Secrets::default());
    let mut context = Context::new()
        .with_value(Arc::clone(&attempts))
        .with_value(Arc::clone(&secrets))
        .with_value(ClientRequestId::new(id))
        .with_value(service.options())
        .with_value(*limits)
        .with_value(if source.is_some() { limits.of_upload() } else { limits.of(request.expected) });
    if let Some(streamed) = streamed {
        context.insert(streamed);
    }
    let span = trace::span(request);
    let exchange = receive(pipeline, &context, &mut raw, streamed);
    let (result, body) = match exchange.instrument(span.clone()).await {
        Ok((response, body)) => (Ok(response), body),
        Err(error) => (Err(error), None),
    };
    let header = |name: &'static str| raw.headers().get_optional_string(&name.into());
    // A program's own policies may sign in, too.
    secrets.note_authorization(&header("authorization").unwrap_or_default());
    let answer = attempts.conclude(result).map(|(response, in_doubt)| {
        let mut response = azure::response(response);
        secrets.mark(response.headers_mut());
        let sent = Sent::new(&request.http, header(CLIENT_REQUEST_ID), secrets);
        Answer { response, in_doubt, sent: Arc::new(sent) }
    });
    trace::record(&span, &answer);
    let answer = answer.map_err(|error| source.and_then(|source| source.failure()).map_or(error, Error::Content))?;
    let body = body
        .map(|body| -> ContentBody { Box::pin(body.map(move |chunk| chunk.map_err(|error| attempts.failure(error)))) });
    Ok((answer, body))
}

async fn receive(
    pipeline: &Pipeline,
    context: &Context<'_>,
    request: &mut Request,
    streamed: Option<Streamed>,
) -> azure_core::Result<(RawResponse, Option<AsyncResponseBody>)> {
    let options = PipelineStreamOptions { skip_checks: true, ..PipelineStreamOptions::default() };
    // Streamed, so that nothing but the bounded transport reads a body.
    let response = pipeline.stream(context, request, Some(options)).await?;
    if streamed.is_none() || !response.status().is_success() {
        return Ok((response.try_into_raw_response().await?, None));
    }
    let (status, headers, body) = response.deconstruct();
    Ok((RawResponse::from_bytes(status, headers, azure_core::Bytes::new()), Some(body)))
}
