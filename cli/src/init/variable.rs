//! Names of environment variables, which go into manifests and workflows.

/// What a name may be, for messages.
pub const ALLOWED: &str = "it is a letter or `_`, and then letters, digits and `_`";

/// Whether a text is the name of a variable that every shell and a workflow can set.
#[must_use]
pub fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// A name that is an argument.
///
/// # Errors
///
/// It is not the name of a variable.
pub fn parse(text: &str) -> Result<String, String> {
    if is_name(text) { Ok(text.to_owned()) } else { Err(format!("not the name of an environment variable: {ALLOWED}")) }
}
