//! Requests as data, and what sends them: one by one, page by page, many in a batch, large content in fragments.

mod answered;
mod batch;
mod body;
mod call;
mod changes;
mod concurrent;
mod content;
mod monitor;
mod operation;
mod pages;
mod preference;
mod progress;
mod read_back;
mod references;
mod request;
mod resource;
mod response;
mod upload;

pub use batch::{Answers, Batch, Group, Handle, PartId};
pub use body::{CreateRequest, PatchRequest, ReturningPatchRequest, SendBody, Sending};
pub use call::{Call, Composable, Item, Outcome, Several, Single, TypedCall, Wrapped};
pub use changes::{Change, ChangePage, Changes, Link, Removed};
pub use concurrent::send_all;
pub use content::Upload;
pub use monitor::{Monitor, Status};
pub use operation::{Delete, Download, Get, List};
pub use references::SetReference;
pub use request::Request;
pub use resource::Resource;
pub use response::Response;
pub use upload::UploadSession;
