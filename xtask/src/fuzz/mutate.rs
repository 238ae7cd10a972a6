//! Damages of a file, by bytes and by tokens.

use std::ops::Range;

use fastrand::Rng;

use super::faults::VALUES;

/// What XML, CSDL, TOML or Rust may stumble over.
const TOKENS: &[&str] = &[
    "<",
    ">",
    "/>",
    "</",
    "&",
    "&amp;",
    "&#0;",
    "&#x202e;",
    "&#55296;",
    "&lol;",
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "<?xml version=\"1.0\"?>",
    "<!DOCTYPE a [<!ENTITY lol \"lol\">]>",
    "\"",
    "'",
    "=",
    " xmlns=\"\"",
    " xmlns:edmx=\"x\"",
    " Name=\"\"",
    " Nullable=\"true\"",
    " BaseType=\"Case.a\"",
    "Collection(",
    ")",
    "[[",
    "]]",
    "{",
    "}",
    "\"\"\"",
    "#",
    "\u{feff}",
    "\u{0}",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "\u{202e}",
    "\u{200b}",
    "\u{10ffff}",
    "*/",
    "r#\"",
    "\r",
    "\n",
    "\t",
];

/// Damages bytes without regard to what they mean.
pub(super) fn bytes(random: &mut Rng, text: &mut Vec<u8>, other: &[u8]) {
    for _ in 0..random.usize(1..=4) {
        let range = range(random, text.len(), 64);
        match random.u8(..7) {
            0 => text[range].iter_mut().take(1).for_each(|byte| *byte ^= 1 << random.u8(..8)),
            1 => text[range].iter_mut().take(1).for_each(|byte| *byte = random.u8(..)),
            2 => drop(text.drain(range)),
            3 => {
                let copy = text[range.clone()].to_vec();
                insert(text, range.end, &copy);
            }
            4 => insert(text, range.start, &other[self::range(random, other.len(), 2000)]),
            5 => insert(text, range.start, pick(random, TOKENS).as_bytes()),
            _ if random.u8(..20) == 0 => text.truncate(range.start),
            _ => {}
        }
    }
}

/// Damages tags, values and lines, so that most of it is XML still.
pub(super) fn tokens(random: &mut Rng, text: &mut Vec<u8>, other: &[u8]) {
    for _ in 0..random.usize(1..=4) {
        let (values, tags) = (values(text), tags(text));
        if values.is_empty() || tags.is_empty() {
            return bytes(random, text, other);
        }
        let value = values[random.usize(..values.len())].clone();
        let another = values[random.usize(..values.len())].clone();
        let tag = tags[random.usize(..tags.len())].clone();
        let to = tags[random.usize(..tags.len())].start;
        match random.u8(..10) {
            0 => swap(text, value, another),
            1 => {
                let copy = text[another].to_vec();
                drop(text.splice(value, copy));
            }
            2 => drop(text.splice(value, pick(random, VALUES).bytes())),
            3 => drop(text.drain(tag)),
            4 => {
                let copy = text[tag].to_vec();
                insert(text, to, &copy);
            }
            // From one tag to another: elements, more or less.
            5 => {
                let (from, to) = (tag.start.min(to), tag.start.max(to).min(tag.start.saturating_add(2000)));
                if from < to {
                    let copy = text[from..to].to_vec();
                    let at = tags[random.usize(..tags.len())].start;
                    insert(text, at, &copy);
                }
            }
            6 => {
                let others = self::tags(other);
                if !others.is_empty() {
                    let from = others[random.usize(..others.len())].clone();
                    let to = others.iter().rev().find(|tag| tag.end <= from.end + 1500).map_or(from.end, |tag| tag.end);
                    insert(text, tag.start, &other[from.start..to.max(from.start)]);
                }
            }
            7 => insert(text, value.start, pick(random, TOKENS).as_bytes()),
            // A letter more, less, or another: a name that is spelled wrong.
            8 if !value.is_empty() => {
                let at = value.start + random.usize(..value.len());
                match random.u8(..3) {
                    0 => drop(text.remove(at)),
                    1 => text.insert(at, random.u8(b'a'..=b'z')),
                    _ => text[at] = random.u8(b' '..=b'~'),
                }
            }
            _ => {
                let name = tag.start + 1..tag.end.min(tag.start + 12);
                if !name.is_empty() {
                    let at = name.start + random.usize(..name.len());
                    text[at] = random.u8(b' '..=b'~');
                }
            }
        }
    }
}

fn pick<'a>(random: &mut Rng, all: &[&'a str]) -> &'a str {
    all[random.usize(..all.len())]
}

fn insert(text: &mut Vec<u8>, at: usize, more: &[u8]) {
    drop(text.splice(at..at, more.iter().copied()));
}

fn range(random: &mut Rng, length: usize, most: usize) -> Range<usize> {
    let start = random.usize(..=length);
    start..(start + random.usize(..=most)).min(length)
}

fn swap(text: &mut Vec<u8>, one: Range<usize>, other: Range<usize>) {
    let (first, last) = if one.start <= other.start { (one, other) } else { (other, one) };
    if first.end <= last.start {
        let (a, b) = (text[first.clone()].to_vec(), text[last.clone()].to_vec());
        drop(text.splice(last, a));
        drop(text.splice(first, b));
    }
}

/// The places of what stands in quotes.
fn values(text: &[u8]) -> Vec<Range<usize>> {
    let quotes: Vec<usize> = text.iter().enumerate().filter(|(_, byte)| **byte == b'"').map(|(at, _)| at).collect();
    quotes.chunks_exact(2).map(|pair| pair[0] + 1..pair[1]).collect()
}

/// The places of what stands between `<` and `>`, those included.
fn tags(text: &[u8]) -> Vec<Range<usize>> {
    let mut tags = Vec::new();
    let mut open = None;
    for (at, byte) in text.iter().enumerate() {
        match (byte, open) {
            (b'<', _) => open = Some(at),
            (b'>', Some(start)) => {
                tags.push(start..at + 1);
                open = None;
            }
            _ => {}
        }
    }
    tags
}
