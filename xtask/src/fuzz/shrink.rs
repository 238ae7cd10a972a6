//! A failing input, made smaller as long as it fails alike.

use std::ops::Range;

use super::input::Input;

/// Enough to come from hundreds of lines to a few.
const TRIES: usize = 600;

/// The parts of a file that can be taken away, in the order in which they begin.
pub(super) type Cut = fn(&[u8]) -> Vec<Range<usize>>;

/// Takes parts of the metadata away while `fails` says that the rest fails in the same way.
pub(super) fn of(input: &Input, cut: Cut, mut fails: impl FnMut(&Input) -> bool) -> Input {
    let mut best = input.clone();
    let mut tries = 0;
    let mut size = cut(&best.files.csdl).len().div_ceil(2);
    while size > 0 && tries < TRIES {
        let mut at = 0;
        let mut smaller = false;
        while tries < TRIES {
            let all = cut(&best.files.csdl);
            if at >= all.len() {
                break;
            }
            let end = (at + size).min(all.len());
            let mut next = best.clone();
            next.files.csdl = without(&best.files.csdl, &all[at..end]);
            tries += 1;
            if fails(&next) {
                best = next;
                smaller = true;
            } else {
                at = end;
            }
        }
        // Once more with the least parts, as long as that helps.
        if size > 1 || !smaller {
            size /= 2;
        }
    }
    best
}

/// The text without some parts, of which one may lie in another.
fn without(text: &[u8], parts: &[Range<usize>]) -> Vec<u8> {
    let mut rest = Vec::new();
    let mut from = 0;
    for part in parts {
        rest.extend_from_slice(text.get(from..part.start).unwrap_or_default());
        from = from.max(part.end);
    }
    rest.extend_from_slice(&text[from..]);
    rest
}

/// Each tag with the text behind it: for files that need not be XML.
pub(super) fn tags(text: &[u8]) -> Vec<Range<usize>> {
    let starts = starts(text);
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// Each element with all that is in it: what is left is XML, if the file was.
pub(super) fn elements(text: &[u8]) -> Vec<Range<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut elements: Vec<Range<usize>> = Vec::new();
    for tag in tags(text) {
        let length = text[tag.clone()].iter().position(|byte| *byte == b'>').map_or(tag.len(), |place| place + 1);
        let end = tag.start + length;
        if text[tag.clone()].starts_with(b"</") {
            if let Some(element) = open.pop() {
                elements[element].end = end;
            }
        } else {
            if !text[..end].ends_with(b"/>") {
                open.push(elements.len());
            }
            elements.push(tag.start..end);
        }
    }
    elements
}

fn starts(text: &[u8]) -> Vec<usize> {
    let places = text.iter().enumerate().filter(|(_, byte)| **byte == b'<');
    places.map(|(place, _)| place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fuzz::input::Origin;
    use crate::fuzz::seeds::Seed;

    fn least(text: &str, cut: Cut, needs: &[&str]) -> String {
        let files = Seed { csdl: text.as_bytes().to_vec(), ..Seed::default() };
        let input = Input { origin: Origin::Made, before: Vec::new(), files, choice: 0 };
        let least = of(&input, cut, |smaller| {
            let text = String::from_utf8_lossy(&smaller.files.csdl);
            needs.iter().all(|part| text.contains(part))
        });
        String::from_utf8_lossy(&least.files.csdl).into_owned()
    }

    const TEXT: &str = "<a><b><c/>text</b><d x=\"1\"><e/><f></f></d></a>\n";

    #[test]
    fn by_elements_what_is_left_is_xml() {
        assert_eq!(least(TEXT, elements, &["<e/>"]), "<a><d x=\"1\"><e/></d></a>\n");
    }

    #[test]
    fn by_tags_what_is_left_need_not_be() {
        assert_eq!(least(TEXT, tags, &["<e/>"]), "<e/>");
    }
}
