//! Streams: the value of a property, or the content of a media entity (OData 4.01 Protocol, sections 11.2.5, 11.4.7.2 and
//! 11.4.8.1).

use bytes::Bytes;
use http::Method;

use super::{Draft, Prepared, Request, Resource, options::request_options};
use crate::answer::{Content, Error, Expected, ReadBody};

/// Reads a stream: the value of a property, or the content of a media entity (OData 4.01 Protocol, section 11.2.5).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Download(Draft);

impl Download {
    pub(crate) fn new(draft: Draft) -> Self {
        Self(draft.with_expected(Expected::Stream))
    }

    fn map_draft(self, change: impl FnOnce(Draft) -> Draft) -> Self {
        Self(change(self.0))
    }

    request_options!();

    pub(crate) fn into_draft(self) -> Draft {
        self.0
    }

    /// The request as data.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`].
    pub fn into_request(self) -> Result<Request<Content>, Error> {
        self.0.build(None)
    }
}

impl Download {
    /// The request for the program's own HTTP client, and what reads its answer.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`].
    pub fn into_http(self) -> Result<Prepared<Content>, Error> {
        self.into_request().map(Request::into_http)
    }
}

/// What a stream is, if nothing is said.
const ANY: &str = "application/octet-stream";

/// Replaces a stream.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Upload {
    draft: Draft,
    content: Bytes,
}

impl Upload {
    fn new(draft: Draft, content: impl Into<Bytes>, media_type: &str) -> Self {
        let draft =
            draft.with_method(Method::PUT).with_expected(Expected::Value).with_header("content-type", media_type);
        Self { draft, content: content.into() }
    }

    fn map_draft(self, change: impl FnOnce(Draft) -> Draft) -> Self {
        Self { draft: change(self.draft), ..self }
    }

    request_options!();

    /// Sends the header `If-Match`: the service refuses with 412 if the stream is no longer that of the `ETag`.
    pub fn if_match(self, etag: &str) -> Self {
        self.header("if-match", etag)
    }

    /// The request as data.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`].
    pub fn into_request<T>(self) -> Result<Request<T>, Error> {
        self.draft.build_with(Some((ANY, self.content)))
    }

    /// The request for the program's own HTTP client, and what reads its answer: an `Option<T>` if the service may answer
    /// without the entity, [`Ignored`](crate::requests::Ignored) if nobody looks at it.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`].
    pub fn into_http<T: ReadBody>(self) -> Result<Prepared<T>, Error> {
        self.into_request().map(Request::into_http)
    }
}

impl Download {
    /// Writes the stream instead: a `PUT` of these bytes to where it would be read from.
    pub fn replace_with(self, content: impl Into<Bytes>, media_type: &str) -> Upload {
        Upload::new(self.into_draft(), content, media_type)
    }
}

impl Resource {
    /// Writes the stream that the path leads to.
    pub fn upload(&self, content: impl Into<Bytes>, media_type: &str) -> Upload {
        self.download().replace_with(content, media_type)
    }
}
