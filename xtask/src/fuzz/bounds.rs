//! How much work an input may be: bytes that are allocated, which are the same on each machine.

use super::trial::Fault;

/// For an input of nothing: each of some twenty calls may print a hundred messages.
pub(super) const BASE: usize = 32 << 20;

/// For each byte that comes in and each that goes out, over all calls of a trial.
const EACH: usize = 2_000;

/// For each byte that comes in, of those that go out.
const EMITTED: usize = 1_000;

/// Whether an input of so many bytes may take that much.
///
/// # Errors
///
/// The bound that it breaks.
pub(super) fn check(bytes: usize, emitted: usize, allocated: usize) -> Result<(), Fault> {
    if each(bytes, emitted, allocated) > EACH {
        return Err(format!("too much work: {allocated} bytes allocated for {bytes} in and {emitted} out"));
    }
    if emitted > BASE + EMITTED * bytes {
        return Err(format!("too much output: {emitted} bytes out for {bytes} in"));
    }
    Ok(())
}

/// What is allocated beyond the base for each byte.
pub(super) fn each(bytes: usize, emitted: usize, allocated: usize) -> usize {
    allocated.saturating_sub(BASE) / (bytes + emitted).max(1)
}
