//! A change that was made, and an entity that could not be read.

use std::fmt;

use http::HeaderMap;

use super::Error;
use crate::answer::header_text;

/// The change was made, or the entity created, and the entity could not be read.
///
/// The service accepted without answering with the entity, and the `GET` that was to read it failed.
#[derive(Debug)]
#[non_exhaustive]
pub struct ReadBackError {
    /// The status of the change or creation, 204, say.
    pub status: u16,
    /// The headers of its response.
    pub headers: HeaderMap,
    pub(crate) is_creation: bool,
    pub(crate) source: Box<Error>,
}

impl ReadBackError {
    /// Why the entity could not be read.
    #[must_use]
    pub fn read_error(&self) -> &Error {
        &self.source
    }

    /// The header `ETag` of the change or creation.
    #[must_use]
    pub fn etag(&self) -> Option<&str> {
        header_text(&self.headers, "etag")
    }

    /// The header `Location` of the change or creation: where the entity is that was created.
    #[must_use]
    pub fn location(&self) -> Option<&str> {
        header_text(&self.headers, "location")
    }
}

impl fmt::Display for ReadBackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let done = if self.is_creation { "the entity was created" } else { "the change was made" };
        write!(f, "{done} (the service answered {}), but the entity could not be read: {}", self.status, self.source)
    }
}
