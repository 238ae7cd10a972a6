//! A field of a model, seen without its type.

use std::{
    any::Any,
    fmt::{self, Debug as _},
};

use crate::{Json, Model, Scalar, Token, model};

/// A field to write to. The set of kinds is closed, so that one visitor serves every model.
pub enum Slot<'a> {
    /// A string: the most frequent kind, which is worth a way of its own.
    Text(&'a mut Option<String>),
    /// Another primitive or enumeration value.
    Scalar(&'a mut dyn ScalarOption),
    /// A collection of those.
    Scalars(&'a mut dyn ScalarList),
    /// A complex value or an entity.
    Model(&'a mut dyn ModelOption),
    /// A collection of those.
    Models(&'a mut dyn ModelList),
    /// Any JSON, collections included.
    Json(&'a mut Option<Json>),
}

/// A field to read from: [`Slot`]'s shared twin.
pub enum Peek<'a> {
    /// A string.
    Text(&'a Option<String>),
    /// Another primitive or enumeration value.
    Scalar(&'a dyn ScalarOption),
    /// A collection of those.
    Scalars(&'a dyn ScalarList),
    /// A complex value or an entity.
    Model(&'a dyn ModelOption),
    /// A collection of those.
    Models(&'a dyn ModelList),
    /// Any JSON, collections included.
    Json(&'a Option<Json>),
}

impl Slot<'_> {
    /// Copies a field of the same type.
    pub(crate) fn assign(&mut self, from: &Peek<'_>) {
        match (self, from) {
            (Self::Text(slot), Peek::Text(from)) => slot.clone_from(from),
            (Self::Scalar(slot), Peek::Scalar(from)) => slot.assign(from.as_any()),
            (Self::Scalars(slot), Peek::Scalars(from)) => slot.assign(from.as_any()),
            (Self::Model(slot), Peek::Model(from)) => match from.get() {
                Some(from) => model::assign(from, slot.make()),
                None => slot.clear(),
            },
            (Self::Models(slot), Peek::Models(from)) => {
                slot.reset(from.count().is_some());
                for index in 0..from.count().unwrap_or_default() {
                    if let Some(from) = from.get(index) {
                        model::assign(from, slot.push());
                    }
                }
            }
            (Self::Json(slot), Peek::Json(from)) => slot.clone_from(from),
            _ => {}
        }
    }
}

impl Peek<'_> {
    /// Whether a field of the same type has the same value.
    pub(crate) fn equals(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(one), Self::Text(other)) => one == other,
            (Self::Scalar(one), Self::Scalar(other)) => one.equals(other.as_any()),
            (Self::Scalars(one), Self::Scalars(other)) => one.equals(other.as_any()),
            (Self::Model(one), Self::Model(other)) => match (one.get(), other.get()) {
                (Some(one), Some(other)) => model::equal(one, other),
                (one, other) => one.is_none() && other.is_none(),
            },
            (Self::Models(one), Self::Models(other)) => {
                one.count() == other.count()
                    && (0..one.count().unwrap_or_default()).all(|index| match (one.get(index), other.get(index)) {
                        (Some(one), Some(other)) => model::equal(one, other),
                        _ => false,
                    })
            }
            (Self::Json(one), Self::Json(other)) => one == other,
            _ => false,
        }
    }
}

/// An optional scalar, whatever its type.
pub trait ScalarOption {
    /// What a value looks like in JSON, for error messages.
    fn expected(&self) -> &'static str;
    /// Takes a value in, `None` being null; returns `false` if the token is no such value.
    fn read(&mut self, token: Option<&Token<'_>>) -> bool;
    /// The value to write.
    fn token(&self) -> Option<Token<'_>>;
    /// The field with its type.
    fn as_any(&self) -> &dyn Any;
    /// Copies a field of the same type.
    fn assign(&mut self, from: &dyn Any);
    /// Whether a field of the same type has the same value.
    fn equals(&self, other: &dyn Any) -> bool;
    /// Shows the value.
    ///
    /// # Errors
    ///
    /// The formatter's.
    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<T: Scalar> ScalarOption for Option<T> {
    fn expected(&self) -> &'static str {
        T::EXPECTED
    }

    fn read(&mut self, token: Option<&Token<'_>>) -> bool {
        *self = token.and_then(T::from_token);
        self.is_some() || token.is_none()
    }

    fn token(&self) -> Option<Token<'_>> {
        self.as_ref().map(Scalar::to_token)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn assign(&mut self, from: &dyn Any) {
        if let Some(from) = from.downcast_ref::<Self>() {
            self.clone_from(from);
        }
    }

    fn equals(&self, other: &dyn Any) -> bool {
        other.downcast_ref::<Self>().is_some_and(|other| self == other)
    }

    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fmt(f)
    }
}

/// An optional list of scalars, whatever their type.
pub trait ScalarList {
    /// What an item looks like in JSON, for error messages.
    fn expected(&self) -> &'static str;
    /// Makes the list null (`false`) or empty (`true`).
    fn reset(&mut self, present: bool);
    /// Adds an item; returns `false` if the token is no such value.
    fn push(&mut self, token: &Token<'_>) -> bool;
    /// The number of items; `None` for null.
    fn count(&self) -> Option<usize>;
    /// An item to write.
    fn token(&self, index: usize) -> Option<Token<'_>>;
    /// The field with its type.
    fn as_any(&self) -> &dyn Any;
    /// Copies a field of the same type.
    fn assign(&mut self, from: &dyn Any);
    /// Whether a field of the same type has the same value.
    fn equals(&self, other: &dyn Any) -> bool;
    /// Shows the value.
    ///
    /// # Errors
    ///
    /// The formatter's.
    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<T: Scalar> ScalarList for Option<Vec<T>> {
    fn expected(&self) -> &'static str {
        T::EXPECTED
    }

    fn reset(&mut self, present: bool) {
        *self = present.then(Vec::new);
    }

    fn push(&mut self, token: &Token<'_>) -> bool {
        let Some(item) = T::from_token(token) else { return false };
        self.get_or_insert_default().push(item);
        true
    }

    fn count(&self) -> Option<usize> {
        self.as_ref().map(Vec::len)
    }

    fn token(&self, index: usize) -> Option<Token<'_>> {
        self.as_ref()?.get(index).map(Scalar::to_token)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn assign(&mut self, from: &dyn Any) {
        if let Some(from) = from.downcast_ref::<Self>() {
            self.clone_from(from);
        }
    }

    fn equals(&self, other: &dyn Any) -> bool {
        other.downcast_ref::<Self>().is_some_and(|other| self == other)
    }

    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fmt(f)
    }
}

/// An optional model, whatever its type, boxed or not.
pub trait ModelOption {
    /// Makes the value null.
    fn clear(&mut self);
    /// Makes a new value to read into.
    fn make(&mut self) -> &mut dyn Model;
    /// The value.
    fn get(&self) -> Option<&dyn Model>;
}

impl<T: Model + Default> ModelOption for Option<T> {
    fn clear(&mut self) {
        *self = None;
    }

    fn make(&mut self) -> &mut dyn Model {
        self.insert(T::default())
    }

    fn get(&self) -> Option<&dyn Model> {
        self.as_ref().map(|model| model as &dyn Model)
    }
}

/// An optional list of models, whatever their type.
pub trait ModelList {
    /// Makes the list null (`false`) or empty (`true`).
    fn reset(&mut self, present: bool);
    /// Adds a new item to read into.
    fn push(&mut self) -> &mut dyn Model;
    /// Takes the last item back: it turned out to be null.
    fn pop(&mut self);
    /// The number of items; `None` for null.
    fn count(&self) -> Option<usize>;
    /// An item.
    fn get(&self, index: usize) -> Option<&dyn Model>;
}

impl<T: Model + Default> ModelList for Option<Vec<T>> {
    fn reset(&mut self, present: bool) {
        *self = present.then(Vec::new);
    }

    fn push(&mut self) -> &mut dyn Model {
        self.get_or_insert_default().push_mut(T::default())
    }

    fn pop(&mut self) {
        if let Some(list) = self {
            list.pop();
        }
    }

    fn count(&self) -> Option<usize> {
        self.as_ref().map(Vec::len)
    }

    fn get(&self, index: usize) -> Option<&dyn Model> {
        self.as_ref()?.get(index).map(|model| model as &dyn Model)
    }
}
