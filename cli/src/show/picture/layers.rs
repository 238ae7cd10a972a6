//! The column of each card: what refers to a card stands left of it, wherever that is possible.

use super::{
    cards::{Card, Relation, RelationKind},
    place::GAP,
};

/// Higher columns give cards to the next one.
const HIGH: i64 = 1800;
/// How often they do.
const ROUNDS: usize = 8;

/// The column of each card; `None` for one that is related to no other.
pub fn layers(cards: &[Card], relations: &[Relation]) -> Vec<Option<usize>> {
    let count = cards.len();
    let arcs = acyclic(count, arcs(relations));
    let (next, before) = neighbours(count, &arcs);
    let mut waiting: Vec<usize> = before.iter().map(Vec::len).collect();
    let mut ready: Vec<usize> = (0..count).filter(|card| waiting[*card] == 0).collect();
    let mut layers = vec![0; count];
    let mut at = 0;
    while let Some(card) = ready.get(at).copied() {
        at += 1;
        for other in &next[card] {
            layers[*other] = layers[*other].max(layers[card] + 1);
            waiting[*other] -= 1;
            if waiting[*other] == 0 {
                ready.push(*other);
            }
        }
    }
    // What nothing refers to moves to what it refers to.
    for card in (0..count).filter(|card| before[*card].is_empty()) {
        if let Some(nearest) = next[card].iter().map(|other| layers[*other]).min() {
            layers[card] = nearest - 1;
        }
    }
    for _ in 0..ROUNDS {
        level(cards, &mut layers, &next);
    }
    let is_alone = |card: usize| next[card].is_empty() && before[card].is_empty();
    layers.into_iter().enumerate().map(|(card, layer)| (!is_alone(card)).then_some(layer)).collect()
}

/// Moves cards that refer to nothing from high columns to the next one, if that is lower.
fn level(cards: &[Card], layers: &mut [usize], next: &[Vec<usize>]) {
    let count = layers.iter().max().map_or(0, |last| last + 1);
    let mut heights = vec![0; count + 1];
    for (card, layer) in cards.iter().zip(&*layers) {
        heights[*layer] += card.height + GAP;
    }
    for card in (0..cards.len()).rev().filter(|card| next[*card].is_empty()) {
        let (layer, height) = (layers[card], cards[card].height + GAP);
        if heights[layer] > HIGH && heights[layer + 1] + height < heights[layer] {
            heights[layer] -= height;
            heights[layer + 1] += height;
            layers[card] += 1;
        }
    }
}

/// From left to right; a base type stands left of what is derived from it.
fn arcs(relations: &[Relation]) -> Vec<(usize, usize)> {
    let arcs = relations.iter().map(|relation| match relation.kind {
        RelationKind::Base => (relation.to, relation.from),
        RelationKind::Contains | RelationKind::Leads | RelationKind::Uses => (relation.from, relation.to),
    });
    let mut arcs: Vec<_> = arcs.filter(|(from, to)| from != to).collect();
    arcs.sort_unstable();
    arcs.dedup();
    arcs
}

fn neighbours(count: usize, arcs: &[(usize, usize)]) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
    let (mut next, mut before) = (vec![Vec::new(); count], vec![Vec::new(); count]);
    for (from, to) in arcs {
        next[*from].push(*to);
        before[*to].push(*from);
    }
    (next, before)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    New,
    Open,
    Done,
}

/// Turns the arcs that lead back to where a walk came from.
fn acyclic(count: usize, arcs: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let (next, before) = neighbours(count, &arcs);
    let mut visits = vec![Visit::New; count];
    let mut turned = Vec::new();
    let (mut starts, rest): (Vec<usize>, Vec<usize>) = (0..count).partition(|card| before[*card].is_empty());
    starts.extend(rest);
    for start in starts {
        let mut walk = vec![(start, 0)];
        while let Some((card, at)) = walk.pop() {
            if at == 0 {
                if visits[card] != Visit::New {
                    continue;
                }
                visits[card] = Visit::Open;
            }
            let Some(other) = next[card].get(at).copied() else {
                visits[card] = Visit::Done;
                continue;
            };
            walk.push((card, at + 1));
            match visits[other] {
                Visit::New => walk.push((other, 0)),
                Visit::Open => turned.push((card, other)),
                Visit::Done => {}
            }
        }
    }
    turned.sort_unstable();
    let turn = |arc: (usize, usize)| if turned.binary_search(&arc).is_ok() { (arc.1, arc.0) } else { arc };
    let mut arcs: Vec<_> = arcs.into_iter().map(turn).collect();
    arcs.sort_unstable();
    arcs.dedup();
    arcs
}
