//! Places in the manifest, which is the first source where only it is read.

use std::ops::Range;

use crate::source::Span;

pub(super) fn place(range: Range<usize>) -> Span {
    Span::new(0, range)
}

/// Where a value without span of its own stands, near enough for a message.
pub(super) fn find(text: &str, value: &str) -> Span {
    let start = text.find(&format!("\"{value}\"")).map_or(0, |quote| quote + 1);
    place(start..start + value.len())
}
