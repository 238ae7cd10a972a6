//! Declared types, with their properties and members.

use super::{
    facts::{Facts, Said},
    ids::{NamespaceId, TypeId},
    primitive::Primitive,
    values::{TypeRef, ValueType},
};
use crate::source::Span;

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
