//! What reads the answer to a request that the program sent by itself.

use std::fmt;

use bytes::Bytes;

use super::Response;
use crate::answer::{Error, ReadFn};
use crate::service::{Asked, Service};

/// A request for the program's own HTTP client, and what reads its answer.
pub type Prepared<T> = (http::Request<Bytes>, Reader<T>);

/// Reads the answer to a request, however it was sent.
///
/// Redirects are not to be followed, and content encodings are to be undone, by what sends the request. A request that failed
/// can be sent again while the reader is kept.
#[derive(Clone)]
pub struct Reader<T> {
    service: Service,
    asked: Asked,
    read: ReadFn<T>,
}

impl<T> Reader<T> {
    pub(crate) fn new(service: Service, asked: Asked, read: ReadFn<T>) -> Self {
        Self { service, asked, read }
    }

    /// Sorts a response into the typed answer and the typed error.
    ///
    /// # Errors
    ///
    /// [`Error::Service`], [`Error::Redirect`], [`Error::UnreadableBody`], and [`Error::Limit`] if the body is beyond the
    /// [limits](Service::limits) of the service.
    pub fn read(&self, response: http::Response<impl AsRef<[u8]>>) -> Result<Response<T>, Error> {
        let answer = self.asked.answered(self.service.limits(), response)?;
        Response::of(self.service.clone(), answer, self.read)
    }
}

impl<T> fmt::Debug for Reader<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").field("service", &self.service).finish_non_exhaustive()
    }
}
