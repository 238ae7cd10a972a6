//! Writing a stream whose content is not in memory (OData 4.01 Protocol, sections 11.4.7.2 and 11.4.8.1).

use std::io;

use bytes::Bytes;
use futures_util::Stream;
use http::Method;

use super::{Download, Draft, Request, Resource, options::request_options};
use crate::answer::{Error, Expected};
use crate::service::Source;

/// Replaces a stream by content that is read while it is sent, in one request.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct StreamUpload {
    draft: Draft,
    source: Source,
}

impl StreamUpload {
    fn map_draft(self, change: impl FnOnce(Draft) -> Draft) -> Self {
        Self { draft: change(self.draft), ..self }
    }

    request_options!();

    /// Sends the header `If-Match`: the service refuses with 412 if the stream is no longer that of the `ETag`.
    pub fn if_match(self, etag: &str) -> Self {
        self.header("if-match", etag)
    }

    pub(crate) fn into_request<T>(self) -> Result<Request<T>, Error> {
        let (service, mut outgoing) = self.draft.build::<T>(None)?.into_outgoing();
        outgoing.source = Some(self.source);
        Ok(Request::new(service, outgoing))
    }
}

impl Download {
    /// Writes the stream instead: a `PUT` of content that is read while it is sent, so that little of it is in memory.
    ///
    /// `open` opens the content, for each attempt of the request anew, from its beginning: an attempt that failed may have read some of
    /// it. `length` is in bytes. Content that turns out shorter or longer is not sent as a whole, and fails with
    /// [`Error::Content`], as does one that cannot be opened or read.
    ///
    /// ```
    /// # use std::io;
    /// # use odata_runtime::client::{Bytes, Download, Error, StreamExt as _, Stream};
    /// # async fn open_file(path: &str) -> io::Result<impl Stream<Item = io::Result<Bytes>> + Send + 'static> {
    /// #     Ok(odata_runtime::client::StreamExt::boxed(Empty))
    /// # }
    /// # struct Empty;
    /// # impl Stream for Empty {
    /// #     type Item = io::Result<Bytes>;
    /// #     fn poll_next(self: std::pin::Pin<&mut Self>, _: &mut std::task::Context<'_>) -> std::task::Poll<Option<Self::Item>> {
    /// #         std::task::Poll::Ready(None)
    /// #     }
    /// # }
    /// # async fn example(photo: Download, length: u64) -> Result<(), Error> {
    /// // With Tokio: `Ok(ReaderStream::new(File::open("photo.jpg").await?))`.
    /// photo.replace_with_stream(|| open_file("photo.jpg"), length, "image/jpeg").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// The default transport waits 60 seconds for the answer to begin, from when it begins to send. What takes longer to send
    /// needs an [`UploadSession`](crate::requests::UploadSession), where the service has them, or a transport of the program's
    /// own.
    pub fn replace_with_stream<F, S>(
        self,
        open: impl Fn() -> F + Send + Sync + 'static,
        length: u64,
        media_type: &str,
    ) -> StreamUpload
    where
        F: Future<Output = io::Result<S>> + Send + 'static,
        S: Stream<Item = io::Result<Bytes>> + Send + 'static,
    {
        let draft = self.into_draft().with_method(Method::PUT).with_expected(Expected::Value);
        StreamUpload { draft: draft.with_header("content-type", media_type), source: Source::new(open, length) }
    }
}

impl Resource {
    /// Writes the stream that the path leads to, from content that is read while it is sent; see
    /// [`Download::replace_with_stream`].
    pub fn upload_stream<F, S>(
        &self,
        open: impl Fn() -> F + Send + Sync + 'static,
        length: u64,
        media_type: &str,
    ) -> StreamUpload
    where
        F: Future<Output = io::Result<S>> + Send + 'static,
        S: Stream<Item = io::Result<Bytes>> + Send + 'static,
    {
        self.download().replace_with_stream(open, length, media_type)
    }
}
