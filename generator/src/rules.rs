//! The rules of the standards that a file can break, as messages cite them.

/// XML itself.
pub(crate) const WELL_FORMED: &str = "XML 1.0, section 2.1";
/// The namespaces of elements.
pub(crate) const NAMESPACES: &str = "CSDL XML 4.01, section 2.2";
/// The document and its version.
pub(crate) const DOCUMENT: &str = "CSDL XML 4.01, section 4";
/// Attributes that an element must have, and their values.
pub(crate) const SCHEMA: &str = "CSDL XML 4.01, its XML Schema";
/// Names are unique in a schema.
pub(crate) const NOMINAL: &str = "CSDL XML 4.01, section 3.1";
/// Names are unique in a structured type.
pub(crate) const MEMBERS: &str = "CSDL XML 4.01, section 3.2";
/// The primitive types.
pub(crate) const PRIMITIVE: &str = "CSDL XML 4.01, section 3.3";
/// The base type of an entity type.
pub(crate) const BASE_ENTITY: &str = "CSDL XML 4.01, section 6.1";
/// Keys.
pub(crate) const KEY: &str = "CSDL XML 4.01, section 6.5";
/// Where a navigation property leads.
pub(crate) const NAVIGATION: &str = "CSDL XML 4.01, section 8.1";
/// The base type of a complex type.
pub(crate) const BASE_COMPLEX: &str = "CSDL XML 4.01, section 9.1";
/// The members of an enumeration.
pub(crate) const ENUM_MEMBER: &str = "CSDL XML 4.01, section 10.3";
/// The type that a type definition stands for.
pub(crate) const UNDERLYING: &str = "CSDL XML 4.01, section 11.1";
/// Names are unique among the parameters of an overload.
pub(crate) const PARAMETER: &str = "CSDL XML 4.01, section 12.9";
/// Entity containers, and the names in one.
pub(crate) const CONTAINER: &str = "CSDL XML 4.01, section 13";
/// An entity container that extends another.
pub(crate) const EXTENDS: &str = "CSDL XML 4.01, section 13.1";
/// Entity sets and singletons.
pub(crate) const RESOURCE: &str = "CSDL XML 4.01, section 13.2";
/// The target of an annotation.
pub(crate) const TARGET: &str = "CSDL XML 4.01, section 14.2.2";
/// Qualified names.
pub(crate) const QUALIFIED_NAME: &str = "CSDL XML 4.01, section 15.3";
