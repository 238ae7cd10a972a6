//! Requests that the sign-in itself makes, beside the request that is to be signed in.

use std::sync::Arc;

use azure_core::{
    error::ErrorKind,
    http::{
        Context, Method, Request, Url,
        policies::{Policy, PolicyResult},
    },
};
use http::{HeaderMap, StatusCode};

pub(super) use super::super::pass::pass;
use super::super::{attempts::Attempts, azure};
use crate::answer::{CLIENT_REQUEST_ID, Expected, Limits, Secrets};
use crate::service::ServiceOptions;

/// What operators know a request by; a request beside it has the same, so that they find both.
const COPIED: [&str; 3] = [CLIENT_REQUEST_ID, "x-ms-client-request-id", "user-agent"];

/// What a service answered to a request of the sign-in. Its body may hold secrets and is of no use.
pub(super) struct Answered {
    pub status: u16,
    pub headers: HeaderMap,
    what: String,
}

impl Answered {
    pub(super) fn is_success(&self) -> bool {
        StatusCode::from_u16(self.status).is_ok_and(|status| status.is_success())
    }

    /// An error that says what was answered, and what the answer lacks.
    pub(super) fn lacks(&self, what: &str) -> azure_core::Error {
        let message = format!("the service answered {} to {}, and gave no {what}", self.status, self.what);
        azure_core::Error::with_message(ErrorKind::Credential, message)
    }
}

/// A request beside another.
pub(super) fn request(context: &Context<'_>, beside: &Request, method: Method, url: Url) -> Request {
    let mut request = Request::new(url, method);
    for name in COPIED {
        if let Some(value) = beside.headers().get_optional_string(&name.into()) {
            request.insert_header(name, value);
        }
    }
    let options = context.value::<&'static ServiceOptions>().map_or(&ServiceOptions::STANDARD, |options| *options);
    for (name, value) in options.headers {
        request.insert_header(*name, *value);
    }
    request.insert_header("accept", "application/json");
    request
}

/// Sends a request of the sign-in, which is no attempt of the request beside it: what becomes of it says nothing about that.
pub(super) async fn send(
    context: &Context<'_>,
    mut request: Request,
    next: &[Arc<dyn Policy>],
) -> azure_core::Result<Answered> {
    let limits = context.value::<Limits>().copied().unwrap_or_default();
    let mut own = Context::new().with_value(limits.of(Expected::Value));
    if let Some(secrets) = context.value::<Arc<Secrets>>() {
        own.insert(Arc::clone(secrets));
    }
    let what = format!("{} {}", request.method().as_str(), request.url().path());
    let response = pass(&own, &mut request, next).await.map_err(|error| {
        // A connection that failed is worth another attempt, as for any request.
        let kind = match error.kind() {
            kind @ (ErrorKind::Connection | ErrorKind::Io) => kind.clone(),
            _ => ErrorKind::Credential,
        };
        azure_core::Error::with_error(kind, error, format!("the service did not answer to {what}"))
    })?;
    Ok(Answered { status: response.status().into(), headers: azure::headers(response.headers()), what })
}

/// Hands a request on once more, with a sign-in that is new. What was refused for want of a sign-in did nothing.
pub(super) async fn pass_again(context: &Context<'_>, request: &mut Request, next: &[Arc<dyn Policy>]) -> PolicyResult {
    request.body_mut().reset().await?;
    pass(context, request, next).await
}

/// Takes note of what a request is signed in with, so that no error shows it.
pub(super) fn note(context: &Context<'_>, secret: &str) {
    if let Some(secrets) = context.value::<Arc<Secrets>>() {
        secrets.note(secret);
    }
}

/// The same of the value of a header `Authorization`.
pub(super) fn note_authorization(context: &Context<'_>, value: &str) {
    if let Some(secrets) = context.value::<Arc<Secrets>>() {
        secrets.note_authorization(value);
    }
}

/// Takes note that the sign-in failed, and with it the attempt.
pub(super) fn failed(context: &Context<'_>, error: azure_core::Error) -> azure_core::Error {
    if let Some(attempts) = context.value::<Arc<Attempts>>() {
        attempts.fail_to_sign_in();
    }
    error
}

/// Whether an answer has that status.
pub(super) fn is(response: &azure_core::http::AsyncRawResponse, status: StatusCode) -> bool {
    u16::from(response.status()) == status.as_u16()
}
