//! What came of a request, before it has a type.

use azure_core::http::{RawResponse, Request, StatusCode};

use super::{Client, Error, Response, error};
use crate::ReadError;

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
        read: fn(&[u8]) -> Result<T, ReadError>,
    ) -> Result<Response<T>, Error> {
        let Self { response, in_doubt } = self;
        if !response.status().is_success() {
            return Err(error::refusal(request, &response, in_doubt));
        }
        if response.body().is_empty() {
            return Ok(Response::new(client, response, None));
        }
        match read(response.body()) {
            Ok(value) => Ok(Response::new(client, response, Some(value))),
            // What is accepted and not done yet has no result: its body is about something else, how far it is, say.
            Err(_) if response.status() == StatusCode::Accepted => Ok(Response::new(client, response, None)),
            Err(error) => Err(error::unreadable(request, &response, |body| read(body).err().unwrap_or(error))),
        }
    }
}
