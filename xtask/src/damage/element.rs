//! The elements of a well-formed file, by their places.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event;

/// An element.
#[derive(Clone, Debug)]
pub(super) struct Element {
    /// From the start tag to the end tag.
    pub(super) range: Range<usize>,
    /// The start tag.
    pub(super) tag: Range<usize>,
    pub(super) parent: Option<usize>,
}

/// All elements, in the order of their start tags; the root is the first.
pub(super) fn all(text: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(text);
    let mut elements: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    loop {
        let from = position(&reader);
        let Ok(event) = reader.read_event() else { return elements };
        let to = position(&reader);
        match event {
            Event::Start(_) | Event::Empty(_) => {
                let is_empty = matches!(event, Event::Empty(_));
                elements.push(Element { range: from..to, tag: from..to, parent: open.last().copied() });
                if !is_empty {
                    open.push(elements.len() - 1);
                }
            }
            Event::End(_) => {
                if let Some(element) = open.pop() {
                    elements[element].range.end = to;
                }
            }
            Event::Eof => return elements,
            _ => {}
        }
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// The innermost element that a place is in.
pub(super) fn around(elements: &[Element], at: usize) -> Option<usize> {
    elements.iter().rposition(|element| element.range.contains(&at))
}

/// The values of attributes in a tag, without their quotes.
pub(super) fn values(text: &str, tag: &Range<usize>) -> Vec<Range<usize>> {
    let quotes: Vec<usize> = text[tag.clone()].match_indices('"').map(|(at, _)| tag.start + at).collect();
    quotes.chunks_exact(2).map(|pair| pair[0] + 1..pair[1]).collect()
}

/// The attributes of a tag, each with the blank before it.
pub(super) fn attributes(text: &str, tag: &Range<usize>) -> Vec<Range<usize>> {
    let starts = |value: &Range<usize>| {
        let before = &text[tag.start..value.start - 1];
        before.rfind(char::is_whitespace).map(|blank| tag.start + blank..value.end + 1)
    };
    values(text, tag).iter().filter_map(starts).collect()
}
