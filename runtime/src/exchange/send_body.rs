//! Sending bodies of properties.

use std::time::Duration;

use serde::de::DeserializeOwned;

use super::{read_back::Returned, send::Sending};
use crate::answer::{Error, ReadBody};
use crate::json::Body;
use crate::request::{BodyRequest, CreateRequest, Draft, Request, Response, ReturningUpdateRequest, UpdateRequest};

/// A request with a body that the client sends by itself.
pub trait SendBody: BodyRequest {
    /// Sends the request.
    fn send<M: DeserializeOwned + 'static>(body: Body<M, Self>) -> Sending<Self::Answer<M>>;
}

impl SendBody for UpdateRequest {
    fn send<M: DeserializeOwned + 'static>(body: Body<M, Self>) -> Sending<Option<M>> {
        let request = Self::build::<M, Option<M>>(body);
        Box::pin(async move { request?.exchange().await?.read(ReadBody::read)?.into_value() })
    }
}

impl SendBody for ReturningUpdateRequest {
    fn send<M: DeserializeOwned + 'static>(body: Body<M, Self>) -> Sending<M> {
        let draft = body.operation().clone().into_draft();
        send_for_entity(Self::build(body), draft)
    }
}

impl SendBody for CreateRequest {
    fn send<M: DeserializeOwned + 'static>(body: Body<M, Self>) -> Sending<M> {
        let draft = body.operation().clone().into_draft();
        send_for_entity(Self::build(body), draft)
    }
}

/// Sends a request that gives the entity, whether the service answers with it or not.
fn send_for_entity<M: DeserializeOwned + 'static>(request: Result<Request<()>, Error>, draft: Draft) -> Sending<M> {
    Box::pin(async move { Returned::of(request?, draft).await?.into_entity() })
}

impl<M: DeserializeOwned + 'static, O: SendBody> Body<M, O> {
    /// Gives up after that time, all attempts of the request and the waits between them included.
    #[must_use]
    pub fn give_up_after(self, time: Duration) -> Self {
        self.map_operation(|operation| operation.map_draft(|draft| draft.with_timeout(time)))
    }

    /// Sends the request. A change returns the entity if the service answers with it; a creation and a change with
    /// [`return_representation`](Self::return_representation) return the entity, and read it if the service answers without.
    ///
    /// # Errors
    ///
    /// See [`Error`]; `ReadBack` if the change was made, and the entity could not be read.
    pub fn send(self) -> Sending<O::Answer<M>> {
        O::send(self)
    }

    /// Sends the request and returns the entity, if the service answers with it, with status and headers.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub fn send_response(self) -> Sending<Response<O::Answer<M>>> {
        let request = self.into_request();
        Box::pin(async move { request?.exchange().await?.read(ReadBody::read) })
    }

    /// Sends the request and asks the service not to answer with the entity, which a service may do all the same.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub fn send_minimal(self) -> Sending<Response<()>> {
        let request = O::build::<M, ()>(self.prefer("return=minimal"));
        Box::pin(async move { request?.exchange().await?.read(|_| Ok(Some(()))) })
    }
}
