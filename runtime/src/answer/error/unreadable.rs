//! A body that is not what its schema says.

use std::{fmt, sync::Arc};

use super::{Error, without_secrets};
use crate::answer::{Answer, header_text};
use crate::json::ReadError;

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
    pub(crate) source: Arc<ReadError>,
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

/// The service accepted, with a body that cannot be read; `read` says why of the body without secrets, since the error
/// quotes what it found.
pub(crate) fn unreadable(answer: &Answer, read: impl FnOnce(&[u8]) -> ReadError) -> Error {
    let body = without_secrets(answer);
    let source = Arc::new(read(&body));
    Error::UnreadableBody(Box::new(UnreadableBody {
        status: answer.status().as_u16(),
        body,
        request_id: header_text(answer.response.headers(), "request-id").map(str::to_owned),
        client_request_id: answer.sent.client_request_id.clone(),
        source,
    }))
}
