//! A request as data.

use std::{fmt, marker::PhantomData};

use azure_core::http::Url;
use bytes::Bytes;
use http::{
    HeaderMap, HeaderName, HeaderValue, Method, Uri,
    header::{ACCEPT, CONTENT_TYPE},
};

use super::{Resource, Response, answered::Exchange, preference};
use crate::answer::{Error, Expected, Limits, ReadBody, header_text};
use crate::service::{Client, Effect, LINK, links};
use crate::uri::{key::encode, path::Path, query::Fragment};

pub(super) const JSON: &str = "application/json";

/// What a request is made of before it has a body.
#[derive(Clone)]
pub struct Draft {
    client: Client,
    method: Method,
    url: String,
    /// The path as traces have it.
    template: String,
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    expected: Expected,
}

impl Draft {
    pub(super) fn new(client: Client, method: Method, path: &Path) -> Self {
        let url = format!("{}{}", client.service_root(), path.text);
        let template = path.template.clone();
        let headers = service_headers(&client).collect();
        Self { method, url, template, query: Vec::new(), headers, expected: Expected::Value, client }
    }

    /// Leads to a link that the service gave, as it is, with the same headers.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] if the link leads to another host.
    pub(super) fn follow(self, link: &str) -> Result<Self, Error> {
        let url = links::own(&self.client, link)?.into();
        Ok(Self { method: Method::GET, url, template: LINK.to_owned(), query: Vec::new(), ..self })
    }

    /// Reads the entity that the draft changes: with its path, query, headers and preferences, but for those that are about
    /// the change.
    pub(super) fn into_read(self) -> Self {
        // What the service wants with each request, it wants with reading too.
        let own: Vec<_> = service_headers(&self.client).collect();
        let headers = self.headers.into_iter().filter_map(|header| header_for_reading(header, &own)).collect();
        Self { method: Method::GET, headers, ..self }
    }

    /// Reads the entity that the draft created, from where the headers of its response say that it is.
    ///
    /// # Errors
    ///
    /// [`Error::UnexpectedAnswer`] if they do not say it, [`Error::InvalidRequest`] if it is another host.
    pub(super) fn into_created(self, uri: &Uri, headers: &HeaderMap) -> Result<Self, Error> {
        let header = |name: &str| header_text(headers, name);
        let link = header("location").or_else(|| header("odata-entityid")).ok_or_else(|| {
            Error::UnexpectedAnswer(String::from("the response has neither the entity nor a Location"))
        })?;
        let url = links::own_from(&self.client, uri, link)?;
        let mut query = self.query.clone();
        // An alias belongs to the path of the collection, and what the link says itself is not said twice.
        query.retain(|(name, _)| !name.starts_with('@') && !url.query_pairs().any(|(known, _)| known == *name));
        Ok(Self { url: url.into(), template: LINK.to_owned(), query, ..self.into_read() })
    }

    pub(super) fn limits(&self) -> &Limits {
        self.client.limits()
    }

    pub(super) fn with_method(self, method: Method) -> Self {
        Self { method, ..self }
    }

    pub(super) fn with_expected(self, expected: Expected) -> Self {
        Self { expected, ..self }
    }

    /// Appends to the path what is encoded already, and to its template what stands for that.
    pub(super) fn with_suffix(mut self, suffix: &str, template: &str) -> Self {
        self.url.push_str(suffix);
        self.template.push_str(template);
        self
    }

    pub(super) fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Adds a preference to those that there are: a request has one header `Prefer`. For an answer with the entity or
    /// without it, `return`, the last one counts: of two, a service would take the first (RFC 7240, section 2).
    pub(super) fn with_preference(mut self, preference: &str) -> Self {
        let is_replaced = |known: &str| preference::is_return(known) && preference::is_return(preference);
        match self.headers.iter_mut().find(|(name, _)| name.eq_ignore_ascii_case("prefer")) {
            None => return self.with_header("prefer", preference),
            Some((_, known)) if preference::split(known).any(|known| known == preference) => {}
            Some((_, known)) => {
                let kept = preference::split(known).filter(|known| !is_replaced(known));
                *known = kept.chain([preference]).collect::<Vec<_>>().join(", ");
            }
        }
        self
    }

