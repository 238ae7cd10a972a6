//! The service: its root, what it does that its metadata does not say, which links are its own, and what sends requests to it.

mod client;
mod effect;
pub(crate) mod links;
mod manners;
mod sleep;
mod transport;

pub use client::Client;
pub(crate) use client::parse_root;
pub(crate) use effect::Effect;
pub use manners::Manners;
pub(crate) use sleep::sleep;
pub(crate) use transport::{About, LINK, Transport};
