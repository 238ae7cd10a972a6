//! What the service answered.

use std::{fmt, sync::Arc};

use bytes::Bytes;
use http::{HeaderMap, Method};
use serde::de::DeserializeOwned;

use super::{Draft, Request};
use crate::answer::{Answer, Error, Page, ReadFn, Received, Sent, header_text};
use crate::json::Deviation;
use crate::service::{Service, links};
use crate::uri::path::Path;

/// A successful response: status, headers and the typed body.
pub struct Response<T> {
    service: Service,
    raw: http::Response<Bytes>,
    value: Option<T>,
    deviations: Vec<Deviation>,
    sent: Arc<Sent>,
}

impl<T> Response<T> {
    pub(crate) fn new(service: Service, answer: Answer, value: Option<T>) -> Self {
        Self { service, raw: answer.response, value, deviations: Vec::new(), sent: answer.sent }
    }

    /// Sorts an answer into value and error.
    pub(crate) fn of(service: Service, answer: Answer, read: ReadFn<T>) -> Result<Self, Error> {
        let sent = Arc::clone(&answer.sent);
        let Received { raw, value, deviations } = answer.receive(read, service.reading())?;
        Ok(Self { service, raw, value, deviations, sent })
    }

    pub(crate) fn service(&self) -> &Service {
        &self.service
    }

    /// The status, 200 to 299.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.raw.status().as_u16()
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.raw.headers()
    }

    /// The id by which the service's operators find the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.header("request-id").or_else(|| self.header("x-ms-request-id"))
    }

    /// The header `ETag`, for `If-Match`.
    #[must_use]
    pub fn etag(&self) -> Option<&str> {
        self.header("etag")
    }

    /// The header `Location`: where what was created is, or what tells how far the service is.
    #[must_use]
    pub fn location(&self) -> Option<&str> {
        self.header("location")
    }

    /// The header `OData-EntityId`: the id of what was created, if the service answers without it
    /// (OData 4.01 Protocol, section 8.3.4).
    #[must_use]
    pub fn entity_id(&self) -> Option<&str> {
        self.header("odata-entityid").or_else(|| self.header("entityid"))
    }

    /// The value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        header_text(self.raw.headers(), name)
    }

    /// The body; `None` if the service sent none (204). Where that is a result, of a change, say, `T` is an `Option`.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// The body.
    ///
    /// # Errors
    ///
    /// [`Error::NoContent`] if the service sent none, and `T` is not an `Option`.
    pub fn into_value(self) -> Result<T, Error> {
        let status = self.status();
        self.value.ok_or(Error::NoContent { status })
    }

    /// The same response with a value of another type, made of the one that it has.
    pub(crate) fn and_then<U>(self, change: impl FnOnce(T) -> Option<U>) -> Response<U> {
        let Self { service, raw, value, deviations, sent } = self;
        Response { service, raw, value: value.and_then(change), deviations, sent }
    }

    /// What of the body is not what the schema says, and was read all the same; none if the service is
    /// [strict](Service::strict).
    #[must_use]
    pub fn deviations(&self) -> &[Deviation] {
        &self.deviations
    }

    /// The body as it came.
    #[must_use]
    pub fn raw_body(&self) -> &[u8] {
        self.raw.body()
    }
}

impl<T: DeserializeOwned> Response<Page<T>> {
    /// The request for the next page, with the headers of the request that was answered; `None` on the last one.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] if the link leads to another host: the token is not for it.
    pub fn next_page(&self) -> Result<Option<Request<Page<T>>>, Error> {
        let Some(link) = self.value.as_ref().and_then(Page::link) else { return Ok(None) };
        let link = links::resolved(&self.service, &self.sent.uri, self.raw.body(), link);
        let draft = Draft::new(self.service.clone(), Method::GET, &Path::default()).with_headers_of(&self.sent);
        draft.follow(&link)?.build(None).map(Some)
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The headers that were sent may be secret.
        f.debug_struct("Response")
            .field("service", &self.service)
            .field("raw", &self.raw)
            .field("value", &self.value)
            .finish_non_exhaustive()
    }
}
