//! A file of the crate: where it is, and the parts of its text.

use proc_macro2::TokenStream;

use super::table::Table;
use crate::{File, format};

/// The folder of the types.
pub(super) const MODELS: &str = "src/models";

/// The folder of the types where they have a package of their own.
pub(super) const TYPES_MODELS: &str = "types/src/models";

/// The folder of the builders and calls.
pub(super) const REQUESTS: &str = "src/requests";

/// A part of a file: items, which are formatted as code, or a table.
pub(super) enum Part {
    Items(TokenStream),
    Table(Table),
}

/// The path of a file below a folder.
pub(super) fn path(folder: &str, module: &[String], file: &str) -> String {
    let mut path = folder.to_owned();
    for part in module.iter().map(String::as_str).chain([file]) {
        path.push('/');
        path.push_str(part.trim_start_matches("r#"));
    }
    path.push_str(".rs");
    path
}

/// A file. What does not parse is shown as it is: that is a defect of this stage, and the compiler then points to it.
pub(super) fn rust(header: &str, path: String, parts: Vec<Part>) -> File {
    let mut text = format!("// {header}\n");
    for part in parts {
        text.push('\n');
        match part {
            Part::Items(tokens) => match syn::parse2(tokens.clone()) {
                Ok(file) => text.push_str(&format::items(&file)),
                Err(_) => text.extend([tokens.to_string().as_str(), "\n"]),
            },
            Part::Table(table) => text.push_str(&table.finish()),
        }
    }
    File { path, text }
}
