//! The types of values.

use super::{ids::TypeId, primitive::Primitive};

/// A value's type, single or collection.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TypeRef {
    /// `Collection(...)`.
    pub collection: bool,
    /// The type, or that of the items.
    pub value: ValueType,
}

/// The type of a single value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ValueType {
    /// A primitive type; a type definition is resolved to its own id instead.
    Primitive(Primitive),
    /// A declared type.
    Declared(TypeId),
    /// A qualified name that no input declares; an error only if the slice needs it.
    Unresolved(String),
}

impl ValueType {
    /// The type, if it is a declared one.
    #[must_use]
    pub fn declared(&self) -> Option<TypeId> {
        match self {
            Self::Declared(id) => Some(*id),
            Self::Primitive(_) | Self::Unresolved(_) => None,
        }
    }
}
