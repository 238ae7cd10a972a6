//! A request that is ready to be sent.

use std::{borrow::Cow, fmt, sync::Arc, time::Duration};

use bytes::Bytes;
use http::{Request, Response};

use super::Effect;
#[cfg(feature = "client")]
use super::Source;
use crate::answer::{
    Answer, CLIENT_REQUEST_ID, Error, Expected, LimitError, Limits, Secrets, Sent, TransportError, header_text,
};

/// What traces show in place of a link that the service gave: it may contain keys, or be pre-authenticated.
pub(crate) const LINK: &str = "{link}";

/// A request, and what has to be known to send it and to read its answer.
#[derive(Clone)]
#[cfg_attr(not(feature = "client"), expect(dead_code, reason = "some of it is for sending alone"))]
pub(crate) struct Outgoing {
    pub http: Request<Bytes>,
    pub effect: Effect,
    pub expected: Expected,
    /// The path as traces have it.
    pub template: Cow<'static, str>,
    /// The time that all attempts of it may take.
    pub timeout: Option<Duration>,
    /// Whether it goes to the service with a token, and not to a pre-authenticated link without one.
    pub is_signed: bool,
    /// The body, if it is not in memory.
    #[cfg(feature = "client")]
    pub source: Option<Source>,
}

impl Outgoing {
    /// A request to the service itself, which is answered with JSON.
    pub(crate) fn to_service(http: Request<Bytes>, effect: Effect, template: impl Into<Cow<'static, str>>) -> Self {
        Self {
            http,
            effect,
            expected: Expected::Value,
            template: template.into(),
            timeout: None,
            is_signed: true,
            #[cfg(feature = "client")]
            source: None,
        }
    }

    /// What is kept of a request to read its answer.
    pub(crate) fn asked(&self) -> Asked {
        let headers = self.http.headers();
        let client_request_id = header_text(headers, CLIENT_REQUEST_ID).map(str::to_owned);
        let secrets = Arc::new(Secrets::default());
        secrets.note_authorization(header_text(headers, "authorization").unwrap_or_default());
        let sent = Sent::new(&self.http, client_request_id, secrets);
        Asked { effect: self.effect, expected: self.expected, sent: Arc::new(sent) }
    }
}

/// What is known of a request that somebody else has sent.
#[derive(Clone)]
pub(crate) struct Asked {
    effect: Effect,
    expected: Expected,
    sent: Arc<Sent>,
}

impl fmt::Debug for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What was sent may hold secrets.
        f.debug_struct("Asked").field("effect", &self.effect).finish_non_exhaustive()
    }
}

impl Asked {
    /// The error if no answer came.
    pub(crate) fn unanswered(&self, source: Box<dyn std::error::Error + Send + Sync>) -> Error {
        let in_doubt = self.effect.is_change();
        Error::Transport(TransportError { source, is_credential: false, in_doubt, client_request_id: None })
    }

    /// The answer, if it is within the limits.
    ///
    /// # Errors
    ///
    /// [`Error::Limit`].
    pub(crate) fn answered(&self, limits: &Limits, response: Response<impl AsRef<[u8]>>) -> Result<Answer, Error> {
        let in_doubt = self.effect.may_follow(response.status());
        limits.of(self.expected).check(response.body().as_ref()).map_err(|limit| {
            let client_request_id = self.sent.client_request_id.clone();
            Error::Limit(LimitError { limit, in_doubt: self.effect.is_change(), client_request_id })
        })?;
        let response = response.map(|body| Bytes::copy_from_slice(body.as_ref()));
        Ok(Answer { response, in_doubt, sent: Arc::clone(&self.sent) })
    }
}
