//! Values of TOML, and documents whose comments and order stay as they are edited.

use odata_codegen::manifest::toml_string;
use toml_edit::{DocumentMut, TableLike, Value, value};

/// An array, a line for each text.
#[must_use]
pub fn toml_list(texts: &[String]) -> String {
    let lines = texts.iter().map(|text| format!("    {},\n", toml_string(text)));
    format!("[\n{}]", lines.collect::<Vec<_>>().concat())
}

/// Gives a key a value. A value that is replaced keeps the comment beside it.
pub fn set(table: &mut dyn TableLike, key: &str, new: impl Into<Value>) {
    match table.get_mut(key).and_then(|item| item.as_value_mut()) {
        Some(old) => {
            let decor = old.decor().clone();
            *old = new.into();
            *old.decor_mut() = decor;
        }
        None => {
            table.insert(key, value(new));
        }
    }
}

/// The same for a string, which keeps its quotes if it is what it was.
pub fn set_string(table: &mut dyn TableLike, key: &str, text: &str) {
    let now = table.get(key).and_then(|item| item.as_str());
    if now != Some(text) {
        set(table, key, text);
    }
}

/// The text of a document that was read from `before`, with the same ends of lines if these are all the same, and with its byte
/// order mark: the library knows neither.
#[must_use]
pub fn edited(before: &str, document: &DocumentMut) -> String {
    let text = document.to_string();
    let text = if has_only_crlf(before) { text.replace('\n', "\r\n") } else { text };
    if before.starts_with(BYTE_ORDER_MARK) { format!("{BYTE_ORDER_MARK}{text}") } else { text }
}

const BYTE_ORDER_MARK: char = '\u{feff}';

fn has_only_crlf(text: &str) -> bool {
    let mut lines = text.split_inclusive('\n').filter(|line| line.ends_with('\n')).peekable();
    lines.peek().is_some() && lines.all(|line| line.ends_with("\r\n"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn an_edit_keeps_comments_quotes_and_ends_of_lines() {
        let before = "a = 'x' # one\r\nb = 1 # two\r\n";
        let mut document: DocumentMut = before.parse().unwrap();
        set_string(document.as_table_mut(), "a", "x");
        set(document.as_table_mut(), "b", 2);
        set(document.as_table_mut(), "c", true);
        assert_eq!(edited(before, &document), "a = 'x' # one\r\nb = 2 # two\r\nc = true\r\n");
    }

    #[test]
    fn an_edit_keeps_the_byte_order_mark_and_makes_no_line_end_with_crlf_that_did_not() {
        let edit = |before: &str| {
            let mut document: DocumentMut = before.parse().unwrap();
            set(document.as_table_mut(), "b", 2);
            edited(before, &document)
        };
        assert_eq!(edit("\u{feff}a = 1\nb = 1\n"), "\u{feff}a = 1\nb = 2\n");
        assert_eq!(edit("\u{feff}a = 1\r\nb = 1\r\n"), "\u{feff}a = 1\r\nb = 2\r\n");
        assert_eq!(edit("a = 1\r\n# x\nb = 1\n"), "a = 1\n# x\nb = 2\n");
    }
}
