//! What becomes of an expected request.

use super::{answer::Answer, expect::Expect, mock::MockService, received::ReceivedRequest, state::Expected};

/// An expected request of a [`MockService`]; [`MockService::on`] makes it.
#[derive(Clone, Debug)]
pub struct Expectation {
    service: MockService,
    index: usize,
}

impl Expectation {
    pub(super) fn new(service: &MockService, expect: Expect) -> Self {
        let index = service.state().expect(expect);
        Self { service: service.clone(), index }
    }

    /// Answers the request so. Of several answers each is given in turn, and then the last again.
    #[expect(clippy::must_use_candidate, clippy::return_self_not_must_use, reason = "most tests need it no more")]
    pub fn answer(self, answer: Answer) -> Self {
        self.change(|expected| expected.answers.push(answer));
        self
    }

    /// Fits so many requests, and no more; [`verify`](MockService::verify) says if there were fewer. Without it, there may be
    /// any number from one.
    #[expect(clippy::must_use_candidate, clippy::return_self_not_must_use, reason = "most tests need it no more")]
    pub fn times(self, times: usize) -> Self {
        self.change(|expected| expected.times = Some(times));
        self
    }

    /// The requests so far that it answered.
    #[must_use]
    pub fn received(&self) -> Vec<ReceivedRequest> {
        self.service.state().expectations.get(self.index).map(|it| it.received.clone()).unwrap_or_default()
    }

    fn change(&self, change: impl FnOnce(&mut Expected)) {
        if let Some(expected) = self.service.state().expectations.get_mut(self.index) {
            change(expected);
        }
    }
}