    pub(super) fn with_query(mut self, name: &str, value: &str) -> Self {
        self.query.push((name.to_owned(), value.to_owned()));
        self
    }

    /// A query option that has one value: the last.
    pub(super) fn with_value(mut self, name: &str, value: &str) -> Self {
        self.query.retain(|(known, _)| known != name);
        self.with_query(name, value)
    }

    /// A query option to which each use adds.
    pub(super) fn with_option(mut self, name: &str, value: &Fragment, separator: &str) -> Self {
        let value = value.render(self.client.manners().enum_literals);
        match self.query.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => *known = format!("{known}{separator}{value}"),
            None => self.query.push((name.to_owned(), value)),
        }
        self
    }

    /// The headers that the service wants with queries that count or search.
    pub(super) fn with_count_headers(self) -> Self {
        let headers = self.client.manners().count_headers;
        headers.iter().fold(self, |draft, (name, value)| draft.with_header(name, value))
    }

    /// The name of a parameter alias that no function of the path has yet, without its sign.
    pub(super) fn free_alias(&self, name: &str) -> String {
        let mut alias = format!("@{name}");
        while self.query.iter().any(|(known, _)| *known == alias) {
            alias.push('_');
        }
        alias.split_off(1)
    }

    /// The path of the request, which needs the parameter aliases of its query, and nothing else of it.
    pub(super) fn into_resource(self) -> Resource {
        let text = self.url.strip_prefix(self.client.service_root()).unwrap_or_default().to_owned();
        let path = Path { text, template: self.template };
        let aliases = self.query.into_iter().filter(|(name, _)| name.starts_with('@')).collect();
        Resource::with_aliases(self.client, path, aliases)
    }

    pub(super) fn build<T>(self, body: Option<&serde_json::Value>) -> Result<Request<T>, Error> {
        self.build_with(body.map(|body| (JSON, Bytes::from(body.to_string()))))
    }

    /// With a body of any type, which a header of the request may say otherwise.
    pub(super) fn build_with<T>(self, body: Option<(&'static str, Bytes)>) -> Result<Request<T>, Error> {
        let mut url = self.url;
        for (index, (name, value)) in self.query.iter().enumerate() {
            url.push(if index == 0 && !url.contains('?') { '?' } else { '&' });
            // The dollar sign of a system query option and the sign of a parameter alias are legal as they are.
            url.push_str(&encode(name).replace("%24", "$").replace("%40", "@"));
            url.push('=');
            url.push_str(&encode(value));
        }
        let mut request = http::Request::new(Bytes::new());
        (*request.method_mut(), *request.uri_mut()) = (self.method, parse(&url)?);
        request.headers_mut().insert(ACCEPT, HeaderValue::from_static(self.expected.media_type()));
        if let Some((media_type, body)) = body {
            request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
            *request.body_mut() = body;
        }
        for (name, value) in self.headers {
            // The value may be secret, so that the message has the name alone.
            let invalid =
                || Error::InvalidRequest(format!("the header {name:?} has a name or value that HTTP forbids"));
            let valid_name = HeaderName::try_from(&name).map_err(|_| invalid())?;
            let value = HeaderValue::try_from(value).map_err(|_| invalid())?;
            request.headers_mut().try_insert(valid_name, value).map_err(|_| invalid())?;
        }
        let Self { client, template, expected, .. } = self;
        Ok(Request { client, raw: request, template, expected, result: PhantomData })
    }
}

/// The headers that the service wants with each request.
fn service_headers(client: &Client) -> impl Iterator<Item = (String, String)> + use<> {
    client.manners().headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
}

/// A header of a change as it is sent with the `GET` that reads the entity afterwards; `None` if it is about the change. What
/// the service wants with each request, `own`, stays.
fn header_for_reading((name, value): (String, String), own: &[(String, String)]) -> Option<(String, String)> {
    let own: Vec<_> = own.iter().filter(|(known, _)| known.eq_ignore_ascii_case(&name)).map(|(_, own)| own).collect();
    if !name.eq_ignore_ascii_case("prefer") {
        return (own.contains(&&value) || !is_of_a_change(&name)).then_some((name, value));
    }
    let is_own = |wanted: &str| own.iter().any(|own| preference::split(own).any(|own| own == wanted));
    let is_kept = |wanted: &&str| is_own(wanted) || !preference::is_of_a_change(wanted);
    let kept: Vec<_> = preference::split(&value).filter(is_kept).collect();
    (!kept.is_empty()).then(|| (name, kept.join(", ")))
}

