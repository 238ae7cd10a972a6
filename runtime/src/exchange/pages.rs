//! A collection page after page (OData 4.01 Protocol, section 11.2.6.7).

use futures_util::stream::{self, BoxStream, StreamExt, TryStreamExt};
use serde::de::DeserializeOwned;

use super::{List, progress::Progress};
use crate::answer::{Error, Page};

impl<T: DeserializeOwned + Send + 'static, M> List<T, M> {
    /// The pages, each requested when it is asked for. Headers are sent with each request; query options are in the links
    /// that the service gives, which are followed as they are.
    ///
    /// # Errors
    ///
    /// See [`Error`]; behind the page that has the link, `InvalidRequest` if it leads to another host, `UnexpectedAnswer` if
    /// it leads back to a page that was read before, and `Limit` if too many pages have no item. The stream ends with its
    /// first error.
    #[must_use = "nothing is sent until a page is asked for"]
    pub fn pages(self) -> BoxStream<'static, Result<Page<T>, Error>> {
        // That the first request cannot be made is said where all errors are.
        let first = self.into_request().map(|request| Some((request, Progress::default())));
        let pages = stream::try_unfold(first, |next| async {
            let Some((request, mut progress)) = next? else { return Ok(None) };
            let headers = request.headers().clone();
            let response = request.send().await?;
            let next = response.next_page().and_then(|next| {
                let Some(request) = next else { return Ok(None) };
                let is_empty = response.value().is_some_and(|page| page.value.is_empty());
                progress.note(response.client().limits(), is_empty, &request.uri().to_string())?;
                Ok(Some((request.with_headers(&headers), progress)))
            });
            Ok(Some((response.into_value()?, next)))
        });
        pages.boxed()
    }

    /// The items of all pages; a page is requested when the items of the last one have been taken.
    ///
    /// # Errors
    ///
    /// As of [`pages`](Self::pages).
    #[must_use = "nothing is sent until an item is asked for"]
    pub fn items(self) -> BoxStream<'static, Result<T, Error>> {
        self.pages().map_ok(|page| stream::iter(page.value.into_iter().map(Ok))).try_flatten().boxed()
    }
}
