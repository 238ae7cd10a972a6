//! What must hold for whatever the generator gives.

use std::collections::BTreeSet;
use std::path::Path;

use odata_codegen::source::Span;
use odata_codegen::{Error, File};

use super::tables;
use super::trial::Fault;

/// A refusal says where, and can be read.
///
/// # Errors
///
/// What is wrong with it.
pub(super) fn error(error: &Error) -> Result<(), Fault> {
    if error.diagnostics.is_empty() {
        return Err("a refusal without a reason".to_owned());
    }
    for diagnostic in &error.diagnostics {
        if diagnostic.message.trim().is_empty() {
            return Err("a reason without a message".to_owned());
        }
        if let Some(Span { source, start, end }) = diagnostic.span {
            let Some(source) = error.sources.get(source) else {
                return Err(format!("a place in no file: {}", diagnostic.message));
            };
            if start > end || end as usize > source.text.len() {
                return Err(format!("a place outside of its file: {}", diagnostic.message));
            }
        }
    }
    if error.to_string().is_empty() { Err("a refusal without a text".to_owned()) } else { Ok(()) }
}

/// Files of Rust are Rust, their tables too, those of Cargo are TOML, and all have plain names.
///
/// # Errors
///
/// The first file that is not as it should be.
pub(super) fn files(files: &[File]) -> Result<(), Fault> {
    let mut known = BTreeSet::new();
    for File { path, text } in files {
        let parts = path.split('/').collect::<Vec<_>>();
        let is_plain = |part: &&str| {
            !matches!(*part, "" | "." | "..")
                && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
        };
        if !parts.iter().all(is_plain) || Path::new(path).is_absolute() {
            return Err(format!("a file with the name {path:?}"));
        }
        if !known.insert(path.to_lowercase()) {
            return Err(format!("two files with the name {path:?}"));
        }
        let fault = match Path::new(path).extension().and_then(|end| end.to_str()) {
            Some("rs") => tables::check(text).err(),
            Some("toml") => toml::from_str::<toml::Table>(text).err().map(|error| error.to_string()),
            _ => None,
        };
        if let Some(fault) = fault {
            return Err(format!("{path} does not parse: {fault}"));
        }
    }
    Ok(())
}
