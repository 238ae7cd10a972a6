//! Requests with a body of properties.

use std::pin::Pin;

use serde::de::DeserializeOwned;

use super::{Request, Response, read_back::Returned, request::Draft};
use crate::answer::{Error, ReadBody};
use crate::request::{Body, Changes, Creates};

/// A request on its way. Dropping it cancels the request.
pub type Sending<T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send>>;

/// The operation of a body that changes an entity. Services need not answer with the entity (OData 4.01 Protocol, section
/// 11.4.3).
#[derive(Clone, Debug)]
pub struct PatchRequest(pub(super) Draft);

/// The operation of a body that changes an entity and returns it as it is then.
#[derive(Clone, Debug)]
pub struct ReturningPatchRequest(Draft);

/// The operation of a body that adds an entity to a collection.
#[derive(Clone, Debug)]
pub struct CreateRequest(pub(super) Draft);

/// A body's operation that sends it.
pub trait SendBody: Sized {
    /// What the request gives of an entity `M`: the entity, or an `Option` of it if the service need not send it.
    type Answer<M: DeserializeOwned + 'static>: DeserializeOwned + 'static;

    /// The operation that does the same, and gives the entity.
    type Returning: SendBody;

    /// The operation that gives the entity.
    fn returning(self) -> Self::Returning;

    /// Applies a change to the draft of the request.
    #[must_use]
    fn map_draft(self, change: impl FnOnce(Draft) -> Draft) -> Self;

    /// The request as data.
    ///
    /// # Errors
    ///
    /// [`Error::EmptyPatch`], [`Error::NotNullable`], [`Error::InvalidRequest`].
    fn build<M, T>(body: Body<M, Self>) -> Result<Request<T>, Error>;

    /// Sends the request.
    fn send<M: DeserializeOwned + 'static>(body: Body<M, Self>) -> Sending<Self::Answer<M>>;
}

impl SendBody for PatchRequest {
    type Answer<M: DeserializeOwned + 'static> = Option<M>;
    type Returning = ReturningPatchRequest;

    fn returning(self) -> ReturningPatchRequest {
        ReturningPatchRequest(self.0.with_preference(RETURN))
    }

    fn map_draft(self, change: impl FnOnce(Draft) -> Draft) -> Self {
        Self(change(self.0))
    }

    fn build<M, T>(body: Body<M, Self>) -> Result<Request<T>, Error> {
        build_change(body, |operation| operation.0)
    }

    fn send<M: DeserializeOwned + 'static>(body: Body<M, Self>) -> Sending<Option<M>> {
        let request = body.into_request();
        Box::pin(async move { request?.exchange().await?.read(ReadBody::read)?.into_value() })
    }
}

impl SendBody for ReturningPatchRequest {
    type Answer<M: DeserializeOwned + 'static> = M;
    type Returning = Self;

    fn returning(self) -> Self {
        self
    }

    fn map_draft(self, change: impl FnOnce(Draft) -> Draft) -> Self {
        Self(change(self.0))
    }

    fn build<M, T>(body: Body<M, Self>) -> Result<Request<T>, Error> {
        build_change(body, |operation| operation.0)
    }

    fn send<M: DeserializeOwned + 'static>(body: Body<M, Self>) -> Sending<M> {
        let draft = body.operation().0.clone();
        send_for_entity(Self::build::<M, ()>(body), draft)
    }
}

impl SendBody for CreateRequest {
    type Answer<M: DeserializeOwned + 'static> = M;
    type Returning = Self;

    fn returning(self) -> Self {
        Self(self.0.with_preference(RETURN))
    }

    fn map_draft(self, change: impl FnOnce(Draft) -> Draft) -> Self {
        Self(change(self.0))
    }

    fn build<M, T>(body: Body<M, Self>) -> Result<Request<T>, Error> {
        build(body, |operation| operation.0)
    }

    fn send<M: DeserializeOwned + 'static>(body: Body<M, Self>) -> Sending<M> {
        let draft = body.operation().0.clone();
        send_for_entity(Self::build::<M, ()>(body), draft)
    }
}

impl Changes for PatchRequest {}

impl Changes for ReturningPatchRequest {}

impl Creates for CreateRequest {}

/// The preference for an answer with the entity (OData 4.01 Protocol, section 8.2.8.7).
const RETURN: &str = "return=representation";

fn build_change<M, O, T>(body: Body<M, O>, draft: impl FnOnce(O) -> Draft) -> Result<Request<T>, Error> {
    if body.is_empty() && body.refused().is_none() {
        return Err(Error::EmptyPatch { type_name: body.type_name() });
    }
    build(body, draft)
}

fn build<M, O, T>(body: Body<M, O>, draft: impl FnOnce(O) -> Draft) -> Result<Request<T>, Error> {
    if let Some(property) = body.refused() {
        return Err(Error::NotNullable { type_name: body.type_name(), property });
    }
    let json = body.to_json();
    draft(body.into_operation()).build(Some(&json))
}

/// Sends a request that gives the entity, whether the service answers with it or not.
fn send_for_entity<M: DeserializeOwned + 'static>(request: Result<Request<()>, Error>, draft: Draft) -> Sending<M> {
    Box::pin(async move { Returned::of(request?, draft).await?.into_entity() })
}

impl<M, O: SendBody> Body<M, O> {
    /// Sets a header.
    #[must_use]
    pub fn header(self, name: &str, value: &str) -> Self {
        self.map_operation(|operation| operation.map_draft(|draft| draft.with_header(name, value)))
    }

    /// Adds a preference to the header `Prefer`.
    #[must_use]
    pub fn prefer(self, preference: &str) -> Self {
        self.map_operation(|operation| operation.map_draft(|draft| draft.with_preference(preference)))
    }

    /// Adds a query option.
    #[must_use]
    pub fn query(self, name: &str, value: &str) -> Self {
        self.map_operation(|operation| operation.map_draft(|draft| draft.with_query(name, value)))
    }

    /// Makes the entity the result, as it is after the request.
    #[must_use]
    pub fn return_representation(self) -> Body<M, O::Returning> {
        self.map_operation(O::returning)
    }
}

impl<M: DeserializeOwned + 'static, O: SendBody> Body<M, O> {
    /// The request as data.
    ///
    /// # Errors
    ///
    /// [`Error::EmptyPatch`], [`Error::NotNullable`], [`Error::InvalidRequest`].
    pub fn into_request(self) -> Result<Request<O::Answer<M>>, Error> {
        O::build(self)
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
