//! What can go wrong with a request.

use std::fmt;

use azure_core::http::{RawResponse, Request, Url, headers::Headers};
use serde_json::{Map, Value};

use super::{LimitError, ReadBackError, Redirect};
use crate::json::ReadError;

/// The status of what is accepted, and not done yet.
const ACCEPTED: u16 = 202;

/// What went wrong with a request. No variant bears the token.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// A change that sets nothing; it was not sent.
    EmptyPatch {
        /// The entity type.
        type_name: &'static str,
    },
    /// A change to null of a property that cannot be null; it was not sent.
    NotNullable {
        /// The entity type.
        type_name: &'static str,
        /// The property.
        property: &'static str,
    },
    /// A header or URL that cannot be sent; it says which.
    InvalidRequest(String),
    /// The content to upload could not be read; what was sent before is there.
    Content(std::io::Error),
    /// The service answered what its protocol does not allow, so that the client cannot go on; it says what.
    UnexpectedAnswer(String),
    /// No token could be had, or no answer came: the connection failed, was cut or timed out.
    Transport(TransportError),
    /// The service refused.
    Service(Box<ServiceError>),
    /// The service accepted, with a body that is not what its schema says.
    UnreadableBody(Box<UnreadableBody>),
    /// The service accepted, without the body that was asked for. What the request was to do is done, unless the status
    /// is 202.
    NoContent {
        /// The status, 204, say.
        status: u16,
    },
    /// The change was made, or the entity created, and the entity could not be read.
    ReadBack(Box<ReadBackError>),
    /// The service redirects; that is not followed.
    Redirect(Box<Redirect>),
    /// The answer goes beyond a limit of the client.
    Limit(LimitError),
    /// A request of a batch has no answer of its own.
    Part(Box<PartError>),
}

impl Error {
    /// The service's refusal, if it is one.
    #[must_use]
    pub fn as_service(&self) -> Option<&ServiceError> {
        match self {
            Self::Service(error) => Some(error),
            _ => None,
        }
    }

