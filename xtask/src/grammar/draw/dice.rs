//! Choices that a number decides.

/// A source of choices.
pub(super) struct Dice(fastrand::Rng);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }

    pub fn below(&mut self, end: usize) -> usize {
        self.0.usize(..end)
    }

    pub fn is_one_in(&mut self, number: usize) -> bool {
        self.below(number) == 0
    }

    pub fn one_of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    pub fn between(&mut self, first: i64, last: i64) -> i64 {
        self.0.i64(first..=last)
    }

    pub fn bits(&mut self) -> u64 {
        self.0.u64(..)
    }
}
