//! A service for the unit tests of programs: it answers what a test says, and keeps what it was asked.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use async_trait::async_trait;
use azure_core::{
    error::ErrorKind,
    http::{AsyncRawResponse, Body, HttpClient, Request, RetryOptions, StatusCode, Transport, headers::Headers},
};
use bytes::Bytes;
use http::{HeaderMap, Method, Uri};
use serde::Serialize;

use crate::transport::{ClientOptions, headers};

/// A service that is not there: each request has the next answer, in order.
///
/// Clones are the same service.
#[derive(Clone, Debug, Default)]
pub struct MockService(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    answers: VecDeque<Answer>,
    received: Vec<ReceivedRequest>,
}

/// A request that a [`MockService`] was sent.
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
    /// The body as JSON.
    ///
    /// # Errors
    ///
    /// There is no body, or it is no JSON.
    pub fn json(&self) -> Result<serde_json::Value, serde_json::Error> {
        serde_json::from_slice(&self.body)
    }
}

/// What a [`MockService`] answers to a request.
#[derive(Clone, Debug)]
pub struct Answer {
    status: StatusCode,
    headers: Headers,
    body: Result<Vec<u8>, String>,
}

impl Answer {
    /// JSON: a model, or what `serde_json::json!` makes.
    #[must_use]
    pub fn json(status: u16, body: &impl Serialize) -> Self {
        let body = serde_json::to_vec(body).map_err(|error| error.to_string());
        Self::new(status, body).header("content-type", "application/json")
    }

    /// Any bytes; none for an answer without a body.
    #[must_use]
    pub fn bytes(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::new(status, Ok(body.into()))
    }

    fn new(status: u16, body: Result<Vec<u8>, String>) -> Self {
        Self { status: status.into(), headers: Headers::new(), body }
    }

    /// With a header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.insert(name, value.into());
        self
    }
}

impl MockService {
    /// A service that gives these answers.
    pub fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        let service = Self::default();
        service.state().answers.extend(answers);
        service
    }

    /// Answers one more request.
    pub fn answer(&self, answer: Answer) {
        self.state().answers.push_back(answer);
    }

    /// Options by which a client sends its requests here, each once.
    #[must_use]
    pub fn options(&self) -> ClientOptions {
        ClientOptions {
            transport: Some(Transport::new(Arc::new(self.clone()))),
            retry: RetryOptions::none(),
            ..ClientOptions::default()
        }
    }

    /// The requests so far.
    #[must_use]
    pub fn received(&self) -> Vec<ReceivedRequest> {
        self.state().received.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl HttpClient for MockService {
    async fn execute_request(&self, request: &Request) -> azure_core::Result<AsyncRawResponse> {
        let method = Method::from_bytes(request.method().as_str().as_bytes()).unwrap_or_default();
        let uri = Uri::try_from(request.url().as_str()).unwrap_or_default();
        let body = match request.body() {
            Body::Bytes(bytes) => bytes.to_vec(),
            Body::SeekableStream(_) => Vec::new(),
        };
        let mut state = self.state();
        let answer = state.answers.pop_front().ok_or_else(|| {
            let message = format!("the mock service has no answer left for {method} {uri}");
            azure_core::Error::with_message(ErrorKind::Other, message)
        });
        state.received.push(ReceivedRequest { method, uri, headers: headers(request.headers()), body });
        let Answer { status, headers, body } = answer?;
        let body = body.map_err(|error| azure_core::Error::with_message(ErrorKind::DataConversion, error))?;
        Ok(AsyncRawResponse::from_bytes(status, headers, Bytes::from(body)))
    }
}
