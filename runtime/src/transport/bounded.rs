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

use super::tries::Tries;
use crate::answer::{Bounds, Expected, Limit, Limits};
use crate::service::sleep;

/// The transport of a client, behind all policies, so that they see responses that are complete and decompressed.
#[derive(Debug)]
pub(super) struct Bounded {
    transport: Transport,
    limits: Limits,
}

impl Bounded {
    pub(super) fn new(transport: Transport, limits: Limits) -> Self {
        Self { transport, limits }
    }

    async fn exchange(&self, context: &Context<'_>, request: &mut Request, bounds: Bounds) -> PolicyResult {
        let (status, headers, mut stream) = self.transport.send(context, request).await?.deconstruct();
        let (mut body, mut objects) = (Vec::new(), 0);
        while let Some(chunk) = stream.next().await {
            let chunk = chunk?;
            if let Some(size) = bounds.size.filter(|size| chunk.len() > size.saturating_sub(body.len())) {
                return Err(exceeded(context, Limit::Size(size)));
            }
            if let Some(most) = bounds.objects {
                objects += chunk.iter().map(|&byte| usize::from(byte == b'{')).sum::<usize>();
                if objects > most {
                    return Err(exceeded(context, Limit::Objects(most)));
                }
            }
            body.extend_from_slice(&chunk);
        }
        Ok(AsyncRawResponse::from_bytes(status, headers, body))
    }
}

#[async_trait]
impl Policy for Bounded {
    async fn send(&self, context: &Context, request: &mut Request, _: &[Arc<dyn Policy>]) -> PolicyResult {
        let expected = context.value().copied().unwrap_or(Expected::Value);
        let bounds = self.limits.of(expected);
        let exchange = self.exchange(context, request, bounds);
        let Some(time) = bounds.time else { return exchange.await };
        let timer = sleep(time);
        match select(pin!(exchange), pin!(timer)).await {
            Either::Left((result, _)) => result,
            Either::Right(_) => Err(exceeded(context, Limit::Time(time))),
        }
    }
}

/// An error of a kind that is not tried again; the caller is told what the [`Tries`] know.
fn exceeded(context: &Context<'_>, limit: Limit) -> azure_core::Error {
    if let Some(tries) = context.value::<Arc<Tries>>() {
        tries.exceed(limit);
    }
    azure_core::Error::with_message(ErrorKind::Other, limit.to_string())
}
