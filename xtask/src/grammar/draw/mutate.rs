//! Texts that are values, or nearly.

use super::dice::Dice;
use super::value;

/// What is put into a value, or in place of a part of it.
const PIECES: &[&str] = &[
    "",
    "0",
    "9",
    "24",
    "60",
    "-",
    "+",
    ":",
    ".",
    "T",
    "t",
    "Z",
    "z",
    "P",
    "p",
    "D",
    "H",
    "M",
    "S",
    "s",
    "Y",
    " ",
    "%",
    "=",
    "==",
    "A",
    "f",
    "g",
    "/",
    "_",
    "{",
    "}",
    "\n",
    "٣",
    "123456789012",
    "0000",
];

/// A value of a rule, changed in up to two places.
pub(super) fn near(dice: &mut Dice, rule: &str) -> String {
    let mut text = match rule {
        "dateValue" => value::date_text(dice),
        "timeOfDayValue" => value::time_text(dice),
        "dateTimeOffsetValue" => value::point_text(dice),
        "durationValue" => value::duration_text(dice),
        "guidValue" => value::guid(dice).to_string(),
        _ => base64(dice),
    };
    for _ in 0..dice.below(3) {
        let characters: Vec<char> = text.chars().collect();
        let start = dice.below(characters.len() + 1);
        let end = (start + dice.below(3)).min(characters.len());
        let (before, after) = (characters[..start].iter(), characters[end..].iter());
        text = before.copied().chain(dice.one_of(PIECES).chars()).chain(after.copied()).collect();
    }
    text
}

fn base64(dice: &mut Dice) -> String {
    let characters: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['-', '_']).collect();
    let text: String = (0..dice.below(10)).map(|_| *dice.one_of(&characters)).collect();
    if dice.is_one_in(2) { format!("{text}{}", &"==="[..(4 - text.len() % 4) % 4]) } else { text }
}
