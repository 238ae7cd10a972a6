//! What is allocated, which stands for the work that is done: it is the same on each machine, unlike time.

use std::time::Instant;

use cap::Cap;
use mimalloc::MiMalloc;

#[global_allocator]
static ALLOCATOR: Cap<MiMalloc> = Cap::new(MiMalloc, usize::MAX);

/// Counts from now on.
#[derive(Debug)]
pub(super) struct Meter {
    bytes: usize,
    start: Instant,
}

impl Meter {
    pub(super) fn start() -> Self {
        Self { bytes: ALLOCATOR.total_allocated(), start: Instant::now() }
    }

    /// The bytes that were asked for since, whether they were given back or not.
    pub(super) fn bytes(&self) -> usize {
        ALLOCATOR.total_allocated().saturating_sub(self.bytes)
    }

    /// For the eye only: nothing depends on it.
    pub(super) fn seconds(&self) -> f64 {
        self.start.elapsed().as_secs_f64()
    }
}
