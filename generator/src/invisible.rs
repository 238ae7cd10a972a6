//! Characters that do something to a text instead of standing in it: control characters, those that turn the direction of
//! writing, and those that nobody sees.

use std::borrow::Cow;

/// A text is looked through a piece at a time, since most have none of them.
const PIECE: usize = 4096;

/// Whether it is one.
#[must_use]
pub fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The same text, with those spelled.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let mut visible = String::with_capacity(text.len());
    for c in text.chars() {
        if acts(c) { visible.extend(c.escape_unicode()) } else { visible.push(c) }
    }
    Cow::Owned(visible)
}

/// Those in an XML file that are no control characters, as they are or as references, each with its place; not in order.
pub(crate) fn find(xml: &str) -> impl Iterator<Item = (usize, usize, char)> {
    written(xml).chain(referred(xml)).filter(|(.., c)| acts(*c) && !c.is_control())
}

fn written(xml: &str) -> impl Iterator<Item = (usize, usize, char)> {
    let pieces = xml.as_bytes().chunks(PIECE).enumerate().filter(|(_, piece)| !piece.is_ascii());
    pieces.flat_map(move |(number, _)| {
        // A character belongs to the piece that it begins in.
        let [start, end] = [number, number + 1].map(|number| xml.ceil_char_boundary(number * PIECE));
        let characters = xml[start..end].char_indices().filter(|(_, c)| !c.is_ascii());
        characters.map(move |(at, c)| (start + at, c.len_utf8(), c))
    })
}

fn referred(xml: &str) -> impl Iterator<Item = (usize, usize, char)> {
    memchr::memmem::find_iter(xml.as_bytes(), "&#").filter_map(|at| {
        let rest = xml.get(at + 2..)?;
        // No further than digits go: a file may begin references everywhere and end none.
        let (digits, rest) = rest.split_at(rest.bytes().position(|byte| !byte.is_ascii_alphanumeric())?);
        let digits = rest.starts_with(';').then_some(digits)?;
        let number = match digits.strip_prefix('x') {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => digits.parse(),
        };
        Some((at, digits.len() + 3, char::from_u32(number.ok()?)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_is_spelled() {
        assert_eq!(visible("größe 名前"), "größe 名前");
        assert_eq!(visible("a\u{202e}\u{e0041}\u{1b}"), "a\\u{202e}\\u{e0041}\\u{1b}");
    }

    #[test]
    fn all_are_found_with_their_places() {
        let xml = format!("{}\u{202e}{}\u{feff}é&#x200B;&#8204;&#10;&#x;&#", "a".repeat(PIECE - 1), "b".repeat(PIECE));
        let mut found: Vec<_> = find(&xml).collect();
        found.sort_unstable();
        let at = 2 * PIECE + 2;
        assert_eq!(
            found,
            [(PIECE - 1, 3, '\u{202e}'), (at, 3, '\u{feff}'), (at + 5, 8, '\u{200b}'), (at + 13, 7, '\u{200c}')]
        );
    }
}
