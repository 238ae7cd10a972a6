//! Values as JSON: reading, writing, and the difference of two.

pub(crate) mod diff;
pub mod read;
pub(crate) mod write;

pub use read::{ReadError, from_slice, from_str};
