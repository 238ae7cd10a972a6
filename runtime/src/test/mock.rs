//! A service for the unit tests of programs: it answers what a test says, and keeps what it was asked.
//!
//! Answers may be in order, for any requests, or those of an expected request:
//!
//! ```
//! use odata_runtime::client::mock::{Answer, Expect, MockService};
//! use serde_json::json;
//!
//! let service = MockService::at("https://graph.example/beta");
//! service.on(Expect::get("/users/a").query("$select", "id")).answer(Answer::json(200, &json!({"id": "a"})));
//! // A client with `service.options()` sends its requests here; then:
//! let unmet = service.verify().unwrap_err();
//! assert!(unmet.to_string().ends_with("GET /users/a?$select=id was to be asked once or more, and never was"));
//! ```

use std::{
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use async_trait::async_trait;
use azure_core::{
    error::ErrorKind,
    http::{AsyncRawResponse, Body, HttpClient, Request, RetryOptions, Transport},
    stream::SeekableStream,
};
use futures_util::StreamExt as _;

use super::{address::Address, retries::AtOnce, state::State};
pub use super::{
    answer::Answer,
    expect::Expect,
    expectation::Expectation,
    received::ReceivedRequest,
    unmet::{UnexpectedRequest, Unmet, UnmetExpectation},
};
use crate::transport::ClientOptions;

/// A service that is not there. A request has the answer of the first expectation that it fits, and otherwise the next of
/// the answers in order.
///
/// Clones are the same service.
#[derive(Clone, Debug, Default)]
pub struct MockService(Arc<Mutex<State>>);

impl MockService {
    /// A service that gives these answers, in order.
    pub fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        let service = Self::default();
        service.state().answers.extend(answers);
        service
    }

    /// A service at this root, from which the paths of expectations are. Without a root, a path fits each URL that ends with
    /// it.
    #[must_use]
    pub fn at(service_root: &str) -> Self {
        let service = Self::default();
        service.state().root = Some(Address::parse(service_root).0);
        service
    }

    /// Answers one more request.
    pub fn answer(&self, answer: Answer) {
        self.state().answers.push_back(answer);
    }

    /// Expects a request. Of several expectations that it fits the first answers, as often as it is to.
    #[must_use = "an expectation needs an answer"]
    pub fn on(&self, expect: Expect) -> Expectation {
        Expectation::new(self, expect)
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

    /// Options by which a client sends its requests here, and tries each again as a real one would, so many times at most
    /// and without a wait.
    #[must_use]
    pub fn options_with_retries(&self, retries: u32) -> ClientOptions {
        ClientOptions { retry: RetryOptions::custom(Arc::new(AtOnce { most: retries })), ..self.options() }
    }

    /// The requests so far, each attempt for itself.
    #[must_use]
    pub fn received(&self) -> Vec<ReceivedRequest> {
        self.state().received.clone()
    }

    /// Whether all came as expected.
    ///
    /// # Errors
    ///
    /// An expectation was not asked, or not as often as it says; a request came that nothing was to answer; or answers in
    /// order are left.
    pub fn verify(&self) -> Result<(), Unmet> {
        self.state().unmet().map_or(Ok(()), Err)
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl HttpClient for MockService {
    async fn execute_request(&self, request: &Request) -> azure_core::Result<AsyncRawResponse> {
        let mut received = ReceivedRequest::new(request);
        if let Body::SeekableStream(content) = request.body() {
            received.body = read_all(content.clone()).await?;
        }
        let answer = self.state().ask(received);
        // Of a kind that is not tried again: another attempt would find no answer either.
        let answer = answer.map_err(|text| azure_core::Error::with_message(ErrorKind::Other, text))?;
        answer.give().await
    }
}

async fn read_all(content: Box<dyn SeekableStream>) -> azure_core::Result<Vec<u8>> {
    let (mut content, mut bytes) = (Pin::from(content), Vec::new());
    while let Some(chunk) = content.next().await {
        bytes.extend_from_slice(&chunk?);
    }
    Ok(bytes)
}
