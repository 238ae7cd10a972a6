//! A request as data.

use std::{fmt, marker::PhantomData};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, Method, Uri};

use super::{Prepared, Reader};
use crate::answer::{ReadBody, ReadFn};
use crate::service::{LINK, Outgoing, Service};

/// A complete request, to inspect, to send, or to turn into an [`http::Request`] for another client.
///
/// It bears no token: what sends the request adds that.
pub struct Request<T> {
    service: Service,
    outgoing: Outgoing,
    result: PhantomData<fn() -> T>,
}

impl<T> Clone for Request<T> {
    fn clone(&self) -> Self {
        Self::new(self.service.clone(), self.outgoing.clone())
    }
}

impl<T> Request<T> {
    pub(crate) fn new(service: Service, outgoing: Outgoing) -> Self {
        Self { service, outgoing, result: PhantomData }
    }

    /// The HTTP method.
    #[must_use]
    pub fn method(&self) -> &Method {
        self.outgoing.http.method()
    }

    /// The whole URL.
    #[must_use]
    pub fn uri(&self) -> &Uri {
        self.outgoing.http.uri()
    }

    /// The headers, without those that the client adds (`Authorization`, `client-request-id`, `User-Agent`).
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.outgoing.http.headers()
    }

    /// The body; empty for a request that has none.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        self.outgoing.http.body()
    }

    pub(crate) fn into_outgoing(self) -> (Service, Outgoing) {
        (self.service, self.outgoing)
    }

    pub(crate) fn into_http_by(self, read: ReadFn<T>) -> Prepared<T> {
        let reader = Reader::new(self.service, self.outgoing.asked(), read);
        (self.outgoing.http, reader)
    }
}

impl<T> fmt::Debug for Request<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Header values may be secret, bodies large, and a pre-authenticated URL grants access by itself.
        let uri: &dyn fmt::Debug = if self.outgoing.is_signed { self.uri() } else { &LINK };
        f.debug_struct("Request")
            .field("method", self.method())
            .field("uri", uri)
            .field("headers", &self.headers().keys().map(HeaderName::as_str).collect::<Vec<_>>())
            .field("body", &format_args!("{} bytes", self.body().len()))
            .finish_non_exhaustive()
    }
}

impl<T> From<Request<T>> for http::Request<Bytes> {
    fn from(request: Request<T>) -> Self {
        request.outgoing.http
    }
}

impl<T: ReadBody> Request<T> {
    /// The request for the program's own HTTP client, and what reads its answer.
    ///
    /// ```
    /// use odata_runtime::{Json, requests::{Error, Service, Key}};
    ///
    /// # fn example() -> Result<(), Error> {
    /// # fn send(_: http::Request<odata_runtime::requests::Bytes>) -> http::Response<Vec<u8>> { unimplemented!() }
    /// let service = Service::new("https://service.example/v1")?;
    /// let (request, reader) = service.resource("users").key(&Key::text("ann")).get::<Json>().into_request()?.into_http();
    /// // The program adds its token, and sends the request.
    /// let user = reader.read(send(request))?.into_value()?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn into_http(self) -> Prepared<T> {
        self.into_http_by(T::read)
    }
}
