//! The macros that only emitted code uses, a file a macro.

mod body;
#[cfg(feature = "requests")]
mod builders;
mod complex_type;
mod entity_type;
mod enumeration;
mod flags;
mod forms;
#[cfg(feature = "requests")]
mod methods;
mod model;
mod modules;
mod open_enum;
#[cfg(feature = "requests")]
mod requests;
mod scalar_traits;
#[cfg(feature = "client")]
mod sending;
mod setters;
mod structured;
mod text;
mod union;
mod with_requests;
