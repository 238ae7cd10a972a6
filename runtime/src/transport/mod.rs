//! What sends requests: the pipeline of `azure_core`, with sign-in, retries, limits and traces.

mod azure;
mod bounded;
mod http_client;
mod options;
mod pipeline;
mod sign_in;
mod trace;
mod tries;

#[cfg(feature = "test")]
pub(crate) use azure::headers;
pub use options::ClientOptions;
pub use sign_in::{ClaimsCredential, SignIn};
