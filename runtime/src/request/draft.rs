//! What a request is made of before it has a body.

use std::{fmt, time::Duration};

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Method, Uri};

use super::{Request, Resource, preference, sent_headers};
use crate::answer::{Error, Expected, Limits, Sent, header};
use crate::json::written::{Form, Written};
use crate::service::{Effect, LINK, Outgoing, PageSize, Service, links};
use crate::uri::{encode, link, path::Path, query::Fragment};

/// What a request is made of before it has a body.
#[derive(Clone)]
pub struct Draft {
    pub(super) service: Service,
    pub(super) method: Method,
    pub(super) url: String,
    /// The path as traces have it.
    pub(super) template: String,
    pub(super) query: Vec<(String, String)>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) expected: Expected,
    pub(super) timeout: Option<Duration>,
    /// The most items that are wanted.
    pub(super) top: Option<u64>,
    /// The most items of a page that are wanted.
    pub(super) page_size: Option<u64>,
    /// Whether the path leads to a derived type by a cast.
    pub(super) is_cast: bool,
}

impl Draft {
    pub(crate) fn new(service: Service, method: Method, path: &Path) -> Self {
        let url = format!("{}{}", service.service_root(), path.text);
        let template = path.template.clone();
        let headers = service_headers(&service).collect();
        Self {
            service,
            method,
            url,
            template,
            query: Vec::new(),
            headers,
            expected: Expected::Value,
            timeout: None,
            top: None,
            page_size: None,
            is_cast: false,
        }
    }

    /// Leads to the same as before, which a cast in the path says is of a derived type.
    pub(super) fn with_cast(self, is_cast: bool) -> Self {
        Self { is_cast, ..self }
    }

    /// With the headers of a request that was sent, as far as they are not about its body or a change.
    pub(crate) fn with_headers_of(self, sent: &Sent) -> Self {
        let own: Vec<_> = service_headers(&self.service).collect();
        let headers = header::texts(&sent.headers).map(|(name, value)| (name.to_owned(), value.to_owned()));
        Self { headers: sent_headers::for_reading(&sent.method, headers, &own), ..self }
    }

    /// Leads to a link that the service gave, as it is, with the same headers.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] if the link leads to another host.
    pub(crate) fn follow(self, link: &str) -> Result<Self, Error> {
        let url = links::own(&self.service, link)?.to_string();
        Ok(Self { method: Method::GET, url, template: LINK.to_owned(), query: Vec::new(), ..self })
    }

    pub(crate) fn service(&self) -> &Service {
        &self.service
    }

    pub(crate) fn limits(&self) -> &Limits {
        self.service.limits()
    }

    pub(crate) fn with_method(self, method: Method) -> Self {
        Self { method, ..self }
    }

    pub(crate) fn with_expected(self, expected: Expected) -> Self {
        Self { expected, ..self }
    }

    #[cfg(feature = "client")]
    pub(crate) fn with_timeout(self, timeout: Duration) -> Self {
        Self { timeout: Some(timeout), ..self }
    }

    /// With what is left of the timeout after a part of the operation.
    #[cfg(feature = "client")]
    pub(crate) fn having_spent(self, time: Duration) -> Self {
        Self { timeout: self.timeout.map(|timeout| timeout.saturating_sub(time)), ..self }
    }

    /// Appends to the path what is encoded already, and to its template what stands for that.
    pub(crate) fn with_suffix(mut self, suffix: &str, template: &str) -> Self {
        self.url.push_str(suffix);
        self.template.push_str(template);
        self
    }

    pub(crate) fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Adds a preference to those that there are: a request has one header `Prefer`.
    pub(crate) fn with_preference(mut self, preference: &str) -> Self {
        match self.headers.iter_mut().find(|(name, _)| name.eq_ignore_ascii_case("prefer")) {
            None => return self.with_header("prefer", preference),
            Some((_, known)) if preference::split(known).any(|known| known == preference) => {}
            Some((_, known)) => {
                let kept = preference::split(known).filter(|known| !preference::replaces(preference, known));
                *known = kept.chain([preference]).collect::<Vec<_>>().join(", ");
            }
        }
        self
    }

    pub(crate) fn with_query(mut self, name: &str, value: &str) -> Self {
        self.query.push((name.to_owned(), value.to_owned()));
        self
    }

