//! The calls of actions and functions, as data.

use super::{
    rust_type::RustType,
    types::Setter,
    values::{Docs, FieldType},
};
use crate::plan::features::Condition;

/// A method that makes a call of an action or function.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The name.
    pub ident: String,
    /// The documentation.
    pub docs: Docs,
    /// The reason of the deprecation.
    pub deprecated: Option<String>,
    /// A function; otherwise an action.
    pub is_function: bool,
    /// The name in the path.
    pub target: OperationName,
    /// The parameters that must be given.
    pub arguments: Vec<Argument>,
    /// The parameters that are null until they are given.
    pub nulls: Vec<String>,
    /// What it returns.
    pub outcome: Outcome,
    /// The builder of what it returns, if a path may go on behind it.
    pub next: Option<RustType>,
    /// The struct, if there are parameters that need not be given.
    pub call: Option<RustType>,
    /// When it is there, if the builder is.
    pub condition: Condition,
}

/// The name of an operation in a path.
#[derive(Clone, Debug)]
pub enum OperationName {
    /// The qualified name, behind the path of what it is bound to.
    Bound(String),
    /// The name of an import of the container.
    Import(String),
}

/// A parameter that must be given.
#[derive(Clone, Debug)]
pub struct Argument {
    /// The name.
    pub ident: String,
    /// The name on the wire.
    pub wire_name: String,
    /// The type.
    pub ty: FieldType,
}

/// What an operation returns.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// Nothing.
    Nothing,
    /// An entity or a complex value.
    Model(RustType),
    /// A collection of those.
    Page(RustType),
    /// A primitive or enumeration value.
    Single(RustType),
    /// A collection of those.
    Several(RustType),
    /// Any JSON.
    Json,
    /// A stream.
    Content,
    /// One of those, or null.
    Nullable(Box<Self>),
}

impl Outcome {
    /// The type that it names.
    #[must_use]
    pub fn rust_type(&self) -> Option<&RustType> {
        match self {
            Self::Model(ty) | Self::Page(ty) | Self::Single(ty) | Self::Several(ty) => Some(ty),
            Self::Nullable(outcome) => outcome.rust_type(),
            Self::Nothing | Self::Json | Self::Content => None,
        }
    }
}

/// The file of a call with parameters that need not be given.
#[derive(Clone, Debug)]
pub struct Call {
    /// Modules below `requests`.
    pub module: Vec<String>,
    /// The private module.
    pub file: String,
    /// When it is there.
    pub condition: Condition,
    /// The struct.
    pub ident: String,
    /// The documentation.
    pub docs: Docs,
    /// The methods that give parameters.
    pub setters: Vec<Setter>,
    /// What it returns.
    pub outcome: Outcome,
    /// The builder of what it returns, if a path may go on behind it.
    pub next: Option<RustType>,
}
