//! The service: its root, what it does that its metadata does not say, which links are its own, and a request to it that is
//! ready to be sent.

#[cfg(feature = "client")]
mod budget;
mod effect;
mod headers;
pub(crate) mod links;
mod options;
mod outgoing;
mod page_size;
#[cfg(feature = "client")]
mod sender;
#[expect(clippy::module_inception, reason = "a file for each idea, and this one is the room's own")]
mod service;
#[cfg(feature = "client")]
mod source;
mod version;

#[cfg(feature = "client")]
pub(crate) use budget::Budget;
pub(crate) use effect::Effect;
pub use options::ServiceOptions;
pub(crate) use outgoing::{Asked, LINK, Outgoing};
pub use page_size::PageSize;
#[cfg(feature = "client")]
pub(crate) use sender::{ContentBody, Incoming, Sender};
pub use service::Service;
#[cfg(feature = "client")]
pub(crate) use source::{Opened, Opening, Source};
pub use version::ODataVersion;
