//! The types of values, as data.

use super::rust_type::RustType;

/// Documentation, a paragraph or block an item, each ready to stand after `///`.
pub type Docs = Vec<String>;

/// What stands for a property in queries.
#[derive(Clone, Debug)]
pub struct Constant {
    /// The name.
    pub ident: String,
    /// The documentation; empty where the usual sentence says all.
    pub docs: Docs,
    /// The type of a value, or of an item of a collection: the struct, where the field has a union.
    pub value: RustType,
    /// A navigation property.
    pub related: bool,
}

/// The type of a field, inside its `Option`.
#[derive(Clone, Debug)]
pub struct FieldType {
    /// The type of the value, or that of the items.
    pub value: RustType,
    /// What kind of slot it has.
    pub kind: Kind,
    /// A `Vec`.
    pub list: bool,
    /// A `Box`, where the type would else be infinite.
    pub boxed: bool,
    /// A union, which each of its types can be made into.
    pub union: bool,
}

/// What kind of value a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A string.
    Text,
    /// A value of an open enumeration.
    Enum,
    /// Another scalar.
    Scalar,
    /// A complex value or entity.
    Model,
    /// Any JSON, lists included.
    Json,
}