    /// The status of the response, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Service(error) => Some(error.status),
            Self::UnreadableBody(error) => Some(error.status),
            Self::NoContent { status } => Some(*status),
            Self::ReadBack(error) => Some(error.status),
            Self::Redirect(redirect) => Some(redirect.status),
            _ => None,
        }
    }

    /// Whether the change or call that was asked for has certainly been made, in spite of the error: only what the service
    /// was to answer is missing, so do not ask for it again.
    ///
    /// A request that only reads has nothing to apply, so ask this of others.
    #[must_use]
    pub fn was_applied(&self) -> bool {
        match self {
            Self::ReadBack(_) => true,
            Self::NoContent { status } => *status != ACCEPTED,
            _ => false,
        }
    }

    /// Whether the change or call that was asked for may have been made, in spite of the error: if so, look before you
    /// ask for it again. Where [`was_applied`](Self::was_applied), it has been.
    ///
    /// That is so where the service accepted, where no answer came to what was sent, and where the status (408, 500, 502,
    /// 504) leaves it open. It is so, too, if one of several tries had no answer and the last one was refused: a 412 or
    /// 404 may be the work of the first. A request that only reads has nothing to apply, so ask this of others.
    #[must_use]
    pub fn may_have_been_applied(&self) -> bool {
        match self {
            Self::EmptyPatch { .. } | Self::NotNullable { .. } | Self::InvalidRequest(_) | Self::Content(_) => false,
            Self::Transport(error) => error.may_have_been_applied(),
            Self::Service(error) => error.in_doubt,
            Self::UnreadableBody(_) | Self::NoContent { .. } | Self::ReadBack(_) | Self::UnexpectedAnswer(_) => true,
            Self::Redirect(redirect) => redirect.in_doubt,
            Self::Limit(error) => error.may_have_been_applied(),
            Self::Part(error) => error.may_have_been_applied(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyPatch { type_name } => {
                write!(f, "the change of {type_name} sets no property; nothing was sent")
            }
            Self::NotNullable { type_name, property } => {
                write!(f, "{property} of {type_name} cannot be null; nothing was sent")
            }
            Self::InvalidRequest(message) | Self::UnexpectedAnswer(message) => f.write_str(message),
            Self::Content(error) => write!(f, "the content to upload could not be read: {error}"),
            Self::Transport(error) => error.fmt(f),
            Self::Service(error) => error.fmt(f),
            Self::UnreadableBody(error) => error.fmt(f),
            Self::NoContent { status: ACCEPTED } => f.write_str(
                "the service answered 202: it has not done yet what was asked; the monitor() of send_response() waits for it",
            ),
            Self::NoContent { status } => write!(
                f,
                "the service answered {status}: it did what was asked, and sent no value; use optional() to read what may \
                 be null, and send_response() to take any success"
            ),
            Self::ReadBack(error) => error.fmt(f),
            Self::Redirect(redirect) => redirect.fmt(f),
            Self::Limit(error) => error.fmt(f),
            Self::Part(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(error) => Some(&error.source),
            Self::Content(error) => Some(error),
            Self::UnreadableBody(error) => Some(&error.source),
            Self::ReadBack(error) => Some(error.read_error()),
            Self::Part(error) => error.source(),
            _ => None,
        }
    }
}

/// No token could be had, or no answer came.
#[derive(Debug)]
pub struct TransportError {
    source: azure_core::Error,
    in_doubt: bool,
    client_request_id: String,
}

impl TransportError {
    /// The header `client-request-id` of the request, by which the service's operators find what arrived of it.
    #[must_use]
    pub fn client_request_id(&self) -> &str {
        &self.client_request_id
    }

    /// Whether the credential failed; then nothing was sent.
    #[must_use]
    pub fn is_credential(&self) -> bool {
        matches!(self.source.kind(), azure_core::error::ErrorKind::Credential)
    }

    /// Whether a change or call was sent, and may have been applied though no answer came. `false` if no try of it got as
    /// far as a connection, and for a request that reads.
    #[must_use]
    pub fn may_have_been_applied(&self) -> bool {
        self.in_doubt
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no answer from the service: {}", causes(&self.source))?;
        if self.in_doubt { f.write_str(" (it may have been applied)") } else { Ok(()) }
    }
}

/// What an error says, and what the errors say that it stems from.
fn causes(error: &dyn std::error::Error) -> String {
    std::iter::successors(Some(error), |error| error.source()).map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// The service refused (OData JSON Format 4.01, section 21.1).
#[derive(Clone)]
#[non_exhaustive]
pub struct ServiceError {
    /// The status, 400 to 599 as a rule.
    pub status: u16,
    /// The service's code; empty if the body is no OData error.
    pub code: String,
    /// The service's message, or what came instead.
    pub message: String,
    /// What the error is about.
    pub target: Option<String>,
    /// Further errors.
    pub details: Vec<ErrorDetail>,
    /// What only the service's operators understand, with the ids by which they find the request.
    pub inner_error: Option<InnerError>,
    /// The id by which the service's operators find the request, from the body or the headers.
    pub request_id: Option<String>,
    /// The header `client-request-id` of the request, which they know too.
    pub client_request_id: Option<String>,
    /// The response's headers.
    pub headers: Headers,
    /// The body as it came.
    pub body: Vec<u8>,
    pub(super) in_doubt: bool,
}

/// One of several errors in one response.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorDetail {
    /// The service's code.
    pub code: String,
    /// The service's message.
    pub message: String,
    /// What the error is about.
    pub target: Option<String>,
}

impl ErrorDetail {
    fn new(wire: &Map<String, Value>) -> Self {
        Self {
            code: text(wire, "code").unwrap_or_default(),
            message: text(wire, "message").unwrap_or_default(),
            target: text(wire, "target"),
        }
    }
}

/// `innerError`: what only the service's operators understand.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct InnerError {
    /// `request-id`.
    pub request_id: Option<String>,
    /// `client-request-id`.
    pub client_request_id: Option<String>,
    /// `date`, as the service writes it.
    pub date: Option<String>,
    /// All of it as it came.
    pub raw: Map<String, Value>,
}

impl InnerError {
    fn new(wire: &Map<String, Value>) -> Self {
        Self {
            request_id: text(wire, "request-id"),
            client_request_id: text(wire, "client-request-id"),
            date: text(wire, "date"),
            raw: wire.clone(),
        }
    }
}

fn text(wire: &Map<String, Value>, name: &str) -> Option<String> {
    wire.get(name)?.as_str().map(str::to_owned)
}

