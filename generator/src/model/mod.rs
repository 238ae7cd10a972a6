//! Everything resolved: names are ids, aliases and out-of-line annotations are folded in, and the vocabulary terms that
//! we use are typed facts. After this stage nobody looks at a string to find out what something is.

mod alternate_keys;
mod annotations;
mod build;
mod containers;
mod containment;
mod definer;
mod document;
mod exclusions;
mod expressions;
mod facets;
mod facts;
mod fixes;
mod hierarchy;
mod ids;
mod keys;
mod lineage;
mod members;
mod names;
mod operations;
mod overloads;
mod redeclared;
mod references;
mod terms;
#[cfg(test)]
mod tests;
mod twice;
mod types;
mod used_terms;

pub use build::{Trees, build};
pub use facts::{
    Capability, Facts, Navigability, Permission, PropertyRef, Restricted, Restriction, Said, UpdateMethod,
};
pub use ids::{ImportId, NamespaceId, NavigationId, OperationId, PropertyId, ResourceId, TypeId};
pub(crate) use names::Scope;
pub(crate) use used_terms::names as used_terms;

use std::collections::BTreeMap;

use typed_index_collections::TiVec;

use crate::{codes::Code, csdl::Version, error::Diagnostic, source::Span};

/// The resolved schema. Names and descriptions are those of the syntax trees: there are many, and few are needed.
#[derive(Clone, Debug, Default)]
pub struct Model<'a> {
    /// The version of the metadata: of several files, the highest.
    pub version: Version,
    /// Namespaces in the order of the input; the first is the default main namespace.
    pub namespaces: TiVec<NamespaceId, &'a str>,
    /// Aliases with their namespaces, in an order of their own.
    pub aliases: Vec<(&'a str, &'a str)>,
    /// All declared types, ordered by qualified name.
    pub types: TiVec<TypeId, Type<'a>>,
    /// Actions and functions, an item an overload.
    pub operations: TiVec<OperationId, Operation<'a>>,
    /// The operations that are bound to a type, or to collections of it (`true`), without those bound to its base types.
    pub bound: BTreeMap<(TypeId, bool), Vec<OperationId>>,
    /// The entity container with everything that it extends; `None` for a schema of types only.
    pub container: Option<Container<'a>>,
    /// The entity sets and singletons of the container, in the order of the input.
    pub resources: TiVec<ResourceId, Resource<'a>>,
    /// What annotations say of a path that begins with a resource: the rest of the path, and what is said of its end.
    pub along: BTreeMap<ResourceId, BTreeMap<String, Said<Facts<'a>>>>,
    /// The imports of operations of the container.
    pub imports: TiVec<ImportId, Import<'a>>,
    /// The alternate keys that annotations declare, by entity type, for the type or for an entity set of it.
    pub alternate_keys: BTreeMap<TypeId, Vec<Vec<KeyProperty>>>,
    /// Elements that nothing else in the model stands for: the element, and why.
    pub unused: Vec<(&'static str, &'static str)>,
    /// Namespaces that a file includes and no input declares, with the reference to the file that does.
    pub absent: BTreeMap<String, AbsentFile>,
    /// What is wrong or suspicious. Something harmless stands in for a faulty declaration, so that only a run that keeps it
    /// needs to stop.
    pub faults: Vec<Diagnostic>,
    /// Elements that the manifest puts right, by their start tags, with the faults that are no longer there.
    pub settled: Vec<(Span, &'static [Code])>,
    /// The properties, members and parameters that the manifest excludes.
    pub excluded: Vec<String>,
}

/// An `edmx:Reference` to a file that is not among the inputs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AbsentFile {
    /// `Uri`.
    pub uri: String,
    /// The element.
    pub span: Span,
}

/// A declared type.
#[derive(Clone, Debug)]
pub struct Type<'a> {
    /// The namespace.
    pub namespace: NamespaceId,
    /// The unqualified name.
    pub name: &'a str,
    /// What it is.
    pub kind: TypeKind<'a>,
    /// The facets of a type definition, as written: (attribute, value).
    pub facets: Vec<(&'static str, &'a str)>,
    /// Declared beside terms in a file that another refers to: it is there for the values of annotations.
    pub vocabulary: bool,
    /// What annotations say.
    pub facts: Said<Facts<'a>>,
    /// The element's start tag.
    pub span: Span,
}

/// The kinds of declared type (CSDL 4.01, sections 6, 9, 10, 11).
#[derive(Clone, Debug)]
pub enum TypeKind<'a> {
    /// An entity type.
    Entity(Structured<'a>),
    /// A complex type.
    Complex(Structured<'a>),
    /// An enumeration type.
    Enum(Enumeration<'a>),
    /// A type definition: another name for a primitive type.
    Definition(Primitive),
}

/// An entity type or complex type.
#[derive(Clone, Debug, Default)]
pub struct Structured<'a> {
    /// The base type. Chains are free of cycles.
    pub base: Option<TypeId>,
    /// The base type, if no input declares it.
    pub missing_base: Option<Missing>,
    /// Cannot have instances.
    pub is_abstract: bool,
    /// Instances may have properties that are not declared.
    pub is_open: bool,
    /// A media entity.
    pub has_stream: bool,
    /// The key as declared on this very type, empty if it is inherited or absent.
    pub key: Vec<KeyProperty>,
    /// Declared here, without those of the base type.
    pub properties: Vec<Property<'a>>,
    /// Declared here, without those of the base type.
    pub navigation: Vec<NavigationProperty<'a>>,
    /// Declared here in place of those of a base type, mostly with a narrower type.
    pub redeclared: Vec<Property<'a>>,
    /// Declared here in place of those of a base type, mostly with a narrower type.
    pub redeclared_navigation: Vec<NavigationProperty<'a>>,
}

/// A qualified name that no input declares.
#[derive(Clone, Debug)]
pub struct Missing {
    /// The name, without alias.
    pub name: String,
    /// Where it is used.
    pub span: Span,
    /// Whether the type means nothing without it: it may have the key.
    pub is_needed: bool,
}

/// One part of a key.
#[derive(Clone, Debug)]
pub struct KeyProperty {
    /// Property names from the entity type to the key value; one, but for keys inside complex properties.
    pub path: Vec<String>,
    /// The alias, if the path needs one.
    pub alias: Option<String>,
    /// The property's type.
    pub ty: ValueType,
}

/// A structural property.
#[derive(Clone, Debug)]
pub struct Property<'a> {
    /// The wire name.
    pub name: &'a str,
    /// Its type.
    pub ty: TypeRef,
    /// `false` only if the schema says `Nullable="false"`.
    pub nullable: bool,
    /// `MaxLength`, `Precision`, `Scale`, `DefaultValue` ... as written, for documentation: (attribute, value).
    pub facets: Vec<(&'static str, &'a str)>,
    /// What annotations say.
    pub facts: Said<Facts<'a>>,
    /// The element.
    pub span: Span,
}

