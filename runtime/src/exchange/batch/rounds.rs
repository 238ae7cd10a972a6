//! Sending a batch, and sending again what the service puts off.

use std::{collections::BTreeSet, ops::Range, sync::Arc, time::Duration};

use bytes::Bytes;
use http::{Response, StatusCode};

use super::{
    Batch,
    answers::Answers,
    plan,
    wire::{self, Responses},
};
use crate::answer::{Answer, Error, Expected, ReadBody, Sent, error::Reason, retry_after};
use crate::service::{Effect, sleep};

pub(super) async fn run(batch: Batch) -> Result<Answers, Error> {
    let Batch { client, number, parts, limit, retries, .. } = batch;
    let results = parts.iter().map(|_| Err(Reason::Unanswered)).collect();
    let mut wanted: Vec<_> = (0..parts.len()).collect();
    let mut answers = Answers { client, number, parts, results };
    for round in 0..=retries {
        let requests = plan::requests(&answers.parts, &wanted, limit)?;
        if !answers.fill(&requests, round).await? || round == retries {
            break;
        }
        wanted = answers.put_off();
        if wanted.is_empty() {
            break;
        }
        sleep(answers.wait(&wanted, round)).await;
    }
    answers.leave_failed_groups();
    Ok(answers)
}

impl Answers {
    /// Sends requests one after the other, up to the first that fails. `false` if one did after others were answered.
    async fn fill(&mut self, requests: &[Vec<usize>], round: u32) -> Result<bool, Error> {
        for (place, wanted) in requests.iter().enumerate() {
            let Err(error) = self.exchange(wanted).await else { continue };
            if round == 0 && place == 0 {
                return Err(error);
            }
            let error = Arc::new(error);
            self.fail(wanted, &Reason::Failed(Arc::clone(&error)));
            for later in requests.iter().skip(place + 1) {
                // What was put off keeps the answer that says so.
                let unsent: Vec<_> = later.iter().copied().filter(|&index| self.response(index).is_none()).collect();
                self.fail(&unsent, &Reason::NotSent(Arc::clone(&error)));
            }
            return Ok(false);
        }
        Ok(true)
    }

    /// Sends one request, and keeps what it is answered.
    async fn exchange(&mut self, wanted: &[usize]) -> Result<(), Error> {
        let effect = wanted.iter().filter_map(|&index| self.parts.get(index)).map(|part| part.effect).max();
        let request = wire::request(self.client.service_root(), &self.parts, wanted)?;
        let answer = self.client.send(&request, effect.unwrap_or(Effect::None), Expected::Value, "/$batch").await?;
        let (in_doubt, sent) = (answer.in_doubt, Arc::clone(&answer.sent));
        let status = answer.status().as_u16();
        let (_, responses) = answer.read(Responses::read)?;
        let responses = responses.ok_or_else(|| {
            Error::UnexpectedAnswer(format!("the service answered the batch {status}, and nothing about its requests"))
        })?;

        self.fail(wanted, &Reason::Unanswered);
        for object in responses.responses {
            // An id that was not asked for says nothing about any part; one that should have come instead is missing.
            let index = wanted.iter().find(|&&index| self.parts.get(index).is_some_and(|part| part.id == object.id));
            if let Some(&index) = index {
                self.answer_part(index, object.into_response(), in_doubt, &sent);
            }
        }
        Ok(())
    }

    fn answer_part(&mut self, index: usize, response: Response<Bytes>, in_doubt: bool, sent: &Arc<Sent>) {
        let (Some(part), Some(result)) = (self.parts.get_mut(index), self.results.get_mut(index)) else { return };
        part.in_doubt |= part.effect.may_follow(response.status()) || (in_doubt && part.effect.is_change());
        *result = match result {
            Err(Reason::Unanswered) => Ok(Answer { response, in_doubt: part.in_doubt, sent: Arc::clone(sent) }),
            _ => Err(Reason::AnsweredTwice),
        };
    }

    fn fail(&mut self, wanted: &[usize], reason: &Reason) {
        for &index in wanted {
            if let Some(result) = self.results.get_mut(index) {
                *result = Err(reason.clone());
            }
        }
    }

    /// Of a group in which a request failed, none was done (OData 4.01 Protocol, section 11.7). Some services answer with
    /// success what they did first and then took back, which nobody must take for done.
    fn leave_failed_groups(&mut self) {
        let mut left = Vec::new();
        let mut start = 0;
        for block in self.parts.chunk_by(|one, next| one.group.is_some() && one.group == next.group) {
            let members = start..start + block.len();
            start = members.end;
            let is_done = |index: usize| self.response(index).map(|response| response.status().is_success());
            if members.clone().any(|index| is_done(index) == Some(false)) {
                left.extend(members.filter(|&index| is_done(index) == Some(true)));
            }
        }
        self.fail(&left, &Reason::GroupFailed);
    }

    fn response(&self, index: usize) -> Option<&Response<Bytes>> {
        Some(&self.results.get(index)?.as_ref().ok()?.response)
    }

    /// The parts to send again: what the service puts off, and what it did not do for that reason alone.
    fn put_off(&self) -> Vec<usize> {
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
        let max_wait = self.client.limits().max_wait();
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
    fn wait(&self, wanted: &[usize], round: u32) -> Duration {
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
