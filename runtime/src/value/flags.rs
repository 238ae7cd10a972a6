//! Flags: sets of members, with the names that this build does not know.

use std::{
    borrow::Cow,
    hash::{Hash, Hasher},
};

use crate::value::{ParseMemberError, Token};

/// The members of a flags value, by their place in the declaration, and the names that are no known member.
///
/// Places and not bits, because real schemas declare flags that are no bits (0, 1, 2, 3, 4 ...).
#[derive(Clone, Debug, Default)]
pub struct FlagSet {
    known: Cow<'static, [u16]>,
    #[expect(clippy::box_collection, reason = "nearly always empty: a pointer is enough in each of many values")]
    unknown: Option<Box<Vec<Box<str>>>>,
}

impl FlagSet {
    /// Known members, in ascending order.
    #[must_use]
    pub const fn of(known: &'static [u16]) -> Self {
        Self { known: Cow::Borrowed(known), unknown: None }
    }

    /// One known member, which nearly all values are: of the first ones, without an allocation.
    fn one(place: u16) -> Self {
        let at = usize::from(place);
        Self { known: PLACES.get(at..=at).map_or_else(|| vec![place].into(), Cow::Borrowed), unknown: None }
    }

    fn unknown(&self) -> &[Box<str>] {
        self.unknown.as_deref().map(Vec::as_slice).unwrap_or_default()
    }

    fn insert_known(&mut self, place: u16) {
        if let Err(at) = self.known.binary_search(&place) {
            self.known.to_mut().insert(at, place);
        }
    }

    fn insert_unknown(&mut self, name: &str) {
        if !self.unknown().iter().any(|known| **known == *name) {
            self.unknown.get_or_insert_default().push(name.into());
        }
    }
}

/// Places to borrow, each at its own index.
static PLACES: [u16; 64] = {
    let mut places = [0; 64];
    let mut place = 0;
    while place < 64 {
        places[place as usize] = place;
        place += 1;
    }
    places
};

/// An enumeration type of which several members may be set at once.
pub trait Flags: Sized {
    /// The qualified name.
    const NAME: &'static str;

    /// Names and numbers in declared order.
    const MEMBERS: &'static [(&'static str, i64)];

    /// The set.
    fn set(&self) -> &FlagSet;

    /// A value of that set.
    fn from_set(set: FlagSet) -> Self;
}

/// [`Flags::MEMBERS`]: what is done with a value is done by them and its set, once for all types.
type Members = &'static [(&'static str, i64)];

fn place_of(members: Members, name: &str) -> Option<u16> {
    members.iter().position(|(member, _)| *member == name).and_then(|place| place.try_into().ok())
}

fn row(members: Members, place: u16) -> Option<&'static (&'static str, i64)> {
    members.get(usize::from(place))
}

fn number_of(members: Members, place: u16) -> Option<i64> {
    row(members, place).map(|(_, number)| *number)
}

/// Whether the set has a member of that place's number: such members are equal, by whatever name (CSDL XML 4.01, section 10.3).
fn has(members: Members, set: &FlagSet, place: u16) -> bool {
    let number = number_of(members, place);
    set.known.binary_search(&place).is_ok() || set.known.iter().any(|known| number_of(members, *known) == number)
}

/// The numbers of the members, each once; zero for the empty set, which is written as the member that is zero.
fn numbers(members: Members, set: &FlagSet) -> Vec<i64> {
    let mut numbers: Vec<i64> = set.known.iter().filter_map(|place| number_of(members, *place)).collect();
    if numbers.is_empty() && set.unknown().is_empty() {
        numbers.push(0);
    }
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// Whether two sets have equal members and the same unknown names.
#[must_use]
pub fn equal(members: Members, one: &FlagSet, other: &FlagSet) -> bool {
    one.unknown == other.unknown && (one.known == other.known || numbers(members, one) == numbers(members, other))
}

/// Hashes a set by what makes it equal to others.
pub fn hash<H: Hasher>(members: Members, set: &FlagSet, state: &mut H) {
    numbers(members, set).hash(state);
    set.unknown.hash(state);
}

/// Names, separated by commas; a number is taken apart into the members that make it up.
#[must_use]
pub fn parse(members: Members, text: &str) -> FlagSet {
    if let Some(place) = place_of(members, text) {
        return FlagSet::one(place);
    }
    let mut set = FlagSet::default();
    for name in text.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        match place_of(members, name) {
            Some(place) => set.insert_known(place),
            None => match name.parse().ok().and_then(|number| decompose(members, number)) {
                Some(places) => places.into_iter().for_each(|place| set.insert_known(place)),
                None => set.insert_unknown(name),
            },
        }
    }
    set
}

