//! The request builders, as data.

use super::{calls::Operation, rust_type::RustType, values::Docs};
use crate::plan::features::Condition;

/// The file of an entity type's request builders.
#[derive(Clone, Debug)]
pub struct BuilderFile {
    /// Modules below `requests`.
    pub module: Vec<String>,
    /// The private module.
    pub file: String,
    /// The qualified name of the entity type.
    pub wire_name: String,
    /// When it is there.
    pub condition: Condition,
    /// The struct; `None` if there are requests alone.
    pub model: Option<RustType>,
    /// The builder of requests to an entity.
    pub entity: EntityBuilder,
    /// The builder of requests to a collection.
    pub collection: Option<CollectionBuilder>,
}

/// A builder of requests to an entity.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a method that the builder has or lacks")]
pub struct EntityBuilder {
    /// The name.
    pub ident: String,
    /// The documentation.
    pub docs: Docs,
    /// What `get` reads.
    pub get: Option<RustType>,
    /// Whether there is `patch`.
    pub patch: bool,
    /// Whether there is `put`.
    pub put: bool,
    /// Whether there is `delete`.
    pub delete: bool,
    /// The ways to related entities.
    pub navigation: Vec<Navigation>,
    /// The streams: of properties, and of a media entity itself.
    pub streams: Vec<Stream>,
    /// Whether it is of complex values.
    pub is_complex: bool,
    /// The casts to derived types.
    pub casts: Vec<Cast>,
    /// The operations that the entity has.
    pub operations: Vec<Operation>,
}

/// A builder of requests to a collection.
#[derive(Clone, Debug)]
pub struct CollectionBuilder {
    /// The name.
    pub ident: String,
    /// The documentation.
    pub docs: Docs,
    /// What a page of `list` holds.
    pub list: Option<RustType>,
    /// Whether there is `create`.
    pub create: bool,
    /// The ways to an entity by the key that a cast gives, and by alternate keys.
    pub keys: Vec<ByKey>,
    /// The casts to derived types.
    pub casts: Vec<Cast>,
    /// The operations that the collection has.
    pub operations: Vec<Operation>,
}

/// A method that reads a stream.
#[derive(Clone, Debug)]
pub struct Stream {
    /// The name.
    pub ident: String,
    /// The documentation.
    pub docs: Docs,
    /// The property; `None` for the content of a media entity.
    pub property: Option<String>,
}

/// A method that casts to a derived type.
#[derive(Clone, Debug)]
pub struct Cast {
    /// The name.
    pub ident: String,
    /// Why it is not simply named as the type.
    pub remark: Option<String>,
    /// The qualified name of the derived type.
    pub wire_name: String,
    /// The builder that it returns.
    pub builder: RustType,
    /// When it is there, if this builder is.
    pub condition: Condition,
}

/// What a path goes on to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A singleton of the container.
    Singleton,
    /// An entity set of the container.
    EntitySet,
    /// What a navigation property leads to.
    Navigation,
    /// A complex value.
    Complex,
    /// A collection of complex values.
    Complexes,
}

/// The methods that lead to a resource.
#[derive(Clone, Debug)]
pub struct Navigation {
    /// What the path goes on to.
    pub way: Way,
    /// The descriptions of the metadata; empty where there are none.
    pub docs: Docs,
    /// To the entity.
    pub entity: Option<Step>,
    /// To the collection.
    pub collection: Option<Step>,
    /// The name in the path.
    pub wire_name: String,
    /// When it is there, if this builder is.
    pub condition: Condition,
}

/// One method.
#[derive(Clone, Debug)]
pub struct Step {
    /// The name.
    pub ident: String,
    /// Why it is not simply named as the property.
    pub remark: Option<String>,
    /// The wire name, where a search for it would not find the name.
    pub alias: Option<String>,
    /// The builder that it returns.
    pub builder: RustType,
    /// Whether it leads by a relationship to entities that have a path of their own elsewhere.
    pub related: bool,
    /// The parameters for the key.
    pub key: Vec<KeyParameter>,
}

/// A method that leads to an entity of a collection by a key.
#[derive(Clone, Debug)]
pub struct ByKey {
    /// The name.
    pub ident: String,
    /// The key in a path, with a placeholder for each value.
    pub template: String,
    /// Why it is not simply named as the parts.
    pub remark: Option<String>,
    /// The builder that it returns.
    pub builder: RustType,
    /// Whether the parts are named, as those of alternate keys always are.
    pub is_named: bool,
    /// The parameters for the parts.
    pub key: Vec<KeyParameter>,
}

/// A parameter for a part of a key.
#[derive(Clone, Debug)]
pub struct KeyParameter {
    /// The name.
    pub ident: String,
    /// The name in the path, for keys of several parts.
    pub wire_name: String,
    /// The type.
    pub ty: RustType,
    /// How the value is written.
    pub kind: KeyKind,
}

/// How a key value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// Quoted: a string.
    Text,
    /// Quoted: a member of an enumeration.
    Member,
    /// Bare.
    Bare,
}
