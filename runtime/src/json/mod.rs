//! Values as JSON: reading, writing, and the difference of two.

pub(crate) mod diff;
mod error;
pub(crate) mod read;
mod read_field;
mod text;
pub(crate) mod write;

pub use error::ReadError;
pub use text::{from_slice, from_str};
