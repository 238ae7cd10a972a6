//! How an emitted package depends on the runtime.

use crate::manifest::{self, paths};

/// The version of the runtime that belongs to this generator: the two are published together.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A dependency.
#[derive(Clone, Debug)]
pub enum Dependency {
    /// As the workspace says.
    Workspace,
    /// The keys that say where it is, and their values.
    Own(Vec<(&'static str, String)>),
}

/// What the manifest says of the runtime, for a package in `folder`.
pub(super) fn on_runtime(package: &manifest::Package, folder: &str) -> Dependency {
    let Some(runtime) = package.runtime.as_ref().map(toml::Spanned::get_ref) else {
        return if package.inherits() {
            Dependency::Workspace
        } else {
            Dependency::Own(vec![("version", VERSION.to_owned())])
        };
    };
    if runtime.workspace == Some(true) {
        return Dependency::Workspace;
    }
    // A path without a way from the folder was refused with the manifest.
    let path = runtime.path.as_ref().map(|path| paths::between(folder, path).unwrap_or_else(|| path.clone()));
    let keys = [
        ("version", &runtime.version),
        ("path", &path),
        ("git", &runtime.git),
        ("branch", &runtime.branch),
        ("tag", &runtime.tag),
        ("rev", &runtime.rev),
    ];
    Dependency::Own(keys.into_iter().filter_map(|(key, value)| Some((key, value.clone()?))).collect())
}
