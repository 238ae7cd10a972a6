//! The crate's own requests with a body, and its own `Call`.

/// Defines the crate's own request builders, gives its own `Body` its options, and defines its own
/// `Call`, for calls that have parameters which need not be given.
#[macro_export]
macro_rules! requests {
    () => {
        $crate::builders!();

        impl<M, O: $crate::requests::BodyRequest> Body<M, O> {
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

            /// Makes the entity the result of `send`, as it is after the request. The service is asked to answer with it
            /// (OData 4.01 Protocol, section 8.2.8.7); if it does not, the entity is read.
            pub fn return_representation(self) -> Body<M, O::Returning> {
                Body(self.0.return_representation())
            }

            /// Makes a navigation property lead to an entity that is there already (OData 4.01 Protocol, section
            /// 11.4.2.1): `bind(User::MANAGER, &client.users("1"))`.
            pub fn bind<T: $crate::Structured, U, A>(
                self,
                property: $crate::Navigation<M, T>,
                target: &Entity<U, A>,
            ) -> Self {
                Self(self.0.bind(&property.to_string(), &target.0))
            }

            /// Adds entities that are there already to the collection that a navigation property leads to.
            pub fn bind_many<'t, T: $crate::Structured, U: 't, A: 't>(
                self,
                property: $crate::Navigation<M, Vec<T>>,
                targets: impl IntoIterator<Item = &'t Entity<U, A>>,
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
        }

        impl<M: $crate::Structured, O: $crate::requests::BodyRequest> Body<M, O> {
            /// The request as data: to inspect, to send, or to turn into an `http::Request`.
            ///
            /// # Errors
            ///
            /// `EmptyPatch`, `NotNullable`, `InvalidRequest`.
            pub fn into_request(self) -> Result<$crate::requests::Request<O::Answer<M>>, $crate::requests::Error> {
                self.0.into_request()
            }

            /// The request for the program's own HTTP client, and what reads its answer.
            ///
            /// # Errors
            ///
            /// As of [`into_request`](Self::into_request).
            pub fn into_http(self) -> Result<$crate::requests::Prepared<O::Answer<M>>, $crate::requests::Error> {
                self.0.into_http()
            }
        }

        /// A change of an entity that is not there yet creates it (OData 4.01 Protocol, section 11.4.4).
        impl<M, O: $crate::requests::BodyRequest + $crate::Updates> Body<M, O> {
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
        pub struct Call<C: $crate::requests::TypedCall>(pub(crate) $crate::requests::Call<C::Result>);

        impl<C: $crate::requests::TypedCall> Call<C> {
            pub(crate) fn new(call: $crate::requests::Call<C::Result>) -> Self {
                Self(call)
            }

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
            pub fn into_call(self) -> $crate::requests::Call<C::Result> {
                self.0
            }

            /// The request for the program's own HTTP client, and what reads its answer.
            ///
            /// # Errors
            ///
            /// `InvalidRequest`.
            pub fn into_http(
                self,
            ) -> Result<
                $crate::requests::Prepared<<C::Result as $crate::requests::Outcome>::Body>,
                $crate::requests::Error,
            > {
                self.0.into_http()
            }
        }

        impl<C, T, N> Call<C>
        where
            C: $crate::requests::TypedCall<Result = $crate::requests::Composable<T, N>>,
            T: $crate::requests::Outcome,
            N: From<$crate::requests::Resource> + 'static,
        {
            /// Leads on to what the function returns, without a request: the path goes on behind the call.
            #[must_use]
            pub fn then(self) -> N {
                self.0.then()
            }
        }

        impl<C: $crate::requests::TypedCall> Clone for Call<C> {
            fn clone(&self) -> Self {
                Self(self.0.clone())
            }
        }

        impl<C: $crate::requests::TypedCall> ::core::fmt::Debug for Call<C> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}
