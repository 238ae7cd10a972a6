//! Values of the schema's types, without their types: how the runtime sees the fields of a struct, the members of an
//! enumeration, and what no schema knows.

mod additional;
#[cfg(feature = "binary")]
mod binary;
mod binary_form;
mod decimal;
#[cfg(feature = "time")]
mod digits;
#[cfg(feature = "time")]
mod duration;
pub(crate) mod enumeration;
pub(crate) mod flags;
#[cfg(feature = "uuid")]
mod guid;
pub(crate) mod model;
pub(crate) mod scalar;
mod scalars;
mod slot;
#[cfg(feature = "time")]
mod temporal;
#[cfg(any(feature = "uuid", feature = "time"))]
mod textual;
pub(crate) mod union;

pub use additional::Additional;
pub(crate) use additional::{Kept, Name, TYPE, is_type, kept_name, type_name};
#[cfg(feature = "binary")]
pub use binary::Binary;
pub use binary_form::BinaryForm;
pub use decimal::{Decimal, ParseDecimalError};
#[cfg(feature = "time")]
pub use duration::Duration;
pub use enumeration::{EnumType, OpenEnum, ParseMemberError, Place, Unrecognized};
pub use flags::{FlagSet, Flags};
pub use model::{Model, Shape, Structured, VisitPeeks, VisitSlots};
pub use scalar::{Literal, Scalar, Token};
pub use slot::{
    EnumPeek, EnumSlot, ModelPeek, ModelSlot, ModelsPeek, ModelsSlot, Peek, ScalarPeek, ScalarSlot, ScalarsPeek,
    ScalarsSlot, Slot,
};
pub use union::Union;

/// Any JSON value, for `Edm.Untyped` and the geography and geometry types (GeoJSON).
pub use serde_json::Value as Json;

/// The crates that emitted types name.
#[cfg(feature = "time")]
pub use time::{Date, OffsetDateTime, Time};
#[cfg(feature = "uuid")]
pub use uuid::Uuid;
