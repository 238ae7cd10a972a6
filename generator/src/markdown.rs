//! Text from metadata in Markdown: it is shown as it is, and means nothing.

use crate::invisible::visible;

/// The width to which prose is wrapped.
const WIDTH: usize = 100;

/// Prose as lines.
pub(crate) fn prose(text: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace().map(escape) {
        let full = lines.last().is_some_and(|line| !line.is_empty() && line.len() + 1 + word.len() > WIDTH);
        if full {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if line.is_empty() {
                line.push_str(&start_of_line(&word));
            } else {
                line.push(' ');
                line.push_str(&word);
            }
        }
    }
    lines.join("\n")
}

/// Prose within a line.
pub(crate) fn words(text: &str) -> String {
    text.split_whitespace().map(escape).collect::<Vec<_>>().join(" ")
}

/// A name, path or value as code.
pub(crate) fn code(text: &str) -> String {
    let text = visible(text).replace('`', "'");
    // Nothing would be no code, and blanks alone would be two backticks' affair.
    if text.trim().is_empty() { String::from("` `") } else { format!("`{text}`") }
}

/// The same in a table, whose cells no code protects.
pub(crate) fn cell(text: &str) -> String {
    code(&text.replace('|', "¦"))
}

/// A word without meaning; addresses are set as code, since they may hold anything.
pub(crate) fn escape(word: &str) -> String {
    let word = visible(word);
    if let Some(start) = ["https://", "http://"].iter().filter_map(|scheme| word.find(scheme)).min() {
        let (before, address) = word.split_at(start);
        let end = address.find(['`', '<', '>', '"', ')', ']', '|']).unwrap_or(address.len());
        let (address, after) = address.split_at(end);
        return format!("{}`{address}`{}", escape(before), escape(after));
    }
    let mut escaped = String::with_capacity(word.len());
    for c in word.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Marks that mean something at the start of a line only: headings, lists, rules.
fn start_of_line(word: &str) -> String {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_digit());
    if word.starts_with(['#', '-', '+', '=', ':']) {
        format!("\\{word}")
    } else if digits.len() < word.len() && digits.starts_with(['.', ')']) {
        let (number, rest) = word.split_at(word.len() - digits.len());
        format!("{number}\\{rest}")
    } else {
        word.to_owned()
    }
}
