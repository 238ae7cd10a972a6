//! The metadata that `cargo xtask fuzz` makes up.

#![allow(dead_code, reason = "the fuzzer has more uses for its modules")]

#[path = "../../xtask/src/fuzz/annotation.rs"]
mod annotation;
#[path = "../../xtask/src/fuzz/document.rs"]
mod document;
#[path = "../../xtask/src/fuzz/names.rs"]
pub mod names;
#[path = "../../xtask/src/fuzz/operation.rs"]
mod operation;
#[path = "../../xtask/src/fuzz/schema.rs"]
mod schema;

use fastrand::Rng;

/// The document of that number.
pub fn csdl(number: u64) -> String {
    schema::document(&mut Rng::with_seed(number)).write()
}
