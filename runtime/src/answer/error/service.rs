//! What a service refuses with.

use std::{fmt, time::Duration};

use http::{HeaderMap, StatusCode};
use serde_json::{Map, Value};

use super::{Error, shapes::Read, without_secrets};
use crate::answer::{Answer, challenge, header_text, retry_after};

/// The service refused (OData JSON Format 4.01, section 21.1).
#[derive(Clone)]
#[non_exhaustive]
pub struct ServiceError {
    /// The status, 400 to 599 as a rule.
    pub status: u16,
    /// The service's code, in whatever shape its errors are: OData's of all versions, OAuth's, problems (RFC 9457), those of
    /// gateways. Empty if there is none.
    pub code: String,
    /// The service's message. If the body is not JSON, it is the text as it is, cut to a thousand bytes, or the title of a page of
    /// HTML; if there is none, what came instead.
    pub message: String,
    /// What the error is about.
    pub target: Option<String>,
    /// Further errors.
    pub details: Vec<ErrorDetail>,
    /// What only the service's operators understand, with the ids by which they find the request.
    pub inner_error: Option<InnerError>,
    /// What else the body has, control information and annotations: Redfish's `@Message.ExtendedInfo`, say. What has another type than
    /// the standard wants, an object as the code, is here too. Of inner errors, [`InnerError::raw`] has all.
    pub additional: Map<String, Value>,
    /// The id by which the service's operators find the request, from the body or the headers.
    pub request_id: Option<String>,
    /// The header `client-request-id` of the request, which they know too.
    pub client_request_id: Option<String>,
    /// The response's headers.
    pub headers: HeaderMap,
    /// The body as it came.
    pub body: Vec<u8>,
    pub(crate) in_doubt: bool,
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
    /// What else there is, annotations such as SAP's `@Common.longtextUrl`, say.
    pub additional: Map<String, Value>,
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
    pub(super) fn new(raw: Map<String, Value>) -> Self {
        let text = |name: &str| raw.get(name)?.as_str().map(str::to_owned);
        let (request_id, client_request_id, date) = (text("request-id"), text("client-request-id"), text("date"));
        Self { request_id, client_request_id, date, raw }
    }
}

impl ServiceError {
    pub(crate) fn new(answer: &Answer) -> Self {
        let mut error = Self::read(answer);
        if error.code.is_empty() && error.message.is_empty() {
            error.message = match (error.body.len(), header_text(&error.headers, "content-type")) {
                (0, _) => String::from("the response has no body"),
                (length, Some(media_type)) => format!("{length} bytes of {media_type} and no OData error"),
                (length, None) => format!("{length} bytes and no OData error"),
            };
        }
        error
    }

    /// Takes what is there: a part of another form than the standard's must not hide the rest.
    fn read(answer: &Answer) -> Self {
        let headers = answer.response.headers();
        let header = |name: &str| header_text(headers, name).map(str::to_owned);
        let body = without_secrets(answer);
        let Read { main, details, inner } =
            Read::new(&body, &header("content-type").unwrap_or_default().to_ascii_lowercase());
        let request_id = inner.as_ref().and_then(|inner| inner.request_id.clone());
        Self {
            status: answer.status().as_u16(),
            code: main.code,
            message: main.message,
            target: main.target,
            details,
            inner_error: inner,
            additional: main.additional,
            request_id: request_id.or_else(|| header("request-id")).or_else(|| header("x-ms-request-id")),
            client_request_id: answer.sent.client_request_id.clone(),
            headers: headers.clone(),
            body,
            in_doubt: answer.in_doubt,
        }
    }

    /// The claims that a token has to have before the service takes it, as the JSON that a request for a token takes: a 401
    /// that is a claims challenge of Entra ID. `SignIn::token_with_claims` answers it by itself.
    #[must_use]
    pub fn claims(&self) -> Option<String> {
        challenge::claims(&self.headers).filter(|_| self.status == StatusCode::UNAUTHORIZED.as_u16())
    }

    /// The header `Location`: with a 410 to a delta link, where all changes start anew.
    #[must_use]
    pub fn location(&self) -> Option<&str> {
        header_text(&self.headers, "location")
    }

    /// How long the service asks to be left alone, by `Retry-After` or a header of Azure's services. A client waits that long
    /// by itself and tries again, up to a [limit](crate::requests::Limits::wait).
    #[must_use]
    pub fn wait(&self) -> Option<Duration> {
        retry_after(&self.headers)
    }

    /// The header `Retry-After` as the service wrote it: seconds, or a date.
    #[must_use]
    pub fn retry_after(&self) -> Option<&str> {
        header_text(&self.headers, "retry-after")
    }
}

impl fmt::Display for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the service answered {}", self.status)?;
        if !self.code.is_empty() {
            write!(f, " {}", self.code)?;
        }
        if !self.message.is_empty() {
            write!(f, ": {}", self.message)?;
        }
        for detail in &self.details {
            let (code, message) = (detail.code.as_str(), detail.message.as_str());
            write!(f, "; {code}{}{message}", if code.is_empty() || message.is_empty() { "" } else { ": " })?;
        }
        if let Some(wait) = self.wait().filter(|wait| !wait.is_zero()) {
            write!(f, "; it asks for a wait of {} s", wait.as_secs_f64().ceil())?;
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
            .field("additional", &self.additional)
            .field("request_id", &self.request_id)
            .field("client_request_id", &self.client_request_id)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}

/// A long running operation that failed, as its monitor says in a response that succeeded.
pub(crate) fn failed_operation(answer: &Answer, state: &str) -> Error {
    let mut error = ServiceError::read(answer);
    if error.code.is_empty() {
        let said = if error.message.is_empty() { String::new() } else { format!(": {}", error.message) };
        error.message = format!("the operation ended: {state}{said}");
    }
    Error::Service(Box::new(error))
}
