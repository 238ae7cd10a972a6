//! The crate's own `Body`.

/// Defines the crate's own `Body`, so that the file of each type can give it the methods of the type's properties.
///
/// One generic struct for a crate, and not one for each type: whole services have thousands of types, and the same dozen of
/// methods for each of them is what makes large crates slow to compile.
#[macro_export]
macro_rules! body {
    () => {
        /// What a request sets of an `M`: each property absent, null or a value.
        ///
        /// `O` is what becomes of it: [`Patch`]($crate::Patch) is a change as data, other operations send it.
        #[must_use = "a body does nothing until it is sent"]
        pub struct Body<M, O>(pub(crate) $crate::Body<M, O>);

        impl<M: $crate::Structured> Body<M, $crate::Patch> {
            /// Nothing set.
            pub fn new() -> Self {
                Self($crate::Body::new($crate::Patch))
            }

            /// The properties in which two values differ, and no others. A value that `after` lacks becomes null.
            pub fn between(before: &M, after: &M) -> Self {
                Self($crate::Body::between(before, after))
            }
        }

        impl<M, O> Body<M, O> {
            /// Whether nothing is set.
            #[must_use]
            pub fn is_empty(&self) -> bool {
                self.0.is_empty()
            }

            /// The JSON object to send.
            #[must_use]
            pub fn to_json(&self) -> $crate::Json {
                self.0.to_json()
            }
        }

        impl<M: $crate::Structured> Default for Body<M, $crate::Patch> {
            fn default() -> Self {
                Self::new()
            }
        }

        /// The properties that have a value and that a change may set.
        impl<M: $crate::Structured> From<M> for Body<M, $crate::Patch> {
            fn from(value: M) -> Self {
                Self($crate::Body::of(&value))
            }
        }

        impl<M, O: Clone> Clone for Body<M, O> {
            fn clone(&self) -> Self {
                Self(self.0.clone())
            }
        }

        impl<M, O: ::core::fmt::Debug> ::core::fmt::Debug for Body<M, O> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl<M, O> PartialEq for Body<M, O> {
            fn eq(&self, other: &Self) -> bool {
                self.0 == other.0
            }
        }
    };
}
