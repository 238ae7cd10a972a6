//! Sign-in, and over what the token goes.

use std::sync::Arc;

use async_trait::async_trait;
use azure_core::{
    credentials::TokenCredential,
    error::ErrorKind,
    http::{
        Context, Request,
        policies::{Policy, PolicyResult, auth::BearerTokenAuthorizationPolicy},
    },
};

use http::Uri;

use crate::answer::Error;
use crate::uri::link;

/// The policy that signs requests to a service root in.
///
/// # Errors
///
/// [`Error::InvalidRequest`] if the token would go over http, unless the service is on this machine and that is allowed.
pub(super) fn policy(
    root: &Uri,
    credential: Arc<dyn TokenCredential>,
    scopes: &[&str],
    http_on_loopback: bool,
) -> Result<Arc<dyn Policy>, Error> {
    if root.scheme_str() == Some("https") {
        // It refuses http by itself, too.
        return Ok(Arc::new(BearerTokenAuthorizationPolicy::new(credential, scopes.iter().copied())));
    }
    if http_on_loopback && link::is_loopback(root) {
        let scopes = scopes.iter().map(|&scope| scope.to_owned()).collect();
        return Ok(Arc::new(LoopbackSignIn { credential, scopes }));
    }
    Err(Error::InvalidRequest(format!(
        "the service root {:?} is not https, over which alone the token is sent; ClientOptions::token_over_http_on_loopback \
         allows http on this machine",
        root.to_string()
    )))
}

/// Signs in over http to this machine. The credential keeps the token, if anything does.
#[derive(Debug)]
struct LoopbackSignIn {
    credential: Arc<dyn TokenCredential>,
    scopes: Vec<String>,
}

#[async_trait]
impl Policy for LoopbackSignIn {
    async fn send(&self, context: &Context, request: &mut Request, next: &[Arc<dyn Policy>]) -> PolicyResult {
        let (Some((policy, next)), true) = (next.split_first(), is_loopback(request)) else {
            let message = "the token is not sent over http to another machine";
            return Err(azure_core::Error::with_message(ErrorKind::Other, message));
        };
        let scopes: Vec<_> = self.scopes.iter().map(String::as_str).collect();
        let token = self.credential.get_token(&scopes, None).await?;
        request.insert_header("authorization", format!("Bearer {}", token.token.secret()));
        policy.send(context, request, next).await
    }
}

fn is_loopback(request: &Request) -> bool {
    link::absolute(request.url().as_str()).is_some_and(|uri| link::is_loopback(&uri))
}
