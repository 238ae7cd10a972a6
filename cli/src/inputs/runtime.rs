//! Where `odata-runtime` comes from, as `--runtime` says it and as a manifest has it.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use toml_edit::{InlineTable, Value};

use super::error::Error;
use crate::paths;
use crate::workspace::CargoToml;

/// Where a package of this project comes from: `odata-runtime` for an emitted crate, `cargo-odata` for an xtask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// A registry, with this version requirement.
    Version(String),
    /// The folder of the package; on the command line it is relative to the current folder.
    Path(PathBuf),
    /// A repository, and perhaps what of it.
    Git {
        /// Its URL.
        url: String,
        /// `branch`, `tag` or `rev`, and its value.
        reference: Option<(Reference, String)>,
    },
    /// `[workspace.dependencies]` of the user's workspace.
    Workspace,
}

/// What names a state of a repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    /// The newest commit of a branch.
    Branch,
    /// A tag.
    Tag,
    /// A commit.
    Rev,
}

impl Reference {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Branch, Self::Tag, Self::Rev];

    /// The key, as Cargo spells it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Branch => "branch",
            Self::Tag => "tag",
            Self::Rev => "rev",
        }
    }
}

const FORMS: &str = "write `version=0.1`, `path=DIR`, `git=URL,rev=REV` (or `branch=`, `tag=`) or `workspace`";

impl FromStr for Runtime {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let filled = |value: &str| {
            if value.is_empty() || value.chars().any(char::is_control) { Err(FORMS) } else { Ok(value.to_owned()) }
        };
        Ok(match text.split_once('=') {
            None if text == "workspace" => Self::Workspace,
            Some(("version", version)) => Self::Version(filled(version)?),
            Some(("path", folder)) => Self::Path(filled(folder)?.into()),
            Some(("git", rest)) => {
                let mut found = Reference::ALL.into_iter().filter_map(|kind| split(rest, kind));
                let (url, reference) = match (found.next(), found.next()) {
                    (Some((url, kind, value)), None) => (url, Some((kind, filled(value)?))),
                    (None, _) => (rest, None),
                    (Some(_), Some(_)) => {
                        return Err(format!("a repository has one of `branch`, `tag` and `rev`: {FORMS}"));
                    }
                };
                Self::Git { url: filled(url)?, reference }
            }
            _ => return Err(FORMS.to_owned()),
        })
    }
}

/// What comes before and after a reference. A URL may have a comma, too.
fn split(text: &str, kind: Reference) -> Option<(&str, Reference, &str)> {
    let (url, value) = text.rsplit_once(&format!(",{}=", kind.key()))?;
    Some((url, kind, value))
}

impl Runtime {
    /// Looks whether a folder has the runtime: Cargo would say less of it.
    ///
    /// # Errors
    ///
    /// It does not.
    pub fn check(&self) -> Result<(), Error> {
        let Self::Path(path) = self else { return Ok(()) };
        let there = CargoToml::load(&paths::full(path))?;
        let is_runtime = there.is_some_and(|there| there.package() == Some("odata-runtime"));
        if is_runtime { Ok(()) } else { Err(Error::NoRuntime { folder: paths::tidy(path) }) }
    }

    /// The value of the key `runtime` in a manifest, or of a dependency in a `Cargo.toml`, of that folder: paths are
    /// written relative to it.
    #[must_use]
    pub fn value(&self, folder: &Path) -> InlineTable {
        let mut table = InlineTable::new();
        match self {
            Self::Version(version) => set(&mut table, "version", version),
            Self::Path(path) => set(&mut table, "path", &paths::relative(folder, &paths::full(path))),
            Self::Git { url, reference } => {
                set(&mut table, "git", url);
                if let Some((kind, value)) = reference {
                    set(&mut table, kind.key(), value);
                }
            }
            Self::Workspace => {
                table.insert("workspace", true.into());
            }
        }
        table
    }
}

fn set(table: &mut InlineTable, key: &str, value: &str) {
    table.insert(key, Value::from(value));
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    fn git(reference: Option<(Reference, &str)>) -> Runtime {
        let reference = reference.map(|(kind, value)| (kind, value.to_owned()));
        Runtime::Git { url: "https://host/a,b.git".to_owned(), reference }
    }

    #[test]
    fn each_form_is_read_and_written() {
        let folder = tempfile::tempdir().unwrap();
        let near = folder.path().join("near");
        for (text, runtime, value) in [
            ("version=0.1", Runtime::Version("0.1".to_owned()), r#"{ version = "0.1" }"#),
            ("version=>=0.1, <1", Runtime::Version(">=0.1, <1".to_owned()), r#"{ version = ">=0.1, <1" }"#),
            ("git=https://host/a,b.git", git(None), r#"{ git = "https://host/a,b.git" }"#),
            (
                "git=https://host/a,b.git,rev=ab12",
                git(Some((Reference::Rev, "ab12"))),
                r#"{ git = "https://host/a,b.git", rev = "ab12" }"#,
            ),
            (
                "git=https://host/a,b.git,branch=x/y",
                git(Some((Reference::Branch, "x/y"))),
                r#"{ git = "https://host/a,b.git", branch = "x/y" }"#,
            ),
            (
                "git=https://host/a,b.git,tag=v1",
                git(Some((Reference::Tag, "v1"))),
                r#"{ git = "https://host/a,b.git", tag = "v1" }"#,
            ),
            ("workspace", Runtime::Workspace, "{ workspace = true }"),
            (&format!("path={}", near.display()), Runtime::Path(near.clone()), r#"{ path = "../../near" }"#),
        ] {
            let read: Runtime = text.parse().unwrap();
            assert_eq!(read, runtime, "{text}");
            assert_eq!(read.value(&folder.path().join("metadata/shop")).to_string(), value, "{text}");
        }
    }

    #[test]
    fn a_path_is_relative_to_the_current_folder() {
        let here = std::env::current_dir().unwrap();
        let read: Runtime = "path=src".parse().unwrap();
        assert_eq!(read.value(&here).to_string(), r#"{ path = "src" }"#);
        assert_eq!(read.value(&here.join("tests")).to_string(), r#"{ path = "../src" }"#);
    }

    #[test]
    fn what_says_no_place_is_refused() {
        for text in [
            "",
            "0.1",
            "version",
            "version=",
            "path=",
            "git=",
            "git=,rev=a",
            "git=u,rev=",
            "workspace=true",
            "git=u,tag=a,rev=b",
        ] {
            let error = text.parse::<Runtime>().unwrap_err();
            assert!(error.contains("`git=URL,rev=REV`"), "{text}: {error}");
        }
    }
}
