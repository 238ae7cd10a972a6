//! Values as JSON: reading, writing, the difference of two, and changes.

mod body;
pub(crate) mod diff;
mod error;
#[cfg(feature = "requests")]
pub(crate) mod object;
pub(crate) mod read;
mod read_field;
mod text;
pub(crate) mod write;

pub use body::{Body, Creates, Patch, Updates};
pub use error::ReadError;
pub use text::{from_slice, from_str};
