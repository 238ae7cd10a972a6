//! What is the same for every OData schema: the code that generated crates call.
//!
//! Without the feature `client` this is models only, on serde alone: [`Model`] and [`read`] carry structs to and from JSON,
//! [`OpenEnum`] and [`Flags`] carry enumerations, [`Body`] holds a change with its three states (absent, null, value).
//! With it, [`client`] sends requests through the pipeline of `azure_core`.

mod additional;
mod body;
mod contract;
mod diff;
mod emitted;
mod enumeration;
mod flags;
mod model;
pub mod read;
mod scalar;
mod scalars;
mod slot;
mod union;
mod write;

#[cfg(feature = "client")]
pub mod client;

pub use additional::Additional;
pub use body::{Body, Changes, Creates, Patch};
#[cfg(feature = "client")]
pub use client::query::{Navigation, Property, Required, property};
pub use contract::CONTRACT;
pub use enumeration::{EnumType, OpenEnum, ParseMemberError, Place, Unrecognized};
pub use flags::{FlagSet, Flags};
pub use model::{Model, Shape, Structured, VisitPeeks, VisitSlots};
pub use read::{ReadError, from_slice, from_str};
pub use scalar::{Literal, Scalar, Token};
#[cfg(feature = "binary")]
pub use scalars::Binary;
#[cfg(feature = "time")]
pub use scalars::Duration;
pub use slot::{
    EnumPeek, EnumSlot, ModelPeek, ModelSlot, ModelsPeek, ModelsSlot, Peek, ScalarPeek, ScalarSlot, ScalarsPeek,
    ScalarsSlot, Slot,
};
pub use union::Union;

/// Any JSON value, for `Edm.Untyped` and the geography and geometry types (GeoJSON).
pub use serde_json::Value as Json;

/// The crates that emitted types name.
#[cfg(feature = "decimal")]
pub use rust_decimal::Decimal;
#[cfg(feature = "time")]
pub use time::{Date, OffsetDateTime, Time};
#[cfg(feature = "uuid")]
pub use uuid::Uuid;

/// What the macros of this crate expand to; not for direct use.
#[doc(hidden)]
pub mod private {
    pub use std::{
        fmt::{Debug, Display, Formatter, Result as Fmt},
        hash::{Hash, Hasher},
    };

    pub use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub use crate::{
        model::{copy, debug, equal, rules},
        read::deserialize_model,
        scalar::deserialize_scalar,
        write::{serialize_model, serialize_scalar},
    };

    pub mod forms {
        //! None: where emitted tables look for a form that does not exist.
    }

    pub mod methods {
        //! None: where emitted tables look for a kind of method that does not exist.
    }

    pub mod enumeration {
        //! Behind `open_enum!`.
        pub use crate::enumeration::{name, number, parse, try_parse};
    }

    pub mod union {
        //! Behind `union!`.
        pub use crate::union::{peeks, slots};
    }

    pub mod flags {
        //! Behind `flags!`.
        pub use crate::flags::{
            contains, difference, from_token, intersection, names, number, parse, try_parse, union, unrecognized,
        };
    }
}
