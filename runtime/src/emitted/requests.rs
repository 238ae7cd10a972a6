//! The crate's own ways to send a body, and its own `Call`.

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

            /// Makes the entity the result of `send`, as it is after the request. The service is asked to answer with it
            /// (OData 4.01 Protocol, section 8.2.8.7); if it does not, the entity is read.
            pub fn return_representation(self) -> Body<M, O::Returning> {
                Body(self.0.return_representation())
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
        }

        impl<M: $crate::Structured, O: $crate::client::SendBody> Body<M, O> {
            /// The request as data: to inspect, to send, or to turn into an `http::Request`.
            ///
            /// # Errors
            ///
            /// `EmptyPatch`, `NotNullable`, `InvalidRequest`.
            pub fn into_request(self) -> Result<$crate::client::Request<O::Answer<M>>, $crate::client::Error> {
                self.0.into_request()
            }

            /// Sends the request.
            ///
            /// A change returns the entity if the service answers with it, which it need not: `Ok(None)` is a success. With
            /// [`return_representation`](Self::return_representation) a change returns the entity, as a creation does; if
            /// the service answers without it, it is read.
            ///
            /// # Errors
            ///
            /// See [`Error`]($crate::client::Error); `ReadBack` if the change was made or the entity created, and the entity
            /// could not be read then.
            pub fn send(self) -> $crate::client::Sending<O::Answer<M>> {
                self.0.send()
            }

            /// Sends the request and returns the entity, if the service answers with it, with status and headers. The
            /// entity is not read if the service answers without it.
            ///
            /// # Errors
            ///
            /// See [`Error`]($crate::client::Error).
            pub fn send_response(self) -> $crate::client::Sending<$crate::client::Response<O::Answer<M>>> {
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
        impl<M, O: $crate::client::SendBody + $crate::Changes> Body<M, O> {
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
            pub(crate) fn new(call: $crate::client::Call<C::Result>) -> Self {
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
            pub fn into_call(self) -> $crate::client::Call<C::Result> {
                self.0
            }

            /// Sends the call and returns its result.
            ///
            /// # Errors
            ///
            /// See [`Error`]($crate::client::Error); `NoContent` if the service answers without a result that cannot be
            /// null.
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
