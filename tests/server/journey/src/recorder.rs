//! What went over the wire: the real transport, watched.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use azure_core::http::{AsyncRawResponse, HttpClient, Request, new_http_client};

/// A request that was answered.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// Method and path.
    pub request: String,
    /// The status of the answer.
    pub status: u16,
}

/// The real transport, which keeps the request line and the status of each exchange. Clones keep them together.
#[derive(Clone, Debug)]
pub struct Recorder {
    transport: Arc<dyn HttpClient>,
    root: Arc<str>,
    kept: Arc<Mutex<Vec<Exchange>>>,
}

impl Recorder {
    /// A transport that leaves the service root out of request lines.
    pub fn new(root: &str) -> Self {
        Self { transport: new_http_client(None), root: Arc::from(root), kept: Arc::default() }
    }

    /// What was kept since it was last asked for.
    pub fn take(&self) -> Vec<Exchange> {
        std::mem::take(&mut *self.kept())
    }

    fn kept(&self) -> MutexGuard<'_, Vec<Exchange>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl HttpClient for Recorder {
    async fn execute_request(&self, request: &Request) -> azure_core::Result<AsyncRawResponse> {
        let response = self.transport.execute_request(request).await?;
        let url = request.url().as_str();
        let path = url.strip_prefix(&*self.root).unwrap_or(url);
        let line = format!("{} {path}", request.method().as_str());
        self.kept().push(Exchange { request: line, status: response.status().into() });
        Ok(response)
    }
}
