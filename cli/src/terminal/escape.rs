//! Metadata is anybody's text: what it may not do to a terminal, a diagram or a picture.

use std::fmt::Write as _;

use odata_codegen::invisible::{self, acts};

/// One line, with nothing that moves a cursor or turns the direction of writing.
#[must_use]
pub fn plain(text: &str) -> String {
    visible(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The same text, with what would act spelled out.
#[must_use]
pub fn visible(text: &str) -> String {
    invisible::visible(text).into_owned()
}

/// Text of an XML element or attribute.
#[must_use]
pub fn xml(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    for c in plain(text).chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => xml.push('\u{fffd}'),
            c => xml.push(c),
        }
    }
    xml
}

/// JSON as it is, but for what would act on a terminal, which is in strings alone.
#[must_use]
pub fn json(text: &str) -> String {
    let mut json = String::with_capacity(text.len());
    for c in text.chars() {
        if acts(c) && c != '\n' {
            let _ = write!(json, "\\u{:04x}", u32::from(c));
        } else {
            json.push(c);
        }
    }
    json
}

/// Text in a Mermaid diagram: whatever could be syntax is a numeric entity.
#[must_use]
pub fn mermaid(text: &str) -> String {
    let mut mermaid = String::with_capacity(text.len());
    for c in plain(text).chars() {
        if c.is_alphanumeric() || matches!(c, ' ' | '.') {
            mermaid.push(c);
        } else {
            let _ = write!(mermaid, "#{};", u32::from(c));
        }
    }
    mermaid
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_acts() {
        assert_eq!(plain("a\u{1b}[31m\n\u{202e}b"), "a\\u{1b}[31m \\u{202e}b");
        assert_eq!(xml("<a b=\"c\">&\u{ffff}"), "&lt;a b=&quot;c&quot;&gt;&amp;\u{fffd}");
        assert_eq!(json("[\n\"\u{9b}\u{202e}\"]"), "[\n\"\\u009b\\u202e\"]");
        assert_eq!(mermaid("a}\"#b"), "a#125;#34;#35;b");
    }
}
