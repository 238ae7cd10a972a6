//! Reading an entity.

use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use super::{
    Draft, Prepared, Request,
    options::{http_request, request_options, selection_options},
};
use crate::answer::Error;
use crate::uri::query::{Expansion, Selection, selected};

/// Reads an entity of type `M`, and answers with a `T`: the entity, or one of any type derived from it.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Get<T, M = T>(Draft, PhantomData<fn() -> (T, M)>);

impl<T, M> Get<T, M> {
    pub(crate) fn new(draft: Draft) -> Self {
        Self(draft, PhantomData)
    }

    fn map_draft(self, change: impl FnOnce(Draft) -> Draft) -> Self {
        Self(change(self.0), PhantomData)
    }

    request_options!();

    selection_options!();

    /// Sends the header `If-None-Match`: the service answers 304 if the entity is still that of the `ETag`.
    pub fn if_none_match(self, etag: &str) -> Self {
        self.header("if-none-match", etag)
    }

    /// The request as data.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`].
    pub fn into_request(self) -> Result<Request<T>, Error> {
        self.0.build(None)
    }

    /// Makes the result an `Option`: `None` if the path leads to null, to a navigation property without an entity, say
    /// (OData 4.01 Protocol, section 11.2.7). A path that leads nowhere is an error still, 404.
    pub fn optional(self) -> Get<Option<T>, M> {
        Get::new(self.0)
    }
}

impl<T: DeserializeOwned, M> Get<T, M> {
    http_request!(T);
}
