//! The outline itself.

use std::fmt;

use serde::Serialize;

pub use crate::surface::Set;

/// The slice.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Outline {
    /// The service's name in documentation.
    pub title: String,
    /// The client type.
    pub client: String,
    /// What the container offers.
    pub resources: Vec<Resource>,
    /// The types by qualified name: those with a struct or enum, those that requests pass through, and base types.
    pub types: Vec<Type>,
    /// The actions and functions, an item an overload.
    pub operations: Vec<Operation>,
    /// Types of the metadata that are not needed.
    pub types_left: usize,
}

/// An entity set, a singleton, or an import of an operation.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Resource {
    /// The name in the container.
    pub name: String,
    /// The element: `EntitySet`, `Singleton`, `ActionImport` or `FunctionImport`.
    pub element: &'static str,
    /// The type; that of the result, for an import.
    pub value: Option<Value>,
    /// The client's methods.
    pub methods: Vec<String>,
    /// Where it is declared.
    pub declared: Place,
    /// What annotations say.
    pub facts: Vec<Fact>,
}

/// A declared type.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Type {
    /// The qualified name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The base type.
    pub base: Option<String>,
    /// Cannot have instances.
    pub is_abstract: bool,
    /// Instances may have properties that are not declared.
    pub is_open: bool,
    /// The struct or enum, with its modules below `models`; `None` where only requests or derived types need it.
    pub rust: Option<String>,
    /// What else bears its name in Rust: the union with derived types, the patch, the builders.
    pub beside: Vec<String>,
    /// The properties that it declares; none if nothing has a field for them.
    pub properties: Vec<Property>,
    /// The navigation properties that it declares and that are kept.
    pub navigation: Vec<Property>,
    /// The members of an enumeration.
    pub members: Vec<Member>,
    /// Where it is declared.
    pub declared: Place,
    /// What annotations say.
    pub facts: Vec<Fact>,
    /// What refers to it.
    pub used_by: Vec<Use>,
    /// Why it is kept, from the nearest reason to the root.
    pub because: Vec<String>,
}

/// The kinds of type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// An entity type.
    Entity,
    /// A complex type.
    Complex,
    /// An enumeration type.
    Enum,
    /// An enumeration type of which several members may be set.
    Flags,
}

/// A structural property or a navigation property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Property {
    /// The wire name.
    pub name: String,
    /// Its type.
    pub value: Value,
    /// A part of the key.
    pub is_key: bool,
    /// A navigation property whose entities live inside this one.
    pub is_contained: bool,
    /// When a program may set it.
    pub set: Set,
    /// `MaxLength`, `Precision` ... as written.
    pub facets: Vec<(&'static str, String)>,
    /// Its names in Rust; `None` if no struct has it.
    pub rust: Option<RustNames>,
    /// The methods of builders that lead to it.
    pub methods: Vec<String>,
    /// Where it is declared.
    pub declared: Place,
    /// What annotations say.
    pub facts: Vec<Fact>,
}

/// The names of a property in Rust.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RustNames {
    /// The field.
    pub field: String,
    /// The field's type.
    #[serde(rename = "type")]
    pub ty: String,
    /// The method that sets it.
    pub setter: Option<String>,
    /// The method that sets it to null.
    pub clear: Option<String>,
    /// The constant for queries.
    pub constant: String,
}

/// A value's type.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Value {
    /// The qualified name of the type, or of that of the items.
    #[serde(rename = "type")]
    pub ty: String,
    /// The primitive type that a type definition stands for.
    pub stands_for: Option<String>,
    /// `Collection(...)`.
    pub is_collection: bool,
    /// Whether it, or an item, may be null.
    pub is_nullable: bool,
}

/// A member of an enumeration.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Member {
    /// The wire name.
    pub name: String,
    /// The number.
    pub value: i64,
    /// The variant or constant; `None` if there is no enum.
    pub rust: Option<String>,
    /// Where it is declared.
    pub declared: Place,
    /// What annotations say.
    pub facts: Vec<Fact>,
}

/// An overload of an action or function.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Operation {
    /// The qualified name.
    pub name: String,
    /// The element: `Action` or `Function`.
    pub element: &'static str,
    /// What it is bound to.
    pub bound_to: Option<Value>,
    /// The parameters that a caller gives.
    pub parameters: Vec<Parameter>,
    /// The result.
    pub returns: Option<Value>,
    /// The methods that call it.
    pub methods: Vec<String>,
    /// Where it is declared.
    pub declared: Place,
    /// What annotations say.
    pub facts: Vec<Fact>,
}

/// A parameter.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Parameter {
    /// The wire name.
    pub name: String,
    /// Its type.
    pub value: Value,
}

/// A place in the metadata.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// The file, as the caller named it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

/// What an annotation says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Fact {
    /// The term, without its namespace.
    pub term: &'static str,
    /// What it says; empty for a term that only marks.
    pub text: String,
}

/// Something that refers to a type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Use {
    /// What refers to it, `property`, say.
    pub by: &'static str,
    /// Its name.
    pub name: String,
}

impl Outline {
    /// The type of that qualified name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Type> {
        self.types.binary_search_by(|ty| ty.name.as_str().cmp(name)).ok().map(|index| &self.types[index])
    }

    /// A type and its base types, the most general first.
    #[must_use]
    pub fn lineage<'a>(&'a self, ty: &'a Type) -> Vec<&'a Type> {
        let mut lineage = vec![ty];
        while let Some(base) = lineage.last().and_then(|ty| self.find(ty.base.as_deref()?)) {
            lineage.push(base);
        }
        lineage.reverse();
        lineage
    }
}

impl Type {
    /// The name without its namespace.
    #[must_use]
    pub fn short_name(&self) -> &str {
        short(&self.name)
    }
}

/// Whether annotations say that it will go.
#[must_use]
pub fn is_deprecated(facts: &[Fact]) -> bool {
    facts.iter().any(|fact| fact.term == "Deprecated")
}

/// A qualified name without its namespace.
#[must_use]
pub fn short(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(_, name)| name)
}

impl Kind {
    /// The kind in words.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Entity => "entity type",
            Self::Complex => "complex type",
            Self::Enum => "enumeration",
            Self::Flags => "flags",
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_collection { write!(f, "Collection({})", self.ty) } else { f.write_str(&self.ty) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}
