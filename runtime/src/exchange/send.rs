//! Sending one request.

use std::pin::Pin;

use serde::de::DeserializeOwned;

use crate::answer::{Error, Page, ReadBody};
use crate::request::{Call, Delete, Get, List, Outcome, Request, Response, SetReference, StreamUpload, Upload};

/// A request on its way. Dropping it cancels the request.
pub type Sending<T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send>>;

impl<T: ReadBody> Request<T> {
    /// Sends the request.
    ///
    /// # Errors
    ///
    /// Every [`Error`] but [`Error::EmptyPatch`].
    pub async fn send(self) -> Result<Response<T>, Error> {
        self.exchange().await?.read(T::read)
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

impl Delete {
    /// Sends the request. What the service answers with, if anything, is not looked at.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn send(self) -> Result<(), Error> {
        self.into_request()?.send().await.map(drop)
    }
}

impl Upload {
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

impl StreamUpload {
    /// Sends the request. What the service answers with, if anything, is not looked at.
    ///
    /// # Errors
    ///
    /// See [`Error`]; `Content` if the content could not be read, or has another length than was said.
    pub async fn send(self) -> Result<Response<()>, Error> {
        self.into_request::<()>()?.exchange().await?.read(|_| Ok(Some(())))
    }

    /// Sends the request and returns the entity, if the service answers with it, as Graph does to the content of a
    /// `driveItem`.
    ///
    /// # Errors
    ///
    /// As of [`send`](Self::send).
    pub async fn send_for<T: DeserializeOwned>(self) -> Result<Option<T>, Error> {
        self.into_request::<Option<T>>()?.send().await?.into_value()
    }
}

impl SetReference {
    /// Sends the request. What the service answers with, if anything, is not looked at.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn send(self) -> Result<(), Error> {
        self.into_request()?.send().await.map(drop)
    }
}

impl<T: Outcome> Call<T> {
    /// Sends the call and returns its result.
    ///
    /// # Errors
    ///
    /// See [`Error`]; `NoContent` if the service answers without a result that cannot be null.
    #[must_use = "a request is not sent until its future is awaited"]
    pub fn send(self) -> Sending<T::Value> {
        let request = self.into_request();
        Box::pin(async move { T::value(request?.exchange().await?.read(T::read)?) })
    }

    /// Sends the call and returns its result with status and headers.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    #[must_use = "a request is not sent until its future is awaited"]
    pub fn send_response(self) -> Sending<Response<T::Body>> {
        let request = self.into_request();
        Box::pin(async move { request?.exchange().await?.read(T::read) })
    }
}
