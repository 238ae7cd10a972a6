//! What sends requests, as the rest sees it.

use std::time::Duration;

use async_trait::async_trait;

use super::{Outgoing, Service};
use crate::answer::{Answer, Error};

/// What sends requests.
#[async_trait]
pub(crate) trait Sender: Send + Sync {
    /// Sends a request, and reads its answer within the limits of the service.
    ///
    /// # Errors
    ///
    /// [`Error::Transport`], [`Error::Limit`].
    async fn send(&self, request: &Outgoing, service: &Service) -> Result<Answer, Error>;

    /// Ends what the sign-in began, if it began anything.
    ///
    /// # Errors
    ///
    /// Those of a request.
    async fn sign_out(&self, service: &Service) -> Result<(), Error>;

    /// Waits, on whatever runs the program's futures.
    async fn sleep(&self, time: Duration);
}