    /// A query option that has one value: the last.
    pub(crate) fn with_value(mut self, name: &str, value: &str) -> Self {
        match self.query.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => value.clone_into(known),
            None => return self.with_query(name, value),
        }
        self
    }

    /// Asks for so many items at most.
    pub(crate) fn with_top(self, number: u64) -> Self {
        Self { top: Some(number), ..self }.sized()
    }

    /// Asks for pages of so many items at most, in the way of the service.
    pub(crate) fn with_page_size(self, number: u64) -> Self {
        Self { page_size: Some(number), ..self }.sized()
    }

    /// The most items that are wanted of all pages together.
    pub(crate) fn top(&self) -> Option<u64> {
        self.top
    }

    fn sized(self) -> Self {
        let (top, preferred) = match self.service.options().page_size {
            PageSize::Preference => (self.top, self.page_size),
            // A page larger than what is wanted in all would only be cut.
            PageSize::Top => (self.top.into_iter().chain(self.page_size).min(), None),
        };
        let draft = match top {
            Some(number) => self.with_value("$top", &number.to_string()),
            None => self,
        };
        match preferred {
            Some(number) => draft.with_preference(&format!("odata.maxpagesize={number}")),
            None => draft,
        }
    }

    /// A query option to which each use adds.
    pub(crate) fn with_option(mut self, name: &str, value: &Fragment, separator: &str) -> Self {
        let value = value.render(self.service.options().enum_literals);
        match self.query.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => *known = format!("{known}{separator}{value}"),
            None => self.query.push((name.to_owned(), value)),
        }
        self
    }

    /// The headers that the service wants with queries that count or search.
    pub(crate) fn with_count_headers(self) -> Self {
        let headers = self.service.options().count_headers;
        headers.iter().fold(self, |draft, (name, value)| draft.with_header(name, value))
    }

    /// The name of a parameter alias that no function of the path has yet, without its sign.
    pub(crate) fn free_alias(&self, name: &str) -> String {
        let mut alias = format!("@{name}");
        while self.query.iter().any(|(known, _)| *known == alias) {
            alias.push('_');
        }
        alias.split_off(1)
    }

    /// The path of the request, which needs the parameter aliases of its query, and nothing else of it.
    pub(crate) fn into_resource(self) -> Resource {
        let text = self.url.strip_prefix(self.service.service_root()).unwrap_or_default().to_owned();
        let path = Path::default().with_value(&text, &self.template);
        let aliases = self.query.into_iter().filter(|(name, _)| name.starts_with('@')).collect();
        Resource::with_aliases(self.service, path, aliases)
    }

    pub(crate) fn build<T>(self, body: Option<&Written>) -> Result<Request<T>, Error> {
        let options = self.service.options();
        let form = Form { ieee754_compatible: options.ieee754_compatible, binary: options.binary };
        let json = body.map(|body| Bytes::from(body.to_bytes(form)));
        self.build_with(|service, request| json.into_iter().for_each(|json| service.set_json(json, request)))
    }

    /// With what sets the body, and the headers that say what it is; a header of the request may say otherwise.
    pub(crate) fn build_with<T>(
        self,
        set_body: impl FnOnce(&Service, &mut http::Request<Bytes>),
    ) -> Result<Request<T>, Error> {
        let mut url = self.url;
        for (index, (name, value)) in self.query.iter().enumerate() {
            url.push(if index == 0 && !url.contains('?') { '?' } else { '&' });
            url.push_str(&encode::option(name, value));
        }
        let mut request = http::Request::new(Bytes::new());
        (*request.method_mut(), *request.uri_mut()) = (self.method, sendable(&url)?);
        self.service.accept(self.expected, &mut request);
        set_body(&self.service, &mut request);
        for (name, value) in self.headers {
            // The value may be secret, so that the message has the name alone.
            let invalid =
                || Error::InvalidRequest(format!("the header {name:?} has a name or value that HTTP forbids"));
            let valid_name = HeaderName::try_from(&name).map_err(|_| invalid())?;
            let value = HeaderValue::try_from(value).map_err(|_| invalid())?;
            request.headers_mut().try_insert(valid_name, value).map_err(|_| invalid())?;
        }
        let Self { service, template, expected, timeout, .. } = self;
        let effect = Effect::of(request.method());
        let outgoing = Outgoing { expected, timeout, ..Outgoing::to_service(request, effect, template) };
        Ok(Request::new(service, outgoing))
    }
}

/// The headers that the service wants with each request.
pub(super) fn service_headers(service: &Service) -> impl Iterator<Item = (String, String)> + use<> {
    service.options().headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
}

/// The URL as it was written.
fn sendable(text: &str) -> Result<Uri, Error> {
    let path = text.split('?').next().unwrap_or_default();
    if link::has_dot_segment(path) {
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
