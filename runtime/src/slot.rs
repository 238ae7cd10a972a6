//! A field of a model, seen without its type.
//!
//! What is generic here is compiled once for each type of a crate, and whole services have thousands: it calls nothing that is
//! generic where a `match` says the same, and the traits for models and open enumerations have few methods.

use std::{any::Any, fmt};

use crate::{EnumType, Json, Model, OpenEnum, Scalar, Token, Unrecognized, enumeration::Place, model};

/// A field to write to. The set of kinds is closed, so that one visitor serves every model.
pub enum Slot<'a> {
    /// A string: the most frequent kind, which is worth a way of its own.
    Text(&'a mut Option<String>),
    /// A value of an open enumeration.
    Enum(&'a mut dyn EnumOption),
    /// Another primitive value, or flags.
    Scalar(&'a mut dyn ScalarOption),
    /// A collection of scalars of one type.
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
    /// A value of an open enumeration.
    Enum(&'a dyn EnumOption),
    /// Another primitive value, or flags.
    Scalar(&'a dyn ScalarOption),
    /// A collection of scalars of one type.
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
            (Self::Enum(slot), Peek::Enum(from)) => slot.set(from.get().map(|member| member.map_err(Clone::clone))),
            (Self::Scalar(slot), Peek::Scalar(from)) => slot.assign(from.as_any()),
            (Self::Scalars(slot), Peek::Scalars(from)) => slot.assign(from.as_any()),
            (Self::Model(slot), Peek::Model(from)) => {
                let from = from.get();
                if let (Some(slot), Some(from)) = (slot.reset(from.is_some()), from) {
                    model::assign(from, slot);
                }
            }
            (Self::Models(slot), Peek::Models(from)) => {
                slot.reset(from.count().is_some());
                for index in 0..from.count().unwrap_or_default() {
                    if let (Some(slot), Some(from)) = (slot.push(), from.get(index)) {
                        model::assign(from, slot);
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
            (Self::Enum(one), Self::Enum(other)) => one.get() == other.get(),
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

/// An optional value of an open enumeration, whatever its type.
pub trait EnumOption {
    /// The names of the type.
    fn names(&self) -> &'static EnumType;
    /// The value.
    fn get(&self) -> Option<Place<&Unrecognized>>;
    /// Puts a value in.
    fn set(&mut self, value: Option<Place<Unrecognized>>);
}

#[expect(clippy::manual_map, reason = "`map` is one function more for each type")]
impl<T: OpenEnum> EnumOption for Option<T> {
    fn names(&self) -> &'static EnumType {
        T::TYPE
    }

    fn get(&self) -> Option<Place<&Unrecognized>> {
        match self {
            Some(value) => Some(value.place()),
            None => None,
        }
    }

    fn set(&mut self, value: Option<Place<Unrecognized>>) {
        *self = match value {
            Some(place) => Some(T::at(place)),
            None => None,
        };
    }
}

impl dyn EnumOption + '_ {
    /// Takes a value in, `None` being null; returns `false` if the token is no such value.
    pub(crate) fn read(&mut self, token: Option<&Token<'_>>) -> bool {
        let value = token.and_then(|token| self.names().read(token));
        let is_read = value.is_some() || token.is_none();
        self.set(value);
        is_read
    }

    /// The value to write.
    pub(crate) fn token(&self) -> Option<Token<'_>> {
        self.get().map(|place| self.names().token(place))
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

#[expect(clippy::manual_map, reason = "`map` is one function more for each type")]
impl<T: Scalar> ScalarOption for Option<T> {
    fn expected(&self) -> &'static str {
        T::EXPECTED
    }

    fn read(&mut self, token: Option<&Token<'_>>) -> bool {
        *self = match token {
            Some(token) => T::from_token(token),
            None => None,
        };
        self.is_some() || token.is_none()
    }

    fn token(&self) -> Option<Token<'_>> {
        match self {
            Some(value) => Some(value.to_token()),
            None => None,
        }
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn assign(&mut self, from: &dyn Any) {
        *self = match from.downcast_ref::<Self>() {
            Some(Some(value)) => Some(value.clone()),
            _ => None,
        };
    }

    fn equals(&self, other: &dyn Any) -> bool {
        match (self, other.downcast_ref::<Self>()) {
            (Some(one), Some(Some(other))) => one == other,
            (None, Some(None)) => true,
            _ => false,
        }
    }

    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Some(value) => f.debug_tuple("Some").field(value).finish(),
            None => f.write_str("None"),
        }
    }
}

/// An optional list of scalars, whatever their type.
pub trait ScalarList {
    /// What an item looks like in JSON, for error messages.
    fn expected(&self) -> &'static str;
    /// Makes the list null (`false`) or empty (`true`).
    fn reset(&mut self, present: bool);
    /// Adds an item, unless the list is null; returns `false` if the token is no such value.
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

#[expect(clippy::manual_map, reason = "`map` is one function more for each type")]
impl<T: Scalar> ScalarList for Option<Vec<T>> {
    fn expected(&self) -> &'static str {
        T::EXPECTED
    }

    fn reset(&mut self, present: bool) {
        *self = if present { Some(const { Vec::new() }) } else { None };
    }

    fn push(&mut self, token: &Token<'_>) -> bool {
        match (self, T::from_token(token)) {
            (Some(list), Some(item)) => {
                list.push(item);
                true
            }
            _ => false,
        }
    }

    fn count(&self) -> Option<usize> {
        match self {
            Some(list) => Some(list.as_slice().len()),
            None => None,
        }
    }

    fn token(&self, index: usize) -> Option<Token<'_>> {
        match self {
            Some(list) => {
                let list = list.as_slice();
                if index < list.len() { Some(list[index].to_token()) } else { None }
            }
            None => None,
        }
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn assign(&mut self, from: &dyn Any) {
        *self = match from.downcast_ref::<Self>() {
            Some(Some(list)) => Some(list.clone()),
            _ => None,
        };
    }

    fn equals(&self, other: &dyn Any) -> bool {
        match (self, other.downcast_ref::<Self>()) {
            (Some(one), Some(Some(other))) => one == other,
            (None, Some(None)) => true,
            _ => false,
        }
    }

    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Some(list) => f.debug_tuple("Some").field(list).finish(),
            None => f.write_str("None"),
        }
    }
}

/// An optional model, whatever its type, boxed or not.
pub trait ModelOption {
    /// Makes the value null (`false`) or a new one to read into (`true`).
    fn reset(&mut self, present: bool) -> Option<&mut dyn Model>;
    /// The value.
    fn get(&self) -> Option<&dyn Model>;
}

impl<T: Model + Default> ModelOption for Option<T> {
    fn reset(&mut self, present: bool) -> Option<&mut dyn Model> {
        *self = if present { Some(T::default()) } else { None };
        match self {
            Some(model) => Some(model),
            None => None,
        }
    }

    fn get(&self) -> Option<&dyn Model> {
        match self {
            Some(model) => Some(model),
            None => None,
        }
    }
}

/// An optional list of models, whatever their type.
pub trait ModelList {
    /// Makes the list null (`false`) or empty (`true`).
    fn reset(&mut self, present: bool);
    /// Adds a new item to read into, unless the list is null.
    fn push(&mut self) -> Option<&mut dyn Model>;
    /// The number of items; `None` for null.
    fn count(&self) -> Option<usize>;
    /// An item.
    fn get(&self, index: usize) -> Option<&dyn Model>;
}

#[expect(clippy::manual_map, reason = "`map` is one function more for each type")]
impl<T: Model + Default> ModelList for Option<Vec<T>> {
    fn reset(&mut self, present: bool) {
        *self = if present { Some(const { Vec::new() }) } else { None };
    }

    fn push(&mut self) -> Option<&mut dyn Model> {
        match self {
            Some(list) => {
                list.push(T::default());
                match list.as_mut_slice() {
                    [.., item] => Some(item),
                    [] => None,
                }
            }
            None => None,
        }
    }

    fn count(&self) -> Option<usize> {
        match self {
            Some(list) => Some(list.as_slice().len()),
            None => None,
        }
    }

    fn get(&self, index: usize) -> Option<&dyn Model> {
        match self {
            Some(list) => {
                let list = list.as_slice();
                if index < list.len() { Some(&list[index]) } else { None }
            }
            None => None,
        }
    }
}
