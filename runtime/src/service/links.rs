//! Links that a service gives, and which of them the token may go to.

use std::net::IpAddr;

use azure_core::http::Url;
use bytes::Bytes;
use http::{Method, Request, Uri};

use super::{Client, Effect, LINK};
use crate::answer::{Answer, Error, Expected, error};
use crate::uri::link::url_of;

/// A link to the service itself, which gets the token.
///
/// # Errors
///
/// [`Error::InvalidRequest`] if the link leads to another host: the token is not for it.
pub(crate) fn own(client: &Client, link: &str) -> Result<Url, Error> {
    signed(client, link, resolve(client, link))
}

/// A link to the service itself from a header, which is relative to where the request went (RFC 9110, section 10.2.2).
///
/// # Errors
///
/// As of [`own`].
pub(crate) fn own_from(client: &Client, uri: &Uri, link: &str) -> Result<Url, Error> {
    let is_path = link.starts_with('/');
    let url = if is_path { resolve(client, link) } else { url_of(uri).and_then(|url| url.join(link).ok()) };
    signed(client, link, url)
}

fn signed(client: &Client, link: &str, url: Option<Url>) -> Result<Url, Error> {
    url.filter(|url| client.is_same_origin(url)).ok_or_else(|| {
        Error::InvalidRequest(format!(
            "the link {link:?} leads to another host than {:?}, for which the token is not; nothing was sent",
            client.service_root()
        ))
    })
}

/// A pre-authenticated link: it lets in whoever knows it, so that it needs no token and is sent where nobody listens.
///
/// # Errors
///
/// [`Error::InvalidRequest`] if the link is not https; it is not shown.
pub(crate) fn secret(client: &Client, link: &str) -> Result<Url, Error> {
    Url::parse(link).ok().filter(|url| is_private(client, url)).ok_or_else(|| {
        Error::InvalidRequest(String::from("a link that needs no token is no https URL; nothing was sent to it"))
    })
}

/// A link to the service, or a pre-authenticated one.
///
/// # Errors
///
/// [`Error::InvalidRequest`] if the link leads to another host and is not https; it is not shown.
pub(crate) fn any(client: &Client, link: &str) -> Result<Url, Error> {
    match resolve(client, link).filter(|url| client.is_same_origin(url)) {
        Some(url) => Ok(url),
        None => secret(client, link),
    }
}

/// A request to where a link leads.
///
/// # Errors
///
/// [`Error::InvalidRequest`] if the URL cannot be sent; it is not shown.
pub(crate) fn request(method: Method, url: &Url) -> Result<Request<Bytes>, Error> {
    let request = Request::builder()
        .method(method)
        .uri(url.as_str())
        .header("accept", Expected::Value.media_type())
        .body(Bytes::new());
    request
        .map_err(|_| Error::InvalidRequest(String::from("a link is no URL that can be sent; nothing was sent to it")))
}

/// Sends a request to where a link leads, with the token if that is the service.
///
/// # Errors
///
/// [`Error::Transport`].
pub(crate) async fn send(client: &Client, request: &Request<Bytes>) -> Result<Answer, Error> {
    if url_of(request.uri()).is_some_and(|url| client.is_same_origin(&url)) {
        let effect = Effect::of(request.method());
        client.send(request, effect, Expected::Value, LINK).await
    } else {
        send_unsigned(client, request).await
    }
}

/// Sends a request to a pre-authenticated link, without a token.
///
/// # Errors
///
/// [`Error::Transport`], which does not show the link.
pub(crate) async fn send_unsigned(client: &Client, request: &Request<Bytes>) -> Result<Answer, Error> {
    let effect = Effect::of(request.method());
    let result = client.send_unsigned(request, effect, LINK).await;
    result.map_err(|error| error::without_uri(error, request.uri()))
}

/// The URL of a link: relative to the service root, as is the context of what the service sends. Graph writes paths from
/// there with a slash in front, which to others means the host.
fn resolve(client: &Client, link: &str) -> Option<Url> {
    let root = client.service_root();
    let base = Url::parse(&format!("{root}/")).ok()?;
    let is_path = link.starts_with('/') && !link.starts_with("//");
    if is_path && !link.starts_with(base.path()) {
        Url::parse(&format!("{root}{link}")).ok()
    } else {
        base.join(link).ok()
    }
}

/// Whether nobody listens on the way. A service elsewhere has no business on this machine.
fn is_private(client: &Client, url: &Url) -> bool {
    let is_encrypted = url.scheme() == "https" && url.has_host();
    (is_encrypted || (is_loopback(url) && is_loopback(client.root()))) && has_no_user(url)
}

/// Whether a URL leads to this machine, over http or https.
pub(crate) fn is_loopback(url: &Url) -> bool {
    let is_address =
        |host: &str| host.trim_matches(['[', ']']).parse().is_ok_and(|address: IpAddr| address.is_loopback());
    matches!(url.scheme(), "http" | "https")
        && url.host_str().is_some_and(|host| host == "localhost" || is_address(host))
}

/// Whether a URL has neither name nor password in it, which would go out as a sign-in of their own.
pub(crate) fn has_no_user(url: &Url) -> bool {
    url.username().is_empty() && url.password().is_none()
}