impl ServiceError {
    fn new(request: &Request, response: &RawResponse, in_doubt: bool) -> Self {
        let header = |name: &'static str| response.headers().get_optional_str(&name.into()).map(str::to_owned);
        let mut error = Self {
            status: response.status().into(),
            code: String::new(),
            message: String::new(),
            target: None,
            details: Vec::new(),
            inner_error: None,
            request_id: header("request-id").or_else(|| header("x-ms-request-id")),
            client_request_id: client_request_id(request),
            headers: response.headers().clone(),
            body: without_token(request, response.body()),
            in_doubt,
        };
        let json: Value = serde_json::from_slice(&error.body).unwrap_or_default();
        if let Some(Value::Object(wire)) = json.get("error") {
            error.read(wire);
        } else {
            error.message = match (error.body.len(), header("content-type")) {
                (0, _) => String::from("the response has no body"),
                (length, Some(media_type)) => format!("{length} bytes of {media_type} and no OData error"),
                (length, None) => format!("{length} bytes and no OData error"),
            };
        }
        error
    }

    /// Takes what is there: a part of another form than the standard's must not hide the rest.
    fn read(&mut self, wire: &Map<String, Value>) {
        self.code = text(wire, "code").unwrap_or_default();
        self.message = text(wire, "message").unwrap_or_default();
        self.target = text(wire, "target");
        if let Some(Value::Array(details)) = wire.get("details") {
            self.details = details.iter().filter_map(Value::as_object).map(ErrorDetail::new).collect();
        }
        if let Some(Value::Object(inner)) = wire.get("innerError").or_else(|| wire.get("innererror")) {
            let inner = InnerError::new(inner);
            self.request_id = inner.request_id.clone().or(self.request_id.take());
            self.inner_error = Some(inner);
        }
    }

    /// The header `Location`: with a 410 to a delta link, where all changes start anew.
    #[must_use]
    pub fn location(&self) -> Option<&str> {
        self.headers.get_optional_str(&"location".into())
    }

    /// The header `Retry-After` as the service wrote it: seconds, or a date.
    #[must_use]
    pub fn retry_after(&self) -> Option<&str> {
        self.headers.get_optional_str(&"retry-after".into())
    }
}

impl fmt::Display for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the service answered {}", self.status)?;
        if !self.code.is_empty() {
            write!(f, " {}", self.code)?;
        }
        write!(f, ": {}", self.message)?;
        for detail in &self.details {
            write!(f, "; {}: {}", detail.code, detail.message)?;
        }
        match &self.request_id {
            Some(id) => write!(f, " (request-id {id})"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceError")
            .field("status", &self.status)
            .field("code", &self.code)
            .field("message", &self.message)
            .field("target", &self.target)
            .field("details", &self.details)
            .field("inner_error", &self.inner_error)
            .field("request_id", &self.request_id)
            .field("client_request_id", &self.client_request_id)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}

/// The service accepted, with a body that is not what its schema says.
#[derive(Clone)]
#[non_exhaustive]
pub struct UnreadableBody {
    /// The status, 200 to 299.
    pub status: u16,
    /// The body as it came.
    pub body: Vec<u8>,
    /// The id by which the service's operators find the request.
    pub request_id: Option<String>,
    /// The header `client-request-id` of the request, which they know too.
    pub client_request_id: Option<String>,
    source: std::sync::Arc<ReadError>,
}

impl UnreadableBody {
    /// What is wrong with the body, and where.
    #[must_use]
    pub fn read_error(&self) -> &ReadError {
        &self.source
    }
}

impl fmt::Display for UnreadableBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the service answered {} with a body that its schema does not allow: {}", self.status, self.source)
    }
}

impl fmt::Debug for UnreadableBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnreadableBody")
            .field("status", &self.status)
            .field("request_id", &self.request_id)
            .field("client_request_id", &self.client_request_id)
            .field("source", &self.source)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

/// A request of a batch has no answer of its own.
#[derive(Debug)]
pub struct PartError {
    /// What it shows as.
    pub(super) part: String,
    pub(super) in_doubt: bool,
    pub(super) reason: Reason,
}

