//! Where a Rust type is, and so how a file names it.

use std::fmt;

/// A Rust type that an emitted file names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RustType {
    /// One that needs no path: `bool`, `String`.
    Std(&'static str),
    /// One of the runtime's.
    Runtime(&'static str),
    /// A type in `models`, or what is emitted beside it.
    Model {
        /// The modules below `models`.
        module: Vec<String>,
        /// The name.
        ident: String,
        /// The file that names it is in the same module, so that `super` is enough.
        is_near: bool,
    },
    /// A builder or a call in `requests`.
    Request {
        /// The modules below `requests`.
        module: Vec<String>,
        /// The name.
        ident: String,
    },
}

impl RustType {
    /// The name without its path.
    #[must_use]
    pub fn ident(&self) -> &str {
        match self {
            Self::Std(ident) | Self::Runtime(ident) => ident,
            Self::Model { ident, .. } | Self::Request { ident, .. } => ident,
        }
    }

    /// The path by which the file names it.
    #[must_use]
    pub fn segments(&self) -> Vec<&str> {
        let path = match self {
            Self::Std(_) => Vec::new(),
            Self::Runtime(_) => vec!["odata_runtime"],
            Self::Model { is_near: true, .. } => vec!["super"],
            Self::Model { module, .. } => below("models", module),
            Self::Request { module, .. } => below("requests", module),
        };
        path.into_iter().chain([self.ident()]).collect()
    }
}

impl fmt::Display for RustType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.segments().join("::"))
    }
}

fn below<'a>(room: &'a str, module: &'a [String]) -> Vec<&'a str> {
    ["crate", room].into_iter().chain(module.iter().map(String::as_str)).collect()
}
