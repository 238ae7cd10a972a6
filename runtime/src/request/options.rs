//! The options that requests have in common.

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

        /// Gives up after that time, all attempts of the request and the waits between them included.
        #[cfg(feature = "client")]
        pub fn give_up_after(self, time: std::time::Duration) -> Self {
            self.map_draft(|draft| draft.with_timeout(time))
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

pub(super) use selection_options;

/// The way out for a program's own HTTP client, for a type with a method `into_request` that is answered with a `$body`.
macro_rules! http_request {
    ($body:ty) => {
        /// The request for the program's own HTTP client, and what reads its answer.
        ///
        /// # Errors
        ///
        /// [`Error::InvalidRequest`].
        pub fn into_http(self) -> Result<Prepared<$body>, Error> {
            self.into_request().map(Request::into_http)
        }
    };
}

pub(super) use http_request;
