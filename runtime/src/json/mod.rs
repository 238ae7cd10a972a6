//! Values as JSON: reading, writing, the difference of two, and changes.

mod body;
#[cfg(feature = "requests")]
pub(crate) mod collection;
mod convert;
mod depth;
mod deviation;
pub(crate) mod diff;
mod error;
mod exact;
mod lenient;
mod located;
#[cfg(feature = "requests")]
pub(crate) mod object;
pub(crate) mod read;
mod read_field;
pub(crate) mod read_scalar;
mod scope;
mod text;
mod tolerant;
mod unknown;
pub(crate) mod write;
mod write_text;
pub(crate) mod written;

pub use body::{Body, Creates, Patch, Updates};
pub use deviation::Deviation;
pub use error::ReadError;
#[cfg(feature = "requests")]
pub(crate) use exact::OwnText;
#[cfg(feature = "requests")]
pub(crate) use lenient::{control, nearest, object as properties};
#[cfg(feature = "requests")]
pub(crate) use text::{from_part, read_tolerantly, without_mark};
pub use text::{from_slice, from_slice_tolerant, from_str};
