//! Bearer tokens, and the answer to a service that asks for claims.

use std::{fmt, sync::Arc};

use async_trait::async_trait;
use azure_core::{
    credentials::AccessToken,
    http::{
        Context, Request,
        policies::{Policy, PolicyResult},
    },
    time::{Duration, OffsetDateTime},
};
use http::StatusCode;

use super::{Credential, Origin, beside, shared::Shared};
use crate::answer::challenge;
use crate::transport::azure;

/// How long before its end a token is replaced, if it lasts long enough.
const MARGIN: Duration = Duration::minutes(5);

/// How long a credential that failed is left alone while the token is still good.
const PAUSE: Duration = Duration::seconds(10);

pub(super) struct Bearer {
    origin: Origin,
    credential: Credential,
    scopes: Vec<String>,
    tokens: Shared<Token>,
}

struct Token {
    token: AccessToken,
    /// When it is replaced.
    renew_at: OffsetDateTime,
}

impl Token {
    fn new(token: AccessToken) -> Self {
        let lifetime = token.expires_on - OffsetDateTime::now_utc();
        // One that lasts a few minutes is kept for most of them.
        let renew_at = token.expires_on - MARGIN.min(lifetime / 5);
        Self { token, renew_at }
    }
}

impl Token {
    /// The same token, for which the credential is not asked again at once.
    fn renewed_later(&self) -> Self {
        let renew_at = (OffsetDateTime::now_utc() + PAUSE).min(self.token.expires_on);
        Self { token: self.token.clone(), renew_at }
    }
}

impl Bearer {
    pub(super) fn new(origin: Origin, credential: Credential, scopes: Vec<String>) -> Self {
        Self { origin, credential, scopes, tokens: Shared::new() }
    }

    async fn token(&self, context: &Context<'_>) -> azure_core::Result<Arc<Token>> {
        let is_good = |kept: &Token| OffsetDateTime::now_utc() < kept.renew_at;
        let renew = async |kept: Option<Arc<Token>>| match self.credential.get_token(context, &self.scopes, None).await
        {
            Ok(token) => Ok(Token::new(token)),
            Err(error) => {
                // It is early: what is there is good for a while.
                let kept = kept.filter(|kept| OffsetDateTime::now_utc() < kept.token.expires_on);
                kept.map(|kept| kept.renewed_later()).ok_or(error)
            }
        };
        self.tokens.get(is_good, renew).await.map_err(|error| beside::failed(context, error))
    }

    /// A token with the claims, in place of the one that was refused.
    async fn token_with(
        &self,
        context: &Context<'_>,
        claims: &str,
        refused: &Arc<Token>,
    ) -> azure_core::Result<Arc<Token>> {
        let ask = async || self.credential.get_token(context, &self.scopes, Some(claims)).await.map(Token::new);
        self.tokens.renew(Some(refused), ask).await.map_err(|error| beside::failed(context, error))
    }
}

fn sign(context: &Context<'_>, request: &mut Request, token: &Token) {
    let token = token.token.token.secret();
    beside::note(context, token);
    request.insert_header("authorization", format!("Bearer {token}"));
}

#[async_trait]
impl Policy for Bearer {
    async fn send(&self, context: &Context, request: &mut Request, next: &[Arc<dyn Policy>]) -> PolicyResult {
        self.origin.check(request)?;
        let mut token = self.token(context).await?;
        sign(context, request, &token);
        let mut response = beside::pass(context, request, next).await?;
        if !beside::is(&response, StatusCode::UNAUTHORIZED) {
            return Ok(response);
        }
        let claims = challenge::claims(&azure::headers(response.headers()));
        if let Some(claims) = claims.filter(|_| self.credential.takes_claims()) {
            token = self.token_with(context, &claims, &token).await?;
            sign(context, request, &token);
            response = beside::pass_again(context, request, next).await?;
        }
        if beside::is(&response, StatusCode::UNAUTHORIZED) {
            // The next request asks the credential, which may know better.
            self.tokens.forget(&token).await;
        }
        Ok(response)
    }
}

impl fmt::Debug for Bearer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A credential may show what it has.
        f.debug_struct("Bearer").field("scopes", &self.scopes).finish_non_exhaustive()
    }
}
