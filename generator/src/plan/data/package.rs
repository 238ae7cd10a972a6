//! The package, as data.

use std::collections::BTreeSet;

use super::{service::Client, types::TypeFile};
use crate::plan::{dependency::Dependency, features::Feature};

/// A crate.
#[derive(Clone, Debug)]
pub struct Crate {
    /// The package.
    pub package: Package,
    /// The structs and enums, by module and file.
    pub types: Vec<TypeFile>,
    /// The client and the request builders.
    pub client: Client,
    /// The features of resources and imports, by name; none in a crate that is always whole.
    pub features: Vec<Feature>,
    /// Something in it is deprecated, and yet used by its own code.
    pub uses_deprecated: bool,
    /// What rustc's recursion limit must be, if the default is too low.
    pub recursion: Option<u32>,
}

/// What `Cargo.toml` and the README say.
#[derive(Clone, Debug)]
pub struct Package {
    /// The package's name.
    pub name: String,
    /// The name as an identifier.
    pub ident: String,
    /// One line.
    pub description: String,
    /// Whether keys of `[package]` and lints are inherited from the workspace.
    pub inherits: bool,
    /// Whether the crate is the root of a workspace of its own.
    pub standalone: bool,
    /// The dependency on the runtime.
    pub runtime: Dependency,
    /// The command that generates the crate.
    pub command: String,
    /// The text of the header of each file, without the signs of a comment.
    pub header: String,
    /// The runtime's features that the types need.
    pub features: BTreeSet<&'static str>,
    /// The roots, as the manifest names them.
    pub roots: Vec<String>,
    /// Where the metadata comes from.
    pub source: Option<String>,
    /// The package of the types, if they have one of their own.
    pub types: Option<TypesPackage>,
}

/// A package that has the structs and enums, which the crate shows as its own.
#[derive(Clone, Debug)]
pub struct TypesPackage {
    /// The package's name.
    pub name: String,
    /// The name as an identifier.
    pub ident: String,
    /// Its dependency on the runtime.
    pub runtime: Dependency,
}
