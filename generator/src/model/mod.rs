//! Everything resolved: names are ids, aliases and out-of-line annotations are folded in, and the vocabulary terms that
//! we use are typed facts. After this stage nobody looks at a string to find out what something is.

mod alternate_keys;
mod annotations;
mod build;
mod containers;
mod containment;
mod declarations;
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
mod primitive;
mod redeclared;
mod references;
mod schema;
mod service;
mod terms;
#[cfg(test)]
mod tests;
mod twice;
mod types;
mod used_terms;
mod values;

pub use build::{Trees, build};
pub use declarations::{Enumeration, KeyProperty, Member, NavigationProperty, Property, Structured, Type, TypeKind};
pub use facts::{Capability, Facts, Navigability, Permission, Restriction, UpdateMethod};
pub use ids::{ImportId, NamespaceId, NavigationId, OperationId, PropertyId, ResourceId, TypeId};
pub(crate) use names::Scope;
pub use primitive::Primitive;
pub use schema::{AbsentFile, Model};
pub use service::{Import, Operation, Parameter, Resource};
pub(crate) use used_terms::names as used_terms;
pub use values::{TypeRef, ValueType};
