//! Requests without a body.

use std::marker::PhantomData;

use serde::de::{DeserializeOwned, IgnoredAny};

use super::{Content, Error, Outcome, Page, Request, Response, request::Draft};

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

/// Reads an entity.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Get<T>(Draft, PhantomData<fn() -> T>);

impl<T> Get<T> {
    pub(super) fn new(draft: Draft) -> Self {
        Self(draft, PhantomData)
    }

    fn map_draft(self, change: impl FnOnce(Draft) -> Draft) -> Self {
        Self(change(self.0), PhantomData)
    }

    request_options!();

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
}

impl<T: DeserializeOwned> Get<T> {
    /// Sends the request and returns the entity.
    ///
    /// # Errors
    ///
    /// See [`Error`].
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

/// Reads a collection, a page a request.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct List<T>(Draft, PhantomData<fn() -> T>);

impl<T> List<T> {
    pub(super) fn new(draft: Draft) -> Self {
        Self(draft, PhantomData)
    }

    fn map_draft(self, change: impl FnOnce(Draft) -> Draft) -> Self {
        Self(change(self.0), PhantomData)
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
    pub fn into_request(self) -> Result<Request<Page<T>>, Error> {
        self.0.build(None)
    }
}

impl<T: DeserializeOwned> List<T> {
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
    pub fn into_request(self) -> Result<Request<IgnoredAny>, Error> {
        self.0.build(None)
    }

    /// Sends the request.
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
        Self(draft.with_accept("*/*"))
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
