//! Streams that are written whole: the value of a property, or the content of a media entity (OData 4.01 Protocol, sections
//! 11.4.7.2 and 11.4.8.1).

use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::{Download, Request, Resource, Response, operation::request_options, request::Draft};
use crate::answer::{Error, Expected};
use http::Method;

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

    /// Sends the request. What the service answers with, if anything, is not looked at.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn send(self) -> Result<Response<()>, Error> {
        self.into_request::<()>()?.exchange().await?.read(|_| Ok(Some(())))
    }

    /// Sends the request and returns the entity, if the service answers with it, as Graph does to the content of a
    /// `driveItem`.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn send_for<T: DeserializeOwned>(self) -> Result<Option<T>, Error> {
        self.into_request::<Option<T>>()?.send().await?.into_value()
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
