//! What came of a request, before it has a type.

use std::sync::Arc;

use bytes::Bytes;
use http::{
    HeaderMap, HeaderName, Method, Request, StatusCode, Uri,
    header::{ACCEPT, ACCEPT_ENCODING, IF_RANGE, RANGE},
};

use super::{Error, Secrets, error};
use crate::json::{Deviation, ReadError, read_tolerantly};

/// A response, and what is known of the request that it answers.
#[derive(Clone)]
pub(crate) struct Answer {
    pub response: http::Response<Bytes>,
    /// Whether the request may have been applied, even if the response refuses it.
    pub in_doubt: bool,
    pub sent: Arc<Sent>,
}

/// The headers that say which form and which part of a content is wanted, and nothing of who wants it.
const WANTED: [HeaderName; 4] = [ACCEPT, ACCEPT_ENCODING, RANGE, IF_RANGE];

/// What errors need to know of a request that was sent.
#[derive(Clone)]
pub(crate) struct Sent {
    pub method: Method,
    pub uri: Uri,
    /// Its headers, without those that what sends it adds.
    pub headers: HeaderMap,
    /// The header by which the service's operators find the request.
    pub client_request_id: Option<String>,
    /// What it was signed in with.
    pub secrets: Arc<Secrets>,
}

impl Sent {
    pub(crate) fn new<B>(request: &Request<B>, client_request_id: Option<String>, secrets: Arc<Secrets>) -> Self {
        let (method, uri, headers) = (request.method().clone(), request.uri().clone(), request.headers().clone());
        Self { method, uri, headers, client_request_id, secrets }
    }

    /// Of a part of what was sent.
    pub(crate) fn of_part(&self, method: &str, uri: Uri, headers: HeaderMap) -> Self {
        let method = Method::from_bytes(method.as_bytes()).unwrap_or_default();
        Self { method, uri, headers, ..self.clone() }
    }

    /// Those of the headers that go along to where a redirect leads.
    pub(crate) fn wanted(&self) -> HeaderMap {
        WANTED.into_iter().filter_map(|name| Some((name.clone(), self.headers.get(name)?.clone()))).collect()
    }
}

/// A response of its parts.
pub(crate) fn response(status: StatusCode, headers: HeaderMap, body: impl Into<Bytes>) -> http::Response<Bytes> {
    let mut response = http::Response::new(body.into());
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

impl Answer {
    pub(crate) fn status(&self) -> StatusCode {
        self.response.status()
    }

    pub(crate) fn body(&self) -> &[u8] {
        self.response.body()
    }

    /// With another response, which the body of this one holds, say; it leaves nothing open.
    pub(crate) fn with_response(&self, response: http::Response<Bytes>) -> Self {
        Self { response, in_doubt: false, sent: Arc::clone(&self.sent) }
    }

    /// # Errors
    ///
    /// The service refused, or redirects.
    pub(crate) fn check(&self) -> Result<(), Error> {
        if self.status().is_success() { Ok(()) } else { Err(error::refusal(self)) }
    }

    /// Whether the result will be where a header leads, and the body says how far the service is.
    fn leads_on(&self) -> bool {
        let mut names = ["location", "operation-location"].iter();
        self.status() == StatusCode::ACCEPTED && names.any(|name| self.response.headers().contains_key(*name))
    }

    /// Reads what the protocol itself says: an object of it that is not whole is of no use.
    pub(crate) fn read<T>(self, read: ReadFn<T>) -> Result<(http::Response<Bytes>, Option<T>), Error> {
        self.receive(read, Reading::Strict).map(|received| (received.raw, received.value))
    }

    /// Sorts a response into value and error.
    pub(crate) fn receive<T>(self, read: ReadFn<T>, reading: Reading) -> Result<Received<T>, Error> {
        self.check()?;
        // What is accepted and not done yet has no result: its body is about something else, how far it is, say.
        if self.status() == StatusCode::ACCEPTED && self.sent.method == Method::GET {
            return Ok(Received { raw: self.response, value: None, deviations: Vec::new() });
        }
        let body = if self.leads_on() { &[] } else { self.body() };
        let result = match reading {
            Reading::Strict => read(body).map(|value| (value, Vec::new())),
            Reading::Tolerant => read_tolerantly(|| read(body)),
        };
        match result {
            Ok((value, deviations)) => {
                #[cfg(feature = "client")]
                super::deviations::trace(&self.sent, &deviations);
                Ok(Received { raw: self.response, value, deviations })
            }
            Err(_) if self.status() == StatusCode::ACCEPTED => {
                let value = read(&[]).unwrap_or_default();
                Ok(Received { raw: self.response, value, deviations: Vec::new() })
            }
            Err(error) => Err(error::unreadable(&self, |body| read(body).err().unwrap_or(error))),
        }
    }
}

/// Reads a body strictly; `None` if it is no value.
pub(crate) type ReadFn<T> = fn(&[u8]) -> Result<Option<T>, ReadError>;

/// What becomes of a value that does not fit its property.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Reading {
    /// It is set aside.
    #[default]
    Tolerant,
    /// It is an error.
    Strict,
}

/// An answer that was read.
pub(crate) struct Received<T> {
    pub raw: http::Response<Bytes>,
    pub value: Option<T>,
    pub deviations: Vec<Deviation>,
}
