//! Requests: built as data, inspected or sent, answered with typed values or typed errors.

mod azure;
mod batch;
mod body;
mod bounded;
mod call;
mod changes;
mod concurrent;
mod content;
mod exchange;
mod links;
mod manners;
#[cfg(feature = "test")]
pub mod mock;
mod monitor;
mod operation;
mod options;
mod pages;
mod pipeline;
mod preference;
mod progress;
mod read_back;
mod references;
mod request;
mod resource;
mod response;
mod sign_in;
mod trace;
mod tries;
mod upload;

pub use crate::answer::{
    Content, Error, ErrorDetail, Ignored, InnerError, Limit, LimitError, Limits, Page, PartError, ReadBackError,
    ReadBody, Redirect, ServiceError, TransportError, UnreadableBody,
};
pub use crate::uri::{Key, KeyStyle, KeyValue, query};

pub use azure_core::credentials::TokenCredential;
pub use bytes::Bytes;
pub use http::{HeaderMap, Method, Uri};

pub use futures_util::{Stream, StreamExt, TryStreamExt};

pub use batch::{Answers, Batch, Group, Handle, PartId};
pub use body::{CreateRequest, PatchRequest, ReturningPatchRequest, SendBody, Sending};
pub use call::{Call, Composable, Item, Outcome, Several, Single, TypedCall, Wrapped};
pub use changes::{Change, ChangePage, Changes, Link, Removed};
pub use concurrent::send_all;
pub use content::Upload;
pub use manners::Manners;
pub use monitor::{Monitor, Status};
pub use operation::{Delete, Download, Get, List};
pub use options::ClientOptions;
pub use pipeline::Client;
pub use references::SetReference;
pub use request::Request;
pub use resource::Resource;
pub use response::Response;
pub use upload::UploadSession;
