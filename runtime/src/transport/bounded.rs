//! The transport within limits: a response is read as far as they go, and no further.

use std::{
    pin::{Pin, pin},
    sync::Arc,
    time::Duration,
};

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
    stream,
};

use super::{attempts::Attempts, sleep::sleep};
use crate::answer::{Bounds, Limit, Measured};

/// That the content of a response is left to be read by what has asked: only the time is a limit here then, since the size is
/// counted over all the attempts of a content. Refusals are read all the same, within bounds of their own.
#[derive(Clone, Copy, Debug)]
pub(super) struct Streamed {
    pub refusal: Bounds,
}

/// The transport of a client, behind all policies, so that they see responses that are complete, unless they are to be
/// streamed, and decompressed.
#[derive(Debug)]
pub(super) struct Bounded(Transport);

impl Bounded {
    pub(super) fn new(transport: Transport) -> Self {
        Self(transport)
    }

    async fn exchange(&self, context: &Context<'_>, request: &mut Request, bounds: Bounds) -> PolicyResult {
        let (status, headers, mut stream) = self.0.send(context, request).await?.deconstruct();
        let streamed = context.value::<Streamed>();
        if streamed.is_some() && status.is_success() {
            return Ok(AsyncRawResponse::new(status, headers, Box::pin(stream)));
        }
        let bounds = streamed.map_or(bounds, |streamed| streamed.refusal);
        let (mut body, mut measured) = (Vec::new(), Measured::default());
        while let Some(chunk) = stream.next().await {
            let chunk = chunk?;
            measured.add(&bounds, &chunk).map_err(|limit| exceeded(context.value(), limit))?;
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
        let timer: Timer = Box::pin(sleep(time));
        match select(pin!(exchange), timer).await {
            Either::Left((result, timer)) if context.value::<Streamed>().is_some() => {
                let attempts = context.value::<Arc<Attempts>>().cloned();
                result.map(|response| until(response, timer, time, attempts))
            }
            Either::Left((result, _)) => result,
            Either::Right(_) => Err(exceeded(context.value::<Arc<Attempts>>(), Limit::Time(time))),
        }
    }
}

type Timer = Pin<Box<dyn Future<Output = ()> + Send>>;

/// The response, whose content is read until the time is over.
fn until(
    response: AsyncRawResponse,
    timer: Timer,
    time: Duration,
    attempts: Option<Arc<Attempts>>,
) -> AsyncRawResponse {
    let (status, headers, body) = response.deconstruct();
    let chunks = stream::unfold(Some((body, timer)), move |state| {
        let attempts = attempts.clone();
        async move {
            let (mut body, timer) = state?;
            match select(body.next(), timer).await {
                Either::Left((chunk, timer)) => Some((chunk?, Some((body, timer)))),
                Either::Right(_) => Some((Err(exceeded(attempts.as_ref(), Limit::Time(time))), None)),
            }
        }
    });
    AsyncRawResponse::new(status, headers, Box::pin(chunks))
}

/// An error of a kind that is not tried again; the caller is told what the [`Attempts`] know.
fn exceeded(attempts: Option<&Arc<Attempts>>, limit: Limit) -> azure_core::Error {
    if let Some(attempts) = attempts {
        attempts.exceed(limit);
    }
    azure_core::Error::with_message(ErrorKind::Other, limit.to_string())
}
