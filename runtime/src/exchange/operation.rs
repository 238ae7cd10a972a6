//! Requests without a body.

use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use super::{Outcome, Request, Response, request::Draft};
use crate::answer::{Content, Error, Expected, Ignored, Page};
use crate::uri::query::{Expansion, Filter, Order, Selection, selected};

/// The options that every request has, for a type with a method `map_draft`.
macro_rules! request_options {
    () => {
        /// Sets a header.
        pub fn header(self, name: &str, value: &str) -> Self {
            self.map_draft(|draft| draft.with_header(name, value))
        }

        /// Adds a preference to the header `Prefer` (OData 4.01 Protocol, section 8.2.8).
        pub fn prefer(self, preference: &str) -> Self {
            self.map_draft(|draft| draft.with_preference(preference))
        }

        /// Adds a query option, `$select`, say; the value is percent-encoded.
        pub fn query(self, name: &str, value: &str) -> Self {
            self.map_draft(|draft| draft.with_query(name, value))
        }
    };
}

pub(super) use request_options;

/// What a request to entities of type `M` reads of each, for a type with a method `map_draft`.
macro_rules! selection_options {
    () => {
        /// Asks for these properties, and no others (OData 4.01 Protocol, section 11.2.5.1): `S::ID`, `[S::ID, S::NAME]`
        /// or `(S::ID, S::SIZE)`.
        pub fn select(self, properties: impl Selection<M>) -> Self {
            self.map_draft(|draft| draft.with_option("$select", &selected(properties), ","))
        }

        /// Asks for what a navigation property leads to (OData 4.01 Protocol, section 11.2.5.2).
        pub fn expand(self, property: impl Into<Expansion<M>>) -> Self {
            self.map_draft(|draft| draft.with_option("$expand", &property.into().fragment, ","))
        }
    };
}

/// Reads an entity of type `M`, and answers with a `T`: the entity, or one of any type derived from it.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Get<T, M = T>(Draft, PhantomData<fn() -> (T, M)>);

impl<T, M> Get<T, M> {
    pub(super) fn new(draft: Draft) -> Self {
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
    /// Sends the request and returns the entity.
    ///
    /// # Errors
    ///
    /// See [`Error`]; `NoContent` if the path leads to null, unless the request is [`optional`](Self::optional).
    pub async fn send(self) -> Result<T, Error> {
        self.into_request()?.send().await?.into_value()
    }

    /// Sends the request and returns the entity with status and headers.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn send_response(self) -> Result<Response<T>, Error> {
        self.into_request()?.send().await
    }
}

/// Reads a collection of entities of type `M`, a page of `T`s a request.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct List<T, M = T>(Draft, PhantomData<fn() -> (T, M)>);

impl<T, M> List<T, M> {
    pub(super) fn new(draft: Draft) -> Self {
        Self(draft, PhantomData)
    }

    fn map_draft(self, change: impl FnOnce(Draft) -> Draft) -> Self {
        Self(change(self.0), PhantomData)
    }

    request_options!();

    selection_options!();

    /// Asks for the entities for which a condition holds (OData 4.01 Protocol, section 11.2.6.1). Several conditions must
    /// all hold.
    pub fn filter(self, condition: impl Into<Filter<M>>) -> Self {
        let condition = condition.into().one_of_all();
        self.map_draft(|draft| draft.with_option("$filter", &condition, " and "))
    }

    /// Asks for an order (OData 4.01 Protocol, section 11.2.6.2); a second one counts where the first finds no difference.
    pub fn order_by(self, order: impl Into<Order<M>>) -> Self {
        self.map_draft(|draft| draft.with_option("$orderby", &order.into().fragment, ","))
    }

    /// Asks for so many entities at most (OData 4.01 Protocol, section 11.2.6.3).
    pub fn top(self, number: u64) -> Self {
        self.map_draft(|draft| draft.with_value("$top", &number.to_string()))
    }

    /// Leaves the first entities out (OData 4.01 Protocol, section 11.2.6.4).
    pub fn skip(self, number: u64) -> Self {
        self.map_draft(|draft| draft.with_value("$skip", &number.to_string()))
    }

    /// Asks for the number of all entities that the conditions hold for, [`Page::count`] (OData 4.01 Protocol, section
    /// 11.2.6.5).
    pub fn count(self) -> Self {
        self.map_draft(|draft| draft.with_value("$count", "true").with_count_headers())
    }

    /// Asks for the entities that a free text finds (OData 4.01 Protocol, section 11.2.6.6): words and phrases in double
    /// quotes, with `AND`, `OR` and `NOT`. The text is sent as it is.
    pub fn search(self, text: &str) -> Self {
        self.map_draft(|draft| draft.with_value("$search", text).with_count_headers())
    }

    /// Asks for pages of so many entities at most (OData 4.01 Protocol, section 8.2.8.5).
    pub fn max_page_size(self, number: u64) -> Self {
        self.prefer(&format!("odata.maxpagesize={number}"))
    }

    pub(super) fn into_draft(self) -> Draft {
        self.0
    }

    /// The request as data.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`].
    pub fn into_request(self) -> Result<Request<Page<T>>, Error> {
        self.0.build(None)
    }
}

impl<T: DeserializeOwned, M> List<T, M> {
    /// Sends the request and returns the first page.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn send(self) -> Result<Page<T>, Error> {
        self.send_response().await?.into_value()
    }

    /// Sends the request and returns the first page with status and headers.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn send_response(self) -> Result<Response<Page<T>>, Error> {
        self.into_request()?.send().await
    }
}

/// Deletes an entity.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Delete(Draft);

impl Delete {
    pub(super) fn new(draft: Draft) -> Self {
        Self(draft)
    }

    fn map_draft(self, change: impl FnOnce(Draft) -> Draft) -> Self {
        Self(change(self.0))
    }

    request_options!();

    /// Sends the header `If-Match`: the service refuses with 412 if the entity is no longer that of the `ETag`.
    pub fn if_match(self, etag: &str) -> Self {
        self.header("if-match", etag)
    }

    /// The request as data.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`].
    pub fn into_request(self) -> Result<Request<Ignored>, Error> {
        self.0.build(None)
    }

    /// Sends the request. What the service answers with, if anything, is not looked at.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn send(self) -> Result<(), Error> {
        self.into_request()?.send().await.map(drop)
    }
}

/// Reads a stream: the value of a property, or the content of a media entity (OData 4.01 Protocol, section 11.2.5).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Download(Draft);

impl Download {
    pub(super) fn new(draft: Draft) -> Self {
        Self(draft.with_expected(Expected::Stream))
    }

    fn map_draft(self, change: impl FnOnce(Draft) -> Draft) -> Self {
        Self(change(self.0))
    }

    request_options!();

    pub(super) fn into_draft(self) -> Draft {
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

    /// Sends the request and returns the bytes.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn send(self) -> Result<Content, Error> {
        Content::value(self.send_response().await?)
    }

    /// Sends the request and returns the bytes with status and headers, `content-type`, say.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn send_response(self) -> Result<Response<Content>, Error> {
        self.into_request()?.exchange().await?.read(Content::read)
    }
}
