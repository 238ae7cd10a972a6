//! What sends requests: the pipeline of `azure_core`, with sign-in, retries, limits and traces.

mod attempts;
mod azure;
mod body;
mod bounded;
mod options;
mod pipeline;
mod sign_in;
mod sleep;
mod trace;

#[cfg(feature = "test")]
pub(crate) use azure::headers;
pub use options::ClientOptions;
#[cfg(feature = "test")]
pub(crate) use sleep::sleep;
