//! The elements of CSDL, by the names of the standard.

use super::text::Text;
use crate::{error::Diagnostic, source::Span};

/// `edmx:Edmx`, the root.
#[derive(Clone, Debug)]
pub struct Edmx<'a> {
    /// `Version`.
    pub version: Version,
    /// `edmx:Reference`.
    pub references: Vec<Reference<'a>>,
    /// The `Schema`s of `edmx:DataServices`.
    pub schemas: Vec<Schema<'a>>,
    /// What is suspicious in the file, and declarations without an attribute that they need.
    pub warnings: Vec<Diagnostic>,
}

/// A version of OData.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// 4.0.
    #[default]
    V4_0,
    /// 4.01, or a later one that reads like it.
    V4_01,
}

/// `edmx:Reference`.
#[derive(Clone, Debug)]
pub struct Reference<'a> {
    /// `Uri`.
    pub uri: Option<Text<'a>>,
    /// `edmx:Include`.
    pub includes: Vec<Include<'a>>,
    /// The element.
    pub span: Span,
}

/// `edmx:Include`.
#[derive(Clone, Debug)]
pub struct Include<'a> {
    /// `Namespace`.
    pub namespace: Text<'a>,
    /// `Alias`.
    pub alias: Option<Text<'a>>,
}

/// `Schema`.
#[derive(Clone, Debug)]
pub struct Schema<'a> {
    /// `Namespace`.
    pub namespace: Text<'a>,
    /// `Alias`.
    pub alias: Option<Text<'a>>,
    /// The children, in order.
    pub elements: Vec<SchemaElement<'a>>,
    /// The start tags that it stands in, and its own last.
    pub enclosing: Vec<Span>,
}

/// A child of `Schema`. All but `Annotations` are in boxes: of those there are many, and they are small.
#[derive(Clone, Debug)]
pub enum SchemaElement<'a> {
    EntityType(Box<StructuredType<'a>>),
    ComplexType(Box<StructuredType<'a>>),
    EnumType(Box<EnumType<'a>>),
    TypeDefinition(Box<TypeDefinition<'a>>),
    Term(Text<'a>),
    Action(Box<Operation<'a>>),
    Function(Box<Operation<'a>>),
    EntityContainer(Box<EntityContainer<'a>>),
    Annotations(Annotations<'a>),
}

impl<'a> SchemaElement<'a> {
    /// The name of a type.
    #[must_use]
    pub fn type_name(&self) -> Option<&Text<'a>> {
        match self {
            Self::EntityType(ty) | Self::ComplexType(ty) => Some(&ty.name),
            Self::EnumType(ty) => Some(&ty.name),
            Self::TypeDefinition(ty) => Some(&ty.name),
            Self::Term(_) | Self::Action(_) | Self::Function(_) | Self::EntityContainer(_) | Self::Annotations(_) => {
                None
            }
        }
    }
}

/// `EntityType` or `ComplexType`.
#[derive(Clone, Debug)]
pub struct StructuredType<'a> {
    /// `Name`.
    pub name: Text<'a>,
    /// `BaseType`.
    pub base_type: Option<Text<'a>>,
    /// `Abstract`.
    pub is_abstract: Option<Text<'a>>,
    /// `OpenType`.
    pub open_type: Option<Text<'a>>,
    /// `HasStream`.
    pub has_stream: Option<Text<'a>>,
    /// `Key`; more than one is for the next stage to refuse.
    pub keys: Vec<Key<'a>>,
    /// `Property`.
    pub properties: Vec<Property<'a>>,
    /// `NavigationProperty`.
    pub navigation_properties: Vec<NavigationProperty<'a>>,
    /// `Annotation`.
    pub annotations: Vec<Annotation<'a>>,
    /// The element.
    pub span: Span,
}

/// `Key`.
#[derive(Clone, Debug)]
pub struct Key<'a> {
    /// `PropertyRef`.
    pub property_refs: Vec<PropertyRef<'a>>,
    /// The element.
    pub span: Span,
}

/// `PropertyRef`.
#[derive(Clone, Debug)]
pub struct PropertyRef<'a> {
    /// `Name`.
    pub name: Text<'a>,
    /// `Alias`.
    pub alias: Option<Text<'a>>,
}

/// `Property`.
#[derive(Clone, Debug)]
pub struct Property<'a> {
    /// `Name`.
    pub name: Text<'a>,
    /// `Type`.
    pub ty: Text<'a>,
    /// `Nullable`.
    pub nullable: Option<Text<'a>>,
    /// `MaxLength`, `Precision`, `Scale`, `Unicode`, `SRID`, `DefaultValue`: those that are given.
    pub facets: Vec<(&'static str, Text<'a>)>,
    /// `Annotation`.
    pub annotations: Vec<Annotation<'a>>,
    /// The element.
    pub span: Span,
}

/// `NavigationProperty`.
#[derive(Clone, Debug)]
pub struct NavigationProperty<'a> {
    /// `Name`.
    pub name: Text<'a>,
    /// `Type`.
    pub ty: Text<'a>,
    /// `Nullable`.
    pub nullable: Option<Text<'a>>,
    /// `ContainsTarget`.
    pub contains_target: Option<Text<'a>>,
    /// `Annotation`.
    pub annotations: Vec<Annotation<'a>>,
    /// The element.
    pub span: Span,
}

/// `EnumType`.
#[derive(Clone, Debug)]
pub struct EnumType<'a> {
    /// `Name`.
    pub name: Text<'a>,
    /// `UnderlyingType`.
    pub underlying_type: Option<Text<'a>>,
    /// `IsFlags`.
    pub is_flags: Option<Text<'a>>,
    /// `Member`.
    pub members: Vec<Member<'a>>,
    /// `Annotation`.
    pub annotations: Vec<Annotation<'a>>,
    /// The element.
    pub span: Span,
}

/// `Member`.
#[derive(Clone, Debug)]
pub struct Member<'a> {
    /// `Name`.
    pub name: Text<'a>,
    /// `Value`.
    pub value: Option<Text<'a>>,
    /// `Annotation`.
    pub annotations: Vec<Annotation<'a>>,
    /// The element.
    pub span: Span,
}

