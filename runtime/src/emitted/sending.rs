//! The crate's own ways to send a body and a call.

/// Gives the crate's own `Body` and `Call` their ways to be sent.
#[macro_export]
macro_rules! sending {
    () => {
        impl<M: $crate::Structured, O: $crate::client::SendBody> Body<M, O> {
            /// Gives up after that time, all attempts of the request and the waits between them included.
            pub fn give_up_after(self, time: ::core::time::Duration) -> Self {
                Self(self.0.give_up_after(time))
            }

            /// Sends the request.
            ///
            /// A change returns the entity if the service answers with it, which it need not: `Ok(None)` is a success. With
            /// [`return_representation`](Self::return_representation) a change returns the entity, as a creation does; if
            /// the service answers without it, it is read.
            ///
            /// # Errors
            ///
            /// See [`Error`]($crate::requests::Error); `ReadBack` if the change was made or the entity created, and the entity
            /// could not be read then.
            pub fn send(self) -> $crate::client::Sending<O::Answer<M>> {
                self.0.send()
            }

            /// Sends the request and returns the entity, if the service answers with it, with status and headers. The
            /// entity is not read if the service answers without it.
            ///
            /// # Errors
            ///
            /// See [`Error`]($crate::requests::Error).
            pub fn send_response(self) -> $crate::client::Sending<$crate::requests::Response<O::Answer<M>>> {
                self.0.send_response()
            }

            /// Sends the request and asks the service not to answer with the entity, by the preference `return=minimal`
            /// (OData 4.01 Protocol, section 8.2.8.7). The response has the `ETag`, and of an entity that was created the
            /// `Location` and the id.
            ///
            /// # Errors
            ///
            /// See [`Error`]($crate::requests::Error).
            pub fn send_minimal(self) -> $crate::client::Sending<$crate::requests::Response<()>> {
                self.0.send_minimal()
            }
        }

        impl<C: $crate::requests::TypedCall> Call<C> {
            /// Gives up after that time, all attempts of the request and the waits between them included.
            pub fn give_up_after(self, time: ::core::time::Duration) -> Self {
                Self(self.0.give_up_after(time))
            }

            /// Sends the call and returns its result.
            ///
            /// # Errors
            ///
            /// See [`Error`]($crate::requests::Error); `NoContent` if the service answers without a result that cannot be
            /// null.
            pub fn send(self) -> $crate::client::Sending<<C::Result as $crate::requests::Outcome>::Value> {
                self.0.send()
            }
        }
    };
}
