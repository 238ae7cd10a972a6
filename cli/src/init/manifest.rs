//! The manifest of the service, and its place in that of the workspace.

use toml_edit::{Array, DocumentMut, Item, Table, Value};

use super::error::Error;
use super::place::Place;
use super::presets::Preset;
use crate::codegen::version::VERSION;
use crate::inputs::{Runtime, edited, set, set_string};
use crate::paths;
use crate::workspace;

/// What is filled into a preset.
#[derive(Clone, Copy, Debug)]
pub struct Filling<'a> {
    /// What to keep.
    pub roots: &'a [String],
    /// The client type, if it is not the preset's.
    pub client: Option<&'a str>,
    /// Where the runtime comes from, if it is not the default.
    pub runtime: Option<&'a Runtime>,
    /// The URL of the metadata, if it is not the preset's.
    pub url: Option<&'a str>,
    /// The environment variable that holds a bearer token.
    pub token_env: Option<&'a str>,
    /// The command that the headers of emitted files name, if it is not the default.
    pub command: Option<&'a str>,
}

/// The text of a manifest: a preset with all that it leaves open.
///
/// # Errors
///
/// A table of the preset is something else.
pub fn fill(preset: &Preset, place: &Place, filling: Filling<'_>) -> Result<String, Error> {
    let form = |key| Error::Form { path: preset.name.clone().into(), key, expected: "table" };
    let folder = place.manifest_folder();
    let mut document = preset.document();
    set(document.as_table_mut(), "roots", roots(filling.roots));
    if !place.members.is_empty() {
        // The manifest that is replaced has them.
        set(document.as_table_mut(), "members", place.members.iter().collect::<Array>());
    }

    let package = table(&mut document, "crate").ok_or_else(|| form("crate"))?;
    set_string(package, "name", &place.name);
    set_string(package, "path", &paths::relative(folder, &place.crate_folder));
    if let Some(client) = filling.client {
        set_string(package, "client", client);
    }
    if let Some(runtime) = filling.runtime {
        add(package, "runtime", runtime.value(folder), "Where the crate takes `odata-runtime` from.");
    }
    if let Some(command) = filling.command {
        add(package, "command", command, "The command that the first line of each file of the crate names.");
    }
    add(package, "generated-by", VERSION, "Written by `codegen`: another version may generate other code.");

    let source = table(&mut document, "source").ok_or_else(|| form("source"))?;
    set_string(source, "csdl", &paths::relative(folder, &place.csdl));
    if let Some(url) = filling.url {
        set_string(source, "url", url);
    }
    if let Some(name) = filling.token_env {
        add(source, "token-env", name, "The environment variable that holds a bearer token for the URL.");
    }

    let service = table(&mut document, "service").ok_or_else(|| form("service"))?;
    if service.get("title").is_some_and(|title| title.as_str() == Some("")) {
        set_string(service, "title", &place.name);
    }
    Ok(document.to_string())
}

fn table<'d>(document: &'d mut DocumentMut, key: &str) -> Option<&'d mut Table> {
    document.entry(key).or_insert(Item::Table(Table::new())).as_table_mut()
}

/// Gives a key a value, and a key that is new a line of comment.
fn add(table: &mut Table, key: &str, value: impl Into<Value>, comment: &str) {
    let is_new = !table.contains_key(key);
    set(table, key, value);
    if let Some(mut key) = table.key_mut(key).filter(|_| is_new) {
        key.leaf_decor_mut().set_prefix(format!("# {comment}\n"));
    }
}

/// One root beside the key, several on a line each.
fn roots(roots: &[String]) -> Value {
    let mut array: Array = roots.iter().collect();
    if roots.len() > 1 {
        for root in array.iter_mut() {
            root.decor_mut().set_prefix("\n    ");
        }
        array.set_trailing("\n");
        array.set_trailing_comma(true);
    }
    array.into()
}

/// The workspace's first manifest with one more member.
///
/// # Errors
///
/// It is not TOML, or has no list of members.
pub fn with_member(path: &std::path::Path, text: &str, member: &str) -> Result<String, Error> {
    let tidy = || paths::tidy(path);
    let document: Result<DocumentMut, _> = text.parse();
    let mut document = document.map_err(|source| Error::Toml { path: tidy(), source: Box::new(source) })?;
    let members = document.entry("members").or_insert_with(|| Item::Value(Array::new().into()));
    let members =
        members.as_array_mut().ok_or_else(|| Error::Form { path: tidy(), key: "members", expected: "list" })?;
    workspace::push(members, member);
    Ok(edited(text, &document))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use std::path::Path;

    use super::*;

    #[test]
    fn a_member_is_added_and_comments_stay() {
        let path = Path::new("codegen.toml");
        let add = |text: &str| with_member(path, text, "shop/codegen.toml").unwrap();
        assert_eq!(
            add("# first\nroots = ['*'] # all\n\n# the crate\n[crate]\nname = 'x'\n"),
            "# first\nroots = ['*'] # all\nmembers = [\"shop/codegen.toml\"]\n\n# the crate\n[crate]\nname = 'x'\n"
        );
        assert_eq!(add("members = [\n  'a', # a\n]\n"), "members = [\n  'a', # a\n  \"shop/codegen.toml\",\n]\n");
        let error = with_member(path, "members = 1\n", "x").unwrap_err();
        assert_eq!(error.to_string(), "`members` in codegen.toml is not a list");
    }

    #[test]
    fn several_roots_have_a_line_each() {
        let list = |names: &[&str]| roots(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()).to_string();
        assert_eq!(list(&["People"]), "[\"People\"]");
        assert_eq!(list(&["People", "Me/*"]), "[\n    \"People\",\n    \"Me/*\",\n]");
    }
}
