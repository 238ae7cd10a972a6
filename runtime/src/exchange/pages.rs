//! A collection page after page (OData 4.01 Protocol, section 11.2.6.7).

use std::{marker::PhantomData, sync::Arc};

use bytes::Bytes;
#[cfg(feature = "client")]
use futures_util::stream::{self, BoxStream, StreamExt, TryStreamExt};
use serde::de::DeserializeOwned;

use super::progress::{Progress, Stuck};
use crate::answer::{Answer, Error, Limits, Page, ReadBody, Received};
use crate::request::{Draft, List};
#[cfg(feature = "client")]
use crate::service::Budget;
use crate::service::{Asked, Outgoing, links};

/// The pages of a collection, a page a request.
///
/// Headers are sent with each request; query options are in the links that the service gives, which are followed as they are.
/// There are no more items than [`top`](List::top) says: the page with the last one is cut behind it, and has no link to a next
/// page.
///
/// ```
/// # use odata_runtime::{Json, requests::{Bytes, Error, Service}};
/// # fn example() -> Result<(), Error> {
/// # fn send(_: http::Request<Bytes>) -> http::Response<Vec<u8>> { unimplemented!() }
/// let service = Service::new("https://service.example/v1")?;
/// let mut pages = service.resource("users").list::<Json>().into_pages();
/// while let Some(request) = pages.next_request()? {
///     for user in pages.take(send(request))?.value {
///         println!("{user}");
///     }
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until a page is asked for"]
pub struct Pages<T> {
    draft: Draft,
    next: Next,
    progress: Progress,
    /// How many items are wanted still, if not all.
    left: Option<u64>,
    /// The delta link of the last page, absolute.
    delta_link: Option<String>,
    asked: Option<Asked>,
    #[cfg(feature = "client")]
    budget: Budget,
    item: PhantomData<fn() -> T>,
}

#[derive(Clone, Debug)]
pub(super) enum Next {
    /// The request that was made.
    First,
    /// A link, which is checked when it is followed: the page before is the program's all the same.
    Link(String),
    /// A link that is not worth following.
    Stuck(Stuck),
    Nothing,
}

impl Next {
    /// What a page leads to by a link.
    fn after<T>(page: &Page<T>, link: Option<String>, limits: &Limits, progress: &mut Progress) -> Self {
        let Some(link) = link else { return Self::Nothing };
        match progress.note(limits, page.value.is_empty(), &link) {
            Ok(()) => Self::Link(link),
            Err(stuck) => Self::Stuck(stuck),
        }
    }
}

impl<T> Pages<T> {
    pub(super) fn new(draft: Draft, next: Next) -> Self {
        Self {
            left: draft.top(),
            draft,
            next,
            progress: Progress::default(),
            delta_link: None,
            asked: None,
            #[cfg(feature = "client")]
            budget: Budget::default(),
            item: PhantomData,
        }
    }

    pub(super) fn delta_link(&self) -> Option<&str> {
        self.delta_link.as_deref()
    }

    pub(super) fn map_draft(self, change: impl FnOnce(Draft) -> Draft) -> Self {
        Self { draft: change(self.draft), ..self }
    }

    /// The request for the next page; `None` behind the last one. Until a page is taken it is the same request, and a page is taken once.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] if the link leads to another host than the service's, for which the token is not,
    /// `UnexpectedAnswer` if it leads back to a page that was read before, and `Limit` if too many pages have no item.
    pub fn next_request(&mut self) -> Result<Option<http::Request<Bytes>>, Error> {
        let outgoing = self.next()?;
        self.asked = outgoing.as_ref().map(Outgoing::asked);
        Ok(outgoing.map(|outgoing| outgoing.http))
    }

    fn next(&self) -> Result<Option<Outgoing>, Error> {
        let draft = match &self.next {
            Next::First => self.draft.clone(),
            Next::Link(link) => self.draft.clone().follow(link)?,
            Next::Stuck(stuck) => return Err((*stuck).into()),
            Next::Nothing => return Ok(None),
        };
        Ok(Some(draft.build::<()>(None)?.into_outgoing().1))
    }
}

