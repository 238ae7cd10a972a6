//! The resolved schema as a whole.

use std::collections::BTreeMap;

use typed_index_collections::TiVec;

use super::{
    declarations::{KeyProperty, Type},
    facts::{Facts, Said},
    ids::{ImportId, NamespaceId, OperationId, ResourceId, TypeId},
    service::{Container, Import, Operation, Resource},
};
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
