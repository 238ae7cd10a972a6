//! Answers as data: what a service sends, and what is wrong with it.

pub(crate) mod base64;
pub(crate) mod challenge;
#[cfg(feature = "client")]
mod deviations;
pub(crate) mod error;
pub(crate) mod header;
mod http_message;
mod limits;
mod page;
mod read_body;
mod received;
mod redirect;
mod retry_after;
mod secrets;

pub(crate) use error::CLIENT_REQUEST_ID;
pub use error::{
    Error, ErrorDetail, InnerError, InterruptedError, Interruption, PartError, ReadBackError, ServiceError,
    TransportError, UnreadableBody,
};
pub(crate) use header::header_text;
pub(crate) use http_message::http_message;
pub(crate) use limits::Expected;
#[cfg(feature = "client")]
pub(crate) use limits::{Bounds, Measured};
pub use limits::{Limit, LimitError, Limits};
pub use page::Page;
pub(crate) use read_body::is_null;
pub use read_body::{Content, Ignored, ReadBody};
pub(crate) use received::{Answer, ReadFn, Reading, Received, Sent, response};
pub use redirect::Redirect;
pub use retry_after::retry_after;
pub(crate) use secrets::Secrets;
