//! Requests with a body of properties.

use std::pin::Pin;

use serde::de::DeserializeOwned;

use super::{Error, Request, Response, request::Draft};
use crate::{Body, Changes, Creates, from_slice};

/// A request on its way. Dropping it cancels the request.
pub type Sending<T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send>>;

/// The operation of a body that changes an entity.
#[derive(Clone, Debug)]
pub struct PatchRequest(pub(super) Draft);

/// The operation of a body that adds an entity to a collection.
#[derive(Clone, Debug)]
pub struct CreateRequest(pub(super) Draft);

/// A body's operation that sends it.
pub trait SendBody: Sized {
    /// Applies a change to the draft of the request.
    #[must_use]
    fn map_draft(self, change: impl FnOnce(Draft) -> Draft) -> Self;

    /// The request as data.
    ///
    /// # Errors
    ///
    /// [`Error::EmptyPatch`], [`Error::NotNullable`], [`Error::InvalidRequest`].
    fn build<M, T>(body: Body<M, Self>) -> Result<Request<T>, Error>;
}

impl SendBody for PatchRequest {
    fn map_draft(self, change: impl FnOnce(Draft) -> Draft) -> Self {
        Self(change(self.0))
    }

    fn build<M, T>(body: Body<M, Self>) -> Result<Request<T>, Error> {
        if body.is_empty() && body.refused().is_none() {
            return Err(Error::EmptyPatch { type_name: body.type_name() });
        }
        build(body, |operation| operation.0)
    }
}

impl Changes for PatchRequest {}

impl Creates for CreateRequest {}

impl SendBody for CreateRequest {
    fn map_draft(self, change: impl FnOnce(Draft) -> Draft) -> Self {
        Self(change(self.0))
    }

    fn build<M, T>(body: Body<M, Self>) -> Result<Request<T>, Error> {
        build(body, |operation| operation.0)
    }
}

fn build<M, O, T>(body: Body<M, O>, draft: impl FnOnce(O) -> Draft) -> Result<Request<T>, Error> {
    if let Some(property) = body.refused() {
        return Err(Error::NotNullable { type_name: body.type_name(), property });
    }
    let json = body.to_json();
    draft(body.into_operation()).build(Some(&json))
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

    /// The request as data.
    ///
    /// # Errors
    ///
    /// [`Error::EmptyPatch`], [`Error::NotNullable`], [`Error::InvalidRequest`].
    pub fn into_request(self) -> Result<Request<M>, Error> {
        O::build(self)
    }
}

impl<M: DeserializeOwned + 'static, O: SendBody> Body<M, O> {
    /// Sends the request and returns the entity that the service answers with.
    ///
    /// # Errors
    ///
    /// See [`Error`]; `NoContent` if the service answers without an entity.
    pub fn send(self) -> Sending<M> {
        let request = self.into_request();
        Box::pin(async move { request?.exchange().await?.read(from_slice)?.into_value() })
    }

    /// Sends the request and returns the entity, if the service answers with it, with status and headers.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub fn send_response(self) -> Sending<Response<M>> {
        let request = self.into_request();
        Box::pin(async move { request?.exchange().await?.read(from_slice) })
    }
}

impl<M: 'static, O: SendBody> Body<M, O> {
    /// Sends the request and asks the service not to answer with the entity, which a service may do all the same.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub fn send_minimal(self) -> Sending<Response<()>> {
        let request = self.prefer("return=minimal").into_request();
        Box::pin(async move { request?.exchange().await?.read(|_| Ok(())) })
    }
}

