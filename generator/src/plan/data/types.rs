//! The structs and enums, as data.

use super::{
    rust_type::RustType,
    values::{Constant, Docs, FieldType},
};
use crate::{plan::features::Condition, surface::Set};

/// The file of a type.
#[derive(Clone, Debug)]
pub struct TypeFile {
    /// Modules below `models`.
    pub module: Vec<String>,
    /// The private module.
    pub file: String,
    /// The qualified name.
    pub wire_name: String,
    /// When it is there.
    pub condition: Condition,
    /// The public names that the module exports, in the order of the file.
    pub exports: Vec<String>,
    /// The type.
    pub item: Item,
}

impl TypeFile {
    pub(in crate::plan) fn has_deprecated(&self) -> bool {
        match &self.item {
            Item::Model(item) => {
                item.deprecated.is_some() || item.fields.iter().any(|field| field.deprecated.is_some())
            }
            Item::Enum(Enum { deprecated, members, .. }) | Item::Flags(Flags { deprecated, members, .. }) => {
                deprecated.is_some() || members.iter().any(|member| member.deprecated.is_some())
            }
        }
    }

    /// The name of the type's changes as data.
    #[must_use]
    pub fn patch(&self) -> Option<&String> {
        let Item::Model(model) = &self.item else { return None };
        model.body.as_ref().map(|body| &body.patch).or(model.patch.as_ref().map(|patch| &patch.ident))
    }

    /// The name of the type below `models`, with its modules.
    #[must_use]
    pub fn path(&self, ident: &str) -> String {
        let segments = self.module.iter().map(String::as_str).chain([ident]);
        segments.collect::<Vec<_>>().join("::")
    }
}

/// A struct or an enum.
#[derive(Clone, Debug)]
pub enum Item {
    /// For an entity type or complex type.
    Model(Box<ModelStruct>),
    /// For an enumeration type.
    Enum(Enum),
    /// For an enumeration type with `IsFlags`.
    Flags(Flags),
}

/// A struct for an entity type or complex type.
#[derive(Clone, Debug)]
pub struct ModelStruct {
    /// The name.
    pub ident: String,
    /// The documentation.
    pub docs: Docs,
    /// The wire name, where a search for it would not find the name.
    pub alias: Option<String>,
    /// The reason of the deprecation.
    pub deprecated: Option<String>,
    /// The qualified name.
    pub wire_name: String,
    /// `@odata.type` as requests send it.
    pub odata_type: Option<String>,
    /// Whether values may have properties that are not declared.
    pub is_open: bool,
    /// The fields.
    pub fields: Vec<Field>,
    /// The field for what the schema does not know.
    pub additional: String,
    /// Whether it is for a complex type.
    pub is_complex: bool,
    /// Methods that set fields, for types that a program makes.
    pub setters: Vec<Setter>,
    /// The body of changes and creations, for an entity type.
    pub body: Option<Body>,
    /// The change of a single value, for a complex type.
    pub patch: Option<Patch>,
    /// The type or one of those derived from it.
    pub union: Option<Union>,
}

/// The union of a type with those derived from it.
#[derive(Clone, Debug)]
pub struct Union {
    /// The enum.
    pub ident: String,
    /// The documentation.
    pub docs: Docs,
    /// A variant a type; the first is the declared type, unless that is abstract.
    pub variants: Vec<Variant>,
    /// The open variant.
    pub unrecognized: String,
    /// The variant of a value that does not say its type.
    pub default: String,
    /// Whether a program gives values of it, and so wants conversions.
    pub is_given: bool,
    /// The aliases of the variants' namespaces, by which a service may name their types.
    pub aliases: Vec<(String, String)>,
}

/// A variant of a union.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The name.
    pub ident: String,
    /// The struct.
    pub ty: RustType,
    /// The documentation.
    pub docs: Docs,
    /// The qualified name.
    pub wire_name: String,
    /// The reason of the deprecation.
    pub deprecated: Option<String>,
}

/// A field.
#[derive(Clone, Debug)]
pub struct Field {
    /// The name.
    pub ident: String,
    /// The property's name.
    pub wire_name: String,
    /// The documentation.
    pub docs: Docs,
    /// The wire name, where a search for it would not find the name.
    pub alias: Option<String>,
    /// The reason of the deprecation.
    pub deprecated: Option<String>,
    /// The type inside the `Option`.
    pub ty: FieldType,
    /// Whether a change may set it.
    pub updatable: bool,
    /// Whether it may be null.
    pub nullable: bool,
    /// When it is there, if the struct is.
    pub condition: Condition,
    /// What stands for it in queries.
    pub constant: Constant,
}

/// A method that sets a property, and one that sets it to null.
#[derive(Clone, Debug)]
pub struct Setter {
    /// The name.
    pub ident: String,
    /// The method that sets null, for nullable properties.
    pub clear: Option<String>,
    /// The field, for setters of a model.
    pub field: String,
    /// The property's name.
    pub wire_name: String,
    /// The documentation; empty where the usual sentence says all.
    pub docs: Docs,
    /// The type.
    pub ty: FieldType,
    /// The body type of a single complex value: its properties are changed one by one.
    pub patch: Option<RustType>,
    /// The reason of the deprecation.
    pub deprecated: Option<String>,
    /// When the property may be set.
    pub when: Set,
}

/// The body of changes and creations.
#[derive(Clone, Debug)]
pub struct Body {
    /// The alias of the body as data.
    pub patch: String,
    /// Whether it has properties that are not declared.
    pub open: bool,
    /// The setters.
    pub setters: Vec<Setter>,
}

/// The change of a single complex value. It starts from a value with the properties to set, so that it has methods for
/// the rest only.
#[derive(Clone, Debug)]
pub struct Patch {
    /// The alias.
    pub ident: String,
    /// The setters of properties that are single complex values themselves.
    pub nested: Vec<Setter>,
    /// The methods that set one of the other properties to null.
    pub clears: Vec<Clear>,
}

/// A method that sets a property to null.
#[derive(Clone, Debug)]
pub struct Clear {
    /// The name.
    pub ident: String,
    /// The property's name.
    pub wire_name: String,
}

/// An open enumeration.
#[derive(Clone, Debug)]
pub struct Enum {
    /// The name.
    pub ident: String,
    /// The documentation.
    pub docs: Docs,
    /// The wire name, where a search for it would not find the name.
    pub alias: Option<String>,
    /// The reason of the deprecation.
    pub deprecated: Option<String>,
    /// The qualified name.
    pub wire_name: String,
    /// The members.
    pub members: Vec<Member>,
    /// The open variant.
    pub unrecognized: String,
}

/// Flags.
#[derive(Clone, Debug)]
pub struct Flags {
    /// The name.
    pub ident: String,
    /// The documentation.
    pub docs: Docs,
    /// The wire name, where a search for it would not find the name.
    pub alias: Option<String>,
    /// The reason of the deprecation.
    pub deprecated: Option<String>,
    /// The qualified name.
    pub wire_name: String,
    /// The members.
    pub members: Vec<Member>,
}

/// A member of an enumeration.
#[derive(Clone, Debug)]
pub struct Member {
    /// The variant or constant.
    pub ident: String,
    /// The name on the wire.
    pub wire_name: String,
    /// The number.
    pub value: i64,
    /// The documentation; empty for a flag of which the usual words say all.
    pub docs: Docs,
    /// The wire name, where a search for it would not find the name.
    pub alias: Option<String>,
    /// The reason of the deprecation.
    pub deprecated: Option<String>,
}
