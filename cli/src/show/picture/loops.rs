//! Lines between cards of one column: out of it, along it, and back. Base types are on the left, all else on the right.

use super::{
    cards::{Card, Relation},
    slots::{LinkKind, Mark, tail},
};

/// How far the innermost goes.
const NEAR: i64 = 36;
/// How much farther each next one goes.
const STEP: i64 = 10;
/// Beyond that, they run over each other.
const LEVELS: i64 = 12;

/// A line from a card to itself, or to one above or below.
#[derive(Debug)]
pub struct Loop {
    /// The column; `None` for a card that is in none.
    pub column: Option<usize>,
    /// The card that refers.
    pub from: usize,
    /// The card that it refers to.
    pub to: usize,
    /// How far below the upper side of the first it starts.
    pub start: i64,
    /// How far below the upper side of the second it ends.
    pub end: i64,
    /// What it means.
    pub kind: LinkKind,
    /// What is drawn where it starts.
    pub tail: Mark,
    /// Beside the right side of the column.
    pub on_right: bool,
    /// How far it goes out.
    pub reach: i64,
}

impl Loop {
    /// Its upper and its lower end.
    fn ends(&self, cards: &[Card]) -> (i64, i64) {
        let (start, end) = (cards[self.from].y + self.start, cards[self.to].y + self.end);
        (start.min(end), start.max(end))
    }

    fn overlaps(&self, other: &Self, cards: &[Card]) -> bool {
        let ((top, bottom), (other_top, other_bottom)) = (self.ends(cards), other.ends(cards));
        let beside = (self.column, self.on_right) == (other.column, other.on_right);
        beside && top < other_bottom && other_top < bottom
    }
}

/// The loops, the short ones inside the long ones. The heights of cards in columns are known.
pub fn loops(cards: &[Card], columns: &[Option<usize>], relations: &[Relation]) -> Vec<Loop> {
    let mut waiting: Vec<Loop> = relations
        .iter()
        .map(|relation| {
            let (from, to, kind) = (relation.from, relation.to, LinkKind::of(relation.kind));
            Loop {
                column: columns[from],
                from,
                to,
                start: relation.row.map_or(kind.port(), |row| cards[from].row(row)),
                end: kind.port(),
                kind,
                tail: tail(relation.kind),
                on_right: kind != LinkKind::Base,
                reach: 0,
            }
        })
        .collect();
    waiting.sort_by_key(|it| {
        let (top, bottom) = it.ends(cards);
        bottom - top
    });
    let mut loops: Vec<Loop> = Vec::new();
    for mut next in waiting {
        let inner = loops.iter().filter(|it| it.overlaps(&next, cards)).map(|it| it.reach).max();
        next.reach = inner.map_or(NEAR, |reach| (reach + STEP).min(NEAR + LEVELS * STEP));
        loops.push(next);
    }
    loops
}
