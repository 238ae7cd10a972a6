//! The token against forged requests that SAP's services ask for.

use std::{fmt, sync::Arc};

use async_trait::async_trait;
use azure_core::{
    credentials::Secret,
    http::{
        AsyncRawResponse, Context, Method, Request,
        policies::{Policy, PolicyResult},
    },
};
use http::StatusCode;

use super::{Origin, beside, cookies::Cookies, shared::Shared};
use crate::answer::header_text;

pub(super) const HEADER: &str = "x-csrf-token";

pub(super) struct CsrfToken {
    origin: Origin,
    tokens: Shared<Token>,
}

/// A token, and the cookies by which the service knows for which session it gave it.
struct Token {
    token: Secret,
    cookies: Option<Cookies>,
}

impl Token {
    fn add_to(&self, context: &Context<'_>, request: &mut Request) {
        beside::note(context, self.token.secret());
        request.insert_header(HEADER, self.token.secret().to_owned());
        if let Some(cookies) = &self.cookies {
            cookies.add_to(context, request);
        }
    }
}

impl CsrfToken {
    pub(super) fn new(origin: Origin) -> Self {
        Self { origin, tokens: Shared::new() }
    }

    /// A token in place of the one that the service refused.
    async fn token(
        &self,
        context: &Context<'_>,
        request: &Request,
        next: &[Arc<dyn Policy>],
        refused: Option<&Arc<Token>>,
    ) -> azure_core::Result<Arc<Token>> {
        let fetch = async || self.fetch(context, request, next).await;
        self.tokens.renew(refused, fetch).await.map_err(|error| beside::failed(context, error))
    }

    async fn fetch(
        &self,
        context: &Context<'_>,
        beside: &Request,
        next: &[Arc<dyn Policy>],
    ) -> azure_core::Result<Token> {
        // With a slash: without it, some services redirect.
        let url = self.origin.join("").unwrap_or_else(|| beside.url().clone());
        let mut request = beside::request(context, beside, Method::Get, url);
        request.insert_header(HEADER, "Fetch");
        let answered = beside::send(context, request, next).await?;
        // Whatever the status is: some services have nothing at their root, and give the token all the same.
        let is_token =
            |value: &&str| !value.is_empty() && !["required", "fetch"].contains(&&*value.to_ascii_lowercase());
        let token = header_text(&answered.headers, HEADER).map(str::trim).filter(is_token);
        let token = token.ok_or_else(|| answered.lacks("CSRF token"))?;
        Ok(Token { token: Secret::from(token.to_owned()), cookies: Cookies::of(&answered.headers) })
    }
}

#[async_trait]
impl Policy for CsrfToken {
    async fn send(&self, context: &Context, request: &mut Request, next: &[Arc<dyn Policy>]) -> PolicyResult {
        self.origin.check(request)?;
        if matches!(request.method(), Method::Get | Method::Head) {
            return beside::pass(context, request, next).await;
        }
        let known = self.tokens.now().await;
        if let Some(token) = &known {
            token.add_to(context, request);
        }
        let response = beside::pass(context, request, next).await?;
        if !asks_for_token(&response) {
            return Ok(response);
        }
        let token = self.token(context, request, next, known.as_ref()).await?;
        token.add_to(context, request);
        beside::pass_again(context, request, next).await
    }
}

/// Whether the service refused a change for want of a token: it did nothing then.
fn asks_for_token(response: &AsyncRawResponse) -> bool {
    let header = response.headers().get_optional_str(&HEADER.into());
    beside::is(response, StatusCode::FORBIDDEN)
        && header.is_some_and(|value| value.trim().eq_ignore_ascii_case("required"))
}

impl fmt::Debug for CsrfToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CsrfToken").finish_non_exhaustive()
    }
}
