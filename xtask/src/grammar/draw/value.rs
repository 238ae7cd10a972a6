//! Values of each primitive type.

use odata_runtime::{Binary, Date, Decimal, Duration, Json, OffsetDateTime, Scalar, Time, Token, Uuid};
use voyages::models::{Amenities, Mood};

use super::dice::Dice;

/// Characters of texts: those that mean something in a URL or in a query, and some that no URL has.
const CHARACTERS: &[char] = &[
    'a',
    'B',
    'c',
    '7',
    '-',
    '_',
    '.',
    '~',
    ' ',
    '\'',
    '"',
    '&',
    ';',
    '/',
    '?',
    '#',
    '+',
    '%',
    '(',
    ')',
    ',',
    '=',
    '$',
    '@',
    ':',
    '*',
    '!',
    '\\',
    '<',
    '[',
    ']',
    '{',
    '|',
    '\t',
    '\n',
    'ä',
    '€',
    '\u{1f511}',
];

pub(super) fn text(dice: &mut Dice) -> String {
    let length = dice.below(12);
    (0..length).map(|_| *dice.one_of(CHARACTERS)).collect()
}

/// Letters and digits.
pub(super) fn word(dice: &mut Dice) -> String {
    let length = dice.below(6) + 1;
    (0..length).map(|_| *dice.one_of(&['a', 'b', 'c', 'd', 'X', '1'])).collect()
}

pub(super) fn texts(dice: &mut Dice) -> Vec<String> {
    (0..dice.below(4)).map(|_| text(dice)).collect()
}

pub(super) fn whole(dice: &mut Dice) -> i64 {
    match dice.below(4) {
        0 => *dice.one_of(&[0, 1, -1, i64::MAX, i64::MIN]),
        1 => dice.between(i64::MIN, i64::MAX),
        _ => dice.between(-1000, 1000),
    }
}

pub(super) fn small<T: TryFrom<i64>>(dice: &mut Dice, first: i64, last: i64, otherwise: T) -> T {
    dice.between(first, last).try_into().unwrap_or(otherwise)
}

pub(super) fn double(dice: &mut Dice) -> f64 {
    match dice.below(4) {
        0 => *dice.one_of(&[0.0, -0.5, 1e300, -1.5e-7, f64::INFINITY, f64::NEG_INFINITY, f64::NAN, f64::MAX]),
        1 => f64::from_bits(dice.bits()),
        _ => f64::from(small(dice, -100_000, 100_000, 0)) / 8.0,
    }
}

pub(super) fn decimal(dice: &mut Dice) -> Decimal {
    read(&format!("{}.{}", dice.between(-10_000, 10_000), dice.between(0, 999))).unwrap_or_default()
}

pub(super) fn date_text(dice: &mut Dice) -> String {
    let year = match dice.below(8) {
        0 => dice.between(-999_999, 999_999),
        _ => dice.between(1900, 2100),
    };
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:04}-{:02}-{:02}", year.abs(), dice.between(1, 12), dice.between(1, 28))
}

pub(super) fn time_text(dice: &mut Dice) -> String {
    let (hour, minute) = (dice.between(0, 23), dice.between(0, 59));
    let second = if dice.is_one_in(8) { String::from("60") } else { format!("{:02}", dice.between(0, 59)) };
    match dice.below(3) {
        0 => format!("{hour:02}:{minute:02}"),
        1 => format!("{hour:02}:{minute:02}:{second}"),
        _ => {
            let digits = dice.below(12) + 1;
            format!("{hour:02}:{minute:02}:{second}.{:0digits$}", dice.between(0, 9))
        }
    }
}

pub(super) fn point_text(dice: &mut Dice) -> String {
    let offset = match dice.below(3) {
        0 => String::from("Z"),
        _ => format!("{}{:02}:{:02}", dice.one_of(&['+', '-']), dice.between(0, 23), dice.between(0, 59)),
    };
    format!("{}T{}{offset}", date_text(dice), time_text(dice))
}

pub(super) fn duration_text(dice: &mut Dice) -> String {
    let mut part =
        |unit: &str| if dice.is_one_in(2) { format!("{}{unit}", dice.between(0, 99)) } else { String::new() };
    let (days, hours, minutes, seconds) = (part("D"), part("H"), part("M"), part("S"));
    let seconds = if dice.is_one_in(3) { seconds.replace('S', ".0625S") } else { seconds };
    let time = if dice.is_one_in(4) { "" } else { "T" };
    let sign = if dice.is_one_in(3) { "-" } else { "" };
    if time.is_empty() { format!("{sign}P{days}") } else { format!("{sign}P{days}T{hours}{minutes}{seconds}") }
}

pub(super) fn date(dice: &mut Dice) -> Date {
    read(&date_text(dice)).unwrap_or(Date::MIN)
}

pub(super) fn time(dice: &mut Dice) -> Time {
    read(&time_text(dice)).unwrap_or(Time::MIDNIGHT)
}

pub(super) fn point(dice: &mut Dice) -> OffsetDateTime {
    read(&point_text(dice)).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

pub(super) fn duration(dice: &mut Dice) -> Duration {
    read(&duration_text(dice)).unwrap_or_default()
}

pub(super) fn guid(dice: &mut Dice) -> Uuid {
    Uuid::from_u64_pair(dice.bits(), dice.bits())
}

pub(super) fn binary(dice: &mut Dice) -> Binary {
    Binary((0..dice.below(9)).map(|_| small(dice, 0, 255, 0)).collect())
}

pub(super) fn mood(dice: &mut Dice) -> Mood {
    dice.one_of(&[Mood::Eager, Mood::Calm, Mood::Weary]).clone()
}

pub(super) fn amenities(dice: &mut Dice) -> Amenities {
    match dice.below(3) {
        0 => Amenities::WIFI,
        1 => Amenities::MEALS | Amenities::BED,
        _ => Amenities::NONE,
    }
}

/// JSON for a parameter that is no literal.
pub(super) fn json(dice: &mut Dice, depth: usize) -> Json {
    match dice.below(if depth == 0 { 5 } else { 7 }) {
        0 => Json::Null,
        1 => Json::from(dice.is_one_in(2)),
        2 => Json::from(whole(dice)),
        3 => Json::from(small(dice, -1000, 1000, 0_i32)),
        4 => Json::from(text(dice)),
        5 => (0..dice.below(3)).map(|_| json(dice, depth - 1)).collect(),
        _ => (0..dice.below(3)).map(|_| (text(dice), json(dice, depth - 1))).collect(),
    }
}

/// By way of the reader, whose forms have no other constructor here.
fn read<T: Scalar>(text: &str) -> Option<T> {
    T::from_token(&Token::from(text))
}
