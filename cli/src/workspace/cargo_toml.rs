//! A `Cargo.toml` of the user's workspace.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use toml_edit::{Array, DocumentMut, Item, Table, TableLike, Value};

use super::error::Error;
use super::{list, members};
use crate::inputs::edited;
use crate::paths;

/// A `Cargo.toml`, as far as it says what is a member of a workspace.
#[derive(Clone, Debug)]
pub struct CargoToml {
    folder: PathBuf,
    text: String,
    document: DocumentMut,
}

impl CargoToml {
    /// The `Cargo.toml` of a folder; `None` if there is none or it is not TOML, which Cargo itself will say.
    #[must_use]
    pub fn read(folder: &Path) -> Option<Self> {
        Self::load(folder).ok().flatten()
    }

    /// The `Cargo.toml` of a folder, if there is one.
    ///
    /// # Errors
    ///
    /// It cannot be read, or is not TOML.
    pub fn load(folder: &Path) -> Result<Option<Self>, Error> {
        let path = folder.join("Cargo.toml");
        // A pipe would keep us waiting.
        let is_file = fs::metadata(&path).map_or(true, |there| there.is_file());
        let read = if is_file { fs::read_to_string(&path) } else { Err(io::Error::other("it is not a file")) };
        let text = match read {
            Ok(text) => text,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(None);
            }
            Err(source) => return Err(Error::Read { path: paths::tidy(&path), source }),
        };
        match text.parse() {
            Ok(document) => Ok(Some(Self { folder: folder.to_owned(), text, document })),
            Err(source) => Err(Error::Toml { path: paths::tidy(&path), source: Box::new(source) }),
        }
    }

    /// The folder that it is in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What was read.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What was read, with the changes since.
    #[must_use]
    pub fn edited(&self) -> String {
        edited(&self.text, &self.document)
    }

    /// Whether it is the root of a workspace.
    #[must_use]
    pub fn has_workspace(&self) -> bool {
        self.workspace().is_some()
    }

    /// The name of the package that it describes, if it describes one.
    #[must_use]
    pub fn package(&self) -> Option<&str> {
        self.package_key("name")
    }

    /// The root of the package's workspace, where the package names one that is not above it.
    #[must_use]
    pub fn named_root(&self) -> Option<PathBuf> {
        self.package_key("workspace").map(|path| paths::full(&self.folder.join(path)))
    }

    /// Whether the package depends on another one, which it calls by its name.
    #[must_use]
    pub fn depends_on(&self, package: &str) -> bool {
        let dependencies = self.document.get("dependencies").and_then(Item::as_table_like);
        dependencies.is_some_and(|dependencies| dependencies.contains_key(package))
    }

    fn package_key(&self, key: &str) -> Option<&str> {
        self.document.get("package").and_then(Item::as_table_like)?.get(key)?.as_str()
    }

    /// Whether the workspace leaves a folder out, as Cargo decides it: below an `exclude`, and below no `members`.
    #[must_use]
    pub fn excludes(&self, folder: &Path) -> bool {
        let is_below = |key: &str| self.list(key).any(|entry| folder.starts_with(self.folder.join(entry)));
        is_below("exclude") && !is_below("members")
    }

    /// The paths and patterns of the workspace's members.
    pub fn members(&self) -> impl Iterator<Item = &str> {
        self.list("members")
    }

    /// Whether a folder is a member because of `members`, by its path or by a pattern.
    #[must_use]
    pub fn has_member(&self, folder: &Path) -> bool {
        let Ok(path) = folder.strip_prefix(&self.folder) else { return false };
        self.members().any(|entry| members::matches(entry, path))
    }

    /// Makes a path a member. A package gets a workspace, whose root it is.
    pub fn add_member(&mut self, path: &str) {
        if !self.has_workspace() {
            // Comments at the end of the file stay above the new table.
            let end = self.document.trailing().as_str().unwrap_or_default().trim_end();
            let end = if end.is_empty() { String::new() } else { format!("{end}\n") };
            let mut workspace = Table::new();
            workspace.decor_mut().set_prefix(format!("{end}\n"));
            self.document.insert("workspace", Item::Table(workspace));
            self.document.set_trailing("");
        }
        let table = self.document.as_table_mut();
        let Some(item) = table.get_mut("workspace") else { return };
        if let Some(workspace) = item.as_table_mut() {
            // `[workspace.package]` alone makes a table without a header of its own.
            workspace.set_implicit(false);
        }
        let Some(workspace) = item.as_table_like_mut() else { return };
        if let Some(members) = workspace.get_mut("members").and_then(Item::as_array_mut) {
            list::push(members, path);
        } else {
            let members: Array = [path].into_iter().collect();
            workspace.insert("members", Item::Value(Value::Array(members)));
        }
    }

    /// What stands in the place of a table or list of the workspace: the key, and what belongs there.
    #[must_use]
    pub fn wrong_form(&self) -> Option<(&'static str, &'static str)> {
        let workspace = self.document.get("workspace")?;
        let Some(workspace) = workspace.as_table_like() else { return Some(("workspace", "table")) };
        let is_list = |key| workspace.get(key).is_none_or(Item::is_array);
        [("members", "workspace.members"), ("exclude", "workspace.exclude")]
            .into_iter()
            .find_map(|(key, name)| (!is_list(key)).then_some((name, "list")))
    }

    fn workspace(&self) -> Option<&dyn TableLike> {
        self.document.get("workspace").and_then(Item::as_table_like)
    }

    fn list<'a>(&'a self, key: &str) -> impl Iterator<Item = &'a str> {
        let list = self.workspace().and_then(|workspace| workspace.get(key)).and_then(Item::as_array);
        list.into_iter().flatten().filter_map(|entry| entry.as_str())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    fn with_member(text: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("Cargo.toml"), text).unwrap();
        let mut cargo_toml = CargoToml::load(folder.path()).unwrap().unwrap();
        cargo_toml.add_member("shop");
        assert!(cargo_toml.has_member(&folder.path().join("shop")));
        cargo_toml.edited()
    }

    #[test]
    fn a_package_gets_a_workspace() {
        let package = "# mine\n[package]\nname = \"app\" # the name\n\n[dependencies]\nserde = \"1\"\n# the end\n";
        assert_eq!(with_member(package), format!("{package}\n[workspace]\nmembers = [\"shop\"]\n"));
        let bare = "[package]\nname = \"app\"";
        assert_eq!(with_member(bare), format!("{bare}\n\n[workspace]\nmembers = [\"shop\"]\n"));
    }

    #[test]
    fn a_workspace_without_members_gets_the_key() {
        assert_eq!(
            with_member("[workspace] # w\nresolver = \"3\"\n\n[workspace.package]\nedition = \"2024\"\n"),
            "[workspace] # w\nresolver = \"3\"\nmembers = [\"shop\"]\n\n[workspace.package]\nedition = \"2024\"\n"
        );
        let implicit = with_member("[package]\nname = \"x\"\n\n[workspace.package]\nedition = \"2024\"\n");
        assert_eq!(implicit.matches("[workspace]\nmembers = [\"shop\"]\n").count(), 1, "{implicit}");
        assert_eq!(with_member("workspace.members = ['a']\r\n"), "workspace.members = ['a', \"shop\"]\r\n");
        assert_eq!(
            with_member("workspace = { resolver = '3' }\n"),
            "workspace = { resolver = '3' , members = [\"shop\"] }\n"
        );
    }

    #[test]
    fn what_is_no_toml_is_said_with_its_path() {
        let folder = tempfile::tempdir().unwrap();
        assert!(CargoToml::load(folder.path()).unwrap().is_none());
        fs::write(folder.path().join("Cargo.toml"), "[workspace\n").unwrap();
        let error = CargoToml::load(folder.path()).unwrap_err();
        assert!(error.to_string().ends_with("Cargo.toml is not TOML"), "{error}");
        assert!(CargoToml::read(folder.path()).is_none());
    }

    #[test]
    fn a_package_may_name_its_root() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("Cargo.toml"), "[package]\nname = \"a\"\nworkspace = \"../all\"\n").unwrap();
        let cargo_toml = CargoToml::load(folder.path()).unwrap().unwrap();
        assert_eq!(cargo_toml.named_root(), Some(folder.path().parent().unwrap().join("all")));
        assert_eq!(cargo_toml.package(), Some("a"));
    }
}
