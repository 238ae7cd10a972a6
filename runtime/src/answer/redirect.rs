//! A service that sends a request elsewhere.

use std::fmt;

use http::{HeaderMap, Method, StatusCode, Uri};

use super::{Answer, header_text};
use crate::uri::link;

/// The service redirects (RFC 9110, section 15.4). No redirect is followed by itself: the token is for the service's own host,
/// and a change is for the resource that the program named. Where content is elsewhere,
/// `Download::follow_redirect` of a client goes there, and [`request`](Self::request) is for a program that sends requests by
/// itself.
#[derive(Clone)]
#[non_exhaustive]
pub struct Redirect {
    /// The status: 301, 302, 303, 307 or 308.
    pub status: u16,
    /// The response's headers.
    pub headers: HeaderMap,
    location: String,
    origin: String,
    target: Option<Uri>,
    /// The headers that go along.
    pub(crate) wanted: HeaderMap,
    pub(crate) in_doubt: bool,
}

impl Redirect {
    pub(crate) fn new(answer: &Answer) -> Option<Self> {
        let redirects = matches!(
            answer.status(),
            StatusCode::MOVED_PERMANENTLY
                | StatusCode::FOUND
                | StatusCode::SEE_OTHER
                | StatusCode::TEMPORARY_REDIRECT
                | StatusCode::PERMANENT_REDIRECT
        );
        let headers = answer.response.headers();
        let location = header_text(headers, "location").filter(|_| redirects)?.to_owned();
        let target = link::resolve(&answer.sent.uri, &location);
        let origin = target.as_ref().map(link::origin);
        let origin = origin.unwrap_or_else(|| String::from("what is no https URL"));
        let target = target.filter(|_| leads_to_content(answer.status(), &answer.sent.method));
        let (status, headers) = (answer.status().as_u16(), headers.clone());
        let wanted = answer.sent.wanted();
        Some(Self { status, headers, location, origin, target, wanted, in_doubt: answer.in_doubt })
    }

    /// Where a `GET` may read what was asked for.
    pub(crate) fn target(&self) -> Option<&Uri> {
        self.target.as_ref()
    }

    /// The header `Location` as the service wrote it. It may let in whoever knows it, as that of the content of a Graph
    /// `driveItem` does: do not log it, and send no token to it.
    #[must_use]
    pub fn location(&self) -> &str {
        &self.location
    }
}

/// Whether what was asked for may be read by a `GET` from where the redirect leads. A 303 says so of every request; the others
/// want the same request again, which for a change is not the client's decision. A 301 says that the service's own URLs are out
/// of date.
fn leads_to_content(status: StatusCode, method: &Method) -> bool {
    match status {
        StatusCode::SEE_OTHER => true,
        StatusCode::FOUND | StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => method == Method::GET,
        _ => false,
    }
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
