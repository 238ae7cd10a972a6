//! What sends requests, as the rest sees it.

use std::time::Duration;

use async_trait::async_trait;

use super::Outgoing;
use crate::answer::{Answer, Error, Limits};

/// What sends requests.
#[async_trait]
pub(crate) trait Sender: Send + Sync {
    /// Sends a request, and reads its answer within limits.
    ///
    /// # Errors
    ///
    /// [`Error::Transport`], [`Error::Limit`].
    async fn send(&self, request: &Outgoing, limits: &Limits) -> Result<Answer, Error>;

    /// Waits, on whatever runs the program's futures.
    async fn sleep(&self, time: Duration);
}
