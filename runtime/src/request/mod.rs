//! Requests as data, and the typed responses to them.

mod call;
mod change;
mod delete;
mod draft;
mod get;
mod list;
mod options;
mod outcome;
mod preference;
mod range;
mod reach;
#[cfg(feature = "client")]
mod read_back;
mod reader;
mod references;
#[expect(clippy::module_inception, reason = "a file for each idea, and this one is the room's own")]
mod request;
mod resource;
mod response;
mod sent_headers;
mod stream;
#[cfg(feature = "client")]
mod stream_upload;

pub use call::{Call, TypedCall};
pub use change::{BodyRequest, CreateRequest, ReturningUpdateRequest, UpdateRequest};
pub use delete::Delete;
pub(crate) use draft::Draft;
pub use get::Get;
pub use list::List;
pub use outcome::{Composable, ContentOutcome, Item, Outcome, Several, Single, Untyped, Wrapped};
pub use range::ByteRange;
#[cfg(feature = "client")]
pub(crate) use range::Part;
pub use reach::{OwnPath, Owned, Referenced};
pub use reader::{Prepared, Reader};
pub use references::SetReference;
pub use request::Request;
pub use resource::Resource;
pub use response::Response;
pub use stream::{Download, Upload};
#[cfg(feature = "client")]
pub use stream_upload::StreamUpload;
