//! How the runtime sees an emitted struct: a table of properties and a slot for each.

use std::fmt;

use serde::de::DeserializeOwned;

use crate::{Additional, Peek, Slot};

/// A struct for an entity type or complex type.
///
/// Serde's traits, comparison, copies and the diff of two values are written once for all implementors, over this trait:
/// whole services have tens of thousands of fields, and code for each of them is what makes large crates slow to compile.
pub trait Model: 'static {
    /// Shows the fields, in the order of [`Shape::properties`], to write to.
    fn slots(&mut self, visit: &mut VisitSlots<'_>);

    /// Shows the fields, in the order of [`Shape::properties`], to read from.
    fn peeks(&self, visit: &mut VisitPeeks<'_>);

    /// Whether the type depends on the value: see [`Union`](crate::Union).
    fn is_union(&self) -> bool {
        false
    }

    /// Starts anew as a value of the type of that qualified name, if this is a union.
    fn set_type(&mut self, _name: &str) {}
}

/// What is done with fields to write to.
pub type VisitSlots<'a> = dyn FnMut(&'static Shape, &mut [Slot<'_>], &mut Additional) + 'a;

/// What is done with fields to read from.
pub type VisitPeeks<'a> = dyn FnMut(&'static Shape, &[Peek<'_>], &Additional) + 'a;

/// A [`Model`] of one type.
pub trait Structured: Model + Default + DeserializeOwned {
    /// The type's names and properties.
    const SHAPE: &'static Shape;
}

/// The names and properties of a value's type.
pub(crate) fn shape(model: &dyn Model) -> &'static Shape {
    let mut found = None;
    model.peeks(&mut |shape, _, _| found = Some(shape));
    found.unwrap_or(&Shape { name: "", odata_type: None, properties: &[], required: &[], read_only: &[] })
}

/// A recursive type's values are boxed.
impl<T: Model> Model for Box<T> {
    fn slots(&mut self, visit: &mut VisitSlots<'_>) {
        (**self).slots(visit);
    }

    fn peeks(&self, visit: &mut VisitPeeks<'_>) {
        (**self).peeks(visit);
    }

    fn is_union(&self) -> bool {
        (**self).is_union()
    }

    fn set_type(&mut self, name: &str) {
        (**self).set_type(name);
    }
}

/// The names of a type and its properties.
#[derive(Debug)]
pub struct Shape {
    /// The qualified name, `microsoft.graph.user`.
    pub name: &'static str,
    /// `@odata.type` as the service wants it in requests; `None` if it is not sent.
    pub odata_type: Option<&'static str>,
    /// The names of all properties, in the order of the struct's fields.
    pub properties: &'static [&'static str],
    /// Those that cannot be null.
    pub required: &'static [&'static str],
    /// Those that a change cannot set: keys, computed, immutable and navigation properties.
    pub read_only: &'static [&'static str],
}

/// Copies all fields.
pub fn copy<M: Model + Default>(model: &M) -> M {
    let mut copy = M::default();
    assign(model, &mut copy);
    copy
}

/// Copies all fields from a model to another of the same type.
pub(crate) fn assign(from: &dyn Model, to: &mut dyn Model) {
    from.peeks(&mut |shape, peeks, additional| {
        if to.is_union() {
            to.set_type(additional.odata_type().unwrap_or(shape.name));
        }
        to.slots(&mut |_, slots, kept| {
            for (slot, peek) in slots.iter_mut().zip(peeks) {
                slot.assign(peek);
            }
            kept.clone_from(additional);
        });
    });
}

/// Whether all fields are equal.
pub fn equal(one: &dyn Model, other: &dyn Model) -> bool {
    let mut equal = false;
    one.peeks(&mut |shape, ones, additional| {
        other.peeks(&mut |others_shape, others, others_additional| {
            equal = std::ptr::eq(shape.name, others_shape.name)
                && additional == others_additional
                && ones.iter().zip(others).all(|(a, b)| a.equals(b));
        });
    });
    equal
}

/// Shows the type and the fields that have a value, by their names on the wire.
///
/// # Errors
///
/// The formatter's.
pub fn debug(model: &dyn Model, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut result = Ok(());
    model.peeks(&mut |shape, peeks, additional| {
        let mut output = f.debug_struct(shape.name);
        for (name, peek) in shape.properties.iter().zip(peeks).filter(|(_, peek)| peek.is_some()) {
            output.field(name, peek);
        }
        for (name, value) in additional.iter() {
            output.field(name, value);
        }
        result = output.finish();
    });
    result
}

struct Shown<'a>(&'a dyn Model);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self.0, f)
    }
}

impl fmt::Debug for Peek<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(value) => value.fmt(f),
            Self::Scalar(value) => value.debug(f),
            Self::Scalars(values) => values.debug(f),
            Self::Model(value) => value.get().map(Shown).fmt(f),
            Self::Models(values) => {
                let items = (0..values.count().unwrap_or_default()).filter_map(|index| values.get(index));
                f.debug_list().entries(items.map(Shown)).finish()
            }
            Self::Json(value) => value.fmt(f),
        }
    }
}

/// Implements the traits that stand on [`Model`].
#[macro_export]
macro_rules! model {
    ($model:ident) => {
        impl Clone for $model {
            fn clone(&self) -> Self {
                $crate::private::copy(self)
            }
        }

        impl PartialEq for $model {
            fn eq(&self, other: &Self) -> bool {
                $crate::private::equal(self, other)
            }
        }

        impl $crate::private::Debug for $model {
            fn fmt(&self, f: &mut $crate::private::Formatter<'_>) -> $crate::private::Fmt {
                $crate::private::debug(self, f)
            }
        }

        impl $crate::private::Serialize for $model {
            fn serialize<S: $crate::private::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::private::serialize_model(self, serializer)
            }
        }

        impl<'de> $crate::private::Deserialize<'de> for $model {
            fn deserialize<D: $crate::private::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::private::deserialize_model(deserializer)
            }
        }
    };
}