/// Whether a header is about a change alone: its condition, its body, or what makes it safe to send again.
fn is_of_a_change(header: &str) -> bool {
    let header = header.to_ascii_lowercase();
    let starts = ["if-", "content-", "repeatability-"];
    header == "idempotency-key" || starts.iter().any(|start| header.starts_with(start))
}

/// The URL as it was written: parsers take the segments `.` and `..` away, and the request would go elsewhere.
fn parse(text: &str) -> Result<Uri, Error> {
    let url = Url::parse(text).map_err(|error| Error::InvalidRequest(format!("{text:?} is no URL: {error}")))?;
    let is_same = url.as_str() == text || url.as_str().strip_suffix('/') == Some(text);
    if !is_same {
        let message = format!("{text:?} has a segment that is no name, and would lead elsewhere; nothing was sent");
        return Err(Error::InvalidRequest(message));
    }
    Uri::try_from(text).map_err(|error| Error::InvalidRequest(format!("{text:?} is no URL: {error}")))
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Header values may be secret.
        f.debug_struct("Draft")
            .field("method", &self.method.as_str())
            .field("url", &self.url)
            .field("query", &self.query)
            .field("headers", &self.headers.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

/// A complete request, to inspect, to send, or to turn into an [`http::Request`] for another client.
///
/// It bears no token: the pipeline adds that when it sends the request.
pub struct Request<T> {
    client: Client,
    raw: http::Request<Bytes>,
    template: String,
    expected: Expected,
    result: PhantomData<fn() -> T>,
}

impl<T> Clone for Request<T> {
    fn clone(&self) -> Self {
        Self {
            client: self.client.clone(),
            raw: self.raw.clone(),
            template: self.template.clone(),
            expected: self.expected,
            result: PhantomData,
        }
    }
}

impl<T> Request<T> {
    /// The HTTP method.
    #[must_use]
    pub fn method(&self) -> &Method {
        self.raw.method()
    }

    /// The whole URL.
    #[must_use]
    pub fn uri(&self) -> &Uri {
        self.raw.uri()
    }

    /// The headers, without those that the pipeline adds (`Authorization`, `client-request-id`, `User-Agent`).
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.raw.headers()
    }

    /// The body; empty for a request that has none.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        self.raw.body()
    }
}

impl<T: ReadBody> Request<T> {
    /// Sends the request.
    ///
    /// # Errors
    ///
    /// Every [`Error`] but [`Error::EmptyPatch`].
    pub async fn send(self) -> Result<Response<T>, Error> {
        self.exchange().await?.read(T::read)
    }
}

impl<T> Request<T> {
    /// With these headers too.
    pub(super) fn with_headers(mut self, headers: &HeaderMap) -> Self {
        self.raw.headers_mut().extend(headers.clone());
        self
    }

    /// What a batch needs of it.
    pub(super) fn into_raw(self) -> (Client, http::Request<Bytes>) {
        (self.client, self.raw)
    }

    pub(super) async fn exchange(self) -> Result<Exchange, Error> {
        let Self { client, raw, template, expected, .. } = self;
        let effect = Effect::of(raw.method());
        let answer = client.send(&raw, effect, expected, &template).await?;
        Ok(Exchange { client, answer })
    }
}

impl<T> fmt::Debug for Request<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Header values may be secret, bodies large.
        f.debug_struct("Request")
            .field("method", self.method())
            .field("uri", self.uri())
            .field("headers", &self.headers().keys().map(HeaderName::as_str).collect::<Vec<_>>())
            .field("body", &format_args!("{} bytes", self.body().len()))
            .finish()
    }
}

impl<T> From<Request<T>> for http::Request<Bytes> {
    fn from(request: Request<T>) -> Self {
        request.raw
    }
}
