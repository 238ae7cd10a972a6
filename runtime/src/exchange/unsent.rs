//! Which bytes of a content were not sent yet.

use std::ops::Range;

/// A content of any size.
pub(super) const ALL: Range<u64> = 0..u64::MAX;

/// The bytes that were not sent yet: ranges in order. The last one may reach beyond the content, whose size is not known here.
#[derive(Debug)]
pub(super) struct Unsent(Vec<Range<u64>>);

impl Unsent {
    pub(super) fn all() -> Self {
        Self(vec![ALL])
    }

    /// What a service that was asked says that it misses.
    pub(super) fn new(ranges: &[Range<u64>]) -> Self {
        Self(ranges.to_vec())
    }

    /// Takes note of what is sent; whether any of it was not sent before.
    pub(super) fn remove(&mut self, sent: &Range<u64>) -> bool {
        let is_new = self.0.iter().any(|range| range.start < sent.end && sent.start < range.end);
        let split = |range: &Range<u64>| {
            [range.start..range.end.min(sent.start), range.start.max(sent.end)..range.end]
                .into_iter()
                .filter(|rest| !rest.is_empty())
                .collect::<Vec<_>>()
        };
        if is_new {
            self.0 = self.0.iter().flat_map(split).collect();
        }
        is_new
    }

    /// Where the first byte of them is, in a content of that size.
    pub(super) fn first(&self, size: u64) -> Option<u64> {
        self.0.first().map(|range| range.start).filter(|start| *start < size)
    }
}
