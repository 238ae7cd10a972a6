//! The entity behind a change or creation that is answered without it (OData 4.01 Protocol, sections 11.4.2 and 11.4.3).

use std::time::Instant;

use http::{HeaderMap, Method};

use super::answered::Exchange;
use crate::answer::{Error, ReadBackError, ReadBody};
use crate::request::{Draft, Request};
use crate::service::Budget;

/// What a change or creation came to.
pub(super) enum Returned {
    /// The answer, which has the entity if the service does what was asked.
    Answered(Exchange),
    /// The service accepted without the entity, and this came of reading it.
    ReadBack { status: u16, headers: HeaderMap, is_creation: bool, read: Result<Exchange, Error> },
}

impl Returned {
    /// Sends a change or creation and, if the answer does not have the entity, reads that.
    pub(super) async fn of(request: Request<()>, draft: Draft) -> Result<Self, Error> {
        let is_creation = request.method() == Method::POST;
        let (mut budget, start) = (Budget::default(), Instant::now());
        let exchange = request.exchange_within(&mut budget).await?;
        let Some(headers) = exchange.done_without_a_body() else { return Ok(Self::Answered(exchange)) };
        let status = exchange.status();
        let draft = draft.having_spent(start.elapsed());
        let entity = if is_creation { draft.into_created(exchange.uri(), &headers) } else { Ok(draft.into_read()) };
        let read = match entity.and_then(|draft| draft.build::<()>(None)) {
            Ok(request) => request.exchange_within(&mut budget).await,
            Err(error) => Err(error),
        };
        Ok(Self::ReadBack { status, headers, is_creation, read })
    }

    pub(super) fn into_entity<M: ReadBody>(self) -> Result<M, Error> {
        let entity = |exchange: Exchange| exchange.read(M::read)?.into_value();
        match self {
            Self::Answered(exchange) => entity(exchange),
            Self::ReadBack { status, headers, is_creation, read } => read.and_then(entity).map_err(|source| {
                Error::ReadBack(Box::new(ReadBackError { status, headers, is_creation, source: Box::new(source) }))
            }),
        }
    }
}