impl<T: DeserializeOwned> Pages<T> {
    /// Takes the answer to the [`next_request`](Self::next_request). After an error that request can be made again.
    ///
    /// # Errors
    ///
    /// As of [`Reader::read`](crate::requests::Reader::read).
    pub fn take(&mut self, response: http::Response<impl AsRef<[u8]>>) -> Result<Page<T>, Error> {
        let asked = self.asked.as_ref().ok_or_else(not_asked)?;
        let answer = asked.answered(self.draft.limits(), response)?;
        let page = self.take_answer(answer)?;
        self.asked = None;
        Ok(page)
    }

    fn take_answer(&mut self, answer: Answer) -> Result<Page<T>, Error> {
        let (status, sent) = (answer.status().as_u16(), Arc::clone(&answer.sent));
        let Received { raw, value: page, .. } = answer.receive(Page::read, self.draft.service().reading())?;
        let mut page: Page<T> = page.ok_or(Error::NoContent { status })?;
        let resolved = |link: &str| links::resolved(self.draft.service(), &sent.uri, raw.body(), link);
        let link = page.link().map(resolved);
        self.delta_link = page.delta_link.as_deref().map(resolved);
        self.next = Next::after(&page, link, self.draft.limits(), &mut self.progress);
        self.cut(&mut page);
        Ok(page)
    }

    /// Ends with the last item that is wanted.
    fn cut(&mut self, page: &mut Page<T>) {
        let Some(left) = self.left else { return };
        let count = page.value.len() as u64;
        self.left = Some(left.saturating_sub(count));
        if count < left {
            return;
        }
        self.next = Next::Nothing;
        page.next_link = None;
        if count > left {
            page.value.truncate(usize::try_from(left).unwrap_or(usize::MAX));
            // What has changed since then is not what has changed since the last item.
            (page.delta_link, self.delta_link) = (None, None);
        }
    }
}

/// An answer to a request that was not made.
pub(super) fn not_asked() -> Error {
    Error::InvalidRequest(String::from(
        "an answer was given to what has not been asked yet; call next_request() before",
    ))
}

impl<T, M> List<T, M> {
    /// The pages, as a value that says what to send next and takes what came.
    pub fn into_pages(self) -> Pages<T> {
        Pages::new(self.into_draft(), Next::First)
    }
}

#[cfg(feature = "client")]
impl<T: DeserializeOwned> Pages<T> {
    /// Reads the next page; `None` behind the last one. After an error the same page is read again.
    ///
    /// # Errors
    ///
    /// See [`Error`]; besides, those of [`next_request`](Self::next_request).
    pub async fn next_page(&mut self) -> Result<Option<Page<T>>, Error> {
        let Some(outgoing) = self.next()? else { return Ok(None) };
        let answer = self.draft.service().send_within(&mut self.budget, &outgoing).await?;
        self.take_answer(answer).map(Some)
    }
}

#[cfg(feature = "client")]
impl<T: DeserializeOwned + Send + 'static, M> List<T, M> {
    /// The pages, each requested when it is asked for, with no more items in all than [`top`](Self::top) says. Headers are sent
    /// with each request; query options are in the links that the service gives, which are followed as they are.
    ///
    /// # Errors
    ///
    /// See [`Error`]; behind the page that has the link, `InvalidRequest` if it leads to another host, `UnexpectedAnswer` if
    /// it leads back to a page that was read before, and `Limit` if too many pages have no item. The stream ends with its
    /// first error.
    #[must_use = "nothing is sent until a page is asked for"]
    pub fn pages(self) -> BoxStream<'static, Result<Page<T>, Error>> {
        let next = |mut pages: Pages<T>| async { Ok(pages.next_page().await?.map(|page| (page, pages))) };
        stream::try_unfold(self.into_pages(), next).boxed()
    }

    /// The items of all pages, no more than [`top`](Self::top) says; a page is requested when the items of the last one have
    /// been taken.
    ///
    /// # Errors
    ///
    /// As of [`pages`](Self::pages).
    #[must_use = "nothing is sent until an item is asked for"]
    pub fn items(self) -> BoxStream<'static, Result<T, Error>> {
        self.pages().map_ok(|page| stream::iter(page.value.into_iter().map(Ok))).try_flatten().boxed()
    }
}