/// A navigation property.
#[derive(Clone, Debug)]
pub struct NavigationProperty<'a> {
    /// The wire name.
    pub name: &'a str,
    /// The related entity type; a collection if it leads to many.
    pub ty: TypeRef,
    /// `false` only if the schema says `Nullable="false"`.
    pub nullable: bool,
    /// The related entities live inside this one and are reached through it.
    pub contains_target: bool,
    /// What annotations say.
    pub facts: Said<Facts<'a>>,
    /// The element.
    pub span: Span,
}

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

/// The primitive types, and the abstract ones that only JSON can hold (CSDL 4.01, section 3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Primitive {
    Binary,
    Boolean,
    Byte,
    Date,
    DateTimeOffset,
    Decimal,
    Double,
    Duration,
    Guid,
    Int16,
    Int32,
    Int64,
    SByte,
    Single,
    Stream,
    String,
    TimeOfDay,
    /// Any of the `Edm.Geography` and `Edm.Geometry` types: GeoJSON.
    Geo,
    /// `Edm.Untyped`, `Edm.PrimitiveType`, `Edm.ComplexType`, `Edm.EntityType`, path types: any JSON.
    Untyped,
}

/// An enumeration type.
#[derive(Clone, Debug)]
pub struct Enumeration<'a> {
    /// Several members may be set at once.
    pub is_flags: bool,
    /// In declared order, each with its number (given, or counted as the standard says).
    pub members: Vec<Member<'a>>,
}

/// A member of an enumeration.
#[derive(Clone, Debug)]
pub struct Member<'a> {
    /// The wire name.
    pub name: &'a str,
    /// The number.
    pub value: i64,
    /// What annotations say.
    pub facts: Said<Facts<'a>>,
    /// The element.
    pub span: Span,
}

/// An action or function, one overload.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is an attribute of its own")]
pub struct Operation<'a> {
    /// The namespace.
    pub namespace: NamespaceId,
    /// The unqualified name.
    pub name: &'a str,
    /// A function; otherwise an action.
    pub is_function: bool,
    /// The first parameter is what it is bound to.
    pub is_bound: bool,
    /// A path may go on behind the function.
    pub is_composable: bool,
    /// Parameters, the binding parameter included.
    pub parameters: Vec<Parameter<'a>>,
    /// The result, `None` for none.
    pub returns: Option<TypeRef>,
    /// Whether the result, if it is a single value, may be null: `false` only if the schema says `Nullable="false"`.
    pub returns_null: bool,
    /// The facets of the result, as written: (attribute, value).
    pub result_facets: Vec<(&'static str, &'a str)>,
    /// What annotations say of the result.
    pub result_facts: Said<Facts<'a>>,
    /// What annotations say.
    pub facts: Said<Facts<'a>>,
    /// The element.
    pub span: Span,
}

/// An action or function that the container offers by a name of its own.
#[derive(Clone, Debug)]
pub struct Import<'a> {
    /// The name in the container.
    pub name: &'a str,
    /// A function import; otherwise an action import.
    pub is_function: bool,
    /// The unbound action, or all unbound overloads of the function.
    pub operations: Vec<OperationId>,
    /// What annotations say.
    pub facts: Said<Facts<'a>>,
    /// The element.
    pub span: Span,
}

/// A parameter of an operation.
#[derive(Clone, Debug)]
pub struct Parameter<'a> {
    /// The wire name.
    pub name: &'a str,
    /// Its type.
    pub ty: TypeRef,
    /// `false` only if the schema says `Nullable="false"`.
    pub nullable: bool,
    /// The facets, as written: (attribute, value).
    pub facets: Vec<(&'static str, &'a str)>,
    /// What annotations say.
    pub facts: Said<Facts<'a>>,
}

/// The entity container.
#[derive(Clone, Debug)]
pub struct Container<'a> {
    /// The namespace.
    pub namespace: NamespaceId,
    /// The unqualified name.
    pub name: &'a str,
    /// The element.
    pub span: Span,
}

/// An entity set or a singleton.
#[derive(Clone, Debug)]
pub struct Resource<'a> {
    /// The wire name.
    pub name: &'a str,
    /// An entity set; otherwise a singleton.
    pub is_set: bool,
    /// The entity type.
    pub ty: ValueType,
    /// What annotations say.
    pub facts: Said<Facts<'a>>,
    /// The element.
    pub span: Span,
}
