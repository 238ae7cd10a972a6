//! What the mock answers.

use std::time::Duration;

use azure_core::{
    error::ErrorKind,
    http::{AsyncRawResponse, StatusCode, headers::Headers},
};
use bytes::Bytes;
use serde::Serialize;
use serde_json::json;

use crate::transport::sleep;

/// What a [`MockService`](super::mock::MockService) answers to a request.
#[derive(Clone, Debug)]
pub struct Answer {
    outcome: Outcome,
    delay: Duration,
}

#[derive(Clone, Debug)]
enum Outcome {
    Response { status: StatusCode, headers: Headers, body: Result<Vec<u8>, String> },
    Broken,
    NoConnection,
}

impl Answer {
    /// JSON: a model, or what `serde_json::json!` makes.
    #[must_use]
    pub fn json(status: u16, body: &impl Serialize) -> Self {
        let body = serde_json::to_vec(body).map_err(|error| error.to_string());
        Self::response(status, body).header("content-type", "application/json")
    }

    /// Any bytes; none for an answer without a body.
    #[must_use]
    pub fn bytes(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::response(status, Ok(body.into()))
    }

    /// 429, with the seconds after which the service may be asked again; a part of a second counts as one.
    #[must_use]
    pub fn throttled(retry_after: Duration) -> Self {
        let seconds = retry_after.as_secs().saturating_add(u64::from(retry_after.subsec_nanos() > 0));
        let error = json!({"error": {"code": "TooManyRequests", "message": "Too many requests."}});
        Self::json(429, &error).header("retry-after", seconds.to_string())
    }

    /// None: the connection breaks once the request is sent, so that a change may have been applied.
    #[must_use]
    pub fn broken() -> Self {
        Self::new(Outcome::Broken)
    }

    /// None: there is no connection, so that nothing was sent.
    #[must_use]
    pub fn no_connection() -> Self {
        Self::new(Outcome::NoConnection)
    }

    fn response(status: u16, body: Result<Vec<u8>, String>) -> Self {
        Self::new(Outcome::Response { status: status.into(), headers: Headers::new(), body })
    }

    fn new(outcome: Outcome) -> Self {
        Self { outcome, delay: Duration::ZERO }
    }

    /// With a header, if it is an answer at all.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        if let Outcome::Response { headers, .. } = &mut self.outcome {
            headers.insert(name, value.into());
        }
        self
    }

    /// After a wait, which really passes; `Limits::response_time` counts it.
    #[must_use]
    pub fn delay(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    pub(super) async fn give(self) -> azure_core::Result<AsyncRawResponse> {
        // A timer of no time would still give way to other tasks, and need a runtime.
        if !self.delay.is_zero() {
            sleep(self.delay).await;
        }
        let error = azure_core::Error::with_message::<String>;
        match self.outcome {
            Outcome::Response { status, headers, body } => {
                let body = body.map_err(|message| error(ErrorKind::DataConversion, message))?;
                Ok(AsyncRawResponse::from_bytes(status, headers, Bytes::from(body)))
            }
            Outcome::Broken => Err(error(ErrorKind::Io, String::from("the mock service broke the connection"))),
            Outcome::NoConnection => {
                Err(error(ErrorKind::Connection, String::from("the mock service takes no connection")))
            }
        }
    }
}
