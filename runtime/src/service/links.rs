//! Links that a service gives, and which of them the token may go to.

use bytes::Bytes;
use http::{Method, Request, Uri, header::ACCEPT};

use super::{Effect, LINK, Outgoing, Service};
use crate::answer::{Error, Expected, Redirect};
use crate::json::{control, properties, without_mark};
use crate::uri::link;

/// A link to the service itself, which gets the token.
///
/// # Errors
///
/// [`Error::InvalidRequest`] if the link leads to another host: the token is not for it.
pub(crate) fn own(service: &Service, link: &str) -> Result<Uri, Error> {
    signed(service, link, resolve(service, link))
}

/// The URL of a link in the body of an answer, to be followed later, by another run of the program even: a relative one is
/// resolved against the context of the body if it has one, and otherwise against the URL that was asked (OData JSON Format 4.01,
/// section 4.3). What cannot be resolved stays as it is, and is refused when it is followed.
pub(crate) fn resolved(service: &Service, asked: &Uri, body: &[u8], link: &str) -> String {
    if link::absolute(link).is_some() {
        return link.to_owned();
    }
    let context = context(body);
    let base = context.and_then(|context| link::resolve(asked, &context));
    resolve_against(service, base.as_ref().unwrap_or(asked), link)
        .map_or_else(|| link.to_owned(), |uri| uri.to_string())
}

fn context(body: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(without_mark(body)).ok()?;
    control(&properties(text)?, "context")
}

/// A link to the service itself from a header, which is relative to where the request went (RFC 9110, section 10.2.2).
///
/// # Errors
///
/// As of [`own`].
#[cfg(feature = "client")]
pub(crate) fn own_from(service: &Service, uri: &Uri, link: &str) -> Result<Uri, Error> {
    signed(service, link, resolve_against(service, uri, link))
}

fn signed(service: &Service, link: &str, uri: Option<Uri>) -> Result<Uri, Error> {
    uri.filter(|uri| service.is_own(uri)).ok_or_else(|| {
        Error::InvalidRequest(format!(
            "the link {link:?} leads to another host than {:?}, for which the token is not; nothing was sent",
            service.service_root()
        ))
    })
}

/// A pre-authenticated link: its URL grants access by itself, so the request has no token and goes over https.
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
    let mut outgoing = unsigned_request(method, uri);
    outgoing.is_signed = service.is_own(uri);
    if outgoing.is_signed {
        service.accept(outgoing.expected, &mut outgoing.http);
    }
    outgoing
}

/// A request to a pre-authenticated link, without a token.
pub(crate) fn unsigned_request(method: Method, uri: &Uri) -> Outgoing {
    let effect = Effect::of(&method);
    let mut http = Request::new(Bytes::new());
    (*http.method_mut(), *http.uri_mut()) = (method, uri.clone());
    http.headers_mut().insert(ACCEPT, Expected::Value.accept());
    Outgoing { is_signed: false, ..Outgoing::to_service(http, effect, LINK) }
}

/// A request to where a redirect leads for content, with nothing but what is wanted.
///
/// # Errors
///
/// [`Error::InvalidRequest`] if the redirect is of a change, or leads to another host and is not https; it is not shown.
pub(crate) fn redirected(service: &Service, redirect: &Redirect) -> Result<Outgoing, Error> {
    let target = redirect.target().filter(|uri| service.is_own(uri) || is_private(service, uri)).ok_or_else(|| {
        Error::InvalidRequest(String::from(
            "a redirect leads to no https URL, or wants a change to be sent elsewhere; nothing was sent there",
        ))
    })?;
    let mut outgoing = request(service, Method::GET, target);
    outgoing.expected = Expected::Stream;
    *outgoing.http.headers_mut() = redirect.wanted.clone();
    Ok(outgoing)
}

impl Redirect {
    /// The request for the content to where the redirect leads, to be sent by the program: a `GET` with the headers `Accept`,
    /// `Accept-Encoding`, `Range` and `If-Range` of the first request, and no other. No token or cookie may go with it, unless
    /// its URL is the service's [own](Service::is_own).
    ///
    /// ```
    /// use odata_runtime::requests::{Bytes, Content, Download, Error, Service, http};
    ///
    /// # fn send(_: http::Request<Bytes>) -> http::Response<Vec<u8>> { unimplemented!() }
    /// # fn send_without_token(_: http::Request<Bytes>) -> http::Response<Vec<u8>> { unimplemented!() }
    /// fn content(service: &Service, download: Download) -> Result<Content, Error> {
    ///     let (request, reader) = download.into_http()?;
    ///     let response = match reader.read(send(request)) {
    ///         Err(Error::Redirect(redirect)) => reader.read(send_without_token(redirect.request(service)?)),
    ///         result => result,
    ///     };
    ///     response?.into_value()
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] if the URL is not https, or http on this machine where the service root is on this machine,
    /// or if the redirect is not to be followed: the status is 301, or what was asked for is no `GET` and the status not 303
    /// (RFC 9110, section 15.4).
    pub fn request(&self, service: &Service) -> Result<Request<Bytes>, Error> {
        redirected(service, self).map(|outgoing| outgoing.http)
    }
}

/// The URL of a link that came without a body or a request: relative to the service root, as is the context of what the service
/// sends.
fn resolve(service: &Service, link: &str) -> Option<Uri> {
    resolve_against(service, service.root_uri(), link)
}

/// The URL of a link. Graph writes paths from the service root with a slash in front, which to others means the host.
fn resolve_against(service: &Service, base: &Uri, link: &str) -> Option<Uri> {
    let is_path = link.starts_with('/') && !link.starts_with("//");
    if is_path && !link.starts_with(service.root_uri().path()) {
        link::absolute(&format!("{}{link}", service.service_root()))
    } else {
        link::resolve(base, link)
    }
}

/// Whether the URL is https, or http on this machine if the service is on this machine, too.
fn is_private(service: &Service, uri: &Uri) -> bool {
    let is_encrypted = uri.scheme_str() == Some("https");
    (is_encrypted || (link::is_loopback(uri) && link::is_loopback(service.root_uri()))) && link::has_no_user(uri)
}
