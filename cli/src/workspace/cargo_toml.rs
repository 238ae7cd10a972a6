//! A `Cargo.toml` of somebody's workspace.

use std::fs;
use std::path::{Path, PathBuf};

use toml_edit::{DocumentMut, Item, TableLike};

/// A `Cargo.toml`, as far as it says what is a member of a workspace.
#[derive(Clone, Debug)]
pub struct CargoToml {
    folder: PathBuf,
    document: DocumentMut,
}

impl CargoToml {
    /// The `Cargo.toml` of a folder; `None` if there is none or it is not TOML, which Cargo itself will say.
    #[must_use]
    pub fn read(folder: &Path) -> Option<Self> {
        let document = fs::read_to_string(folder.join("Cargo.toml")).ok()?.parse().ok()?;
        Some(Self { folder: folder.to_owned(), document })
    }

    /// Whether it is the root of a workspace.
    #[must_use]
    pub fn has_workspace(&self) -> bool {
        self.workspace().is_some()
    }

    /// Whether the workspace leaves a folder out, as Cargo decides it: below an `exclude`, and below no `members`.
    #[must_use]
    pub fn excludes(&self, folder: &Path) -> bool {
        let is_below = |key: &str| self.list(key).any(|entry| folder.starts_with(self.folder.join(entry)));
        is_below("exclude") && !is_below("members")
    }

    fn workspace(&self) -> Option<&dyn TableLike> {
        self.document.get("workspace").and_then(Item::as_table_like)
    }

    fn list<'a>(&'a self, key: &str) -> impl Iterator<Item = &'a str> {
        let list = self.workspace().and_then(|workspace| workspace.get(key)).and_then(Item::as_array);
        list.into_iter().flatten().filter_map(|entry| entry.as_str())
    }
}
