//! No answer.

use std::{error::Error as StdError, fmt};

/// The sign-in failed, or no answer came.
#[derive(Debug)]
pub struct TransportError {
    pub(crate) source: Box<dyn StdError + Send + Sync>,
    pub(crate) is_credential: bool,
    pub(crate) in_doubt: bool,
    pub(crate) client_request_id: Option<String>,
}

impl TransportError {
    /// The header `client-request-id` of the request, by which the service's operators find what arrived of it.
    #[must_use]
    pub fn client_request_id(&self) -> Option<&str> {
        self.client_request_id.as_deref()
    }

    /// Whether the sign-in failed: the credential gave no token, or the service no session. Then the request was not sent, or
    /// refused with 401 or 403 before.
    #[must_use]
    pub fn is_credential(&self) -> bool {
        self.is_credential
    }

    /// Whether a change or call was sent, and may have been applied though no answer came. `false` if no attempt of it got as
    /// far as a connection, and for a request that reads.
    #[must_use]
    pub fn may_have_been_applied(&self) -> bool {
        self.in_doubt
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = if self.is_credential { "the sign-in failed" } else { "no answer from the service" };
        write!(f, "{what}: {}", causes(&*self.source))?;
        if self.in_doubt { f.write_str(" (it may have been applied)") } else { Ok(()) }
    }
}

/// What an error says, and what the errors say that it stems from.
pub(crate) fn causes(error: &(dyn StdError + 'static)) -> String {
    std::iter::successors(Some(error), |error| (*error).source())
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ")
}

/// The header by which a service's operators find a request that was sent.
pub(crate) const CLIENT_REQUEST_ID: &str = "client-request-id";

/// Removes a pre-authenticated URL from the error: the transport's messages quote it.
#[cfg(feature = "client")]
pub(crate) fn without_urls(error: super::Error) -> super::Error {
    let super::Error::Transport(failed) = error else { return error };
    let message = redact_urls(&causes(&*failed.source));
    super::Error::Transport(TransportError { source: message.into(), ..failed })
}

/// A message with the scheme and host of each URL alone. A transport may write a URL in another way than it was given, so that it
/// is not looked for as it is; it has no blank in any case.
#[cfg(feature = "client")]
fn redact_urls(message: &str) -> String {
    let redact = |word: &str| {
        let start = word.find("://")? + 3;
        let end = start + word.get(start..)?.find(['/', '?', '#'])?;
        Some(format!("{}/REDACTED", word.get(..end)?))
    };
    let words = message.split(' ').map(|word| redact(word).unwrap_or_else(|| word.to_owned()));
    words.collect::<Vec<_>>().join(" ")
}
