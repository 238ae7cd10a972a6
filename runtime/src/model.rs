//! How the runtime sees an emitted struct: a table of properties and a slot for each.

use crate::{Additional, Peek, Slot};

/// A struct for an entity type or complex type.
///
/// Serde's traits, the diff of two values and the paths of errors are written once for all implementors, over this
/// trait; the emitted part is a table and two matches.
pub trait Model {
    /// The type's names and properties.
    fn shape(&self) -> &'static Shape;

    /// The field of `shape().properties[index]`, to write to.
    fn slot(&mut self, index: usize) -> Slot<'_>;

    /// The field of `shape().properties[index]`, to read from.
    fn peek(&self, index: usize) -> Peek<'_>;

    /// Control information and properties that the schema does not know.
    fn additional(&self) -> &Additional;

    /// The same, to change.
    fn additional_mut(&mut self) -> &mut Additional;
}

/// A recursive type's values are boxed.
impl<T: Model> Model for Box<T> {
    fn shape(&self) -> &'static Shape {
        (**self).shape()
    }

    fn slot(&mut self, index: usize) -> Slot<'_> {
        (**self).slot(index)
    }

    fn peek(&self, index: usize) -> Peek<'_> {
        (**self).peek(index)
    }

    fn additional(&self) -> &Additional {
        (**self).additional()
    }

    fn additional_mut(&mut self) -> &mut Additional {
        (**self).additional_mut()
    }
}

/// The names of a type and its properties.
#[derive(Debug)]
pub struct Shape {
    /// The qualified name, `microsoft.graph.user`.
    pub name: &'static str,
    /// `@odata.type` as the service wants it in requests; `None` if it is not sent.
    pub odata_type: Option<&'static str>,
    /// In the order of the struct's fields.
    pub properties: &'static [Property],
}

/// A property in a [`Shape`].
#[derive(Debug)]
pub struct Property {
    /// The wire name.
    pub name: &'static str,
    /// Whether a change may set it.
    pub updatable: bool,
    /// Whether it may be null.
    pub nullable: bool,
}

impl Property {
    /// A property that may be changed and may be null.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name, updatable: true, nullable: true }
    }

    /// The property cannot be null.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { nullable: false, ..self }
    }

    /// A change cannot set the property: a key, a computed, immutable or navigation property.
    #[must_use]
    pub const fn read_only(self) -> Self {
        Self { updatable: false, ..self }
    }
}

/// Implements serde's traits for a [`Model`], once in this crate for all of them.
#[macro_export]
macro_rules! model {
    ($model:ty) => {
        impl $crate::private::serde::Serialize for $model {
            fn serialize<S>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: $crate::private::serde::Serializer,
            {
                $crate::private::serialize_model(self, serializer)
            }
        }

        impl<'de> $crate::private::serde::Deserialize<'de> for $model {
            fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::private::serde::Deserializer<'de>,
            {
                let mut model = Self::default();
                $crate::private::deserialize_model(&mut model, deserializer)?;
                ::core::result::Result::Ok(model)
            }
        }
    };
}
