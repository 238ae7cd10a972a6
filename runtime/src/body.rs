//! A change: each property absent, null or a value.

use serde_json::{Map, Value};

use crate::{
    Model, Scalar, Shape,
    diff::{Difference, difference, with_type},
    write::{request_value, request_values},
};

/// The operation of a [`Body`] that is not bound to a request: a change as data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Patch;

/// The properties to send, by wire name, and the operation that sends them.
///
/// Emitted bodies are newtypes over this one, with a setter for each property.
#[derive(Clone, Debug)]
pub struct Body<O> {
    shape: &'static Shape,
    values: Map<String, Value>,
    refused: Option<&'static str>,
    operation: O,
}

impl<O> Body<O> {
    /// Nothing set.
    #[must_use]
    pub fn new(shape: &'static Shape, operation: O) -> Self {
        Self { shape, values: Map::new(), refused: None, operation }
    }

    /// Sets a primitive or enumeration value.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "a setter takes what it is given")]
    pub fn set<T: Scalar>(self, name: &'static str, value: T) -> Self {
        self.set_json(name, Value::from(value.to_token()))
    }

    /// Sets a string.
    #[must_use]
    pub fn set_text(self, name: &'static str, value: impl Into<String>) -> Self {
        self.set_json(name, Value::String(value.into()))
    }

    /// Sets a collection of strings.
    #[must_use]
    pub fn set_texts(self, name: &'static str, items: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.set_json(name, items.into_iter().map(|item| Value::String(item.into())).collect())
    }

    /// Sets a collection of primitive or enumeration values.
    #[must_use]
    pub fn set_list<T: Scalar>(self, name: &'static str, items: impl IntoIterator<Item = T>) -> Self {
        self.set_json(name, items.into_iter().map(|item| Value::from(item.to_token())).collect())
    }

    /// Sets a complex value as a whole.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "a setter takes what it is given")]
    pub fn set_model<M: Model>(self, name: &'static str, value: M) -> Self {
        self.set_json(name, request_value(&value))
    }

    /// Sets a collection of complex values, which replaces the one that the service has.
    #[must_use]
    pub fn set_models<T: Model>(self, name: &'static str, items: impl IntoIterator<Item = T>) -> Self {
        self.set_json(name, items.into_iter().map(|item| request_value(&item)).collect())
    }

    /// Sets properties of a complex value; the service keeps the others (OData 4.01 Protocol, section 11.4.3).
    #[must_use]
    pub fn set_patch(mut self, name: &'static str, change: Body<Patch>) -> Self {
        self.refused = self.refused.or(change.refused);
        let value = with_type(change.shape.odata_type, change.values);
        self.set_json(name, value)
    }

    /// Sets any JSON.
    #[must_use]
    pub fn set_json(self, name: &'static str, value: Value) -> Self {
        self.set_dynamic(name, value)
    }

    /// Sets a property that is not declared.
    #[must_use]
    pub fn set_dynamic(mut self, name: impl Into<String>, value: Value) -> Self {
        self.values.insert(name.into(), value);
        self
    }

    /// Sets null.
    #[must_use]
    pub fn clear(self, name: &'static str) -> Self {
        self.set_json(name, Value::Null)
    }

    /// Whether nothing is set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The JSON object to send, with `@odata.type` where the service wants it.
    #[must_use]
    pub fn to_json(&self) -> Value {
        with_type(self.shape.odata_type, self.values.clone())
    }

    /// The same properties, to send by another operation.
    #[must_use]
    pub fn with_operation<P>(self, operation: P) -> Body<P> {
        Body { shape: self.shape, values: self.values, refused: self.refused, operation }
    }

    /// Changes the operation.
    #[must_use]
    pub fn map_operation(mut self, change: impl FnOnce(O) -> O) -> Self {
        self.operation = change(self.operation);
        self
    }

    /// The qualified name of the type.
    #[cfg(feature = "client")]
    pub(crate) fn type_name(&self) -> &'static str {
        self.shape.name
    }

    /// A property that changed to null though it cannot be null.
    #[cfg(feature = "client")]
    pub(crate) fn refused(&self) -> Option<&'static str> {
        self.refused
    }

    #[cfg(feature = "client")]
    pub(crate) fn into_operation(self) -> O {
        self.operation
    }
}

impl Body<Patch> {
    /// The properties that have a value.
    #[must_use]
    pub fn of(model: &dyn Model) -> Self {
        Self { shape: model.shape(), values: request_values(model), refused: None, operation: Patch }
    }

    /// The properties in which two values differ. Where `after` has no value and `before` has, that is null; for a
    /// property that cannot be null it is an error when the change is sent.
    #[must_use]
    pub fn between<M: Model>(before: &M, after: &M) -> Self {
        let Difference { values, refused } = difference(before, after);
        Self { shape: after.shape(), values, refused, operation: Patch }
    }
}

impl<O> PartialEq for Body<O> {
    fn eq(&self, other: &Self) -> bool {
        self.shape.name == other.shape.name && self.values == other.values && self.refused == other.refused
    }
}

/// Gives the patch of a complex type, a newtype over [`Body`], what all of them have.
#[macro_export]
macro_rules! patch {
    ($patch:ident of $model:ident) => {
        impl $patch {
            /// Nothing set.
            #[must_use]
            #[expect(clippy::new_without_default, reason = "one way to make one is enough")]
            pub fn new() -> Self {
                Self($crate::Body::new(&$model::SHAPE, $crate::Patch))
            }

            /// The properties in which two values differ, and no others. A value that `after` lacks becomes null.
            #[must_use]
            pub fn between(before: &$model, after: &$model) -> Self {
                Self($crate::Body::between(before, after))
            }
        }

        impl From<$model> for $patch {
            fn from(value: $model) -> Self {
                Self($crate::Body::of(&value))
            }
        }
    };
}

/// Gives a newtype over [`Body`] what all of them have.
#[macro_export]
macro_rules! body {
    ($body:ident of $model:ident) => {
        impl $body<$crate::Patch> {
            /// Nothing set.
            #[must_use]
            pub fn new() -> Self {
                Self($crate::Body::new(&$model::SHAPE, $crate::Patch))
            }

            /// The properties in which two values differ, and no others. A value that `after` lacks becomes null.
            #[must_use]
            pub fn between(before: &$model, after: &$model) -> Self {
                Self($crate::Body::between(before, after))
            }
        }

        impl ::core::default::Default for $body<$crate::Patch> {
            fn default() -> Self {
                Self::new()
            }
        }

        impl<O> $body<O> {
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

        $crate::body_requests!($body of $model);
    };
}

/// Without the feature `client` a body cannot be sent.
#[cfg(not(feature = "client"))]
#[doc(hidden)]
#[macro_export]
macro_rules! body_requests {
    ($body:ident of $model:ident) => {};
}
