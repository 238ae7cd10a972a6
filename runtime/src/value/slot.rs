//! A field of a model, seen without its type.
//!
//! The traits are those of references to fields, not of fields: a table of a trait's functions has the function that drops the
//! value, which the compiler copies into each part of a crate that has such a table, with the functions that drop what is in it.
//! A reference needs none, and half of the machine code of a large crate was copies of them. For the same reason what makes a
//! `dyn Model` is never inlined.
//!
//! What is generic here is compiled once for each type of a crate, and whole services have thousands: it calls nothing that is
//! generic where a `match` says the same, and the traits for models and open enumerations have few methods.

use std::{any::Any, fmt};

use crate::value::{EnumType, Json, Model, OpenEnum, Place, Scalar, Token, Unrecognized, model};

/// A field to write to. The set of kinds is closed, so that one visitor serves every model.
pub enum Slot<'a> {
    /// A string: the most frequent kind, which is worth a way of its own.
    Text(&'a mut Option<String>),
    /// A value of an open enumeration.
    Enum(&'a mut (dyn EnumSlot + 'a)),
    /// Another primitive value, or flags.
    Scalar(&'a mut (dyn ScalarSlot + 'a)),
    /// A collection of scalars of one type.
    Scalars(&'a mut (dyn ScalarsSlot + 'a)),
    /// A complex value or an entity.
    Model(&'a mut (dyn ModelSlot + 'a)),
    /// A collection of those.
    Models(&'a mut (dyn ModelsSlot + 'a)),
    /// Any JSON, collections included.
    Json(&'a mut Option<Json>),
}

/// A field to read from: [`Slot`]'s shared twin.
pub enum Peek<'a> {
    /// A string.
    Text(&'a Option<String>),
    /// A value of an open enumeration.
    Enum(&'a (dyn EnumPeek + 'a)),
    /// Another primitive value, or flags.
    Scalar(&'a (dyn ScalarPeek + 'a)),
    /// A collection of scalars of one type.
    Scalars(&'a (dyn ScalarsPeek + 'a)),
    /// A complex value or an entity.
    Model(&'a (dyn ModelPeek + 'a)),
    /// A collection of those.
    Models(&'a (dyn ModelsPeek + 'a)),
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

/// An optional value of an open enumeration to write to, whatever its type.
pub trait EnumSlot {
    /// The names of the type.
    fn names(&self) -> &'static EnumType;
    /// Puts a value in.
    fn set(&mut self, value: Option<Place<Unrecognized>>);
}

#[expect(clippy::manual_map, reason = "`map` is one function more for each type")]
impl<T: OpenEnum> EnumSlot for &mut Option<T> {
    fn names(&self) -> &'static EnumType {
        T::TYPE
    }

    fn set(&mut self, value: Option<Place<Unrecognized>>) {
        **self = match value {
            Some(place) => Some(T::at(place)),
            None => None,
        };
    }
}

impl dyn EnumSlot + '_ {
    /// Takes a value in, `None` being null; returns `false` if the token is no such value.
    pub(crate) fn read(&mut self, token: Option<&Token<'_>>) -> bool {
        let value = token.and_then(|token| self.names().read(token));
        let is_read = value.is_some() || token.is_none();
        self.set(value);
        is_read
    }
}

/// An optional value of an open enumeration to read from, whatever its type.
pub trait EnumPeek {
    /// The names of the type.
    fn names(&self) -> &'static EnumType;
    /// The value.
    fn get(&self) -> Option<Place<&Unrecognized>>;
}

#[expect(clippy::manual_map, reason = "`map` is one function more for each type")]
impl<T: OpenEnum> EnumPeek for &Option<T> {
    fn names(&self) -> &'static EnumType {
        T::TYPE
    }

    fn get(&self) -> Option<Place<&Unrecognized>> {
        match self {
            Some(value) => Some(value.place()),
            None => None,
        }
    }
}

impl dyn EnumPeek + '_ {
    /// The value to write.
    pub(crate) fn token(&self) -> Option<Token<'_>> {
        self.get().map(|place| self.names().token(place))
    }
}

/// An optional scalar to write to, whatever its type.
pub trait ScalarSlot {
    /// What a value looks like in JSON, for error messages.
    fn expected(&self) -> &'static str;
    /// Takes a value in, `None` being null; returns `false` if the token is no such value.
    fn read(&mut self, token: Option<&Token<'_>>) -> bool;
    /// Copies a field of the same type.
    fn assign(&mut self, from: &dyn Any);
}

impl<T: Scalar> ScalarSlot for &mut Option<T> {
    fn expected(&self) -> &'static str {
        T::EXPECTED
    }

    fn read(&mut self, token: Option<&Token<'_>>) -> bool {
        **self = match token {
            Some(token) => T::from_token(token),
            None => None,
        };
        self.is_some() || token.is_none()
    }

