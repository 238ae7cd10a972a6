//! What sends requests, as the rest sees it.

use async_trait::async_trait;
use bytes::Bytes;
use http::Request;

use super::Effect;
use crate::answer::{Answer, Error, Expected};

/// What traces show in place of a link that the service gave: it may contain keys, or be pre-authenticated.
pub(crate) const LINK: &str = "{link}";

/// What sends requests.
#[async_trait]
pub(crate) trait Transport: Send + Sync {
    /// Sends a request.
    ///
    /// # Errors
    ///
    /// [`Error::Transport`], [`Error::Limit`].
    async fn send(&self, request: &Request<Bytes>, about: About<'_>) -> Result<Answer, Error>;

    /// Ends what the sign-in began, if it began anything.
    ///
    /// # Errors
    ///
    /// Those of a request.
    async fn sign_out(&self) -> Result<(), Error>;
}

/// What a transport has to know of a request beside the request.
#[derive(Clone, Copy)]
pub(crate) struct About<'a> {
    pub effect: Effect,
    pub expected: Expected,
    /// The path as traces have it.
    pub template: &'a str,
    /// Whether it goes to the service with a token, and not to a pre-authenticated link without one.
    pub is_signed: bool,
}
