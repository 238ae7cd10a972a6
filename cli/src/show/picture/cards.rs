//! What a card says of a type, and how the types are related.

use std::collections::BTreeMap;

use odata_codegen::outline::{Fact, Kind, Outline, Property, Type, is_deprecated};

use crate::{
    show::{labels::Labels, mermaid, tree},
    terminal::escape::plain,
};

/// A row.
pub const ROW: i64 = 20;
/// The kind and the name.
pub const HEAD: i64 = 46;
/// Between the border and the text.
pub const PAD: i64 = 12;
/// Above the first row and below the last.
const REST: i64 = 6;
/// Rows of a type: those that lead to another type go first where there are too many.
const ROWS: usize = 24;
/// Members of an enumeration.
const MEMBERS: usize = 8;
/// Letters of a name.
const NAME: usize = 36;
/// Letters of a row.
const ROW_LETTERS: usize = 52;
/// Letters between a name and its type.
const SPACE: usize = 3;

/// A box for a type, or for the client.
#[derive(Debug)]
pub struct Card {
    /// What it is for.
    pub kind: CardKind,
    /// The kind in words.
    pub noun: String,
    /// The short name.
    pub title: String,
    /// The qualified name.
    pub name: String,
    /// Properties or members.
    pub rows: Vec<Row>,
    /// The left side.
    pub x: i64,
    /// The upper side.
    pub y: i64,
    /// The width.
    pub width: i64,
    /// The height.
    pub height: i64,
}

/// What a card is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardKind {
    /// The client, with what the container offers.
    Client,
    /// An entity type.
    Entity,
    /// A complex type.
    Complex,
    /// An enumeration.
    Enum,
}

/// A row of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The name.
    pub name: String,
    /// Its type or number.
    pub value: String,
    /// It leads to another entity.
    pub is_way: bool,
    /// It is deprecated.
    pub is_old: bool,
    /// It stands for several that are not shown.
    pub is_rest: bool,
}

/// That one card refers to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Relation {
    /// The card that refers.
    pub from: usize,
    /// Its row; `None` for a base type.
    pub row: Option<usize>,
    /// The card that it refers to.
    pub to: usize,
    /// How.
    pub kind: RelationKind,
}

/// How a type refers to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RelationKind {
    /// It is derived from it.
    Base,
    /// It leads to entities that live inside it.
    Contains,
    /// It leads to entities.
    Leads,
    /// It has values of it.
    Uses,
}

impl Card {
    fn new(kind: CardKind, noun: String, title: &str, name: &str, rows: Vec<Row>) -> Self {
        let title = cut(title, ROW_LETTERS);
        let texts = rows.iter().map(|row| letters(&row.name) + letters(&row.value) + SPACE);
        let widest = texts.chain([letters(&title) + 1, letters(&noun)]).max().unwrap_or_default();
        let rest = if rows.is_empty() { 0 } else { 2 * REST };
        let height = HEAD + ROW * small(rows.len()) + rest;
        Self { kind, noun, title, name: plain(name), rows, x: 0, y: 0, width: 2 * PAD + across(widest), height }
    }

    /// The middle of a row, from the upper side.
    #[must_use]
    pub fn row(&self, index: usize) -> i64 {
        HEAD + REST + ROW * small(index) + ROW / 2
    }
}

/// The width of letters: no monospaced font in use is wider.
fn across(letters: usize) -> i64 {
    (small(letters) * 81 + 9) / 10
}

fn small(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX / 1000)
}

/// The width of a text in letters; what is not ASCII may be twice as wide.
fn letters(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() || c == '…' { 1 } else { 2 }).sum()
}

/// A text of at most so many letters.
pub fn cut(text: &str, most: usize) -> String {
    let text = plain(text);
    if letters(&text) <= most {
        return text;
    }
    let mut short = String::new();
    for c in text.chars() {
        if letters(&short) + letters(c.encode_utf8(&mut [0; 4])) >= most {
            break;
        }
        short.push(c);
    }
    short + "…"
}

/// A row; where name and type are too long together, what says how many there are stays.
fn row(name: &str, ty: &str, is_way: bool, facts: &[Fact]) -> Row {
    let name = cut(name, NAME);
    let (ty, many) = ty.split_at(ty.trim_end_matches(['[', ']', '?']).len());
    let left = ROW_LETTERS.saturating_sub(letters(&name) + letters(many) + SPACE);
    Row { value: cut(ty, left) + many, name, is_way, is_old: is_deprecated(facts), is_rest: false }
}

