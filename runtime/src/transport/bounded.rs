//! The transport within limits: a response is read as far as they go, and no further.

use std::{pin::pin, sync::Arc};

use async_trait::async_trait;
use azure_core::{
    error::ErrorKind,
    http::{
        AsyncRawResponse, Context, Request, Transport,
        policies::{Policy, PolicyResult},
    },
};
use futures_util::{
    StreamExt,
    future::{Either, select},
};

use super::{attempts::Attempts, sleep::sleep};
use crate::answer::{Bounds, Limit, Measured};

/// The transport of a client, behind all policies, so that they see responses that are complete and decompressed.
#[derive(Debug)]
pub(super) struct Bounded(Transport);

impl Bounded {
    pub(super) fn new(transport: Transport) -> Self {
        Self(transport)
    }

    async fn exchange(&self, context: &Context<'_>, request: &mut Request, bounds: Bounds) -> PolicyResult {
        let (status, headers, mut stream) = self.0.send(context, request).await?.deconstruct();
        let (mut body, mut measured) = (Vec::new(), Measured::default());
        while let Some(chunk) = stream.next().await {
            let chunk = chunk?;
            measured.add(&bounds, &chunk).map_err(|limit| exceeded(context, limit))?;
            body.extend_from_slice(&chunk);
        }
        Ok(AsyncRawResponse::from_bytes(status, headers, body))
    }
}

#[async_trait]
impl Policy for Bounded {
    async fn send(&self, context: &Context, request: &mut Request, _: &[Arc<dyn Policy>]) -> PolicyResult {
        let bounds = context.value().copied().unwrap_or_default();
        let exchange = self.exchange(context, request, bounds);
        let Some(time) = bounds.time else { return exchange.await };
        let timer = sleep(time);
        match select(pin!(exchange), pin!(timer)).await {
            Either::Left((result, _)) => result,
            Either::Right(_) => Err(exceeded(context, Limit::Time(time))),
        }
    }
}

/// An error of a kind that is not tried again; the caller is told what the [`Attempts`] know.
fn exceeded(context: &Context<'_>, limit: Limit) -> azure_core::Error {
    if let Some(attempts) = context.value::<Arc<Attempts>>() {
        attempts.exceed(limit);
    }
    azure_core::Error::with_message(ErrorKind::Other, limit.to_string())
}
