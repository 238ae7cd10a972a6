//! Where a run is: the manifest that the current folder leads to, and the Cargo workspace around a file.
//!
//! The current folder decides, and nothing that was known when this command was compiled.

mod cargo_toml;
mod error;
mod list;
pub mod members;

use std::path::{Path, PathBuf};

pub use self::cargo_toml::CargoToml;
pub use self::error::Error;
pub use self::list::push;
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
    let searched: Vec<&Path> = up_to_repository(folder).collect();
    let candidates = searched.iter().flat_map(|folder| MANIFESTS.map(|name| folder.join(name)));
    candidates
        .map(|path| (path.is_file(), path))
        .find_map(|(is_there, path)| is_there.then_some(path))
        .ok_or_else(|| Error::Manifest { searched: searched.iter().map(|folder| (*folder).to_owned()).collect() })
}

/// A folder and its ancestors, up to the root of its git repository: folders above the root belong to other projects.
fn up_to_repository(folder: &Path) -> impl Iterator<Item = &Path> {
    let mut is_above = false;
    folder.ancestors().take_while(move |folder| !std::mem::replace(&mut is_above, folder.join(".git").exists()))
}

/// The root folder of the workspace that a file or folder is in: that of the nearest `Cargo.toml` with a `[workspace]`
/// which does not exclude it, or else the nearest folder with a `Cargo.toml`, in the same git repository. The path itself is
/// not looked at.
#[must_use]
pub fn root(path: &Path) -> Option<PathBuf> {
    let path = paths::full(path);
    let mut package = None;
    for folder in up_to_repository(path.parent()?) {
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

/// What is around a folder in which a member of a workspace is to be made.
#[derive(Debug, Default)]
pub struct Surroundings {
    /// The `Cargo.toml` of the workspace's root, or of a package that is in no workspace.
    pub root: Option<CargoToml>,
    /// The roots of workspaces that exclude the folder.
    pub excluding: Vec<PathBuf>,
}

/// Looks for the workspace that a folder is in: that of the nearest `Cargo.toml` with a `[workspace]` which does not exclude
/// it, the folder's own included, or else the nearest package.
///
/// # Errors
///
/// A `Cargo.toml` cannot be read.
pub fn surroundings(folder: &Path) -> Result<Surroundings, Error> {
    let folder = paths::full(folder);
    let mut found = Surroundings::default();
    for above in up_to_repository(&folder) {
        let Some(cargo_toml) = CargoToml::load(above)? else { continue };
        if cargo_toml.has_workspace() {
            if !cargo_toml.excludes(&folder) {
                return Ok(Surroundings { root: Some(cargo_toml), ..found });
            }
            found.excluding.push(above.to_owned());
        } else if found.root.is_none() {
            if let Some(root) = cargo_toml.named_root() {
                return match CargoToml::load(&root)? {
                    Some(named) if up_to_repository(&folder).last().is_some_and(|top| root.starts_with(top)) => {
                        Ok(Surroundings { root: Some(named), ..found })
                    }
                    _ => Err(Error::NamedRoot { package: paths::tidy(above), root: paths::tidy(&root) }),
                };
            }
            found.root = Some(cargo_toml);
        }
    }
    Ok(found)
}

/// The manifest of a workspace: the topmost one from its root to a folder below it.
#[must_use]
pub fn manifest_of(root: &Path, folder: &Path) -> Option<PathBuf> {
    let folder = paths::full(folder);
    let folders = folder.ancestors().take_while(|above| above.starts_with(root));
    let candidates = folders.flat_map(|above| MANIFESTS.map(|name| above.join(name)));
    let found: Vec<PathBuf> = candidates.filter(|path| path.is_file()).collect();
    // In one folder, the first place counts, as it does for the other tasks.
    let top = found.last()?.clone();
    let first = MANIFESTS.map(|name| root.join(name)).into_iter().find(|path| path.is_file());
    Some(first.unwrap_or(top))
}

/// The root of the workspace that a crate in this folder would be in, if its `members` do not have it. Cargo takes it for a
/// member all the same if another member depends on it by path, and refuses it otherwise.
#[must_use]
pub fn without_member(folder: &Path) -> Option<PathBuf> {
    let root = enclosing(folder)?;
    (!root.has_member(&paths::full(folder))).then(|| root.folder().to_owned())
}

/// Whether a crate in this folder is in a workspace as Cargo sees it: one with a `[workspace]` that does not exclude it.
#[must_use]
pub fn contains(folder: &Path) -> bool {
    enclosing(folder).is_some()
}

/// The `Cargo.toml` of that workspace.
fn enclosing(folder: &Path) -> Option<CargoToml> {
    let folder = paths::full(folder);
    let mut above = folder.parent().into_iter().flat_map(up_to_repository).filter_map(CargoToml::read);
    above.find(|found| found.has_workspace() && !found.excludes(&folder))
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
    fn the_workspace_of_a_repository_around_this_one_is_not_ours() {
        let tree = tree(&[
            ("Cargo.toml", "[workspace]\nmembers = [\"*\"]\n"),
            ("inner/.git/HEAD", ""),
            ("inner/metadata/codegen.toml", ""),
            ("other/.git/HEAD", ""),
            ("other/Cargo.toml", "[package]\nname = \"other\"\nworkspace = \"..\"\n"),
        ]);
        let inner = tree.path().join("inner");
        assert_eq!(root(&inner.join("metadata/codegen.toml")), None);
        assert!(surroundings(&inner).unwrap().root.is_none() && !contains(&inner.join("shop")));
        let refused = surroundings(&tree.path().join("other"));
        assert!(matches!(refused, Err(Error::NamedRoot { .. })), "{refused:?}");
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

    #[test]
    fn a_folder_is_in_the_nearest_workspace_that_does_not_exclude_it() {
        let tree = tree(&[
            ("Cargo.toml", "[workspace]\nmembers = [\"a\"]\nexclude = [\"out\"]\n"),
            ("a/Cargo.toml", "[package]\nname = \"a\"\n"),
            ("a/src/x", ""),
            ("out/in/x", ""),
            ("out/own/Cargo.toml", "[package]\nname = \"own\"\n"),
            ("b/Cargo.toml", "[package]\nname = \"b\"\nworkspace = \"../other\"\n"),
            ("other/Cargo.toml", "[workspace]\n"),
        ]);
        let find = |path: &str| {
            let found = surroundings(&tree.path().join(path)).unwrap();
            (found.root.map(|root| root.folder().to_owned()), found.excluding)
        };
        for inside in ["", "a", "a/src", "new"] {
            assert_eq!(find(inside), (Some(tree.path().to_owned()), vec![]), "{inside}");
        }
        assert_eq!(find("out/in"), (None, vec![tree.path().to_owned()]));
        assert_eq!(find("out/own"), (Some(tree.path().join("out/own")), vec![tree.path().to_owned()]));
        assert_eq!(find("b"), (Some(tree.path().join("other")), vec![]));
    }

    #[test]
    fn the_manifest_of_a_workspace_is_the_topmost() {
        let below = tree(&[("a/metadata/codegen.toml", ""), ("a/metadata/shop/codegen.toml", "")]);
        let find = |tree: &TempDir, folder: &str| manifest_of(tree.path(), &tree.path().join(folder));
        assert_eq!(find(&below, "a/metadata/shop"), Some(below.path().join("a/metadata/codegen.toml")));
        assert_eq!(find(&below, "b"), None);
        let top = tree(&[("codegen.toml", ""), ("metadata/codegen.toml", "")]);
        assert_eq!(find(&top, "metadata"), Some(top.path().join("codegen.toml")));
    }
}
