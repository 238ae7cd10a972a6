//! Requests with a body of properties.

use http::Method;
use serde::de::DeserializeOwned;

use super::{Draft, Prepared, Request};
use crate::answer::{Error, ReadBody};
use crate::json::{Body, Creates, Updates};

/// The operation of a body that changes an entity: sets some properties by `PATCH`, or all of them by `PUT`. Services need not answer with the entity (OData 4.01 Protocol, section
/// 11.4.3).
#[derive(Clone, Debug)]
pub struct UpdateRequest(pub(crate) Draft);

/// The operation of a body that changes an entity and returns it as it is then.
#[derive(Clone, Debug)]
pub struct ReturningUpdateRequest(pub(crate) Draft);

/// The operation of a body that adds an entity to a collection.
#[derive(Clone, Debug)]
pub struct CreateRequest(pub(crate) Draft);

/// A request with a body, but for the body.
pub trait BodyRequest: Clone {
    /// What the request gives of an entity `M`: the entity, or an `Option` of it if the service need not send it.
    type Answer<M: DeserializeOwned + 'static>: DeserializeOwned + 'static;

    /// The operation that does the same, and gives the entity.
    type Returning: BodyRequest;

    /// The operation that gives the entity.
    fn returning(self) -> Self::Returning;

    /// Applies a change to the draft of the request.
    #[must_use]
    fn map_draft(self, change: impl FnOnce(Draft) -> Draft) -> Self;

    /// The request so far.
    #[doc(hidden)]
    fn into_draft(self) -> Draft;

    /// The request as data.
    ///
    /// # Errors
    ///
    /// [`Error::EmptyPatch`], [`Error::NotNullable`], [`Error::InvalidRequest`].
    fn build<M, T>(body: Body<M, Self>) -> Result<Request<T>, Error> {
        if let Some(property) = body.refused() {
            return Err(Error::NotNullable { type_name: body.type_name(), property });
        }
        let (is_empty, type_name) = (body.is_empty(), body.type_name());
        let (values, operation) = body.into_parts();
        let draft = operation.into_draft();
        // An entity may be created, and replaced, by one that has the default for each property.
        if is_empty && draft.method == Method::PATCH {
            return Err(Error::EmptyPatch { type_name });
        }
        let value = values.into_written(draft.is_cast);
        draft.build(Some(&value))
    }
}

impl BodyRequest for UpdateRequest {
    type Answer<M: DeserializeOwned + 'static> = Option<M>;
    type Returning = ReturningUpdateRequest;

    fn returning(self) -> ReturningUpdateRequest {
        ReturningUpdateRequest(self.0.with_preference(RETURN))
    }

    fn map_draft(self, change: impl FnOnce(Draft) -> Draft) -> Self {
        Self(change(self.0))
    }

    fn into_draft(self) -> Draft {
        self.0
    }
}

impl BodyRequest for ReturningUpdateRequest {
    type Answer<M: DeserializeOwned + 'static> = M;
    type Returning = Self;

    fn returning(self) -> Self {
        self
    }

    fn map_draft(self, change: impl FnOnce(Draft) -> Draft) -> Self {
        Self(change(self.0))
    }

    fn into_draft(self) -> Draft {
        self.0
    }
}

impl BodyRequest for CreateRequest {
    type Answer<M: DeserializeOwned + 'static> = M;
    type Returning = Self;

    fn returning(self) -> Self {
        Self(self.0.with_preference(RETURN))
    }

    fn map_draft(self, change: impl FnOnce(Draft) -> Draft) -> Self {
        Self(change(self.0))
    }

    fn into_draft(self) -> Draft {
        self.0
    }
}

impl Updates for UpdateRequest {}

impl Updates for ReturningUpdateRequest {}

impl Creates for CreateRequest {}

/// The preference for an answer with the entity (OData 4.01 Protocol, section 8.2.8.7).
const RETURN: &str = "return=representation";

impl<M, O: BodyRequest> Body<M, O> {
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

impl<M: DeserializeOwned + 'static, O: BodyRequest> Body<M, O> {
    /// The request as data.
    ///
    /// # Errors
    ///
    /// [`Error::EmptyPatch`], [`Error::NotNullable`], [`Error::InvalidRequest`].
    pub fn into_request(self) -> Result<Request<O::Answer<M>>, Error> {
        O::build(self)
    }

    /// The request for the program's own HTTP client, and what reads its answer.
    ///
    /// # Errors
    ///
    /// As of [`into_request`](Self::into_request).
    pub fn into_http(self) -> Result<Prepared<O::Answer<M>>, Error> {
        let request: Request<O::Answer<M>> = O::build(self)?;
        Ok(request.into_http_by(ReadBody::read))
    }
}