impl PartError {
    /// The error of the `$batch` request because of which there is no answer; `None` if the service answered the batch.
    #[must_use]
    pub fn batch_error(&self) -> Option<&Error> {
        match &self.reason {
            Reason::Failed(error) | Reason::NotSent(error) => Some(error),
            Reason::Unanswered | Reason::AnsweredTwice | Reason::GroupFailed => None,
        }
    }

    /// Whether the request changes something, was sent, and may have been applied.
    #[must_use]
    pub fn may_have_been_applied(&self) -> bool {
        self.in_doubt
    }
}

impl fmt::Display for PartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = &self.part;
        match &self.reason {
            Reason::Unanswered => write!(f, "the service did not answer {part}"),
            Reason::AnsweredTwice => write!(f, "the service gave two answers to {part}; which one holds is not known"),
            Reason::GroupFailed => {
                write!(
                    f,
                    "the service accepted {part}, and refused another one of its group, of which none is done then"
                )
            }
            Reason::Failed(error) => write!(f, "no answer to {part}: the batch with it failed: {error}"),
            Reason::NotSent(error) => write!(f, "did not send {part}: the batch before it failed: {error}"),
        }
    }
}

impl std::error::Error for PartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.batch_error().and_then(std::error::Error::source)
    }
}

/// Why a request of a batch has no answer.
#[derive(Clone, Debug)]
pub(super) enum Reason {
    Unanswered,
    AnsweredTwice,
    /// It was answered with success, and another one of its group was not.
    GroupFailed,
    /// The `$batch` request with the part failed.
    Failed(std::sync::Arc<Error>),
    /// A `$batch` request before it failed.
    NotSent(std::sync::Arc<Error>),
}

pub(super) fn failure(source: azure_core::Error, in_doubt: bool, client_request_id: String) -> Error {
    Error::Transport(TransportError { source, in_doubt, client_request_id })
}

/// The header by which a service's operators find a request that was sent.
pub(super) const CLIENT_REQUEST_ID: &str = "client-request-id";

fn client_request_id(request: &Request) -> Option<String> {
    request.headers().get_optional_string(&CLIENT_REQUEST_ID.into())
}

/// Without a URL that lets in whoever knows it: the transport's messages quote it.
pub(super) fn without_url(error: Error, url: &Url) -> Error {
    let Error::Transport(TransportError { source, in_doubt, client_request_id }) = error else { return error };
    let secret = url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
    let message = causes(&source);
    let message = if secret == "/" { message } else { message.replace(&secret, "/REDACTED") };
    failure(azure_core::Error::with_message(source.kind().clone(), message), in_doubt, client_request_id)
}

/// The service refused, or redirects.
pub(super) fn refusal(request: &Request, response: &RawResponse, in_doubt: bool) -> Error {
    if let Some(redirect) = Redirect::new(request, response, in_doubt) {
        return Error::Redirect(Box::new(redirect));
    }
    Error::Service(Box::new(ServiceError::new(request, response, in_doubt)))
}

/// A long running operation that failed, as its monitor says in a response that succeeded.
pub(super) fn failed_operation(request: &Request, response: &RawResponse, state: &str) -> Error {
    let mut error = ServiceError::new(request, response, false);
    if error.code.is_empty() {
        error.message = format!("the operation ended: {state}");
    }
    Error::Service(Box::new(error))
}

/// The service accepted, with a body that cannot be read; `read` says why of the body without the token, since the error
/// quotes what it found.
pub(super) fn unreadable(request: &Request, response: &RawResponse, read: impl FnOnce(&[u8]) -> ReadError) -> Error {
    let body = without_token(request, response.body());
    let source = std::sync::Arc::new(read(&body));
    Error::UnreadableBody(Box::new(UnreadableBody {
        status: response.status().into(),
        body,
        request_id: response.headers().get_optional_string(&"request-id".into()),
        client_request_id: client_request_id(request),
        source,
    }))
}

/// Some proxies echo the request; an error must not carry the token into a log.
fn without_token(request: &Request, body: &[u8]) -> Vec<u8> {
    let header = request.headers().get_optional_str(&"authorization".into()).unwrap_or_default();
    let token = header.strip_prefix("Bearer ").unwrap_or(header);
    match std::str::from_utf8(body) {
        Ok(text) if !token.is_empty() && text.contains(token) => text.replace(token, "REDACTED").into_bytes(),
        _ => body.to_vec(),
    }
}
