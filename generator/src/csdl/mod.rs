//! CSDL XML as a syntax tree: the standard's elements by their names, text as written, a place for everything.

mod alias;
mod attributes;
mod element;
mod expression;
mod halves;
mod malformed;
mod path;
mod reader;
mod root;
mod schema;
mod tag;
mod text;
mod tree;
mod vocabulary;

pub use element::{Element, reread};
pub use path::paths;
pub use root::{parse, references};
pub use text::Text;
pub use tree::{
    Annotation, Annotations, ContainerElement, Edmx, EntityContainer, EnumType, Expression, Import, Key, Member,
    NavigationProperty, Operation, Parameter, Property, PropertyRef, Resource, Schema, SchemaElement, StructuredType,
    TypeDefinition, Version,
};
