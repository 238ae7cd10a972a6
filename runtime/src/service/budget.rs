//! How long an operation of the program may take.

use std::{
    pin::Pin,
    time::{Duration, Instant},
};

use futures_util::future::{Either, select};

use super::{Incoming, Outgoing, Sender, Service};
use crate::answer::{Answer, Error, Limit, LimitError, Limits};

/// What is left of the time that an operation of the program may take, which may be several requests. The time that the program
/// itself takes between them does not count.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Budget {
    spent: Duration,
}

impl Budget {
    /// Sends a request within what is left, and within its own timeout.
    pub(super) async fn send(
        &mut self,
        sender: &dyn Sender,
        request: &Outgoing,
        service: &Service,
    ) -> Result<Answer, Error> {
        self.run(sender, request, service, sender.send(request, service)).await
    }

    /// The same, up to the content of the answer.
    pub(super) async fn open(
        &mut self,
        sender: &dyn Sender,
        request: &Outgoing,
        service: &Service,
    ) -> Result<Incoming, Error> {
        self.run(sender, request, service, sender.open(request, service)).await
    }

    async fn run<T>(
        &mut self,
        sender: &dyn Sender,
        request: &Outgoing,
        service: &Service,
        exchange: Pin<Box<dyn Future<Output = Result<T, Error>> + Send + '_>>,
    ) -> Result<T, Error> {
        let Some((limit, left)) = self.left(service.limits(), request.timeout) else { return exchange.await };
        let start = Instant::now();
        let timer = sender.sleep(left);
        let result = match select(exchange, timer).await {
            Either::Left((result, _)) => result,
            Either::Right(_) => Err(exceeded(limit, request.effect.is_change())),
        };
        self.spent += start.elapsed();
        result
    }

    /// Waits within what is left.
    pub(super) async fn sleep(&mut self, sender: &dyn Sender, time: Duration, limits: &Limits) -> Result<(), Error> {
        if let Some((limit, _)) = self.left(limits, None).filter(|(_, left)| time > *left) {
            // Not even begun, since it would be in vain.
            return Err(exceeded(limit, false));
        }
        sender.sleep(time).await;
        self.spent += time;
        Ok(())
    }

    /// The limit that is met first, and the time until then.
    fn left(self, limits: &Limits, timeout: Option<Duration>) -> Option<(Limit, Duration)> {
        let total = limits.max_total_time().map(|time| (Limit::TotalTime(time), time.saturating_sub(self.spent)));
        let timeout = timeout.map(|time| (Limit::Timeout(time), time));
        total.into_iter().chain(timeout).min_by_key(|(_, left)| *left)
    }
}

fn exceeded(limit: Limit, in_doubt: bool) -> Error {
    Error::Limit(LimitError { limit, in_doubt, client_request_id: None })
}
