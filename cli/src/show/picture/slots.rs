//! The grid that cards and lines share: a line that goes past a column takes a slot in it, as a card does.

use std::collections::{BTreeMap, BTreeSet};

use super::cards::{Card, Relation, RelationKind};

/// Columns of slots, and links between neighbouring columns.
#[derive(Debug)]
pub struct Grid {
    /// All slots.
    pub slots: Vec<Slot>,
    /// The slots of each column, from top to bottom.
    pub columns: Vec<Vec<usize>>,
    /// By the left column, then as they were found.
    pub links: Vec<Link>,
    /// Relations of cards in one column, or of a card to itself.
    pub loops: Vec<Relation>,
}

/// A place in a column.
#[derive(Clone, Debug)]
pub struct Slot {
    /// The column.
    pub column: usize,
    /// The card; `None` for a line that goes past.
    pub card: Option<usize>,
    /// The upper side.
    pub y: i64,
    /// The height.
    pub height: i64,
}

/// A part of a line, from a column to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// The end in the left column.
    pub left: End,
    /// The end in the right column.
    pub right: End,
    /// What it means.
    pub kind: LinkKind,
}

/// An end of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct End {
    /// The slot.
    pub slot: usize,
    /// How far below the slot's upper side.
    pub port: i64,
    /// What is drawn there.
    pub mark: Mark,
}

/// What is drawn at an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// Nothing.
    None,
    /// An arrow head, at what is referred to.
    Arrow,
    /// An empty triangle, at a base type.
    Triangle,
    /// A diamond, at what contains.
    Diamond,
}

/// What a line means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkKind {
    /// To the base type.
    Base,
    /// Navigation.
    Leads,
    /// Values of it.
    Uses,
}

impl LinkKind {
    /// What a line means that stands for a relation.
    #[must_use]
    pub fn of(kind: RelationKind) -> Self {
        match kind {
            RelationKind::Base => Self::Base,
            RelationKind::Contains | RelationKind::Leads => Self::Leads,
            RelationKind::Uses => Self::Uses,
        }
    }

    /// What is drawn at the card that is referred to.
    #[must_use]
    pub fn head(self) -> Mark {
        if self == Self::Base { Mark::Triangle } else { Mark::Arrow }
    }

    /// Where lines of the kind meet a card's head.
    #[must_use]
    pub fn port(self) -> i64 {
        if self == Self::Base { 15 } else { 33 }
    }
}

/// What is drawn at the card that refers.
pub fn tail(kind: RelationKind) -> Mark {
    if kind == RelationKind::Contains { Mark::Diamond } else { Mark::None }
}

impl Grid {
    /// Lines to the same card that mean the same run together.
    pub fn new(cards: &[Card], layers: &[Option<usize>], columns: &[Option<usize>], relations: &[Relation]) -> Self {
        let count = columns.iter().flatten().max().map_or(0, |last| last + 1);
        let mut grid =
            Self { slots: Vec::new(), columns: vec![Vec::new(); count], links: Vec::new(), loops: Vec::new() };
        let mut sorted: Vec<usize> = (0..cards.len()).collect();
        sorted.sort_by_key(|card| layers[*card]);
        let mut places = vec![None; cards.len()];
        for card in sorted {
            places[card] = columns[card].map(|column| grid.add(column, Some(card), cards[card].height));
        }
        let mut lanes: BTreeMap<(usize, LinkKind, usize), usize> = BTreeMap::new();
        let mut links = BTreeSet::new();
        for relation in relations {
            let (from, to) = (relation.from, relation.to);
            let (Some(slot), Some(hub)) = (places[from], places[to]) else {
                grid.loops.push(*relation);
                continue;
            };
            if columns[from] == columns[to] {
                grid.loops.push(*relation);
                continue;
            }
            let kind = LinkKind::of(relation.kind);
            let port = relation.row.map_or(kind.port(), |row| cards[from].row(row));
            let source = End { slot, port, mark: tail(relation.kind) };
            let mut at = End { slot: hub, port: kind.port(), mark: kind.head() };
            let (start, end) = (grid.slots[slot].column, grid.slots[hub].column);
            let is_left = start < end;
            let between: Vec<usize> =
                if is_left { (start + 1..end).rev().collect() } else { (end + 1..start).collect() };
            for column in between {
                let lane = *lanes.entry((to, kind, column)).or_insert_with(|| grid.add(column, None, 0));
                let next = End { slot: lane, port: 0, mark: Mark::None };
                links.insert(link(next, at, is_left, kind));
                at = next;
            }
            links.insert(link(source, at, is_left, kind));
        }
        grid.links = links.into_iter().collect();
        grid
    }

    fn add(&mut self, column: usize, card: Option<usize>, height: i64) -> usize {
        let slot = self.slots.len();
        self.slots.push(Slot { column, card, y: 0, height });
        self.columns[column].push(slot);
        slot
    }

    /// The column on the left of a link.
    pub fn column(&self, link: &Link) -> usize {
        self.slots[link.left.slot].column
    }
}

fn link(source: End, target: End, source_is_left: bool, kind: LinkKind) -> Link {
    let (left, right) = if source_is_left { (source, target) } else { (target, source) };
    Link { left, right, kind }
}
