//! What gives bearer tokens.

use std::sync::Arc;

use async_trait::async_trait;
use azure_core::{
    credentials::{AccessToken, TokenCredential, TokenRequestOptions},
    http::{ClientMethodOptions, Context},
};

/// A credential that can be asked for a token with claims. `azure_core`'s [`TokenCredential`] has no word for them.
///
/// It says to the identity provider that it can (the client capability `cp1` of Entra ID), since a service challenges only the
/// tokens of such clients. The trait is written with the crate `async-trait`.
#[async_trait]
pub trait ClaimsCredential: Send + Sync {
    /// Gets a token for the scopes. `claims` is JSON as a service asked for it, which the parameter of the same name of a
    /// request for a token takes; a token from a cache does not have them.
    async fn get_token(&self, scopes: &[&str], claims: Option<&str>) -> azure_core::Result<AccessToken>;
}

#[derive(Clone)]
pub(super) enum Credential {
    Plain(Arc<dyn TokenCredential>),
    WithClaims(Arc<dyn ClaimsCredential>),
}

impl Credential {
    pub(super) fn takes_claims(&self) -> bool {
        matches!(self, Self::WithClaims(_))
    }

    pub(super) async fn get_token(
        &self,
        context: &Context<'_>,
        scopes: &[String],
        claims: Option<&str>,
    ) -> azure_core::Result<AccessToken> {
        let scopes: Vec<&str> = scopes.iter().map(String::as_str).collect();
        match self {
            Self::Plain(credential) => {
                let method_options = ClientMethodOptions { context: context.clone() };
                credential.get_token(&scopes, Some(TokenRequestOptions { method_options })).await
            }
            Self::WithClaims(credential) => credential.get_token(&scopes, claims).await,
        }
    }
}
