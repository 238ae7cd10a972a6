//! Requests as data.

mod body;

pub use body::{Body, Changes, Creates, Patch};
