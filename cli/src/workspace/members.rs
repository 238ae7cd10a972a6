//! The members of a workspace: paths and patterns, matched as Cargo does.

use std::path::{Path, PathBuf};

use glob::{MatchOptions, Pattern};

use super::CargoToml;
use crate::paths;

/// Whether an entry of `members` means a folder; `path` is relative to the workspace's root.
pub(super) fn matches(entry: &str, path: &Path) -> bool {
    // A `*` does not stand for a separator: Cargo expands patterns folder by folder.
    let options = MatchOptions { require_literal_separator: true, ..MatchOptions::default() };
    let entry = entry.trim_start_matches("./").trim_end_matches('/');
    let full = |path: &Path| paths::full(&Path::new("/").join(path));
    let literal = full(Path::new(entry)) == full(path);
    literal || Pattern::new(entry).is_ok_and(|pattern| pattern.matches_path_with(path, options))
}

/// Whether Cargo reads a path as a pattern, which means more than that path or something else.
#[must_use]
pub fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '['])
}

/// The folder of the first pattern that means all folders in it: `crates` for `crates/*`.
#[must_use]
pub fn folder_of_all(cargo_toml: &CargoToml) -> Option<PathBuf> {
    let folders = cargo_toml.members().filter_map(|entry| entry.trim_start_matches("./").strip_suffix('*'));
    let mut folders = folders.filter(|folder| folder.is_empty() || folder.ends_with('/'));
    let folder = folders.find(|folder| Pattern::escape(folder) == *folder)?;
    Some(cargo_toml.folder().join(folder.trim_end_matches('/')))
}

/// The names of the packages that are members by `members`, and that of the root, each with its folder.
#[must_use]
pub fn packages(cargo_toml: &CargoToml) -> Vec<(String, PathBuf)> {
    let root = cargo_toml.folder();
    let base = Pattern::escape(&root.to_string_lossy());
    let expanded = cargo_toml.members().flat_map(|entry| {
        let found = glob::glob(&format!("{base}/{entry}"));
        found.into_iter().flatten().flatten().chain([root.join(entry)])
    });
    let mut folders: Vec<PathBuf> =
        std::iter::once(root.to_owned()).chain(expanded).map(|path| paths::full(&path)).collect();
    folders.sort();
    folders.dedup();
    let named = |folder: PathBuf| Some((CargoToml::read(&folder)?.package()?.to_owned(), folder));
    folders.into_iter().filter_map(named).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use std::fs;

    use super::*;

    #[test]
    fn an_entry_matches_as_cargo_does() {
        for (entry, path, is_match) in [
            ("shop", "shop", true),
            ("./shop/", "shop", true),
            ("a/../shop", "shop", true),
            ("shop", "shop/inner", false),
            ("crates/*", "crates/shop", true),
            ("crates/*", "crates/shop/inner", false),
            ("crates/*", "shop", false),
            ("crates/**", "crates/a/shop", true),
            ("crates/s?o[pq]", "crates/shop", true),
            ("[", "shop", false),
        ] {
            assert_eq!(matches(entry, Path::new(path)), is_match, "{entry} {path}");
        }
    }

    fn workspace(members: &str) -> (tempfile::TempDir, CargoToml) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("Cargo.toml"), format!("[workspace]\nmembers = {members}\n")).unwrap();
        let cargo_toml = CargoToml::read(folder.path()).unwrap();
        (folder, cargo_toml)
    }

    #[test]
    fn the_folder_of_all_is_that_of_a_pattern_for_all() {
        for (members, expected) in [
            ("['tools', 'crates/*', 'more/*']", Some("crates")),
            ("['a/b/*']", Some("a/b")),
            ("['./*']", Some("")),
            ("['crates/x-*', '*/y', 'a*/*', 'crates/**']", None),
            ("[]", None),
        ] {
            let (folder, cargo_toml) = workspace(members);
            assert_eq!(folder_of_all(&cargo_toml), expected.map(|path| folder.path().join(path)), "{members}");
        }
    }

    #[test]
    fn packages_are_found_by_path_and_by_pattern() {
        let (folder, cargo_toml) = workspace("['a', 'crates/*', 'gone']");
        for (path, name) in [("a", "first"), ("crates/b", "second"), ("other", "third")] {
            fs::create_dir_all(folder.path().join(path)).unwrap();
            let text = format!("[package]\nname = \"{name}\"\n");
            fs::write(folder.path().join(path).join("Cargo.toml"), text).unwrap();
        }
        fs::create_dir(folder.path().join("crates/empty")).unwrap();
        let names: Vec<String> = packages(&cargo_toml).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["first", "second"]);
    }
}
