//! `.gitattributes`: the crate is generated, so that code hosts fold it in a diff.

use std::fmt::Write as _;

const ATTRIBUTE: &str = "linguist-generated";

/// The file with a line for all that is in a folder, which stands there once.
pub fn with_folder(before: &str, folder: &str) -> String {
    let pattern = pattern(folder);
    let has = |line: &str| {
        let rest = line.trim().strip_prefix(&pattern);
        rest.is_some_and(|rest| rest.split_whitespace().any(|word| word.trim_end_matches("=true") == ATTRIBUTE))
    };
    if before.lines().any(has) {
        return before.to_owned();
    }
    let end = if before.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if before.is_empty() || before.ends_with('\n') { "" } else { end };
    format!("{before}{gap}{pattern} {ATTRIBUTE}{end}")
}

/// The pattern of all that is in a folder. What would mean more than itself has a backslash before it.
fn pattern(folder: &str) -> String {
    let mut pattern = String::new();
    for c in folder.chars() {
        if matches!(c, '*' | '?' | '[' | '\\') || (c == '!' && pattern.is_empty()) {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push_str("/**");
    let is_quoted =
        pattern.starts_with('#') || pattern.contains(|c: char| c.is_whitespace() || c.is_control() || c == '"');
    if is_quoted { quoted(&pattern) } else { pattern }
}

/// A string of C, as git reads one.
fn quoted(pattern: &str) -> String {
    let mut text = String::from("\"");
    for c in pattern.chars() {
        match c {
            '"' | '\\' => text.extend(['\\', c]),
            c if c.is_ascii_control() => {
                let _ = write!(text, "\\{:03o}", u32::from(c));
            }
            c => text.push(c),
        }
    }
    text.push('"');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_added_once() {
        let line = "crates/shop/** linguist-generated\n";
        assert_eq!(with_folder("", "crates/shop"), line);
        assert_eq!(with_folder(line, "crates/shop"), line);
        let mine = "* text=auto\ncrates/shop/** -diff linguist-generated=true";
        assert_eq!(with_folder(mine, "crates/shop"), mine);
        assert_eq!(with_folder("* text=auto", "shop"), "* text=auto\nshop/** linguist-generated\n");
        assert_eq!(with_folder("a b\r\n", "shop"), "a b\r\nshop/** linguist-generated\r\n");
        assert_eq!(with_folder("shop/** -diff\n", "shop"), "shop/** -diff\nshop/** linguist-generated\n");
        assert_eq!(with_folder("", "my crates/shop"), "\"my crates/shop/**\" linguist-generated\n");
    }

    #[test]
    fn a_folder_means_itself() {
        for (folder, pattern) in [
            ("a!b#c", "a!b#c/**"),
            ("a[1]", "a\\[1]/**"),
            ("!a", "\\!a/**"),
            ("#a", "\"#a/**\""),
            ("a\\b", "a\\\\b/**"),
            ("[a] b", "\"\\\\[a] b/**\""),
            ("a\nb", "\"a\\012b/**\""),
        ] {
            assert_eq!(with_folder("", folder), format!("{pattern} linguist-generated\n"));
        }
    }
}
