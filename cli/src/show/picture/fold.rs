//! Columns that are low stand on top of each other, as long as the picture gets no higher by it: a page is narrow.

use super::{
    cards::{Card, Relation},
    place::{GAP, GUTTER},
};

/// The width of a page.
const PAGE: i64 = 1000;
/// More lines than that run between two columns better than along one.
const LINES: usize = 6;

/// A column with the layers that stand in it.
struct Column {
    width: i64,
    height: i64,
    cards: Vec<usize>,
}

/// The column of each card, from its layer.
pub fn fold(cards: &[Card], layers: &[Option<usize>], relations: &[Relation]) -> Vec<Option<usize>> {
    let count = layers.iter().flatten().max().map_or(0, |last| last + 1);
    let mut columns: Vec<Column> = (0..count).map(|_| Column { width: 0, height: 0, cards: Vec::new() }).collect();
    for (index, (card, layer)) in cards.iter().zip(layers).enumerate() {
        let Some(column) = layer.and_then(|layer| columns.get_mut(layer)) else { continue };
        column.width = column.width.max(card.width);
        column.height += card.height + GAP;
        column.cards.push(index);
    }
    let highest = columns.iter().map(|column| column.height).max().unwrap_or_default();
    while columns.iter().map(|column| column.width + GUTTER).sum::<i64>() > PAGE {
        let height = |at: &usize| columns[*at].height + columns[at + 1].height;
        let pairs = (0..columns.len().saturating_sub(1)).filter(|at| height(at) <= highest);
        let pairs = pairs.filter(|at| between(&columns[*at], &columns[at + 1], relations) <= LINES);
        let Some(at) = pairs.min_by_key(height) else { break };
        let right = columns.remove(at + 1);
        let left = &mut columns[at];
        left.width = left.width.max(right.width);
        left.height += right.height;
        left.cards.extend(right.cards);
    }
    let mut places = vec![None; cards.len()];
    for (place, column) in columns.into_iter().enumerate() {
        column.cards.into_iter().for_each(|card| places[card] = Some(place));
    }
    places
}

fn between(left: &Column, right: &Column, relations: &[Relation]) -> usize {
    let crosses = |relation: &&Relation| {
        let (from, to) = (relation.from, relation.to);
        left.cards.contains(&from) && right.cards.contains(&to)
            || left.cards.contains(&to) && right.cards.contains(&from)
    };
    relations.iter().filter(crosses).count()
}
