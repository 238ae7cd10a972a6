//! Deleting an entity.

use super::{
    Draft, Prepared, Request,
    options::{http_request, request_options},
};
use crate::answer::{Error, Ignored};

/// Deletes an entity.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Delete(Draft);

impl Delete {
    pub(crate) fn new(draft: Draft) -> Self {
        Self(draft)
    }

    fn map_draft(self, change: impl FnOnce(Draft) -> Draft) -> Self {
        Self(change(self.0))
    }

    request_options!();

    /// Sends the header `If-Match`: the service refuses with 412 if the entity is no longer that of the `ETag`.
    pub fn if_match(self, etag: &str) -> Self {
        self.header("if-match", etag)
    }

    /// The request as data.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`].
    pub fn into_request(self) -> Result<Request<Ignored>, Error> {
        self.0.build(None)
    }

    http_request!(Ignored);
}