/// The cards, and how they are related; types that are not in the list are not.
pub fn cards(outline: &Outline, types: &[&Type]) -> (Vec<Card>, Vec<Relation>) {
    let labels = Labels::new(outline);
    let mut cards = Vec::new();
    let mut relations = Vec::new();
    let ways: Vec<_> = outline
        .resources
        .iter()
        .filter_map(|resource| Some((resource, resource.value.as_ref()?)))
        .filter(|(_, value)| types.iter().any(|ty| ty.name == value.ty))
        .collect();
    let first = usize::from(!ways.is_empty());
    let places: BTreeMap<&str, usize> = types.iter().map(|ty| ty.name.as_str()).zip(first..).collect();
    if first == 1 {
        let rows = ways.iter().map(|(resource, value)| {
            let array = if value.is_collection { "[]" } else { "" };
            row(&resource.name, &format!("{}{array}", labels.of(&value.ty)), true, &resource.facts)
        });
        let (rows, shown) = shorten(rows.collect(), ROWS, |_| true);
        let all = ways.iter().enumerate().map(|(index, (_, value))| (index, value.ty.as_str(), RelationKind::Leads));
        relate(&mut relations, 0, all, &places, &shown);
        cards.push(Card::new(CardKind::Client, String::from("client"), &outline.client, &outline.client, rows));
    }
    for ty in types {
        let from = cards.len();
        if let Some(to) = ty.base.as_ref().and_then(|base| places.get(base.as_str())) {
            relations.push(Relation { from, row: None, to: *to, kind: RelationKind::Base });
        }
        let properties: Vec<&Property> = ty.properties.iter().chain(&ty.navigation).collect();
        let is_way = |index: usize| index >= ty.properties.len();
        let rows = properties.iter().enumerate().map(|(index, property)| {
            row(&property.name, &mermaid::value(&property.value, &labels), is_way(index), &property.facts)
        });
        let members =
            ty.members.iter().map(|member| row(&member.name, &member.value.to_string(), false, &member.facts));
        let most = if ty.members.is_empty() { ROWS } else { MEMBERS };
        let leads = |index: usize| {
            properties.get(index).is_some_and(|it| it.is_key || places.contains_key(it.value.ty.as_str()))
        };
        let (rows, shown) = shorten(rows.chain(members).collect(), most, leads);
        let all = properties.iter().enumerate().map(|(index, property)| {
            let kind = match (is_way(index), property.is_contained) {
                (true, true) => RelationKind::Contains,
                (true, false) => RelationKind::Leads,
                (false, _) => RelationKind::Uses,
            };
            (index, property.value.ty.as_str(), kind)
        });
        relate(&mut relations, from, all, &places, &shown);
        cards.push(Card::new(kind(ty), tree::noun(ty), labels.of(&ty.name), &ty.name, rows));
    }
    relations.sort_unstable();
    relations.dedup();
    (cards, relations)
}

/// Adds the relations of a card. `shown` has the row of each property.
fn relate<'a>(
    relations: &mut Vec<Relation>,
    from: usize,
    all: impl Iterator<Item = (usize, &'a str, RelationKind)>,
    places: &BTreeMap<&str, usize>,
    shown: &[usize],
) {
    let related = all.filter_map(|(index, target, kind)| Some((shown.get(index)?, places.get(target)?, kind)));
    relations.extend(related.map(|(row, to, kind)| Relation { from, row: Some(*row), to: *to, kind }));
}

/// At most so many rows and one for the rest, and where each row went. Rows that lead somewhere stay before others.
fn shorten(rows: Vec<Row>, most: usize, leads: impl Fn(usize) -> bool) -> (Vec<Row>, Vec<usize>) {
    // To say that there is one more takes as much room as that one.
    if rows.len() <= most + 1 {
        let all = (0..rows.len()).collect();
        return (rows, all);
    }
    let more = rows.len() - most;
    let (leading, others): (Vec<usize>, Vec<usize>) = (0..rows.len()).partition(|index| leads(*index));
    let mut kept: Vec<usize> = leading.into_iter().chain(others).take(most).collect();
    kept.sort_unstable();
    let places = (0..rows.len()).map(|index| kept.binary_search(&index).unwrap_or(most)).collect();
    let kept = rows.into_iter().enumerate().filter(|(index, _)| kept.binary_search(index).is_ok());
    let rest =
        Row { name: format!("… {more} more"), value: String::new(), is_way: false, is_old: false, is_rest: true };
    (kept.map(|(_, row)| row).chain([rest]).collect(), places)
}

fn kind(ty: &Type) -> CardKind {
    match ty.kind {
        Kind::Entity => CardKind::Entity,
        Kind::Complex => CardKind::Complex,
        Kind::Enum | Kind::Flags => CardKind::Enum,
    }
}
