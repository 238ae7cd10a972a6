//! One request of a batch.

use std::{collections::BTreeMap, fmt};

use bytes::Bytes;
use http::Request;
use serde_json::value::RawValue;

use crate::answer::{Error, header};
use crate::service::{Effect, Service};

/// A request, and how it is tied to others.
pub(super) struct Part {
    pub id: String,
    pub method: String,
    pub effect: Effect,
    /// From the service root, without a slash in front: the standard would read that as a path from the host.
    pub url: String,
    pub headers: BTreeMap<String, String>,
    pub body: Option<Box<RawValue>>,
    /// What it must come after: parts that were added before it.
    pub after: Vec<usize>,
    pub group: Option<usize>,
    /// Whether an attempt of it may have been applied, whatever was answered since.
    pub in_doubt: bool,
}

impl Part {
    pub(super) fn new(
        id: String,
        service: &Service,
        request: &Request<Bytes>,
        after: Vec<usize>,
        group: Option<usize>,
    ) -> Result<Self, Error> {
        let method = request.method();
        let invalid = |reason: String| Error::InvalidRequest(format!("{method} {} {reason}", request.uri()));
        let target = request.uri().path_and_query().filter(|_| service.is_own(request.uri()));
        let root = service.root_uri().path().trim_end_matches('/');
        let below_root = target.and_then(|target| target.as_str().strip_prefix(root)?.strip_prefix('/'));
        let url = below_root.ok_or_else(|| {
            let root = service.service_root();
            invalid(format!("leads out of {root:?}, and a batch only takes what is below its service root"))
        })?;
        let body = Some(request.body()).filter(|body| !body.is_empty());
        let body = body
            .map(|body| serde_json::from_slice(body))
            .transpose()
            .map_err(|error| invalid(format!("has a body that is no JSON, which a batch cannot take: {error}")))?;
        Ok(Self {
            id,
            method: method.as_str().to_owned(),
            effect: Effect::of(method),
            url: url.to_owned(),
            headers: headers(service, request, body.is_some()),
            body,
            after,
            group,
            in_doubt: false,
        })
    }
}

/// The headers of a request but for the token and the versions, which are those of the batch.
fn headers(service: &Service, request: &Request<Bytes>, has_body: bool) -> BTreeMap<String, String> {
    header::texts(request.headers())
        .filter(|(name, _)| *name != "authorization" && (has_body || *name != "content-type"))
        .filter(|(name, value)| !service.is_of_the_batch(name, value))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "request {} of the batch, {} {}", self.id, self.method, self.url)
    }
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Header values may be secret, bodies large.
        f.debug_struct("Part")
            .field("id", &self.id)
            .field("method", &self.method)
            .field("url", &self.url)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("after", &self.after)
            .field("group", &self.group)
            .finish_non_exhaustive()
    }
}
