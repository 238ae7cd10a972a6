//! Entries of the manifest as text, ready to be pasted.

use std::fmt::Write as _;

/// A correction, with the message as its reason.
pub(crate) fn fix(target: &str, value: &str, reason: &str) -> String {
    format!("[[fix]]\ntarget = {}\n{value}\nreason = {}", quoted(target), quoted(reason))
}

/// The exclusion of one thing.
pub(crate) fn exclude(name: &str) -> String {
    format!("[slice]\nexclude = [{}]", quoted(name))
}

/// Where the file of a reference may be.
pub(crate) fn reference(uri: &str) -> String {
    let file = uri.rsplit('/').next().unwrap_or_default();
    format!("[[source.reference]]\nuri = {}\nfile = {}", quoted(uri), quoted(file))
}

/// A basic string of TOML.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
