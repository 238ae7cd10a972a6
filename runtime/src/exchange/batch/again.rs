//! What a service puts off, to be sent again.

use std::{collections::BTreeSet, ops::Range, time::Duration};

use bytes::Bytes;
use http::{Response, StatusCode};

use super::answers::Answers;
use crate::answer::retry_after;

impl Answers {
    pub(super) fn response(&self, index: usize) -> Option<&Response<Bytes>> {
        Some(&self.results.get(index)?.as_ref().ok()?.response)
    }

    /// The parts to send again: what the service puts off, and what it did not do for that reason alone.
    pub(super) fn put_off(&self) -> Vec<usize> {
        let mut again = BTreeSet::new();
        let mut start = 0;
        for block in self.parts.chunk_by(|one, next| one.group.is_some() && one.group == next.group) {
            let members = start..start + block.len();
            start = members.end;
            if self.is_put_off(&members, &again) {
                again.extend(members);
            }
        }
        again.into_iter().collect()
    }

    /// Whether a part by itself, or a whole group, is to be sent again. A group of which anything was answered otherwise
    /// has failed or is done.
    fn is_put_off(&self, members: &Range<usize>, again: &BTreeSet<usize>) -> bool {
        let max_wait = self.service.limits().max_wait();
        let is_throttled = |index| self.response(index).is_some_and(|response| is_throttled(response, max_wait));
        let is_held_up = |index| self.response(index).is_some_and(|r| r.status() == StatusCode::FAILED_DEPENDENCY);
        let is_done = |index| self.response(index).is_some_and(|r| r.status().is_success());
        let after = || {
            let parts = self.parts.get(members.clone()).unwrap_or_default();
            parts.iter().flat_map(|part| &part.after).copied().filter(|index| !members.contains(index))
        };
        members.clone().all(|index| is_throttled(index) || is_held_up(index))
            && after().all(|index| is_done(index) || again.contains(&index))
            && (members.clone().any(is_throttled) || after().any(|index| again.contains(&index)))
    }

    /// The longest time that the service asks for; where it asks for none, a second, then two, then four.
    pub(super) fn wait(&self, wanted: &[usize], round: u32) -> Duration {
        let asked = wanted.iter().filter_map(|&index| retry_after(self.response(index)?.headers())).max();
        asked.unwrap_or(Duration::from_secs(1 << round.min(5)))
    }
}

/// Whether the service has not done it and says that it may be asked again.
fn is_throttled(response: &Response<Bytes>, max_wait: Duration) -> bool {
    let wait = retry_after(response.headers());
    match response.status() {
        _ if wait.is_some_and(|wait| wait > max_wait) => false,
        StatusCode::TOO_MANY_REQUESTS => true,
        StatusCode::SERVICE_UNAVAILABLE => wait.is_some(),
        _ => false,
    }
}
