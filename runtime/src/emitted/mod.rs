//! The macros that only emitted code uses, a file a macro.

mod body;
#[cfg(feature = "client")]
mod builders;
mod flags;
mod model;
mod open_enum;
#[cfg(feature = "client")]
mod requests;
mod scalar_traits;
mod union;
