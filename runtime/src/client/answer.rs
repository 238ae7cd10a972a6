//! What came of a request, before it has a type.

use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, StatusCode, Uri};

use super::{Client, Error, Response, error, read_body::is_null};
use crate::json::ReadError;

/// A response, and what is known of the request that it answers.
#[derive(Clone)]
pub(super) struct Answer {
    pub response: http::Response<Bytes>,
    /// Whether the request may have been applied, even if the response refuses it.
    pub in_doubt: bool,
    pub sent: Arc<Sent>,
}

/// What errors need to know of a request that was sent.
pub(super) struct Sent {
    pub uri: Uri,
    /// The header by which the service's operators find the request.
    pub client_request_id: Option<String>,
    /// The header `Authorization`.
    pub authorization: Option<String>,
}

impl Answer {
    pub(super) fn status(&self) -> StatusCode {
        self.response.status()
    }

    pub(super) fn body(&self) -> &[u8] {
        self.response.body()
    }

    /// With another response, which the body of this one holds, say; it leaves nothing open.
    pub(super) fn with_response(&self, response: http::Response<Bytes>) -> Self {
        Self { response, in_doubt: false, sent: Arc::clone(&self.sent) }
    }

    /// Sorts a response into value and error.
    pub(super) fn read<T>(
        self,
        client: Client,
        read: fn(&[u8]) -> Result<Option<T>, ReadError>,
    ) -> Result<Response<T>, Error> {
        if !self.status().is_success() {
            return Err(error::refusal(&self));
        }
        match read(self.body()) {
            Ok(value) => Ok(Response::new(client, self.response, value)),
            // What is accepted and not done yet has no result: its body is about something else, how far it is, say.
            Err(_) if self.status() == StatusCode::ACCEPTED => {
                let nothing = read(&[]).unwrap_or_default();
                Ok(Response::new(client, self.response, nothing))
            }
            Err(error) => Err(error::unreadable(&self, |body| read(body).err().unwrap_or(error))),
        }
    }
}

/// An answer, not yet read, and the client that it came to.
///
/// It has no type of result: a future that reads at its very end holds no value of that type, so that nothing has to prove
/// for each of thousands of types that it can be sent to another thread.
pub(super) struct Exchange {
    pub client: Client,
    pub answer: Answer,
}

impl Exchange {
    /// The headers of an answer by which the service says that it has done what was asked, and nothing else.
    pub(super) fn done_without_a_body(&self) -> Option<HeaderMap> {
        // What is only accepted is not done yet.
        let is_done = self.answer.status().is_success() && self.answer.status() != StatusCode::ACCEPTED;
        (is_done && is_null(self.answer.body())).then(|| self.answer.response.headers().clone())
    }

    pub(super) fn status(&self) -> u16 {
        self.answer.status().as_u16()
    }

    /// Where the request went.
    pub(super) fn uri(&self) -> &Uri {
        &self.answer.sent.uri
    }

    pub(super) fn read<T>(self, read: fn(&[u8]) -> Result<Option<T>, ReadError>) -> Result<Response<T>, Error> {
        self.answer.read(self.client, read)
    }
}
