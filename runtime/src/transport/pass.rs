//! The way of a request through the policies of a pipeline.

use std::sync::Arc;

use azure_core::{
    error::ErrorKind,
    http::{
        Context, Request,
        policies::{Policy, PolicyResult},
    },
};

/// Hands a request on to the next policy.
pub(super) async fn pass(context: &Context<'_>, request: &mut Request, next: &[Arc<dyn Policy>]) -> PolicyResult {
    match next.split_first() {
        Some((policy, next)) => policy.send(context, request, next).await,
        None => Err(azure_core::Error::with_message(ErrorKind::Other, "the pipeline has no transport")),
    }
}
