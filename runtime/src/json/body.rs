//! A change: each property absent, null or a value.

use std::{borrow::Cow, fmt, marker::PhantomData};

use serde_json::Value;

use super::{
    diff::{Difference, difference, with_type},
    write::{request_value, settable_values},
    written::{Object, Written},
};
use crate::value::{Model, Scalar, Shape, Structured, model::shape};

/// The operation of a [`Body`] that is not bound to a request: a change as data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Patch;

/// An operation that makes an entity, and sets what no change can set later.
#[diagnostic::on_unimplemented(
    message = "this property is set when an entity is created, and does not change later",
    label = "`{Self}` does not create an entity"
)]
pub trait Creates {}

/// An operation that changes an entity, and sets what no creation can set.
#[diagnostic::on_unimplemented(
    message = "this property is set by a change of an entity, and not when it is created",
    label = "`{Self}` does not change an entity"
)]
pub trait Updates {}

impl Updates for Patch {}

/// The properties of an `M` to send, by wire name, and the operation that sends them.
///
/// A generated crate has a `Body` of its own around this one, with a method for each property.
pub struct Body<M, O> {
    values: Values,
    operation: O,
    model: PhantomData<fn() -> M>,
}

/// What is set, whatever the type.
#[derive(Clone, Debug)]
pub(crate) struct Values {
    shape: &'static Shape,
    set: Object,
    refused: Option<&'static str>,
}

impl Values {
    /// The object to send; through a cast it needs the name of its type in any case, since the collection or property that it goes to
    /// is of a base type (OData JSON Format 4.01, section 4.6.3).
    pub(crate) fn into_written(self, is_cast: bool) -> Written {
        let name = self.shape.odata_type().map(str::to_owned);
        with_type(name.or_else(|| is_cast.then(|| format!("#{}", self.shape.name))), self.set)
    }
}

impl<M: Structured, O> Body<M, O> {
    /// Nothing set.
    #[must_use]
    pub fn new(operation: O) -> Self {
        Self::of_values(Values { shape: M::SHAPE, set: Object::new(), refused: None }, operation)
    }
}

impl<M, O> Body<M, O> {
    fn of_values(values: Values, operation: O) -> Self {
        Self { values, operation, model: PhantomData }
    }

    /// Sets a primitive or enumeration value.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "a setter takes what it is given")]
    pub fn set<T: Scalar>(self, name: &'static str, value: T) -> Self {
        self.put(name, Written::from(value.to_token()))
    }

    /// Sets a string.
    #[must_use]
    pub fn set_text(self, name: &'static str, value: impl Into<String>) -> Self {
        self.put(name, Written::text(value))
    }

    /// Sets a collection of strings.
    #[must_use]
    pub fn set_texts(self, name: &'static str, items: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.put(name, items.into_iter().map(Written::text).collect())
    }

    /// Sets a collection of primitive or enumeration values.
    #[must_use]
    pub fn set_list<T: Scalar>(self, name: &'static str, items: impl IntoIterator<Item = T>) -> Self {
        self.put(name, items.into_iter().map(|item| Written::from(item.to_token())).collect())
    }

    /// Sets a complex value as a whole.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "a setter takes what it is given")]
    pub fn set_model<T: Model>(self, name: &'static str, value: T) -> Self {
        self.put(name, request_value(&value))
    }

    /// Sets a collection of complex values, which replaces the one that the service has.
    #[must_use]
    pub fn set_models<T: Model>(self, name: &'static str, items: impl IntoIterator<Item = T>) -> Self {
        self.put(name, items.into_iter().map(|item| request_value(&item)).collect())
    }

    /// Sets properties of a complex value; the service keeps the others (OData 4.01 Protocol, section 11.4.3).
    #[must_use]
    pub fn set_patch<T>(mut self, name: &'static str, change: Body<T, Patch>) -> Self {
        let change = change.values;
        self.values.refused = self.values.refused.or(change.refused);
        self.put(name, with_type(change.shape.odata_type(), change.set))
    }

    /// Sets any JSON.
    #[must_use]
    pub fn set_json(self, name: &'static str, value: Value) -> Self {
        self.put(name, value.into())
    }

    /// Sets a property that is not declared.
    #[must_use]
    pub fn set_dynamic(self, name: &str, value: Value) -> Self {
        self.put(name.to_owned(), value.into())
    }

    /// Sets null.
    #[must_use]
    pub fn clear(self, name: &'static str) -> Self {
        self.put(name, Written::Null)
    }

    pub(crate) fn put(mut self, name: impl Into<Cow<'static, str>>, value: Written) -> Self {
        self.values.set.insert(name.into(), value);
        self
    }

    /// Whether nothing is set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.set.is_empty()
    }

    /// The JSON object to send, with `@odata.type` where the service wants it. What is sent has all digits of a decimal number; here
    /// it has those of a double.
    #[must_use]
    pub fn to_json(&self) -> Value {
        self.values.clone().into_written(false).to_json()
    }

    /// The same properties, to send by another operation.
    #[must_use]
    pub fn with_operation<P>(self, operation: P) -> Body<M, P> {
        Body::of_values(self.values, operation)
    }

    /// Changes the operation, to another one too.
    #[must_use]
    pub fn map_operation<P>(self, change: impl FnOnce(O) -> P) -> Body<M, P> {
        Body::of_values(self.values, change(self.operation))
    }

    /// The qualified name of the type.
    #[cfg(feature = "requests")]
    pub(crate) fn type_name(&self) -> &'static str {
        self.values.shape.name
    }

    /// A property that changed to null though it cannot be null.
    #[cfg(feature = "requests")]
    pub(crate) fn refused(&self) -> Option<&'static str> {
        self.values.refused
    }

    #[cfg(feature = "client")]
    pub(crate) fn operation(&self) -> &O {
        &self.operation
    }

    #[cfg(feature = "requests")]
    pub(crate) fn into_parts(self) -> (Values, O) {
        (self.values, self.operation)
    }
}

impl<M: Model> Body<M, Patch> {
    /// The properties that have a value and that a change may set.
    #[must_use]
    pub fn of(model: &M) -> Self {
        Self::of_values(Values { shape: shape(model), set: settable_values(model), refused: None }, Patch)
    }

    /// The properties in which two values differ. Where `after` has no value and `before` has, that is null; for a
    /// property that cannot be null it is an error when the change is sent.
    #[must_use]
    pub fn between(before: &M, after: &M) -> Self {
        let Difference { values, refused } = difference(before, after);
        Self::of_values(Values { shape: shape(after), set: values, refused }, Patch)
    }
}

impl<M, O: Clone> Clone for Body<M, O> {
    fn clone(&self) -> Self {
        Self::of_values(self.values.clone(), self.operation.clone())
    }
}

impl<M, O: fmt::Debug> fmt::Debug for Body<M, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Values { shape, set, .. } = &self.values;
        f.debug_struct("Body").field("type", &shape.name).field("set", set).field("operation", &self.operation).finish()
    }
}

impl<M, O> PartialEq for Body<M, O> {
    fn eq(&self, other: &Self) -> bool {
        let (values, others) = (&self.values, &other.values);
        values.shape.name == others.shape.name && values.set == others.set && values.refused == others.refused
    }
}
