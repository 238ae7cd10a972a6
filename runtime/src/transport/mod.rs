//! What sends requests: the pipeline of `azure_core`, with sign-in, retries, limits and traces.

mod attempts;
mod azure;
mod body;
mod bounded;
#[cfg(feature = "reqwest")]
mod http_client;
mod options;
mod pass;
mod pipeline;
mod send_http;
mod sign_in;
mod sleep;
mod trace;

#[cfg(feature = "test")]
pub(crate) use azure::headers;
pub use options::ClientOptions;
pub use send_http::SendHttp;
pub use sign_in::{ClaimsCredential, SignIn};
#[cfg(feature = "test")]
pub(crate) use sleep::sleep;
