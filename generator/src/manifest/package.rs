//! `[crate]`: the crate to write, and where its runtime comes from.

use serde::Deserialize;
use toml::Spanned;

use super::{
    paths,
    place::{find, place},
};
use crate::{
    codes::Code,
    error::Diagnostic,
    invisible::acts,
    mark::{COMMAND, LONGEST},
};

/// The crate to write.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Package {
    /// The package's name.
    pub name: String,
    /// The folder that receives the crate, relative to the manifest's folder, with `/` between the parts.
    pub path: String,
    /// Whether the crate inherits the keys of `[package]` (version, edition, rust-version, license, publish) and the lints
    /// of the workspace that it is a member of. By default its `Cargo.toml` needs nothing of a workspace.
    #[serde(default)]
    pub inherit: Option<Spanned<bool>>,
    /// Where the runtime comes from. The default is the version of `odata-runtime` that belongs to this generator; with
    /// `inherit = true` it is `{ workspace = true }`.
    #[serde(default)]
    pub runtime: Option<Spanned<Runtime>>,
    /// Whether the crate is the root of a workspace of its own, with an empty table `[workspace]`. A crate below the folder
    /// of a workspace that does not have it as a member must be, or Cargo refuses it. The generator takes an absent key as
    /// `false`; the command line looks for such a workspace on disk.
    #[serde(default)]
    pub standalone: Option<bool>,
    /// The command that the header of each emitted file names; the default is `cargo odata codegen`.
    #[serde(default)]
    pub command: Option<Spanned<String>>,
    /// The version of the tool that wrote the crate. The command line records it; the output does not depend on it.
    #[serde(default)]
    pub generated_by: Option<Spanned<String>>,
    /// The name of the client type, `GraphClient`, say; the default is `Client`.
    #[serde(default)]
    pub client: Option<String>,
    /// The picture of the slice, an SVG file, relative to the manifest's folder; the command line draws it anew in an update.
    #[serde(default)]
    pub picture: Option<String>,
    /// The arguments of `cargo test` for the tests that compare emitted files with snapshots; the command line runs them to
    /// accept the snapshots of an update.
    #[serde(default)]
    pub snapshots: Vec<String>,
    /// A Cargo feature for each resource of the container; the default is `true` in crates of more than 500 types, if
    /// what each needs is told in few words: by five resources or less, on average.
    #[serde(default)]
    pub features: Option<bool>,
    /// The types in a package of their own, so that the compiler takes less memory; the default is `true` in crates of more
    /// than 1000 types.
    #[serde(default)]
    pub split: Option<bool>,
}

/// Where the runtime comes from: a registry (`version`), a folder (`path`), a repository (`git`) or the entry of the
/// workspace (`workspace`). As in Cargo, `version` may stand beside `path` or `git`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Runtime {
    /// The version requirement.
    pub version: Option<String>,
    /// The folder of the package `odata-runtime`, relative to the manifest's folder, with `/` between the parts; an
    /// absolute path stays as it is.
    pub path: Option<String>,
    /// The URL of a repository.
    pub git: Option<String>,
    /// A branch of the repository.
    pub branch: Option<String>,
    /// A tag of the repository.
    pub tag: Option<String>,
    /// A commit of the repository.
    pub rev: Option<String>,
    /// `true`: `odata-runtime` stands in `[workspace.dependencies]`, with `default-features = false`.
    pub workspace: Option<bool>,
}

const FORMS: &str = "`{ version = \"0.1\" }`, `{ path = \"../runtime\" }`, `{ git = \"https://...\", rev = \"...\" }` or \
                     `{ workspace = true }`";

impl Package {
    /// Whether keys and lints are inherited from the workspace.
    #[must_use]
    pub fn inherits(&self) -> bool {
        self.inherit.as_ref().is_some_and(|inherit| *inherit.get_ref())
    }

    /// The command that the header of each emitted file names.
    #[must_use]
    pub fn command(&self) -> &str {
        self.command.as_ref().map_or(COMMAND, |command| command.get_ref())
    }

    pub(super) fn faults(&self, text: &str) -> Vec<Diagnostic> {
        let name = (!is_package_name(&self.name)).then(|| {
            let message = format!("`{}` is no name of a package", self.name);
            Diagnostic::at(Code::PackageName, find(text, &self.name), message)
                .expected("a letter, then letters, digits, `-` and `_`, in ASCII")
        });
        let faults = [name, self.runtime_fault(), self.command_fault(), self.version_fault(), self.workspace_fault()];
        faults.into_iter().flatten().collect()
    }

    fn runtime_fault(&self) -> Option<Diagnostic> {
        let entry = self.runtime.as_ref()?;
        let runtime = entry.get_ref();
        let fault = |message: &str| Diagnostic::at(Code::Runtime, place(entry.span()), message);
        if let Some(message) = runtime.contradiction() {
            return Some(fault(message).expected(FORMS));
        }
        let path = runtime.path.as_ref().filter(|path| paths::between(&self.path, path).is_none())?;
        let message = format!("a path from `{}` to `{path}` needs the name of a folder that neither has", self.path);
        Some(
            fault(&message)
                .expected("a path that goes up as far as that of the crate")
                .help("with the name of the manifest's folder, as in `../metadata/runtime`, or as an absolute path"),
        )
    }

