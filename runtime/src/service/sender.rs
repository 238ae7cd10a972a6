//! What sends requests, as the rest sees it.

use std::{pin::Pin, time::Duration};

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::Stream;

use super::{Outgoing, Service};
use crate::answer::{Answer, Error};

/// A content as it comes.
pub(crate) type ContentBody = Pin<Box<dyn Stream<Item = Result<Bytes, Error>> + Send>>;

/// An answer whose content is still on its way.
pub(crate) struct Incoming {
    /// Without a body, unless it is a refusal.
    pub answer: Answer,
    pub body: ContentBody,
}

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

    /// Sends a request, and leaves the content of its answer to be read, which the limit of time is for, and that of size not.
    ///
    /// # Errors
    ///
    /// As of [`send`](Self::send).
    async fn open(&self, request: &Outgoing, service: &Service) -> Result<Incoming, Error>;

    /// Waits, on whatever runs the program's futures.
    async fn sleep(&self, time: Duration);
}
