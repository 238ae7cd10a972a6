//! Requests and answers between the types of `http` and those of `azure_core`.

use azure_core::http::{RawResponse, Url, headers::Headers};
use bytes::Bytes;
use http::{HeaderMap, Response, StatusCode, Uri};

use crate::answer::{self, Error, header};
use crate::uri::link;

/// A request for the pipeline.
///
/// # Errors
///
/// [`Error::InvalidRequest`] if `azure_core` has no such method or URL.
pub(super) fn request(request: &http::Request<Bytes>) -> Result<azure_core::http::Request, Error> {
    let (method, uri) = (request.method(), request.uri());
    let invalid = || Error::InvalidRequest(format!("a {method} request to such a URL cannot be sent"));
    let method = method.as_str().parse().map_err(|_| invalid())?;
    let mut azure = azure_core::http::Request::new(url(uri).ok_or_else(invalid)?, method);
    for (name, value) in header::texts(request.headers()) {
        azure.insert_header(name.to_owned(), value.to_owned());
    }
    if !request.body().is_empty() {
        azure.set_body(request.body().clone());
    }
    Ok(azure)
}

/// The URL, if it is read as leading to the same host: the token must not go where nobody has looked.
fn url(uri: &Uri) -> Option<Url> {
    let url = Url::parse(&uri.to_string()).ok()?;
    link::absolute(url.as_str()).is_some_and(|read| link::is_same_origin(&read, uri)).then_some(url)
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
