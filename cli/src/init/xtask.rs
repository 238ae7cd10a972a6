//! `--xtask`: a package that has the tasks in the version of the lock file, and the alias that runs it.

use std::path::Path;

use toml_edit::{DocumentMut, Item, Table, TableLike, value};

use super::error::Error;
use super::files::{Files, read};
use crate::inputs::{Runtime, edited};
use crate::paths;
use crate::workspace::{CargoToml, members};

/// The command that the package is for.
pub const COMMAND: &str = "cargo xtask codegen";

const ALIAS: &str = "run --quiet --package xtask --";
const MAIN: &str = "fn main() -> std::process::ExitCode {\n    cargo_odata::main()\n}\n";

/// Adds the package, the member and the alias.
///
/// # Errors
///
/// There is another xtask, or a file cannot be read.
pub fn add(root: &mut CargoToml, tool: &Runtime, files: &mut Files) -> Result<(), Error> {
    let folder = root.folder().join("xtask");
    let dependency = tool.value(&folder).to_string();
    let package = package(&dependency);
    if !is_ours(&folder, &package) {
        let other = members::packages(root).into_iter().find(|(name, _)| name == "xtask").map(|(_, folder)| folder);
        let there = other.or_else(|| folder.exists().then(|| folder.clone()));
        if let Some(there) = there {
            return Err(Error::Xtask { folder: paths::tidy(&there), dependency });
        }
    }
    if !root.has_member(&folder) {
        root.add_member("xtask");
    }
    files.make(folder.join("Cargo.toml"), package);
    files.make(folder.join("src/main.rs"), MAIN.to_owned());
    let config = root.folder().join(".cargo/config.toml");
    let old = root.folder().join(".cargo/config");
    let config = if old.is_file() { old } else { config };
    files.edit(config.clone(), |text| with_alias(&config, text, &dependency))
}

/// Whether the workspace has an xtask that depends on this command.
#[must_use]
pub fn has_tasks(root: &CargoToml) -> bool {
    let xtask = members::packages(root).into_iter().find(|(name, _)| name == "xtask");
    xtask.and_then(|(_, folder)| CargoToml::read(&folder)).is_some_and(|xtask| xtask.depends_on("cargo-odata"))
}

fn package(dependency: &str) -> String {
    format!(
        "[package]\nname = \"xtask\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
         cargo-odata = {dependency}\n"
    )
}

/// Whether the package is what this command has made before.
fn is_ours(folder: &Path, package: &str) -> bool {
    let same = |file: &str, text: &str| read(&folder.join(file)).is_ok_and(|there| there.as_deref() == Some(text));
    same("Cargo.toml", package) && same("src/main.rs", MAIN)
}

/// The configuration of Cargo with the alias, unless it has one for that package.
fn with_alias(path: &Path, text: &str, dependency: &str) -> Result<String, Error> {
    let document: Result<DocumentMut, _> = text.parse();
    let mut document = document.map_err(|source| Error::Toml { path: paths::tidy(path), source: Box::new(source) })?;
    let aliases = document.entry("alias").or_insert(Item::Table(Table::new())).as_table_like_mut();
    let aliases: &mut dyn TableLike =
        aliases.ok_or_else(|| Error::Form { path: paths::tidy(path), key: "alias", expected: "table" })?;
    if let Some(alias) = aliases.get("xtask") {
        let other = || Error::Alias { config: paths::tidy(path), dependency: dependency.to_owned() };
        return if runs_xtask(alias) { Ok(text.to_owned()) } else { Err(other()) };
    }
    aliases.insert("xtask", value(ALIAS));
    Ok(edited(text, &document))
}

/// Whether an alias, a text or a list of words, runs the package `xtask` with no argument of its own.
fn runs_xtask(alias: &Item) -> bool {
    let words: Vec<&str> = match (alias.as_str(), alias.as_array()) {
        (Some(text), _) => text.split_whitespace().collect(),
        (None, Some(list)) => list.iter().filter_map(|word| word.as_str()).collect(),
        (None, None) => return false,
    };
    let is_package = words.windows(2).any(|pair| matches!(pair, ["-p" | "--package", "xtask"]))
        || words.iter().any(|word| matches!(*word, "-pxtask" | "-p=xtask" | "--package=xtask"));
    is_package && matches!(words.first(), Some(&("run" | "r"))) && words.last() == Some(&"--")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn the_alias_is_added_and_an_other_is_kept() {
        let add = |text: &str| with_alias(Path::new(".cargo/config.toml"), text, "1").unwrap();
        let alias = "[alias]\nxtask = \"run --quiet --package xtask --\"\n";
        assert_eq!(add(""), alias);
        assert_eq!(add("[build]\njobs = 1 # one\n"), format!("[build]\njobs = 1 # one\n\n{alias}"));
        assert_eq!(
            add("[alias] # mine\nb = 'build'\n"),
            "[alias] # mine\nb = 'build'\nxtask = \"run --quiet --package xtask --\"\n"
        );
        for own in ["alias.xtask = ['run', '-p', 'xtask', '--']\n", "alias.xtask = 'r -q --package=xtask --'\n"] {
            assert_eq!(add(own), own);
        }
        for other in ["'run -p tools --'", "['run', '-p', 'x', '--']", "'run -p xtask -- sub'", "1"] {
            let other = with_alias(Path::new("x"), &format!("alias.xtask = {other}\n"), "1");
            assert!(matches!(other, Err(Error::Alias { .. })));
        }
        assert!(
            with_alias(Path::new("x"), "alias = 1\n", "1")
                .unwrap_err()
                .to_string()
                .contains("`alias` in x is not a table")
        );
    }
}
