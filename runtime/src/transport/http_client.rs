//! What sends over the network if a program says nothing else.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use azure_core::{
    error::ErrorKind,
    http::{AsyncRawResponse, Body, HttpClient, Request, Transport, headers::Headers, response::PinnedStream},
};
use futures_util::TryStreamExt as _;
use reqwest::{Client, header::HeaderMap, redirect};

use crate::answer::{Error, error::causes};

/// Headers that services send several times, and of which each counts: cookies that belong together, and ways to sign in.
const REPEATED: [&str; 2] = ["set-cookie", "www-authenticate"];

const TIME_TO_CONNECT: Duration = Duration::from_secs(20);
const TIME_TO_READ: Duration = Duration::from_secs(60);

/// The default transport. It does what that of `azure_core` does, which keeps the last header of a name alone.
///
/// # Errors
///
/// [`Error::InvalidRequest`] if there is no TLS, no certificates of the system, say.
pub(super) fn transport() -> Result<Transport, Error> {
    let builder = Client::builder().connect_timeout(TIME_TO_CONNECT).read_timeout(TIME_TO_READ).gzip(true);
    let client = builder.redirect(redirect::Policy::none()).build();
    let client = client.map_err(|error| Error::InvalidRequest(format!("there is no transport: {}", causes(&error))))?;
    Ok(Transport::new(Arc::new(Network(client))))
}

#[derive(Debug)]
struct Network(Client);

#[async_trait]
impl HttpClient for Network {
    async fn execute_request(&self, request: &Request) -> azure_core::Result<AsyncRawResponse> {
        let response = self.0.execute(outgoing(request)?).await.map_err(|error| {
            let kind = if error.is_connect() { ErrorKind::Connection } else { ErrorKind::Io };
            azure_core::Error::with_error(kind, error, "the request could not be sent")
        })?;
        let (status, headers) = (response.status().as_u16().into(), incoming(response.headers()));
        let broken = |error| azure_core::Error::with_error(ErrorKind::Io, error, "the answer ended early");
        let body: PinnedStream = Box::pin(response.bytes_stream().map_err(broken));
        Ok(AsyncRawResponse::new(status, headers, body))
    }
}

fn outgoing(request: &Request) -> azure_core::Result<reqwest::Request> {
    let invalid = |error| azure_core::Error::with_message(ErrorKind::Other, error);
    let method = reqwest::Method::from_bytes(request.method().as_str().as_bytes())
        .map_err(|_| invalid("the request has no method that can be sent"))?;
    let mut sent = reqwest::Request::new(method, request.url().clone());
    for (name, value) in request.headers().iter() {
        let name = reqwest::header::HeaderName::from_bytes(name.as_str().as_bytes());
        let value = reqwest::header::HeaderValue::from_str(value.as_str());
        let (Ok(name), Ok(mut value)) = (name, value) else {
            return Err(invalid("the request has a header that cannot be sent"));
        };
        value.set_sensitive(true);
        sent.headers_mut().append(name, value);
    }
    *sent.body_mut() = Some(match request.body().clone() {
        Body::Bytes(bytes) => bytes.into(),
        Body::SeekableStream(stream) => reqwest::Body::wrap_stream(stream),
    });
    Ok(sent)
}

fn incoming(received: &HeaderMap) -> Headers {
    let mut headers = Headers::new();
    for name in received.keys() {
        let mut values = received.get_all(name).iter().filter_map(|value| value.to_str().ok());
        let value = if REPEATED.contains(&name.as_str()) {
            Some(values.collect::<Vec<_>>().join(", ")).filter(|value| !value.is_empty())
        } else {
            values.next_back().map(str::to_owned)
        };
        if let Some(value) = value {
            headers.insert(name.as_str().to_owned(), value);
        }
    }
    headers
}
