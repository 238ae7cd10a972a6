//! The macros that only emitted code uses, a file a macro.

mod body;
#[cfg(feature = "client")]
mod builders;
mod complex_type;
mod entity_type;
mod enumeration;
mod flags;
mod forms;
#[cfg(feature = "client")]
mod methods;
mod model;
mod modules;
mod open_enum;
#[cfg(feature = "client")]
mod requests;
mod scalar_traits;
mod setters;
mod structured;
mod text;
mod union;