/// `TypeDefinition`.
#[derive(Clone, Debug)]
pub struct TypeDefinition<'a> {
    /// `Name`.
    pub name: Text<'a>,
    /// `UnderlyingType`.
    pub underlying_type: Text<'a>,
    /// `MaxLength`, `Precision` ...: the attribute's name and text.
    pub facets: Vec<(&'static str, Text<'a>)>,
    /// `Annotation`.
    pub annotations: Vec<Annotation<'a>>,
    /// The element.
    pub span: Span,
}

/// `Action` or `Function`.
#[derive(Clone, Debug)]
pub struct Operation<'a> {
    /// `Name`.
    pub name: Text<'a>,
    /// `IsBound`.
    pub is_bound: Option<Text<'a>>,
    /// `IsComposable`, of functions.
    pub is_composable: Option<Text<'a>>,
    /// `Parameter`.
    pub parameters: Vec<Parameter<'a>>,
    /// `ReturnType`.
    pub return_type: Option<ReturnType<'a>>,
    /// `Annotation`.
    pub annotations: Vec<Annotation<'a>>,
    /// The element.
    pub span: Span,
}

/// `ReturnType`.
#[derive(Clone, Debug)]
pub struct ReturnType<'a> {
    /// `Type`.
    pub ty: Text<'a>,
    /// `Nullable`.
    pub nullable: Option<Text<'a>>,
    /// `MaxLength`, `Precision` ...: the attribute's name and text.
    pub facets: Vec<(&'static str, Text<'a>)>,
    /// `Annotation`.
    pub annotations: Vec<Annotation<'a>>,
}

/// `ActionImport` or `FunctionImport`.
#[derive(Clone, Debug)]
pub struct Import<'a> {
    /// `Name`.
    pub name: Text<'a>,
    /// `Action` or `Function`.
    pub operation: Text<'a>,
    /// `Annotation`.
    pub annotations: Vec<Annotation<'a>>,
    /// The element.
    pub span: Span,
}

/// `Parameter`.
#[derive(Clone, Debug)]
pub struct Parameter<'a> {
    /// `Name`.
    pub name: Text<'a>,
    /// `Type`.
    pub ty: Text<'a>,
    /// `Nullable`.
    pub nullable: Option<Text<'a>>,
    /// `MaxLength`, `Precision` ...: the attribute's name and text.
    pub facets: Vec<(&'static str, Text<'a>)>,
    /// `Annotation`.
    pub annotations: Vec<Annotation<'a>>,
}

/// `EntityContainer`.
#[derive(Clone, Debug)]
pub struct EntityContainer<'a> {
    /// `Name`.
    pub name: Text<'a>,
    /// `Extends`.
    pub extends: Option<Text<'a>>,
    /// The children, in order.
    pub elements: Vec<ContainerElement<'a>>,
    /// The element.
    pub span: Span,
}

/// A child of `EntityContainer`.
#[derive(Clone, Debug)]
pub enum ContainerElement<'a> {
    EntitySet(Resource<'a>),
    Singleton(Resource<'a>),
    ActionImport(Import<'a>),
    FunctionImport(Import<'a>),
}

impl ContainerElement<'_> {
    /// The element's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::EntitySet(_) => "EntitySet",
            Self::Singleton(_) => "Singleton",
            Self::ActionImport(_) => "ActionImport",
            Self::FunctionImport(_) => "FunctionImport",
        }
    }
}

/// `EntitySet` or `Singleton`.
#[derive(Clone, Debug)]
pub struct Resource<'a> {
    /// `Name`.
    pub name: Text<'a>,
    /// `EntityType` or `Type`.
    pub ty: Text<'a>,
    /// The `Target`s of `NavigationPropertyBinding`s.
    pub bindings: Vec<Text<'a>>,
    /// `Annotation`.
    pub annotations: Vec<Annotation<'a>>,
    /// The element.
    pub span: Span,
}

/// `Annotations`.
#[derive(Clone, Debug)]
#[expect(clippy::struct_field_names, reason = "the fields are named after the attributes and children")]
pub struct Annotations<'a> {
    /// `Target`.
    pub target: Text<'a>,
    /// `Qualifier`, which few have.
    pub qualifier: Option<Box<Text<'a>>>,
    /// `Annotation`.
    pub annotations: Vec<Annotation<'a>>,
}

/// `Annotation`.
#[derive(Clone, Debug)]
pub struct Annotation<'a> {
    /// `Term`.
    pub term: Text<'a>,
    /// `Qualifier`, which few have.
    pub qualifier: Option<Box<Text<'a>>>,
    /// The value; `None` stands for the term's default.
    pub value: Option<Expression<'a>>,
}

/// An annotation's value (CSDL XML 4.01, section 14.3 on).
#[derive(Clone, Debug)]
pub enum Expression<'a> {
    /// The text of a constant, as attribute or as element: `String`, `Bool`, `EnumMember` ...
    Constant(Text<'a>),
    /// `Record`: the `PropertyValue`s, each with its name; `None` stands for the property's default.
    Record(Vec<(Text<'a>, Option<Expression<'a>>)>),
    /// `Collection`.
    Collection(Vec<Expression<'a>>),
    /// A path: `PropertyPath`, `Path` ...
    Path(Text<'a>),
    /// `Null`.
    Null,
    /// Any other expression: operators, `Apply` ...
    Other,
}
