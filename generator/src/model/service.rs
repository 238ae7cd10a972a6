//! Operations and the entity container: what requests name.

use super::{
    facts::{Facts, Said},
    ids::{NamespaceId, OperationId},
    values::{TypeRef, ValueType},
};
use crate::source::Span;

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
