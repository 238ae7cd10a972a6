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
use http::StatusCode;

use super::{
    Origin, beside,
    cookies::{self, Cookies},
    header_name,
    shared::Shared,
};
use crate::answer::{Error, header_text};
use crate::service::Manners;

pub(super) struct Session {
    origin: Origin,
    url: Url,
    body: Secret,
    header: String,
    manners: &'static Manners,
    sessions: Shared<Pass>,
}

/// What a session is shown by.
enum Pass {
    Header(Secret),
    Cookies(Cookies),
}

impl Session {
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] if the header is none, or the path leads elsewhere.
    pub(super) fn new(
        origin: Origin,
        path: &str,
        body: Secret,
        header: &str,
        manners: &'static Manners,
    ) -> Result<Self, Error> {
        let elsewhere = || Error::InvalidRequest(format!("the path {path:?} of the session leads to another host"));
        let url = origin.join(path).ok_or_else(elsewhere)?;
        Ok(Self { origin, url, body, header: header_name(header)?, manners, sessions: Shared::new() })
    }

    /// What the session is shown by, in place of what the service refused.
    async fn pass(
        &self,
        context: &Context<'_>,
        request: &Request,
        next: &[Arc<dyn Policy>],
        refused: Option<&Arc<Pass>>,
    ) -> azure_core::Result<Arc<Pass>> {
        let open = async || self.open(context, request, next).await;
        self.sessions.renew(refused, open).await.map_err(|error| beside::failed(context, error))
    }

    async fn open(
        &self,
        context: &Context<'_>,
        beside: &Request,
        next: &[Arc<dyn Policy>],
    ) -> azure_core::Result<Pass> {
        let mut request = beside::request(beside, Method::Post, self.url.clone(), self.manners);
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
        pass.filter(|_| answered.is_success()).ok_or_else(lacks)
    }

    fn sign(&self, context: &Context<'_>, request: &mut Request, pass: &Pass) {
        match pass {
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
        let pass = self.pass(context, request, next, None).await?;
        self.sign(context, request, &pass);
        let response = beside::pass(context, request, next).await?;
        if !beside::is(&response, StatusCode::UNAUTHORIZED) {
            return Ok(response);
        }
        let pass = self.pass(context, request, next, Some(&pass)).await?;
        self.sign(context, request, &pass);
        beside::pass_again(context, request, next).await
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("path", &self.url.path()).finish_non_exhaustive()
    }
}
