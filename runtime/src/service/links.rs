//! Links that a service gives, and which of them the token may go to.

use bytes::Bytes;
use http::{Method, Request, Uri, header::ACCEPT};

use super::{Effect, LINK, Outgoing, Service};
use crate::answer::{Error, Expected};
use crate::uri::link;

/// A link to the service itself, which gets the token.
///
/// # Errors
///
/// [`Error::InvalidRequest`] if the link leads to another host: the token is not for it.
pub(crate) fn own(service: &Service, link: &str) -> Result<Uri, Error> {
    signed(service, link, resolve(service, link))
}

#[cfg(feature = "client")]
/// A link to the service itself from a header, which is relative to where the request went (RFC 9110, section 10.2.2).
///
/// # Errors
///
/// As of [`own`].
pub(crate) fn own_from(service: &Service, uri: &Uri, link: &str) -> Result<Uri, Error> {
    let is_path = link.starts_with('/');
    signed(service, link, if is_path { resolve(service, link) } else { link::resolve(uri, link) })
}

fn signed(service: &Service, link: &str, uri: Option<Uri>) -> Result<Uri, Error> {
    uri.filter(|uri| service.is_own(uri)).ok_or_else(|| {
        Error::InvalidRequest(format!(
            "the link {link:?} leads to another host than {:?}, for which the token is not; nothing was sent",
            service.service_root()
        ))
    })
}

/// A pre-authenticated link: it lets in whoever knows it, so that it needs no token and is sent where nobody listens.
///
/// # Errors
///
/// [`Error::InvalidRequest`] if the link is not https; it is not shown.
pub(crate) fn secret(service: &Service, link: &str) -> Result<Uri, Error> {
    link::absolute(link).filter(|uri| is_private(service, uri)).ok_or_else(|| {
        Error::InvalidRequest(String::from("a link that needs no token is no https URL; nothing was sent to it"))
    })
}

/// A link to the service, or a pre-authenticated one.
///
/// # Errors
///
/// [`Error::InvalidRequest`] if the link leads to another host and is not https; it is not shown.
pub(crate) fn any(service: &Service, link: &str) -> Result<Uri, Error> {
    match resolve(service, link).filter(|uri| service.is_own(uri)) {
        Some(uri) => Ok(uri),
        None => secret(service, link),
    }
}

/// A request to where a link leads, with the token if that is the service.
pub(crate) fn request(service: &Service, method: Method, uri: &Uri) -> Outgoing {
    Outgoing { is_signed: service.is_own(uri), ..unsigned_request(method, uri) }
}

/// A request to a pre-authenticated link, without a token.
pub(crate) fn unsigned_request(method: Method, uri: &Uri) -> Outgoing {
    let effect = Effect::of(&method);
    let mut http = Request::new(Bytes::new());
    (*http.method_mut(), *http.uri_mut()) = (method, uri.clone());
    http.headers_mut().insert(ACCEPT, Expected::Value.accept());
    Outgoing { http, effect, expected: Expected::Value, template: LINK.into(), timeout: None, is_signed: false }
}

/// The URL of a link: relative to the service root, as is the context of what the service sends. Graph writes paths from
/// there with a slash in front, which to others means the host.
fn resolve(service: &Service, link: &str) -> Option<Uri> {
    let root = service.service_root();
    let base = link::absolute(&format!("{root}/"))?;
    let is_path = link.starts_with('/') && !link.starts_with("//");
    if is_path && !link.starts_with(base.path()) {
        link::absolute(&format!("{root}{link}"))
    } else {
        link::resolve(&base, link)
    }
}

/// Whether nobody listens on the way. A service elsewhere has no business on this machine.
fn is_private(service: &Service, uri: &Uri) -> bool {
    let is_encrypted = uri.scheme_str() == Some("https");
    (is_encrypted || (link::is_loopback(uri) && link::is_loopback(service.root_uri()))) && link::has_no_user(uri)
}
