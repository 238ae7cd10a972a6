//! Where each column and each card stands.

use super::{
    HEAD, MARGIN,
    cards::Card,
    loops::Loop,
    slots::{Grid, Slot},
};

/// Between cards of a column.
pub const GAP: i64 = 26;
/// Between lines that go past, and between these and cards.
const LANE: i64 = 14;
/// The least room between columns.
pub const GUTTER: i64 = 72;
/// What each line between columns adds to it, and how many do.
const LINE: i64 = 3;
const LINES: usize = 30;
/// How often all columns are gone through.
const SWEEPS: usize = 8;
/// The width that cards without relations fill before they begin a new row.
const SHELF: i64 = 1100;

/// The sides of the columns.
#[derive(Debug)]
pub struct Columns(Vec<(i64, i64)>);

impl Columns {
    /// The left and right side of a column.
    pub fn sides(&self, column: usize) -> (i64, i64) {
        self.0[column]
    }

    /// The right side of the last.
    pub fn right(&self) -> i64 {
        self.0.last().map_or(0, |(_, right)| *right)
    }
}

/// Places the columns; all cards of one are as wide as the widest. The more lines, the more room is between them.
pub fn columns(cards: &mut [Card], grid: &Grid, loops: &[Loop]) -> Columns {
    let mut links = vec![0_usize; grid.columns.len()];
    for link in &grid.links {
        links[grid.column(link)] += 1;
    }
    let reach = |column: usize, on_right: bool| {
        let own = loops.iter().filter(|it| it.column == Some(column) && it.on_right == on_right);
        own.map(|it| it.reach).max().unwrap_or_default()
    };
    let mut sides = Vec::new();
    let mut left = MARGIN;
    for (at, (column, links)) in grid.columns.iter().zip(links).enumerate() {
        left += reach(at, false);
        let own = || column.iter().filter_map(|slot| grid.slots[*slot].card);
        let width = own().map(|card| cards[card].width).max().unwrap_or_default();
        for card in own() {
            (cards[card].x, cards[card].width) = (left, width);
        }
        sides.push((left, left + width));
        left += width + reach(at, true) + GUTTER + LINE * i64::try_from(links.min(LINES)).unwrap_or_default();
    }
    Columns(sides)
}

/// Places slots and cards; says where the lowest ends.
pub fn heights(cards: &mut [Card], grid: &mut Grid) -> i64 {
    for column in 0..grid.columns.len() {
        let height = stack(grid, column, |_| 0).last().map_or(0, |(slot, y)| y + grid.slots[*slot].height);
        settle(grid, column, |_| -height / 2);
    }
    let last = grid.columns.len();
    for _ in 0..SWEEPS {
        (1..last).for_each(|column| pull(grid, column, true, false));
        (0..last.saturating_sub(1)).rev().for_each(|column| pull(grid, column, false, true));
    }
    (0..last).for_each(|column| pull(grid, column, true, true));

    let top = grid.slots.iter().map(|slot| slot.y).min().unwrap_or_default();
    let mut bottom = MARGIN + HEAD - GAP;
    for Slot { y, height, card, .. } in &mut grid.slots {
        *y += MARGIN + HEAD - top;
        bottom = bottom.max(*y + *height);
        if let Some(card) = card.and_then(|card| cards.get_mut(card)) {
            card.y = *y;
        }
    }
    bottom
}

/// Moves the slots of a column to the height of what they are linked with.
fn pull(grid: &mut Grid, column: usize, by_left: bool, by_right: bool) {
    let mut sums = vec![(0_i64, 0_i64); grid.slots.len()];
    for link in &grid.links {
        let ends = [(by_left, link.right, link.left), (by_right, link.left, link.right)];
        for (_, own, other) in ends.into_iter().filter(|(counts, ..)| *counts) {
            let (sum, count) = &mut sums[own.slot];
            *sum += grid.slots[other.slot].y + other.port - own.port;
            *count += 1;
        }
    }
    let wanted: Vec<i64> = sums
        .iter()
        .zip(&grid.slots)
        .map(|((sum, count), slot)| if *count == 0 { slot.y } else { sum / count })
        .collect();
    settle(grid, column, |slot| wanted[slot]);
    gather(grid, column, &sums);
}

/// Moves slots without links down to the next one in the column, which may be what they are related to.
fn gather(grid: &mut Grid, column: usize, sums: &[(i64, i64)]) {
    let slots = grid.columns[column].clone();
    for pair in slots.windows(2).rev() {
        if sums[pair[0]].1 == 0 {
            grid.slots[pair[0]].y = grid.slots[pair[1]].y - GAP - grid.slots[pair[0]].height;
        }
    }
}

fn settle(grid: &mut Grid, column: usize, wanted: impl Fn(usize) -> i64) {
    for (slot, y) in stack(grid, column, wanted) {
        grid.slots[slot].y = y;
    }
}

/// The slots of a column in their order, without overlap, as near as may be to where each wants to be: those that want the
/// same room form a block, which stands where its members want to be on average.
fn stack(grid: &Grid, column: usize, wanted: impl Fn(usize) -> i64) -> Vec<(usize, i64)> {
    struct Block {
        sum: i64,
        members: i64,
    }
    let slots = &grid.columns[column];
    let mut offsets = Vec::with_capacity(slots.len());
    let mut offset = 0;
    for (index, slot) in slots.iter().enumerate() {
        offsets.push(offset);
        let next = slots.get(index + 1).is_some_and(|next| grid.slots[*next].card.is_some());
        let gap = if next && grid.slots[*slot].card.is_some() { GAP } else { LANE };
        offset += grid.slots[*slot].height + gap;
    }
    let mut blocks: Vec<Block> = Vec::new();
    for (slot, offset) in slots.iter().zip(&offsets) {
        let mut block = Block { sum: wanted(*slot) - offset, members: 1 };
        while let Some(before) = blocks.pop_if(|before| before.sum * block.members >= block.sum * before.members) {
            block = Block { sum: before.sum + block.sum, members: before.members + block.members };
        }
        blocks.push(block);
    }
    let starts = blocks.iter().flat_map(|block| (0..block.members).map(|_| block.sum.div_euclid(block.members)));
    slots.iter().zip(&offsets).zip(starts).map(|((slot, offset), start)| (*slot, start + offset)).collect()
}

/// Puts the cards that are related to no other in rows below; says where the lowest ends.
pub fn shelves(cards: &mut [Card], layers: &[Option<usize>], right: i64, bottom: i64) -> i64 {
    let right = right.max(SHELF);
    let (mut x, mut y, mut lowest) = (MARGIN, bottom + GAP, bottom);
    for (card, _) in cards.iter_mut().zip(layers).filter(|(_, layer)| layer.is_none()) {
        if x > MARGIN && x + card.width > right {
            (x, y) = (MARGIN, lowest + GAP);
        }
        (card.x, card.y) = (x, y);
        x += card.width + GUTTER;
        lowest = lowest.max(y + card.height);
    }
    lowest
}