    fn command_fault(&self) -> Option<Diagnostic> {
        let command = self.command.as_ref()?;
        let text = command.get_ref();
        let is_visible = !text.trim().is_empty() && !text.contains(|c| acts(c) || c == '`');
        let is_named = is_visible && text.len() <= LONGEST && !text.contains("-->");
        (!is_named).then(|| {
            Diagnostic::at(Code::Command, place(command.span()), "headers cannot name this command").expected(format!(
                "a line of at most {LONGEST} bytes, of visible characters, without a backtick or `-->`"
            ))
        })
    }

    fn version_fault(&self) -> Option<Diagnostic> {
        let version = self.generated_by.as_ref()?;
        (!is_version(version.get_ref())).then(|| {
            let message = format!("`{}` is not a version", version.get_ref());
            Diagnostic::at(Code::GeneratedBy, place(version.span()), message)
                .expected("three numbers, `0.1.0`, perhaps with `-beta.1` behind them")
                .help("the command line writes this key; take it out, and the next run records it")
        })
    }

    /// A workspace of its own has nothing to inherit.
    fn workspace_fault(&self) -> Option<Diagnostic> {
        if self.standalone != Some(true) {
            return None;
        }
        let inherit =
            self.inherit.as_ref().filter(|inherit| *inherit.get_ref()).map(|inherit| ("inherit", inherit.span()));
        let runtime = self.runtime.as_ref().filter(|runtime| runtime.get_ref().workspace == Some(true));
        let (key, span) = inherit.or_else(|| Some(("runtime", runtime?.span())))?;
        let message = format!("`standalone = true` leaves `{key}` nothing to inherit from");
        Some(Diagnostic::at(Code::Standalone, place(span), message).help(format!("take `standalone` or `{key}` out")))
    }
}

impl Runtime {
    /// What is wrong with the keys that are there.
    fn contradiction(&self) -> Option<&'static str> {
        let texts = [&self.version, &self.path, &self.git, &self.branch, &self.tag, &self.rev];
        let references = [&self.branch, &self.tag, &self.rev].into_iter().flatten().count();
        if texts.into_iter().flatten().any(|text| text.trim().is_empty() || text.contains(acts)) {
            Some("a value is empty, or has a character that nobody sees")
        } else if self.workspace == Some(false) {
            Some("`workspace = false` does not say where the runtime is")
        } else if self.workspace.is_some() && texts.into_iter().flatten().next().is_some() {
            Some("`workspace = true` leaves everything else to the workspace")
        } else if self.path.is_some() && self.git.is_some() {
            Some("the runtime is in a folder or in a repository, not in both")
        } else if references > 0 && self.git.is_none() {
            Some("`branch`, `tag` and `rev` are of a `git` repository")
        } else if references > 1 {
            Some("only one of `branch`, `tag` and `rev` can be given")
        } else if self.workspace.is_none()
            && [&self.version, &self.path, &self.git].into_iter().flatten().next().is_none()
        {
            Some("this does not say where the runtime is")
        } else {
            None
        }
    }
}

/// Whether Cargo takes the text as the name of a package.
#[must_use]
pub fn is_package_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// Three numbers, and perhaps what semantic versioning allows behind them.
fn is_version(text: &str) -> bool {
    let (numbers, rest) = text.split_at(text.find(['-', '+']).unwrap_or(text.len()));
    let numbers: Vec<&str> = numbers.split('.').collect();
    numbers.len() == 3
        && numbers.iter().all(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
        && rest.len() != 1
        && rest.chars().all(|c| c.is_ascii_alphanumeric() || ".-+".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_has_three_numbers() {
        for version in ["0.1.0", "10.20.30", "1.0.0-beta.1", "1.0.0+5"] {
            assert!(is_version(version), "{version}");
        }
        for text in ["", "1", "1.0", "1.0.0.0", "v1.0.0", "1.0.x", "1.0.0-", "1.0.0 beta", "1..0"] {
            assert!(!is_version(text), "{text}");
        }
    }

    #[test]
    fn each_form_of_the_runtime_is_accepted_alone() {
        let runtime = |text: &str| toml::from_str::<Runtime>(text).unwrap();
        for form in [
            "version = '0.1'",
            "path = '../runtime'",
            "git = 'https://a.example'",
            "git = 'https://a.example'\nrev = 'abc'",
            "git = 'https://a.example'\nbranch = 'main'",
            "git = 'https://a.example'\ntag = 'v1'\nversion = '0.1'",
            "path = 'r'\nversion = '0.1'",
            "workspace = true",
        ] {
            assert_eq!(runtime(form).contradiction(), None, "{form}");
        }
        for form in [
            "",
            "version = ''",
            "path = \"a\\nb\"",
            "workspace = false",
            "workspace = true\nversion = '0.1'",
            "path = 'r'\ngit = 'g'",
            "rev = 'abc'",
            "path = 'r'\ntag = 'v1'",
            "git = 'g'\ntag = 'v1'\nrev = 'abc'",
        ] {
            assert!(runtime(form).contradiction().is_some(), "{form}");
        }
    }
}