/// The member with that number, or else the members with one bit each that make it up.
fn decompose(members: Members, number: i64) -> Option<Vec<u16>> {
    let places = || (0_u16..).zip(members);
    if let Some((place, _)) = places().find(|(_, (_, value))| *value == number) {
        return Some(vec![place]);
    }
    if number == 0 {
        return Some(Vec::new());
    }
    let is_first = |place: u16, value: i64| members.iter().position(|(_, known)| *known == value) == Some(place.into());
    let bits: Vec<_> = places()
        .filter(|(place, (_, value))| value.count_ones() == 1 && number & value == *value && is_first(*place, *value))
        .map(|(place, (_, value))| (place, *value))
        .collect();
    let sum = bits.iter().fold(0, |sum, (_, value)| sum | value);
    (sum == number).then(|| bits.into_iter().map(|(place, _)| place).collect())
}

/// Names, separated by commas, all of them known.
///
/// # Errors
///
/// One that lists the legal names.
pub fn try_parse(type_name: &'static str, members: Members, text: &str) -> Result<FlagSet, ParseMemberError> {
    let set = parse(members, text);
    match set.unknown().first() {
        None => Ok(set),
        Some(name) => Err(ParseMemberError::new(type_name, name, members.iter().map(|(member, _)| *member))),
    }
}

/// The names in declared order, then the unknown ones as they came; for the empty set the member that is zero, or `0`.
#[must_use]
pub fn names(members: Members, set: &FlagSet) -> Cow<'_, str> {
    match (&*set.known, set.unknown()) {
        ([], []) => members.iter().find(|(_, number)| *number == 0).map_or("0", |(name, _)| name).into(),
        ([place], []) => row(members, *place).map_or("0", |(name, _)| name).into(),
        (known, unknown) => join(members, known, unknown).into(),
    }
}

fn join(members: Members, known: &[u16], unknown: &[Box<str>]) -> String {
    let mut names = String::with_capacity(64);
    let mut push = |name: &str| {
        if !names.is_empty() {
            names.push(',');
        }
        names.push_str(name);
    };
    for (name, _) in known.iter().filter_map(|place| row(members, *place)) {
        push(name);
    }
    for name in unknown {
        push(name);
    }
    names
}

/// The numbers of the members, joined by `or`; `None` if there is a name that this build does not know.
#[must_use]
pub fn number(members: Members, set: &FlagSet) -> Option<i64> {
    let numbers = set.known.iter().filter_map(|place| row(members, *place));
    set.unknown().is_empty().then(|| numbers.fold(0, |sum, (_, number)| sum | number))
}

/// Whether all members of `other` are in `set`.
#[must_use]
pub fn contains(members: Members, set: &FlagSet, other: &FlagSet) -> bool {
    other.known.iter().all(|place| has(members, set, *place))
        && other.unknown().iter().all(|name| set.unknown().contains(name))
}

/// The members of both.
#[must_use]
pub fn union(members: Members, left: &FlagSet, right: &FlagSet) -> FlagSet {
    let mut set = left.clone();
    right.known.iter().filter(|place| !has(members, left, **place)).for_each(|place| set.insert_known(*place));
    right.unknown().iter().for_each(|name| set.insert_unknown(name));
    set
}

/// The members of `left` that are in `right`, or those that are not.
fn filter(members: Members, left: &FlagSet, right: &FlagSet, present: bool) -> FlagSet {
    let known = left.known.iter().copied().filter(|place| has(members, right, *place) == present);
    let unknown = left.unknown().iter().filter(|name| right.unknown().contains(name) == present).cloned();
    let unknown: Vec<_> = unknown.collect();
    let unknown = (!unknown.is_empty()).then(|| Box::new(unknown));
    FlagSet { known: known.collect(), unknown }
}

/// The members that are in both.
#[must_use]
pub fn intersection(members: Members, left: &FlagSet, right: &FlagSet) -> FlagSet {
    filter(members, left, right, true)
}

/// The members of `left` that are not in `right`.
#[must_use]
pub fn difference(members: Members, left: &FlagSet, right: &FlagSet) -> FlagSet {
    filter(members, left, right, false)
}

/// The names that are no known member.
pub fn unrecognized(set: &FlagSet) -> impl Iterator<Item = &str> {
    set.unknown().iter().map(|name| &**name)
}

/// Names arrive as one string; some services write the number.
#[must_use]
pub fn from_token(members: Members, token: &Token<'_>) -> Option<FlagSet> {
    match token {
        Token::Text(text) => Some(parse(members, text)),
        Token::Int(number) => Some(parse(members, &number.to_string())),
        _ => None,
    }
}
