//! What is in the slice, as plain data for whoever shows it: names on the wire and in Rust, places, annotations, and what
//! refers to what.

mod build;
mod container;
mod data;
mod facts;
mod methods;
mod stages;
mod uses;

pub(crate) use build::of;
pub use data::{
    Fact, Kind, Member, Operation, Outline, Parameter, Place, Property, Resource, RustNames, Set, Type, Use, Value,
    is_deprecated, short,
};
pub(crate) use stages::Stages;
