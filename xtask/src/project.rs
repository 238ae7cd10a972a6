//! Where the files of this workspace are.

use std::path::{Path, PathBuf};

use cargo_odata::inputs::Runtime;

/// The workspace's root folder.
pub(crate) fn root() -> PathBuf {
    // Cargo sets the variable when it runs the binary, so that a workspace that was moved after the build is found.
    let member =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    member.parent().map_or_else(PathBuf::new, Path::to_owned)
}

/// The runtime, for crates that stand outside of the workspace.
pub(crate) fn runtime() -> Runtime {
    Runtime::Path(root().join("runtime"))
}

/// The workspace's manifest.
pub(crate) fn manifest() -> PathBuf {
    root().join("metadata/codegen.toml")
}
