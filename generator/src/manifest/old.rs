//! The form that `runtime` had before it became a table: a text, which was a path from the crate's folder.

use serde::Deserialize;
use toml::Spanned;

use super::{paths, place::place};
use crate::{codes::Code, error::Diagnostic};

#[derive(Deserialize)]
struct Old {
    #[serde(rename = "crate")]
    package: OldPackage,
}

#[derive(Deserialize)]
struct OldPackage {
    runtime: Spanned<String>,
    #[serde(default)]
    path: String,
}

/// A message with the line that says the same today, if the manifest has the old form.
pub(super) fn runtime(text: &str) -> Option<Diagnostic> {
    let Old { package } = toml::from_str(text).ok()?;
    let table = match package.runtime.get_ref().as_str() {
        "" => return None,
        "workspace" => String::from("workspace = true"),
        url if url.contains("://") => format!("git = {url:?}"),
        version if version.starts_with(|c: char| c.is_ascii_digit()) => format!("version = {version:?}"),
        path => format!("path = {:?}", paths::joined(&package.path, path)),
    };
    let message = "`runtime` is a table, and its path is relative to the manifest's folder";
    Some(
        Diagnostic::at(Code::Runtime, place(package.runtime.span()), message)
            .help(format!("write `runtime = {{ {table} }}`")),
    )
}