    fn assign(&mut self, from: &dyn Any) {
        **self = match from.downcast_ref::<Option<T>>() {
            Some(Some(value)) => Some(value.clone()),
            _ => None,
        };
    }
}

/// An optional scalar to read from, whatever its type.
pub trait ScalarPeek {
    /// The value to write.
    fn token(&self) -> Option<Token<'_>>;
    /// The field with its type.
    fn as_any(&self) -> &dyn Any;
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
impl<T: Scalar> ScalarPeek for &Option<T> {
    fn token(&self) -> Option<Token<'_>> {
        match self {
            Some(value) => Some(value.to_token()),
            None => None,
        }
    }

    fn as_any(&self) -> &dyn Any {
        *self
    }

    fn equals(&self, other: &dyn Any) -> bool {
        match (self, other.downcast_ref::<Option<T>>()) {
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

/// An optional list of scalars to write to, whatever their type.
pub trait ScalarsSlot {
    /// What an item looks like in JSON, for error messages.
    fn expected(&self) -> &'static str;
    /// Makes the list null (`false`) or empty (`true`).
    fn reset(&mut self, present: bool);
    /// Adds an item, unless the list is null; returns `false` if the token is no such value.
    fn push(&mut self, token: &Token<'_>) -> bool;
    /// Copies a field of the same type.
    fn assign(&mut self, from: &dyn Any);
}

impl<T: Scalar> ScalarsSlot for &mut Option<Vec<T>> {
    fn expected(&self) -> &'static str {
        T::EXPECTED
    }

    fn reset(&mut self, present: bool) {
        **self = if present { Some(const { Vec::new() }) } else { None };
    }

    fn push(&mut self, token: &Token<'_>) -> bool {
        match (&mut **self, T::from_token(token)) {
            (Some(list), Some(item)) => {
                list.push(item);
                true
            }
            _ => false,
        }
    }

    fn assign(&mut self, from: &dyn Any) {
        **self = match from.downcast_ref::<Option<Vec<T>>>() {
            Some(Some(list)) => Some(list.clone()),
            _ => None,
        };
    }
}

/// An optional list of scalars to read from, whatever their type.
pub trait ScalarsPeek {
    /// The number of items; `None` for null.
    fn count(&self) -> Option<usize>;
    /// An item to write.
    fn token(&self, index: usize) -> Option<Token<'_>>;
    /// The field with its type.
    fn as_any(&self) -> &dyn Any;
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
impl<T: Scalar> ScalarsPeek for &Option<Vec<T>> {
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
        *self
    }

    fn equals(&self, other: &dyn Any) -> bool {
        match (self, other.downcast_ref::<Option<Vec<T>>>()) {
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

/// An optional model to write to, whatever its type, boxed or not.
pub trait ModelSlot {
    /// Makes the value null (`false`) or a new one to read into (`true`).
    fn reset(&mut self, present: bool) -> Option<&mut dyn Model>;
}

impl<T: Model + Default> ModelSlot for &mut Option<T> {
    #[inline(never)]
    fn reset(&mut self, present: bool) -> Option<&mut dyn Model> {
        **self = if present { Some(T::default()) } else { None };
        match &mut **self {
            Some(model) => Some(model),
            None => None,
        }
    }
}

/// An optional model to read from, whatever its type, boxed or not.
pub trait ModelPeek {
    /// The value.
    fn get(&self) -> Option<&dyn Model>;
}

impl<T: Model> ModelPeek for &Option<T> {
    #[inline(never)]
    fn get(&self) -> Option<&dyn Model> {
        match self {
            Some(model) => Some(model),
            None => None,
        }
    }
}

/// An optional list of models to write to, whatever their type.
pub trait ModelsSlot {
    /// Makes the list null (`false`) or empty (`true`).
    fn reset(&mut self, present: bool);
    /// Adds a new item to read into, unless the list is null.
    fn push(&mut self) -> Option<&mut dyn Model>;
}

impl<T: Model + Default> ModelsSlot for &mut Option<Vec<T>> {
    fn reset(&mut self, present: bool) {
        **self = if present { Some(const { Vec::new() }) } else { None };
    }

    #[inline(never)]
    fn push(&mut self) -> Option<&mut dyn Model> {
        match &mut **self {
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
}

/// An optional list of models to read from, whatever their type.
pub trait ModelsPeek {
    /// The number of items; `None` for null.
    fn count(&self) -> Option<usize>;
    /// An item.
    fn get(&self, index: usize) -> Option<&dyn Model>;
}

#[expect(clippy::manual_map, reason = "`map` is one function more for each type")]
impl<T: Model> ModelsPeek for &Option<Vec<T>> {
    fn count(&self) -> Option<usize> {
        match self {
            Some(list) => Some(list.as_slice().len()),
            None => None,
        }
    }

    #[inline(never)]
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
