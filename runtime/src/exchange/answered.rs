//! An answer and the service that it came from.

use http::{HeaderMap, StatusCode, Uri};

use crate::answer::{Answer, Error, ReadFn, is_null};
use crate::request::{Request, Response};
use crate::service::{Budget, Service};

/// An answer, not yet read, and the service that it came from.
///
/// It has no type of result: a future that reads at its very end holds no value of that type, so that nothing has to prove
/// for each of thousands of types that it can be sent to another thread.
pub(super) struct Exchange {
    pub service: Service,
    pub answer: Answer,
}

impl Exchange {
    /// The headers of an answer by which the service says that it has done what was asked, and nothing else.
    pub(super) fn done_without_a_body(&self) -> Option<HeaderMap> {
        // What is only accepted is not done yet.
        let is_done = self.answer.status().is_success() && self.answer.status() != StatusCode::ACCEPTED;
        (is_done && is_null(self.answer.body())).then(|| self.answer.response.headers().clone())
    }

    pub(super) fn status(&self) -> u16 {
        self.answer.status().as_u16()
    }

    /// Where the request went.
    pub(super) fn uri(&self) -> &Uri {
        &self.answer.sent.uri
    }

    pub(super) fn read<T>(self, read: ReadFn<T>) -> Result<Response<T>, Error> {
        Response::of(self.service, self.answer, read)
    }
}

impl<T> Request<T> {
    pub(super) async fn exchange(self) -> Result<Exchange, Error> {
        self.exchange_within(&mut Budget::default()).await
    }

    pub(super) async fn exchange_within(self, budget: &mut Budget) -> Result<Exchange, Error> {
        let (service, outgoing) = self.into_outgoing();
        let answer = service.send_within(budget, &outgoing).await?;
        Ok(Exchange { service, answer })
    }
}
