//! Values of TOML.

use std::fmt::Write as _;

/// An array, a line for each text.
#[must_use]
pub fn toml_list(texts: &[String]) -> String {
    let lines = texts.iter().map(|text| format!("    {},\n", toml_string(text)));
    format!("[\n{}]", lines.collect::<Vec<_>>().concat())
}

/// A basic string.
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
