//! A field of a model, seen without its type.
//!
//! The traits are those of references to fields, not of fields: a table of a trait's functions has the function that drops the
//! value, which the compiler copies into each part of a crate that has such a table, with the functions that drop what is in it.
//! A reference needs none, and half of the machine code of a large crate was copies of them. For the same reason what makes a
//! `dyn Model` is never inlined.
//!
//! What is generic here is compiled once for each type of a crate, and whole services have thousands: it calls nothing that is
//! generic where a `match` says the same, and the traits for models and open enumerations have few methods.

mod enumeration;
mod models;
mod scalars;

pub use enumeration::{EnumPeek, EnumSlot};
pub use models::{ModelPeek, ModelSlot, ModelsPeek, ModelsSlot};
pub use scalars::{ScalarPeek, ScalarSlot, ScalarsPeek, ScalarsSlot};

use super::{Json, model};

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
            (Self::Enum(one), Self::Enum(other)) => one.equals(*other),
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
