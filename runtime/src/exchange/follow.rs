//! Reading content where the service redirects to.

use crate::answer::{Answer, Error, Redirect};
use crate::service::{Budget, Incoming, Outgoing, Service, links};

/// The most redirects that are followed one after the other.
const HOPS: u32 = 3;

/// What is sent to read a content, and where that leads.
#[derive(Clone)]
pub(super) struct Path {
    pub service: Service,
    pub outgoing: Outgoing,
    /// How many redirects may be followed.
    hops: u32,
}

impl Path {
    pub(super) fn new(service: Service, outgoing: Outgoing, follows: bool) -> Self {
        Self { service, outgoing, hops: if follows { HOPS } else { 0 } }
    }

    pub(super) async fn send(mut self) -> Result<Answer, Error> {
        let mut budget = Budget::default();
        loop {
            let answer = self.service.send_within(&mut budget, &self.outgoing).await?;
            if !self.follow(&answer) {
                return Ok(answer);
            }
        }
    }

    pub(super) async fn open(mut self) -> Result<Incoming, Error> {
        let mut budget = Budget::default();
        loop {
            let incoming = self.service.open(&mut budget, &self.outgoing).await?;
            if !self.follow(&incoming.answer) {
                return Ok(incoming);
            }
        }
    }

    /// Goes to where the answer leads, if it may.
    fn follow(&mut self, answer: &Answer) -> bool {
        let redirect = Redirect::new(answer).filter(|_| self.hops > 0);
        let Some(Ok(next)) = redirect.map(|redirect| links::redirected(&self.service, &redirect)) else { return false };
        self.hops -= 1;
        // Whoever is elsewhere does not say what is to be read with the token.
        let is_signed = next.is_signed && self.outgoing.is_signed;
        self.outgoing = Outgoing { is_signed, timeout: self.outgoing.timeout, ..next };
        true
    }
}
