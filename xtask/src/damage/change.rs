//! The kinds of damage.

use std::ops::Range;

use super::element::{self, Element};
use crate::corpus::slices::Random;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    CharacterRemoved,
    CharacterChanged,
    CharacterAdded,
    CharactersSwapped,
    NameMisspelled,
    ValueMisspelled,
    ValueEmptied,
    ValuesSwapped,
    AttributeRemoved,
    AttributeTwice,
    ElementRemoved,
    ElementTwice,
    ElementsSwapped,
}

pub(super) const KINDS: [Kind; 13] = [
    Kind::CharacterRemoved,
    Kind::CharacterChanged,
    Kind::CharacterAdded,
    Kind::CharactersSwapped,
    Kind::NameMisspelled,
    Kind::ValueMisspelled,
    Kind::ValueEmptied,
    Kind::ValuesSwapped,
    Kind::AttributeRemoved,
    Kind::AttributeTwice,
    Kind::ElementRemoved,
    Kind::ElementTwice,
    Kind::ElementsSwapped,
];

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::CharacterRemoved => "character removed",
            Self::CharacterChanged => "character changed",
            Self::CharacterAdded => "character added",
            Self::CharactersSwapped => "characters swapped",
            Self::NameMisspelled => "element misspelled",
            Self::ValueMisspelled => "value misspelled",
            Self::ValueEmptied => "value emptied",
            Self::ValuesSwapped => "values swapped",
            Self::AttributeRemoved => "attribute removed",
            Self::AttributeTwice => "attribute twice",
            Self::ElementRemoved => "element removed",
            Self::ElementTwice => "element twice",
            Self::ElementsSwapped => "elements swapped",
        }
    }
}

/// A damaged file.
#[derive(Clone, Debug)]
pub(super) struct Damage {
    pub(super) kind: Kind,
    pub(super) text: String,
    /// Where the damaged element is in it.
    pub(super) element: Range<usize>,
    /// The values that the damaged tags had and have.
    pub(super) names: Vec<String>,
    /// The line, and what stood and stands there.
    pub(super) line: usize,
    pub(super) before: String,
    pub(super) after: String,
}

const LETTERS: &[u8] = b"abcXYZ019_-. /<>\"=&'";

/// Damages a file; `None` where that kind does not fit the element that chance picks.
pub(super) fn apply(kind: Kind, text: &str, random: &mut Random) -> Option<Damage> {
    let elements = element::all(text);
    let at = place(kind, text, &elements, random)?;
    let (edit, after) = at;
    let anchor = if edit.is_empty() { edit.start.saturating_sub(1) } else { edit.start };
    let element = match kind {
        Kind::ElementRemoved | Kind::ElementTwice | Kind::ElementsSwapped => {
            let inner = element::around(&elements, anchor)?;
            elements[inner].parent.unwrap_or(inner)
        }
        _ => element::around(&elements, anchor).unwrap_or(0),
    };
    let damaged = [&text[..edit.start], &after, &text[edit.end..]].concat();
    let range = elements.get(element)?.range.clone();
    let range = range.start..(range.end + after.len()).checked_sub(edit.len())?;
    let tag =
        elements.iter().find(|element| element.tag.contains(&anchor)).map_or(edit.clone(), |found| found.tag.clone());
    let old = if tag.len() > edit.len() { tag.clone() } else { edit.clone() };
    let mut names = words(&text[old.clone()]);
    let new = old.start.min(edit.start)..(old.end + after.len()).saturating_sub(edit.len());
    names.extend(damaged.get(new).map(words).unwrap_or_default());
    Some(Damage {
        kind,
        line: text[..edit.start].matches('\n').count() + 1,
        before: short(&text[edit]),
        after: short(&after),
        text: damaged,
        element: range,
        names,
    })
}

/// What to replace, and by what.
fn place(kind: Kind, text: &str, elements: &[Element], random: &mut Random) -> Option<(Range<usize>, String)> {
    let one = |range: Range<usize>, random: &mut Random| {
        let at = text.floor_char_boundary(range.start + random.below(range.len().max(1)));
        let length = text[at..].chars().next().map_or(0, char::len_utf8);
        at..at + length
    };
    let letter = |random: &mut Random| char::from(LETTERS[random.below(LETTERS.len())]).to_string();
    let target = elements.get(1 + random.below(elements.len().saturating_sub(1)))?;
    let values = element::values(text, &target.tag);
    let value = (!values.is_empty()).then(|| values[random.below(values.len())].clone());
    Some(match kind {
        Kind::CharacterRemoved => (one(0..text.len(), random), String::new()),
        Kind::CharacterChanged => (one(0..text.len(), random), letter(random)),
        Kind::CharacterAdded => {
            let at = one(0..text.len(), random).start;
            (at..at, letter(random))
        }
        Kind::CharactersSwapped => {
            let first = one(0..text.len() - 1, random);
            let second = one(first.end..first.end + 1, random);
            let swapped = [&text[second.clone()], &text[first.clone()]].concat();
            (first.start..second.end, swapped)
        }
        Kind::NameMisspelled => {
            let name = text[target.tag.clone()].find([' ', '/', '>']).unwrap_or(1);
            let at = one(target.tag.start + 1..target.tag.start + name, random);
            (at, "q".to_owned())
        }
        Kind::ValueMisspelled => (one(value.filter(|value| !value.is_empty())?, random), "q".to_owned()),
        Kind::ValueEmptied => (value?, String::new()),
        Kind::ValuesSwapped => {
            let (first, last) = (values.first()?, values.last().filter(|_| values.len() > 1)?);
            let middle = &text[first.end..last.start];
            (first.start..last.end, [&text[last.clone()], middle, &text[first.clone()]].concat())
        }
        Kind::AttributeRemoved | Kind::AttributeTwice => {
            let attributes = element::attributes(text, &target.tag);
            let attribute = attributes.get(random.below(attributes.len().max(1)))?.clone();
            let twice = [&text[attribute.clone()], &text[attribute.clone()]].concat();
            (attribute, if kind == Kind::AttributeTwice { twice } else { String::new() })
        }
        Kind::ElementRemoved => (target.range.clone(), String::new()),
        Kind::ElementTwice => (target.range.clone(), text[target.range.clone()].repeat(2)),
        Kind::ElementsSwapped => {
            let next =
                elements.iter().find(|other| other.parent == target.parent && other.range.start >= target.range.end)?;
            let middle = &text[target.range.end..next.range.start];
            let swapped = [&text[next.range.clone()], middle, &text[target.range.clone()]].concat();
            (target.range.start..next.range.end, swapped)
        }
    })
}

/// The names in a piece of CSDL, whole and by segment.
fn words(text: &str) -> Vec<String> {
    let values = text.split('"').skip(1).step_by(2);
    let parts = values.flat_map(|value| std::iter::once(value).chain(value.split(['.', '/', '(', ')'])));
    parts.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn short(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
