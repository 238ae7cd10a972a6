//! What is the same for every OData schema: the code that generated crates call.
//!
//! Without features this is models only, on serde alone: [`Model`] and [`from_slice`] carry structs to and from JSON,
//! [`OpenEnum`] and [`Flags`] carry enumerations, [`Body`] holds a change with its three states (absent, null, value).
//! With the feature `requests`, the module `requests` has requests as data and what reads their answers, whatever sends them. With the
//! feature `client`, the module `client` sends them through the pipeline of `azure_core`.

#[cfg(feature = "requests")]
mod answer;
mod contract;
mod emitted;
#[cfg(feature = "requests")]
mod exchange;
mod json;
#[cfg(feature = "requests")]
mod request;
#[cfg(feature = "requests")]
mod service;
#[cfg(feature = "test")]
mod test;
#[cfg(feature = "client")]
mod transport;
#[cfg(feature = "requests")]
mod uri;
mod value;

#[cfg(feature = "requests")]
pub mod requests {
    //! Requests as data, and what reads their answers: typed values or typed errors.

    pub use bytes::Bytes;
    pub use http::{self, HeaderMap, Method, Uri};

    pub use crate::{
        answer::{
            Content, Error, ErrorDetail, Ignored, InnerError, InterruptedError, Interruption, Limit, LimitError,
            Limits, Page, PartError, ReadBackError, ReadBody, Redirect, ServiceError, TransportError, UnreadableBody,
            retry_after,
        },
        exchange::{
            Answers, Batch, Change, ChangePage, Changes, Group, Handle, Link, Monitor, Pages, PartId, Removed, Rounds,
            Status, UploadSession,
        },
        request::{
            BodyRequest, ByteRange, Call, Composable, ContentOutcome, CreateRequest, Delete, Download, Get, Item, List,
            Outcome, OwnPath, Owned, Prepared, Reader, Referenced, Request, Resource, Response, ReturningUpdateRequest,
            SetReference, Several, Single, TypedCall, Untyped, UpdateRequest, Upload, Wrapped,
        },
        service::{ODataVersion, PageSize, Service, ServiceOptions},
        uri::{Key, KeyStyle, KeyValue, query},
    };
}

#[cfg(feature = "client")]
pub mod client {
    //! Everything of [`requests`](mod@crate::requests), and what sends them.

    pub use async_trait::async_trait;
    pub use azure_core::credentials::TokenCredential;
    pub use futures_util::{Stream, StreamExt, TryStreamExt};

    pub use crate::requests::*;
    #[cfg(feature = "test")]
    pub use crate::test::mock;
    pub use crate::{
        exchange::{ContentStream, SendBody, Sending, send_all},
        request::StreamUpload,
        transport::{ClaimsCredential, ClientOptions, SendHttp, SignIn},
    };
}

#[cfg(feature = "client")]
pub mod azure {
    //! What of `azure_core` configures a client: options, policies, transports, credentials.

    pub use azure_core::{
        Error, Result,
        credentials::{AccessToken, Secret, TokenCredential, TokenRequestOptions},
        error::ErrorKind,
        http::{
            AsyncRawResponse, Body, Context, ExponentialRetryOptions, FixedRetryOptions, HttpClient,
            InstrumentationOptions, LoggingOptions, Request, RetryOptions, Transport, UserAgentOptions,
            headers::Headers,
            policies::{Policy, PolicyResult},
        },
        time,
    };
}

pub use contract::CONTRACT;
pub use json::{Body, Creates, Deviation, Patch, ReadError, Updates, from_slice, from_slice_tolerant, from_str};
#[cfg(feature = "requests")]
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
            read_scalar::deserialize_scalar,
            write::{serialize_model, serialize_scalar},
        },
        value::model::{copy, debug, equal, rules},
    };

    pub mod forms {
        //! None: where emitted tables look for a form that does not exist.
    }

    pub mod methods {
        //! None: where emitted tables look for a kind of method that does not exist.
    }

    pub mod enumeration {
        //! Behind `open_enum!`.
        pub use crate::value::enumeration::{equal, hash, name, number, parse, try_parse};
    }

    pub mod union {
        //! Behind `union!`.
        pub use crate::value::union::{peeks, slots};
    }

    pub mod flags {
        //! Behind `flags!`.
        pub use crate::value::flags::{
            contains, difference, equal, from_token, hash, intersection, names, number, parse, try_parse, union,
            unrecognized,
        };
    }
}
