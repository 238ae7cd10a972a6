//! The lines: straight through a column, bent between columns, so that none crosses a card.

use super::{
    cards::Card,
    loops::Loop,
    place::Columns,
    slots::{End, Grid, Link, LinkKind, Mark},
};

/// Beside a card, before a line bends: room for its mark.
const STUB: i64 = 16;

/// A line, or the part of one from a column to the next.
#[derive(Debug)]
pub struct Line {
    /// What it means.
    pub kind: LinkKind,
    /// Its pieces, each beginning where the last ends.
    pub pieces: Vec<Piece>,
    /// What is drawn at its ends.
    pub heads: Vec<Head>,
}

/// A piece of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Straight, from left to right.
    Straight {
        /// From.
        x: i64,
        /// To.
        to: i64,
        /// At that height.
        y: i64,
    },
    /// Bent, level at both ends.
    Bent {
        /// From.
        from: (i64, i64),
        /// To.
        to: (i64, i64),
    },
    /// Out of a column and back.
    Loop {
        /// From.
        from: (i64, i64),
        /// To, on the same side.
        to: (i64, i64),
        /// The vertical that it stays within.
        reach: i64,
    },
}

impl Piece {
    /// What it stays within: left, top, right, bottom.
    #[must_use]
    pub fn hull(&self) -> (i64, i64, i64, i64) {
        match *self {
            Self::Straight { x, to, y } => (x, y, to, y),
            Self::Bent { from, to } => (from.0, from.1.min(to.1), to.0, from.1.max(to.1)),
            Self::Loop { from, to, reach } => {
                let (left, right) = (from.0.min(to.0).min(reach), from.0.max(to.0).max(reach));
                (left, from.1.min(to.1), right, from.1.max(to.1))
            }
        }
    }
}

/// What is drawn where a line meets a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// What.
    pub mark: Mark,
    /// The side of the card.
    pub x: i64,
    /// The height.
    pub y: i64,
    /// The card is on the right.
    pub to_right: bool,
}

/// How long a mark is.
pub fn length(mark: Mark) -> i64 {
    match mark {
        Mark::None => 0,
        Mark::Arrow => 9,
        Mark::Triangle => 13,
        Mark::Diamond => 15,
    }
}

/// All lines.
pub fn lines(cards: &[Card], grid: &Grid, columns: &Columns, loops: &[Loop]) -> Vec<Line> {
    let past = grid.slots.iter().enumerate().filter(|(_, slot)| slot.card.is_none()).map(|(index, slot)| {
        let (x, to) = columns.sides(slot.column);
        let kind = grid.links.iter().find(|link| link.left.slot == index).map_or(LinkKind::Uses, |link| link.kind);
        Line { kind, pieces: vec![Piece::Straight { x, to, y: slot.y }], heads: Vec::new() }
    });
    let links = grid.links.iter().map(|link| between(grid, columns, link));
    let loops = loops.iter().map(|it| along(cards, it));
    past.chain(links).chain(loops).collect()
}

fn along(cards: &[Card], it: &Loop) -> Line {
    let side = |card: &Card| if it.on_right { card.x + card.width } else { card.x };
    let out = |x: i64, distance: i64| if it.on_right { x + distance } else { x - distance };
    let (from, to) = (side(&cards[it.from]), side(&cards[it.to]));
    let (start, end) = (cards[it.from].y + it.start, cards[it.to].y + it.end);
    let heads = [
        Head { mark: it.tail, x: from, y: start, to_right: !it.on_right },
        Head { mark: it.kind.head(), x: to, y: end, to_right: !it.on_right },
    ];
    let piece = Piece::Loop {
        from: (out(from, length(it.tail)), start),
        to: (out(to, length(it.kind.head())), end),
        reach: out(from, it.reach),
    };
    Line {
        kind: it.kind,
        pieces: vec![piece],
        heads: heads.into_iter().filter(|head| head.mark != Mark::None).collect(),
    }
}

fn between(grid: &Grid, columns: &Columns, link: &Link) -> Line {
    let column = grid.column(link);
    let (start, end) = (columns.sides(column).1, columns.sides(column + 1).0);
    let y = |end: End| grid.slots[end.slot].y + end.port;
    let (from, to) = (y(link.left), y(link.right));
    let heads = [
        Head { mark: link.left.mark, x: start, y: from, to_right: false },
        Head { mark: link.right.mark, x: end, y: to, to_right: true },
    ];
    let pieces = vec![
        Piece::Straight { x: start + length(link.left.mark), to: start + STUB, y: from },
        Piece::Bent { from: (start + STUB, from), to: (end - STUB, to) },
        Piece::Straight { x: end - STUB, to: end - length(link.right.mark), y: to },
    ];
    Line { kind: link.kind, pieces, heads: heads.into_iter().filter(|head| head.mark != Mark::None).collect() }
}
