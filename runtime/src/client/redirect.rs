//! A service that sends a request elsewhere.

use std::fmt;

use azure_core::http::{RawResponse, Request, StatusCode, Url, headers::Headers};

/// The service redirects (RFC 9110, section 15.4). No redirect is followed: the token is for the service's own host, and
/// a change is for the resource that the program named.
#[derive(Clone)]
#[non_exhaustive]
pub struct Redirect {
    /// The status: 301, 302, 303, 307 or 308.
    pub status: u16,
    /// The response's headers.
    pub headers: Headers,
    location: String,
    origin: String,
    pub(super) in_doubt: bool,
}

impl Redirect {
    pub(super) fn new(request: &Request, response: &RawResponse, in_doubt: bool) -> Option<Self> {
        let redirects = matches!(
            response.status(),
            StatusCode::MovedPermanently
                | StatusCode::Found
                | StatusCode::SeeOther
                | StatusCode::TemporaryRedirect
                | StatusCode::PermanentRedirect
        );
        let location = response.headers().get_optional_str(&"location".into()).filter(|_| redirects)?.to_owned();
        let origin = request.url().join(&location).ok().as_ref().and_then(origin);
        let origin = origin.unwrap_or_else(|| String::from("what is no https URL"));
        Some(Self { status: response.status().into(), headers: response.headers().clone(), location, origin, in_doubt })
    }

    /// The header `Location` as the service wrote it. It may let in whoever knows it, as that of the content of a Graph
    /// `driveItem` does: do not log it, and send no token to it.
    #[must_use]
    pub fn location(&self) -> &str {
        &self.location
    }
}

/// Scheme, host and port, without what may be secret.
fn origin(url: &Url) -> Option<String> {
    url.has_host().then(|| url.origin().ascii_serialization())
}

impl fmt::Display for Redirect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { status, origin, .. } = self;
        write!(
            f,
            "the service answered {status}, a redirect to {origin}, which is not followed; nothing was sent there"
        )
    }
}

impl fmt::Debug for Redirect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { status, origin, .. } = self;
        f.debug_struct("Redirect").field("status", status).field("origin", origin).finish_non_exhaustive()
    }
}
