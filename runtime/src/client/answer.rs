//! What came of a request, before it has a type.

use azure_core::http::{RawResponse, Request, StatusCode, Url, headers::Headers};

use super::{Client, Error, Response, error, read_body::is_null};
use crate::json::ReadError;

/// A response, and what the tries before it leave open.
pub(super) struct Answer {
    pub response: RawResponse,
    /// Whether the request may have been applied, even if the response refuses it.
    pub in_doubt: bool,
}

impl Answer {
    /// An answer that leaves nothing open.
    pub(super) fn plain(response: RawResponse) -> Self {
        Self { response, in_doubt: false }
    }

    /// Sorts a response into value and error.
    pub(super) fn read<T>(
        self,
        client: Client,
        request: &Request,
        read: fn(&[u8]) -> Result<Option<T>, ReadError>,
    ) -> Result<Response<T>, Error> {
        let Self { response, in_doubt } = self;
        if !response.status().is_success() {
            return Err(error::refusal(request, &response, in_doubt));
        }
        match read(response.body()) {
            Ok(value) => Ok(Response::new(client, response, value)),
            // What is accepted and not done yet has no result: its body is about something else, how far it is, say.
            Err(_) if response.status() == StatusCode::Accepted => {
                let nothing = read(&[]).unwrap_or_default();
                Ok(Response::new(client, response, nothing))
            }
            Err(error) => Err(error::unreadable(request, &response, |body| read(body).err().unwrap_or(error))),
        }
    }
}

/// A request as it was sent, and its response, not yet read.
///
/// It has no type of result: a future that reads at its very end holds no value of that type, so that nothing has to prove
/// for each of thousands of types that it can be sent to another thread.
pub(super) struct Exchange {
    pub client: Client,
    pub request: Request,
    pub answer: Answer,
}

impl Exchange {
    /// The headers of an answer by which the service says that it has done what was asked, and nothing else.
    pub(super) fn done_without_a_body(&self) -> Option<Headers> {
        let response = &self.answer.response;
        // What is only accepted is not done yet.
        let is_done = response.status().is_success() && response.status() != StatusCode::Accepted;
        (is_done && is_null(response.body())).then(|| response.headers().clone())
    }

    pub(super) fn status(&self) -> u16 {
        self.answer.response.status().into()
    }

    /// Where the request went.
    pub(super) fn url(&self) -> &Url {
        self.request.url()
    }

    pub(super) fn read<T>(self, read: fn(&[u8]) -> Result<Option<T>, ReadError>) -> Result<Response<T>, Error> {
        self.answer.read(self.client, &self.request, read)
    }
}
