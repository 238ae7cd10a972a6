//! A session that a request makes, and a header that all others are sent with.

use std::{fmt, sync::Arc};

use async_trait::async_trait;
use azure_core::{
    credentials::Secret,
    http::{
        Context, Method, Request, Url,
        policies::{Policy, PolicyResult},
    },
};
use http::{HeaderName, HeaderValue, StatusCode};

use super::{
    Origin, beside,
    cookies::{self, Cookies},
    header_name,
    shared::Shared,
};
use crate::answer::{Error, header_text};
use crate::service::{Outgoing, links};
use crate::uri::link;

pub(in crate::transport) struct Session {
    origin: Origin,
    url: Url,
    body: Secret,
    header: String,
    sessions: Shared<Made>,
}

/// A session that was made.
struct Made {
    pass: Pass,
    /// Where it is, if the service says so.
    place: Option<Url>,
}

/// What a session is shown by.
enum Pass {
    Header(Secret),
    Cookies(Cookies),
}

/// A session that is not used any more: where it is, and the header that it is shown by.
pub(in crate::transport) struct Ended {
    pub place: Url,
    pub header: String,
    pub value: Secret,
    made: Arc<Made>,
}

impl Ended {
    /// The request that deletes it.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] if it cannot be sent.
    pub(in crate::transport) fn request(&self) -> Result<Outgoing, Error> {
        let invalid = |_| Error::InvalidRequest(String::from("the session has a header that cannot be sent"));
        let mut value = HeaderValue::from_str(self.value.secret()).map_err(invalid)?;
        value.set_sensitive(true);
        let name = HeaderName::try_from(&self.header)
            .map_err(|_| Error::InvalidRequest(String::from("the session has a header that is none")))?;
        let place = link::absolute(self.place.as_str());
        let place =
            place.ok_or_else(|| Error::InvalidRequest(String::from("the session has a place that is no URL")))?;
        let mut outgoing = links::unsigned_request(http::Method::DELETE, &place);
        outgoing.http.headers_mut().insert(name, value);
        Ok(outgoing)
    }
}

impl Session {
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] if the header is none, or the path leads elsewhere.
    pub(super) fn new(origin: Origin, path: &str, body: Secret, header: &str) -> Result<Self, Error> {
        let elsewhere = || Error::InvalidRequest(format!("the path {path:?} of the session leads to another host"));
        let url = origin.join(path).ok_or_else(elsewhere)?;
        Ok(Self { origin, url, body, header: header_name(header)?, sessions: Shared::new() })
    }

    /// The session to be deleted; `None` if there is none, or none that can be deleted.
    pub(in crate::transport) async fn to_end(&self) -> Option<Ended> {
        let made = self.sessions.now().await?;
        let value = match &made.pass {
            Pass::Header(value) => value.clone(),
            Pass::Cookies(cookies) => Secret::from(cookies.text()),
        };
        Some(Ended { place: made.place.clone()?, header: self.header.clone(), value, made })
    }

    /// Forgets a session that was deleted, so that the next request makes another.
    pub(in crate::transport) async fn forget(&self, ended: &Ended) {
        self.sessions.forget(&ended.made).await;
    }

    /// A session in place of the one that the service refused.
    async fn session(
        &self,
        context: &Context<'_>,
        request: &Request,
        next: &[Arc<dyn Policy>],
        refused: Option<&Arc<Made>>,
    ) -> azure_core::Result<Arc<Made>> {
        let open = async || self.open(context, request, next).await;
        self.sessions.renew(refused, open).await.map_err(|error| beside::failed(context, error))
    }

    async fn open(
        &self,
        context: &Context<'_>,
        beside: &Request,
        next: &[Arc<dyn Policy>],
    ) -> azure_core::Result<Made> {
        let mut request = beside::request(context, beside, Method::Post, self.url.clone());
        request.insert_header("content-type", "application/json");
        request.set_body(self.body.secret().to_owned());
        let answered = beside::send(context, request, next).await?;
        let pass = if self.header == cookies::HEADER {
            Cookies::of(&answered.headers).map(Pass::Cookies)
        } else {
            let value = header_text(&answered.headers, &self.header).filter(|value| !value.is_empty());
            value.map(|value| Pass::Header(Secret::from(value.to_owned())))
        };
        let lacks = || answered.lacks(&format!("session (header {})", self.header));
        let pass = pass.filter(|_| answered.is_success()).ok_or_else(lacks)?;
        let place = header_text(&answered.headers, "location").and_then(|location| self.url.join(location).ok());
        Ok(Made { pass, place: place.filter(|place| self.origin.has(place)) })
    }

    fn sign(&self, context: &Context<'_>, request: &mut Request, made: &Made) {
        match &made.pass {
            Pass::Header(value) => {
                beside::note(context, value.secret());
                request.insert_header(self.header.clone(), value.secret().to_owned());
            }
            Pass::Cookies(cookies) => cookies.add_to(context, request),
        }
    }
}

#[async_trait]
impl Policy for Session {
    async fn send(&self, context: &Context, request: &mut Request, next: &[Arc<dyn Policy>]) -> PolicyResult {
        self.origin.check(request)?;
        let session = self.session(context, request, next, None).await?;
        self.sign(context, request, &session);
        let response = beside::pass(context, request, next).await?;
        if !beside::is(&response, StatusCode::UNAUTHORIZED) {
            return Ok(response);
        }
        let session = self.session(context, request, next, Some(&session)).await?;
        self.sign(context, request, &session);
        beside::pass_again(context, request, next).await
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("path", &self.url.path()).finish_non_exhaustive()
    }
}
