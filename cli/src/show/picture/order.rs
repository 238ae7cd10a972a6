//! The order of slots in each column: each as near to its neighbours as may be, so that few lines cross.

use super::slots::{End, Grid, Link};

/// How often all columns are gone through, there and back.
const SWEEPS: usize = 12;
/// Steps between two slots.
const UNIT: i64 = 1024;

/// Orders the columns; of all orders that were tried, the one with the fewest crossings stays.
pub fn order(grid: &mut Grid) {
    let mut best = (crossings(grid), grid.columns.clone());
    let last = grid.columns.len();
    for _ in 0..SWEEPS {
        for column in 1..last {
            sort(grid, column, true);
        }
        remember(grid, &mut best);
        for column in (0..last.saturating_sub(1)).rev() {
            sort(grid, column, false);
        }
        remember(grid, &mut best);
    }
    grid.columns = best.1;
}

fn remember(grid: &Grid, best: &mut (usize, Vec<Vec<usize>>)) {
    let crossings = crossings(grid);
    if crossings < best.0 {
        *best = (crossings, grid.columns.clone());
    }
}

fn sort(grid: &mut Grid, column: usize, by_left: bool) {
    let places = places(grid);
    let mut sums = vec![(0, 0); grid.slots.len()];
    for link in &grid.links {
        let (own, other) = if by_left { (link.right, link.left) } else { (link.left, link.right) };
        let (sum, count) = &mut sums[own.slot];
        *sum += position(grid, &places, other);
        *count += 1;
    }
    let key = |slot: &usize| match sums[*slot] {
        (_, 0) => places[*slot] * UNIT,
        (sum, count) => sum / count,
    };
    let mut slots = std::mem::take(&mut grid.columns[column]);
    slots.sort_by_key(key);
    grid.columns[column] = slots;
}

/// The place of each slot in its column.
fn places(grid: &Grid) -> Vec<i64> {
    let mut places = vec![0; grid.slots.len()];
    for column in &grid.columns {
        for (slot, place) in column.iter().zip(0..) {
            places[*slot] = place;
        }
    }
    places
}

/// Where a link ends, finer than its slot.
fn position(grid: &Grid, places: &[i64], end: End) -> i64 {
    places[end.slot] * UNIT + end.port * (UNIT - 1) / grid.slots[end.slot].height.max(1)
}

fn crossings(grid: &Grid) -> usize {
    let places = places(grid);
    let mut gaps: Vec<Vec<(i64, i64)>> = vec![Vec::new(); grid.columns.len()];
    for link in &grid.links {
        let Link { left, right, .. } = *link;
        gaps[grid.column(link)].push((position(grid, &places, left), position(grid, &places, right)));
    }
    let crossed = |gap: Vec<(i64, i64)>| {
        let pairs = gap.iter().enumerate().flat_map(|(index, a)| gap[index + 1..].iter().map(move |b| (a, b)));
        pairs.filter(|(a, b)| (a.0 - b.0).signum() * (a.1 - b.1).signum() < 0).count()
    };
    gaps.into_iter().map(crossed).sum()
}
