//! Entries of the manifest as text, ready to be pasted.

use std::fmt::Write as _;

/// A correction, with the message as its reason.
pub(crate) fn fix(target: &str, value: &str, reason: &str) -> String {
    format!("[[fix]]\ntarget = {}\n{value}\nreason = {}", toml_string(target), toml_string(reason))
}

/// The exclusion of one thing.
pub(crate) fn exclude(name: &str) -> String {
    format!("[slice]\nexclude = [{}]", toml_string(name))
}

/// Where the file of a reference may be.
pub(crate) fn reference(uri: &str) -> String {
    let file = uri.rsplit('/').next().unwrap_or_default();
    format!("[[source.reference]]\nuri = {}\nfile = {}", toml_string(uri), toml_string(file))
}

/// A basic string of TOML: in double quotes, with control characters as escapes.
#[must_use]
pub fn toml_string(text: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_is_quoted_for_toml() {
        assert_eq!(toml_string("a\"b\\c\n"), r#""a\"b\\c\u000A""#);
    }
}
