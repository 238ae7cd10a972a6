//! Where a run is: the manifest that the current folder leads to, and the Cargo workspace around a file.
//!
//! The current folder decides, and nothing that was known when this command was compiled.

mod cargo_toml;
mod error;

use std::path::{Path, PathBuf};

pub use self::cargo_toml::CargoToml;
pub use self::error::Error;
use crate::paths;

/// The places of a manifest in a folder of a workspace, in the order in which they are looked at.
pub const MANIFESTS: [&str; 2] = ["codegen.toml", "metadata/codegen.toml"];

/// The manifest that was named, or the nearest one from the current folder upwards.
///
/// The search ends at the root of a git repository, so that it never finds another repository's manifest.
///
/// # Errors
///
/// None was named, and there is none.
pub fn manifest(named: Option<&Path>) -> Result<PathBuf, Error> {
    match named {
        Some(path) => Ok(path.to_owned()),
        None => manifest_above(&paths::current()?),
    }
}

fn manifest_above(folder: &Path) -> Result<PathBuf, Error> {
    let searched = searched(folder);
    let candidates = searched.iter().flat_map(|folder| MANIFESTS.map(|name| folder.join(name)));
    candidates
        .map(|path| (path.is_file(), path))
        .find_map(|(is_there, path)| is_there.then_some(path))
        .ok_or_else(|| Error::Manifest { searched: searched.iter().map(|folder| (*folder).to_owned()).collect() })
}

/// The folder and those above it, up to the root of its repository.
fn searched(folder: &Path) -> Vec<&Path> {
    let mut searched = Vec::new();
    for folder in folder.ancestors() {
        searched.push(folder);
        if folder.join(".git").exists() {
            break;
        }
    }
    searched
}

/// The root folder of the workspace that a file or folder is in: that of the nearest `Cargo.toml` with a `[workspace]`
/// which does not exclude it, or else the nearest folder with a `Cargo.toml`. The path itself is not looked at.
#[must_use]
pub fn root(path: &Path) -> Option<PathBuf> {
    let path = paths::full(path);
    let mut package = None;
    for folder in path.ancestors().skip(1) {
        match CargoToml::read(folder) {
            Some(found) if found.has_workspace() && !found.excludes(&path) => return Some(folder.to_owned()),
            Some(found) if !found.has_workspace() => package = package.or_else(|| Some(folder.to_owned())),
            _ => {}
        }
    }
    package
}

/// The root folder of the workspace that a file or folder is in.
///
/// # Errors
///
/// It is in none.
pub fn require_root(path: &Path) -> Result<PathBuf, Error> {
    root(path).ok_or_else(|| Error::Workspace { path: paths::tidy(path) })
}

/// Whether a crate in this folder is in a workspace as Cargo sees it: one with a `[workspace]` that does not exclude it.
#[must_use]
pub fn contains(folder: &Path) -> bool {
    let folder = paths::full(folder);
    let mut above = folder.ancestors().skip(1).filter_map(CargoToml::read);
    above.any(|found| found.has_workspace() && !found.excludes(&folder))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use std::fs;

    use tempfile::TempDir;

    use super::*;

    fn tree(files: &[(&str, &str)]) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    #[test]
    fn a_manifest_is_found_from_any_folder_of_its_repository() {
        let tree = tree(&[(".git/HEAD", ""), ("metadata/codegen.toml", ""), ("a/b/c.rs", ""), ("inner/.git/HEAD", "")]);
        let manifest = tree.path().join("metadata/codegen.toml");
        for folder in ["", "a", "a/b", "metadata"] {
            assert_eq!(manifest_above(&tree.path().join(folder)).unwrap(), manifest, "{folder}");
        }
        let inner = tree.path().join("inner");
        match manifest_above(&inner) {
            Err(Error::Manifest { searched }) => assert_eq!(searched, [inner], "another repository's is not ours"),
            other => unreachable!("{other:?}"),
        }
    }

    #[test]
    fn the_nearest_manifest_counts() {
        let tree = tree(&[("codegen.toml", ""), ("metadata/codegen.toml", ""), ("a/metadata/codegen.toml", "")]);
        let of = |folder: &str| manifest_above(&tree.path().join(folder)).unwrap();
        assert_eq!(of(""), tree.path().join("codegen.toml"));
        assert_eq!(of("a/metadata"), tree.path().join("a/metadata/codegen.toml"));
    }

    #[test]
    fn the_root_is_that_of_the_workspace_or_else_of_the_package() {
        let tree = tree(&[
            ("Cargo.toml", "[workspace]\nmembers = [\"a\"]\nexclude = [\"out\"]\n"),
            ("a/Cargo.toml", "[package]\nname = \"a\"\n"),
            ("out/Cargo.toml", "[package]\nname = \"out\"\n"),
            ("out/in/x", ""),
        ]);
        let root_of = |path: &str| root(&tree.path().join(path));
        assert_eq!(root_of("a/x.toml"), Some(tree.path().to_owned()));
        assert_eq!(root_of("new/crate"), Some(tree.path().to_owned()));
        assert_eq!(root_of("out/in/x"), Some(tree.path().join("out")));
        assert_eq!(root_of("out"), None, "excluded, and its own Cargo.toml does not count");
        assert!(contains(&tree.path().join("a")) && !contains(&tree.path().join("out/in")));
    }
}
