//! No answer.

use std::fmt;

use http::Uri;

use super::Error;

/// The sign-in failed, or no answer came.
#[derive(Debug)]
pub struct TransportError {
    pub(crate) source: azure_core::Error,
    in_doubt: bool,
    client_request_id: String,
}

impl TransportError {
    /// The header `client-request-id` of the request, by which the service's operators find what arrived of it.
    #[must_use]
    pub fn client_request_id(&self) -> &str {
        &self.client_request_id
    }

    /// Whether the sign-in failed: the credential gave no token, or the service no session. Then the request was not sent, or
    /// refused with 401 or 403 before.
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
        let what = if self.is_credential() { "the sign-in failed" } else { "no answer from the service" };
        write!(f, "{what}: {}", causes(&self.source))?;
        if self.in_doubt { f.write_str(" (it may have been applied)") } else { Ok(()) }
    }
}

/// What an error says, and what the errors say that it stems from.
pub(crate) fn causes(error: &dyn std::error::Error) -> String {
    std::iter::successors(Some(error), |error| error.source()).map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

pub(crate) fn failure(source: azure_core::Error, in_doubt: bool, client_request_id: String) -> Error {
    Error::Transport(TransportError { source, in_doubt, client_request_id })
}

/// The header by which a service's operators find a request that was sent.
pub(crate) const CLIENT_REQUEST_ID: &str = "client-request-id";

/// Removes a pre-authenticated URL from the error: the transport's messages quote it.
pub(crate) fn without_uri(error: Error, uri: &Uri) -> Error {
    let Error::Transport(TransportError { source, in_doubt, client_request_id }) = error else { return error };
    let secret = uri.path_and_query().map_or("/", |secret| secret.as_str());
    let message = causes(&source);
    let message = if secret == "/" { message } else { message.replace(secret, "/REDACTED") };
    failure(azure_core::Error::with_message(source.kind().clone(), message), in_doubt, client_request_id)
}
