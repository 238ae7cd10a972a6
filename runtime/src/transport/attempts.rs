//! What may be sent twice, and whether a request that failed may have been applied.
//!
//! The retries of `azure_core` send every request again, whatever its method, after a connection that broke and after the
//! statuses 408, 429, 500, 502, 503 and 504. That is right for what does the same twice, and adds a second entity where
//! the first `POST` was applied and only its answer was lost.

use std::{
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use azure_core::{
    error::ErrorKind,
    http::{
        Context, RawResponse, Request,
        policies::{Policy, PolicyResult},
    },
};
use http::StatusCode;

use super::{azure, pass::pass};
use crate::answer::{Error, Limit, LimitError, TransportError, retry_after};
use crate::service::Effect;

/// The attempts of one request, for the policy to see all of them.
#[derive(Debug)]
pub(super) struct Attempts {
    effect: Effect,
    client_request_id: String,
    max_wait: Duration,
    in_doubt: AtomicBool,
    /// Whether the last attempt came to nothing because the sign-in failed.
    is_unsigned: AtomicBool,
    /// The answer after which there must be no other try.
    last: OnceLock<RawResponse>,
    /// The limit that an answer went beyond, after which there is no other try.
    exceeded: OnceLock<Limit>,
}

impl Attempts {
    pub(super) fn new(effect: Effect, client_request_id: String, max_wait: Duration) -> Arc<Self> {
        Arc::new(Self {
            effect,
            client_request_id,
            max_wait,
            in_doubt: AtomicBool::new(false),
            is_unsigned: AtomicBool::new(false),
            last: OnceLock::new(),
            exceeded: OnceLock::new(),
        })
    }

    pub(super) fn exceed(&self, limit: Limit) {
        let _ = self.exceeded.set(limit);
    }

    pub(super) fn fail_to_sign_in(&self) {
        self.is_unsigned.store(true, Ordering::Relaxed);
    }

    /// Takes note of an attempt, and makes it the last one if another could apply the request twice, or if the service asks for a
    /// longer wait than the limit.
    async fn note(&self, result: PolicyResult) -> PolicyResult {
        self.is_unsigned.store(false, Ordering::Relaxed);
        let is_in_doubt = may_have_followed(self.effect, &result);
        self.in_doubt.fetch_or(is_in_doubt, Ordering::Relaxed);
        let stop = if is_in_doubt && self.effect == Effect::More {
            "it is not sent again, because it may have been applied"
        } else if self.is_put_off_for_long(&result) {
            "it is not sent again, because the service asks for a long wait"
        } else {
            return result;
        };
        // An error of this kind is one that the retries do not touch.
        match result {
            Ok(response) => {
                let _ = self.last.set(response.try_into_raw_response().await?);
                Err(azure_core::Error::with_message(ErrorKind::Other, stop))
            }
            Err(error) => Err(azure_core::Error::with_error(ErrorKind::Other, error, stop)),
        }
    }

    fn is_put_off_for_long(&self, result: &PolicyResult) -> bool {
        let Ok(response) = result else { return false };
        let wait = || retry_after(&azure::headers(response.headers()));
        let status = u16::from(response.status());
        // A sign-in that is refused is renewed at once.
        status >= 400 && ![401, 403].contains(&status) && wait().is_some_and(|wait| wait > self.max_wait)
    }

    /// What the caller is told, after the last attempt: the response, and whether the request may have been applied even if the
    /// response refuses it.
    pub(super) fn conclude(&self, result: azure_core::Result<RawResponse>) -> Result<(RawResponse, bool), Error> {
        let in_doubt = self.in_doubt.load(Ordering::Relaxed);
        match (result, self.last.get().filter(|_| self.exceeded.get().is_none())) {
            (Ok(response), _) => Ok((response, in_doubt)),
            (Err(_), Some(response)) => Ok((response.clone(), in_doubt)),
            (Err(source), None) => Err(self.failure(source)),
        }
    }

    /// What the caller is told of an answer, or of the content of one, that did not come.
    pub(super) fn failure(&self, source: azure_core::Error) -> Error {
        let (in_doubt, client_request_id) =
            (self.in_doubt.load(Ordering::Relaxed), Some(self.client_request_id.clone()));
        if let Some(&limit) = self.exceeded.get() {
            return Error::Limit(LimitError { limit, in_doubt, client_request_id });
        }
        let is_credential = self.is_unsigned.load(Ordering::Relaxed) || matches!(source.kind(), ErrorKind::Credential);
        Error::Transport(TransportError { source: Box::new(source), is_credential, in_doubt, client_request_id })
    }
}

/// Notes each attempt in the [`Attempts`] of the context. It stands behind the policies that sign in: when those fail, nothing was
/// sent.
#[derive(Debug)]
pub(super) struct NoteAttempts;

#[async_trait]
impl Policy for NoteAttempts {
    async fn send(&self, context: &Context, request: &mut Request, next: &[Arc<dyn Policy>]) -> PolicyResult {
        let result = pass(context, request, next).await;
        match context.value::<Arc<Attempts>>() {
            Some(attempts) => attempts.note(result).await,
            None => result,
        }
    }
}

/// Whether the request may have been applied though this came of it.
fn may_have_followed(effect: Effect, result: &PolicyResult) -> bool {
    match result {
        Ok(response) => StatusCode::from_u16(response.status().into()).is_ok_and(|status| effect.may_follow(status)),
        // Without a connection or a token nothing was sent.
        Err(error) => effect.is_change() && !matches!(error.kind(), ErrorKind::Connection | ErrorKind::Credential),
    }
}
