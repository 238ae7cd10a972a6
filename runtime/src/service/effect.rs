//! What may be sent twice.

use http::{Method, StatusCode};

/// What it does to send a request once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Effect {
    /// Nothing, as before.
    None,
    /// What it did before (RFC 9110, section 9.2.2). A `PATCH` gives values, not steps.
    Same,
    /// More than before: another entity, another call.
    More,
}

impl Effect {
    pub(crate) fn of(method: &Method) -> Self {
        match *method {
            Method::GET | Method::HEAD => Self::None,
            Method::DELETE | Method::PATCH | Method::PUT => Self::Same,
            _ => Self::More,
        }
    }

    /// Whether the request may have been applied though the answer has that status. 429 and 503 say that it was not.
    pub(crate) fn may_follow(self, status: StatusCode) -> bool {
        let open = matches!(
            status,
            StatusCode::REQUEST_TIMEOUT
                | StatusCode::INTERNAL_SERVER_ERROR
                | StatusCode::BAD_GATEWAY
                | StatusCode::GATEWAY_TIMEOUT
        );
        open && self.is_change()
    }

    pub(crate) fn is_change(self) -> bool {
        self != Self::None
    }
}
