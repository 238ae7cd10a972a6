//! What is the same for every OData schema: the code that generated crates call.
//!
//! Without the feature `client` this is models only, on serde alone: [`Model`] and [`from_slice`] carry structs to and from JSON,
//! [`OpenEnum`] and [`Flags`] carry enumerations, [`Body`] holds a change with its three states (absent, null, value).
//! With it, [`client`] sends requests through the pipeline of `azure_core`.

#[cfg(feature = "client")]
mod answer;
mod contract;
mod emitted;
#[cfg(feature = "client")]
mod exchange;
mod json;
mod request;
#[cfg(feature = "client")]
mod service;
#[cfg(feature = "test")]
mod test;
#[cfg(feature = "client")]
mod transport;
#[cfg(feature = "client")]
mod uri;
mod value;

#[cfg(feature = "client")]
pub mod client {
    //! Requests: built as data, inspected or sent, answered with typed values or typed errors.

    pub use azure_core::credentials::TokenCredential;
    pub use bytes::Bytes;
    pub use futures_util::{Stream, StreamExt, TryStreamExt};
    pub use http::{HeaderMap, Method, Uri};

    #[cfg(feature = "test")]
    pub use crate::test::mock;
    pub use crate::{
        answer::{
            Content, Error, ErrorDetail, Ignored, InnerError, Limit, LimitError, Limits, Page, PartError,
            ReadBackError, ReadBody, Redirect, ServiceError, TransportError, UnreadableBody,
        },
        exchange::{
            Answers, Batch, Call, Change, ChangePage, Changes, Composable, CreateRequest, Delete, Download, Get, Group,
            Handle, Item, Link, List, Monitor, Outcome, PartId, PatchRequest, Removed, Request, Resource, Response,
            ReturningPatchRequest, SendBody, Sending, SetReference, Several, Single, Status, TypedCall, Upload,
            UploadSession, Wrapped, send_all,
        },
        service::{Client, Manners},
        transport::{ClaimsCredential, ClientOptions, SignIn},
        uri::{Key, KeyStyle, KeyValue, query},
    };
}

pub use contract::CONTRACT;
pub use json::{ReadError, from_slice, from_str};
pub use request::{Body, Changes, Creates, Patch};
#[cfg(feature = "client")]
pub use uri::query::{Navigation, Property, Required, property};
pub use value::*;

/// What the macros of this crate expand to; not for direct use.
#[doc(hidden)]
pub mod private {
    pub use std::{
        fmt::{Debug, Display, Formatter, Result as Fmt},
        hash::{Hash, Hasher},
    };

    pub use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub use crate::{
        json::{
            read::deserialize_model,
            write::{serialize_model, serialize_scalar},
        },
        value::{
            model::{copy, debug, equal, rules},
            scalar::deserialize_scalar,
        },
    };

    pub mod forms {
        //! None: where emitted tables look for a form that does not exist.
    }

    pub mod methods {
        //! None: where emitted tables look for a kind of method that does not exist.
    }

    pub mod enumeration {
        //! Behind `open_enum!`.
        pub use crate::value::enumeration::{name, number, parse, try_parse};
    }

    pub mod union {
        //! Behind `union!`.
        pub use crate::value::union::{peeks, slots};
    }

    pub mod flags {
        //! Behind `flags!`.
        pub use crate::value::flags::{
            contains, difference, from_token, intersection, names, number, parse, try_parse, union, unrecognized,
        };
    }
}
