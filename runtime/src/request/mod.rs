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
#[cfg(feature = "client")]
mod read_back;
mod reader;
mod references;
#[expect(clippy::module_inception, reason = "a file for each idea, and this one is the room's own")]
mod request;
mod resource;
mod response;
mod stream;

pub use call::{Call, TypedCall};
pub use change::{BodyRequest, CreateRequest, PatchRequest, ReturningPatchRequest};
pub use delete::Delete;
pub(crate) use draft::Draft;
pub use get::Get;
pub use list::List;
pub use outcome::{Composable, Item, Outcome, Several, Single, Wrapped};
pub use reader::{Prepared, Reader};
pub use references::SetReference;
pub use request::Request;
pub use resource::Resource;
pub use response::Response;
pub use stream::{Download, Upload};
