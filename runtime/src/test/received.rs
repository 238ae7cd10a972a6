//! What the mock was asked.

use azure_core::http::{Body, Request};
use http::{HeaderMap, Method, Uri};

use crate::transport::headers;

/// Headers whose values neither `Debug` nor a difference shows.
pub(super) const SECRET: [&str; 5] = ["authorization", "proxy-authorization", "cookie", "x-auth-token", "x-csrf-token"];

/// A request that a [`MockService`](super::mock::MockService) was sent.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ReceivedRequest {
    /// The HTTP method.
    pub method: Method,
    /// The whole URL.
    pub uri: Uri,
    /// The headers, those that the pipeline adds included.
    pub headers: HeaderMap,
    /// The body, empty if there is none.
    pub body: Vec<u8>,
}

impl ReceivedRequest {
    pub(super) fn new(request: &Request) -> Self {
        let mut headers = headers(request.headers());
        for name in SECRET {
            if let Some(value) = headers.get_mut(name) {
                value.set_sensitive(true);
            }
        }
        Self {
            method: Method::from_bytes(request.method().as_str().as_bytes()).unwrap_or_default(),
            uri: Uri::try_from(request.url().as_str()).unwrap_or_default(),
            headers,
            body: match request.body() {
                Body::Bytes(bytes) => bytes.to_vec(),
                Body::SeekableStream(_) => Vec::new(),
            },
        }
    }

    /// The body as JSON.
    ///
    /// # Errors
    ///
    /// There is no body, or it is no JSON.
    pub fn json(&self) -> Result<serde_json::Value, serde_json::Error> {
        serde_json::from_slice(&self.body)
    }
}