/// Defines the crate's own request builders, gives its own `Body` its options and ways to send, and defines its own
/// `Call`, for calls that have parameters which need not be given.
#[macro_export]
macro_rules! requests {
    () => {
        $crate::builders!();

        impl<M, O: $crate::client::SendBody> Body<M, O> {
            /// Sets a header.
            pub fn header(self, name: &str, value: &str) -> Self {
                Self(self.0.header(name, value))
            }

            /// Sends the header `If-Match`: the service refuses with 412 if the entity is no longer that of the
            /// `ETag`.
            pub fn if_match(self, etag: &str) -> Self {
                self.header("if-match", etag)
            }

            /// Adds a preference to the header `Prefer` (OData 4.01 Protocol, section 8.2.8).
            pub fn prefer(self, preference: &str) -> Self {
                Self(self.0.prefer(preference))
            }

            /// Asks the service to answer with the entity, for services that do not by themselves (OData 4.01 Protocol,
            /// section 8.2.8.7).
            pub fn return_representation(self) -> Self {
                self.prefer("return=representation")
            }

            /// Makes a navigation property lead to an entity that is there already (OData 4.01 Protocol, section
            /// 11.4.2.1): `bind(User::MANAGER, &client.users("1"))`.
            pub fn bind<T: $crate::Structured, U>(
                self,
                property: $crate::Navigation<M, T>,
                target: &Entity<U>,
            ) -> Self {
                Self(self.0.bind(&property.to_string(), &target.0))
            }

            /// Adds entities that are there already to the collection that a navigation property leads to.
            pub fn bind_many<'t, T: $crate::Structured, U: 't>(
                self,
                property: $crate::Navigation<M, Vec<T>>,
                targets: impl IntoIterator<Item = &'t Entity<U>>,
            ) -> Self {
                Self(self.0.bind_many(&property.to_string(), targets.into_iter().map(|target| &target.0)))
            }

            /// Makes the entity that a navigation property leads to, together with this one (OData 4.01 Protocol, section
            /// 11.4.2.2).
            pub fn insert<T: $crate::Structured>(self, property: $crate::Navigation<M, T>, related: T) -> Self {
                Self(self.0.insert(&property.to_string(), &related))
            }

            /// Makes entities of the collection that a navigation property leads to, together with this one.
            pub fn insert_many<T: $crate::Structured>(
                self,
                property: $crate::Navigation<M, Vec<T>>,
                related: impl IntoIterator<Item = T>,
            ) -> Self {
                Self(self.0.insert_many(&property.to_string(), related))
            }

            /// Adds a query option; the value is percent-encoded.
            pub fn query(self, name: &str, value: &str) -> Self {
                Self(self.0.query(name, value))
            }

            /// The request as data: to inspect, to send, or to turn into an `http::Request`.
            ///
            /// # Errors
            ///
            /// `EmptyPatch`, `NotNullable`, `InvalidRequest`.
            pub fn into_request(self) -> Result<$crate::client::Request<M>, $crate::client::Error> {
                self.0.into_request()
            }
        }

        impl<M: $crate::Structured, O: $crate::client::SendBody> Body<M, O> {
            /// Sends the request and returns the entity that the service answers with.
            ///
            /// # Errors
            ///
            /// See [`Error`]($crate::client::Error); `NoContent` if the service answers without an entity.
            pub fn send(self) -> $crate::client::Sending<M> {
                self.0.send()
            }

            /// Sends the request and returns the entity, if the service answers with it, with status and headers.
            ///
            /// # Errors
            ///
            /// See [`Error`]($crate::client::Error).
            pub fn send_response(self) -> $crate::client::Sending<$crate::client::Response<M>> {
                self.0.send_response()
            }

            /// Sends the request and asks the service not to answer with the entity, by the preference `return=minimal`
            /// (OData 4.01 Protocol, section 8.2.8.7). The response has the `ETag`, and of an entity that was created the
            /// `Location` and the id.
            ///
            /// # Errors
            ///
            /// See [`Error`]($crate::client::Error).
            pub fn send_minimal(self) -> $crate::client::Sending<$crate::client::Response<()>> {
                self.0.send_minimal()
            }
        }

        /// A change of an entity that is not there yet creates it (OData 4.01 Protocol, section 11.4.4).
        impl<M> Body<M, $crate::client::PatchRequest> {
            /// Sends the header `If-None-Match`: the service refuses with 412 if the entity is that of the `ETag`.
            pub fn if_none_match(self, etag: &str) -> Self {
                self.header("if-none-match", etag)
            }

            /// Creates the entity by its key: the service refuses with 412 if it is there already.
            pub fn create_only(self) -> Self {
                self.if_none_match("*")
            }

            /// Changes the entity if it is there: the service refuses with 412 if it is not, and does not create it.
            pub fn update_only(self) -> Self {
                self.if_match("*")
            }
        }

        /// A call of an action or function that has parameters which need not be given; `C` says which.
        #[must_use = "a call does nothing until it is sent"]
        pub struct Call<C: $crate::client::TypedCall>(pub(crate) $crate::client::Call<C::Result>);

        impl<C: $crate::client::TypedCall> Call<C> {
            /// Sets a header.
            pub fn header(self, name: &str, value: &str) -> Self {
                Self(self.0.header(name, value))
            }

            /// Sends the header `If-Match`: the service refuses with 412 if the entity is no longer that of the
            /// `ETag`.
            pub fn if_match(self, etag: &str) -> Self {
                Self(self.0.if_match(etag))
            }

            /// Adds a preference to the header `Prefer` (OData 4.01 Protocol, section 8.2.8).
            pub fn prefer(self, preference: &str) -> Self {
                Self(self.0.prefer(preference))
            }

            /// Adds a query option, `$select`, say; the value is percent-encoded.
            pub fn query(self, name: &str, value: &str) -> Self {
                Self(self.0.query(name, value))
            }

            /// The call with all its parameters, to inspect or to send with status and headers.
            pub fn into_call(self) -> $crate::client::Call<C::Result> {
                self.0
            }

            /// Sends the call and returns its result.
            ///
            /// # Errors
            ///
            /// See [`Error`]($crate::client::Error); `NoContent` if the service answers without the result.
            pub fn send(self) -> $crate::client::Sending<<C::Result as $crate::client::Outcome>::Value> {
                self.0.send()
            }
        }

        impl<C, T, N> Call<C>
        where
            C: $crate::client::TypedCall<Result = $crate::client::Composable<T, N>>,
            T: $crate::client::Outcome,
            N: From<$crate::client::Resource> + 'static,
        {
            /// Leads on to what the function returns, without a request: the path goes on behind the call.
            #[must_use]
            pub fn then(self) -> N {
                self.0.then()
            }
        }

        impl<C: $crate::client::TypedCall> Clone for Call<C> {
            fn clone(&self) -> Self {
                Self(self.0.clone())
            }
        }

        impl<C: $crate::client::TypedCall> ::core::fmt::Debug for Call<C> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}
