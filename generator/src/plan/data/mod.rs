//! A Rust crate as data.

mod builders;
mod calls;
mod package;
mod rust_type;
mod service;
mod types;
mod values;

pub use builders::{
    BuilderFile, ByKey, Cast, CollectionBuilder, EntityBuilder, KeyKind, KeyParameter, Navigation, Step, Stream, Way,
};
pub use calls::{Argument, Call, Operation, OperationName, Outcome};
pub use package::{Crate, Package, TypesPackage};
pub use rust_type::RustType;
pub use service::{Client, Cloud, ServiceOptions};
pub use types::{Body, Clear, Enum, Field, Flags, Item, Member, ModelStruct, Patch, Setter, TypeFile, Union, Variant};
pub use values::{Constant, Docs, FieldType, Kind};
