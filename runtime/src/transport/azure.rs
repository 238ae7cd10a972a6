//! Requests and answers between the types of `http` and those of `azure_core`.

use azure_core::http::{RawResponse, headers::Headers};
use bytes::Bytes;
use http::{HeaderMap, Response, StatusCode};

use crate::answer::{self, Error, header};
use crate::uri::link::url_of;

/// A request for the pipeline.
///
/// # Errors
///
/// [`Error::InvalidRequest`] if `azure_core` has no such method or URL.
pub(super) fn request(request: &http::Request<Bytes>) -> Result<azure_core::http::Request, Error> {
    let (method, uri) = (request.method(), request.uri());
    let invalid = || Error::InvalidRequest(format!("a {method} request to such a URL cannot be sent"));
    let method = method.as_str().parse().map_err(|_| invalid())?;
    let mut azure = azure_core::http::Request::new(url_of(uri).ok_or_else(invalid)?, method);
    for (name, value) in header::texts(request.headers()) {
        azure.insert_header(name.to_owned(), value.to_owned());
    }
    if !request.body().is_empty() {
        azure.set_body(request.body().clone());
    }
    Ok(azure)
}

/// The headers of a request or an answer.
pub(crate) fn headers(azure: &Headers) -> HeaderMap {
    header::received(azure.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}

/// What the pipeline answered.
pub(super) fn response(azure: RawResponse) -> Response<Bytes> {
    let (status, azure_headers, body) = azure.deconstruct();
    let status = StatusCode::from_u16(status.into()).unwrap_or(StatusCode::BAD_GATEWAY);
    answer::response(status, headers(&azure_headers), body)
}
