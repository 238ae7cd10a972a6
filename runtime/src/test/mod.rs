//! What programs test themselves with.

pub mod mock;
