//! A picture of types and navigation: cards in columns, and lines that run between the columns.

mod cards;
mod fold;
mod layers;
mod lines;
mod loops;
mod order;
mod place;
mod slots;
mod style;
mod svg;

pub use cards::{Card, CardKind, Relation, RelationKind, Row};
pub use lines::{Head, Line, Piece};
pub use slots::{LinkKind, Mark};
pub use svg::text;

use odata_codegen::outline::{Outline, Type};

/// The picture, with whole numbers of pixels, so that the same slice gives the same bytes.
#[derive(Debug)]
pub struct Picture {
    /// What it is a picture of.
    pub title: String,
    /// The width.
    pub width: i64,
    /// The height.
    pub height: i64,
    /// The types, and first the client if it leads to one of them.
    pub cards: Vec<Card>,
    /// What relates them.
    pub lines: Vec<Line>,
}

/// Around the whole picture.
const MARGIN: i64 = 28;
/// What stands above the cards.
const HEAD: i64 = 44;
/// What stands below them.
const FOOT: i64 = 44;
/// Letters of the service's name.
const TITLE: usize = 56;
/// What the legend needs.
const NARROWEST: i64 = 860;

/// Lays the types of the list out.
#[must_use]
pub fn picture(outline: &Outline, types: &[&Type]) -> Picture {
    let (mut cards, relations) = cards::cards(outline, types);
    let layers = layers::layers(&cards, &relations);
    let places = fold::fold(&cards, &layers, &relations);
    let mut grid = slots::Grid::new(&cards, &layers, &places, &relations);
    order::order(&mut grid);
    let bottom = place::heights(&mut cards, &mut grid);
    let loops = loops::loops(&cards, &places, &grid.loops);
    let columns = place::columns(&mut cards, &grid, &loops);
    let bottom = place::shelves(&mut cards, &places, columns.right(), bottom);
    let lines = lines::lines(&cards, &grid, &columns, &loops);
    let sides = cards.iter().map(|card| card.x + card.width);
    let right = sides.chain(lines.iter().flat_map(|line| &line.pieces).map(|piece| piece.hull().2)).max();
    Picture {
        title: format!("{}: {}", cards::cut(&outline.title, TITLE), count(types.len(), outline.types.len())),
        width: (right.unwrap_or_default() + MARGIN).max(NARROWEST),
        height: bottom + FOOT,
        cards,
        lines,
    }
}

fn count(types: usize, all: usize) -> String {
    let noun = if all == 1 { "type" } else { "types" };
    if types == all { format!("{all} {noun}") } else { format!("{types} of {all} {noun}") }
}
