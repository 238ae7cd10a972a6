//! What takes several requests: pages, changes, batches, large content in fragments, operations that outlast their request. Each
//! is a value that says what to send next and takes what came; with the feature `client` it is sent by itself.

#[cfg(feature = "client")]
mod answered;
mod batch;
mod changes;
#[cfg(feature = "client")]
mod concurrent;
#[cfg(feature = "client")]
mod content;
#[cfg(feature = "client")]
mod download;
#[cfg(feature = "client")]
mod follow;
mod monitor;
mod pages;
#[cfg(feature = "client")]
mod place;
mod progress;
#[cfg(feature = "client")]
mod read_back;
#[cfg(feature = "client")]
mod resume;
#[cfg(feature = "client")]
mod send;
#[cfg(feature = "client")]
mod send_body;
mod status;
mod unsent;
mod upload;
mod upload_state;

pub use batch::{Answers, Batch, Group, Handle, PartId, Rounds};
pub use changes::{Change, ChangePage, Changes, Link, Removed};
#[cfg(feature = "client")]
pub use concurrent::send_all;
#[cfg(feature = "client")]
pub use content::ContentStream;
pub use monitor::Monitor;
pub use pages::Pages;
#[cfg(feature = "client")]
pub use send::Sending;
#[cfg(feature = "client")]
pub use send_body::SendBody;
pub use status::Status;
pub use upload::UploadSession;
