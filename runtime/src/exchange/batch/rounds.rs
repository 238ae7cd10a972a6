//! Sending a batch, and sending again what the service puts off.

use std::{collections::VecDeque, fmt, sync::Arc, time::Duration};

use bytes::Bytes;
use http::Response;

use super::{
    Batch,
    answers::Answers,
    part::Part,
    plan,
    responses::{self, Malformed, Responses},
    wire,
};
use crate::answer::{Answer, Error, ReadBody, Sent, error::Reason, header};
use crate::exchange::pages::not_asked;
#[cfg(feature = "client")]
use crate::service::Budget;
use crate::service::{Asked, Effect, Outgoing, Service};

/// A batch on its way: the `$batch` requests that are left, and what came of those before.
///
/// ```
/// # use odata_runtime::requests::{Answers, Batch, Bytes, Error};
/// # fn send(_: http::Request<Bytes>) -> std::io::Result<http::Response<Vec<u8>>> { unimplemented!() }
/// fn send_batch(batch: Batch) -> Result<Answers, Error> {
///     let mut rounds = batch.into_rounds()?;
///     while let Some(request) = rounds.next_request()? {
///         std::thread::sleep(rounds.wait_time());
///         match send(request) {
///             Ok(response) => rounds.take(response)?,
///             Err(error) => rounds.fail(error)?,
///         }
///     }
///     Ok(rounds.into_answers())
/// }
/// ```
#[must_use = "nothing is sent until a request is asked for"]
pub struct Rounds {
    answers: Answers,
    limit: usize,
    retries: u32,
    round: u32,
    /// The requests of this round that are left, by their parts.
    left: VecDeque<Vec<usize>>,
    wait: Duration,
    /// The request on its way.
    sent: Option<(Vec<usize>, Asked)>,
    /// Whether the service has answered any request yet.
    has_answers: bool,
}

impl Rounds {
    pub(super) fn new(batch: Batch) -> Result<Self, Error> {
        let Batch { service, number, parts, limit, retries, .. } = batch;
        let results = parts.iter().map(|_| Err(Reason::NotAsked)).collect();
        let wanted: Vec<_> = (0..parts.len()).collect();
        let left = plan::requests(&parts, &wanted, limit)?.into();
        let answers = Answers { service, number, parts, results };
        let wait = Duration::ZERO;
        Ok(Self { answers, limit, retries, round: 0, left, wait, sent: None, has_answers: false })
    }

    /// The next `$batch` request; `None` if nothing is left to send.
    ///
    /// # Errors
    ///
    /// None, as long as the service root is a URL.
    pub fn next_request(&mut self) -> Result<Option<http::Request<Bytes>>, Error> {
        Ok(self.next()?.map(|outgoing| outgoing.http))
    }

    /// How long to wait before the [`next_request`](Self::next_request) is sent, as the service says.
    #[must_use]
    pub fn wait_time(&self) -> Duration {
        self.wait
    }

    /// Takes the answer to the [`next_request`](Self::next_request).
    ///
    /// # Errors
    ///
    /// As of [`Reader::read`](crate::requests::Reader::read), if nothing was answered yet. Later errors are those of the
    /// requests that they leave without an answer.
    pub fn take(&mut self, response: Response<impl AsRef<[u8]>>) -> Result<(), Error> {
        let (wanted, asked) = self.sent.take().ok_or_else(not_asked)?;
        let answer = asked.answered(self.answers.service.limits(), response);
        self.conclude(&wanted, answer)
    }

    /// Takes note that no answer came to the [`next_request`](Self::next_request), and why.
    ///
    /// # Errors
    ///
    /// The error, if nothing was answered yet.
    pub fn fail(&mut self, error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Result<(), Error> {
        let (wanted, asked) = self.sent.take().ok_or_else(not_asked)?;
        self.conclude(&wanted, Err(asked.unanswered(error.into())))
    }

    /// What the service answered. What is not answered yet has an error that says so.
    #[must_use]
    pub fn into_answers(mut self) -> Answers {
        self.answers.leave_failed_groups();
        self.answers
    }

    fn next(&mut self) -> Result<Option<Outgoing>, Error> {
        let Some(wanted) = self.left.front().cloned() else { return Ok(None) };
        let parts = &self.answers.parts;
        let effect = wanted.iter().filter_map(|&index| parts.get(index)).map(|part| part.effect).max();
        let mut http = wire::request(self.answers.service.service_root(), parts, &wanted)?;
        self.answers.service.set_versions(&mut http);
        let outgoing = Outgoing::to_service(http, effect.unwrap_or(Effect::None), "/$batch");
        self.answers.note_sent(&wanted);
        self.sent = Some((wanted, outgoing.asked()));
        Ok(Some(outgoing))
    }

    /// Keeps what came of a request.
    fn conclude(&mut self, wanted: &[usize], answer: Result<Answer, Error>) -> Result<(), Error> {
        self.left.pop_front();
        self.wait = Duration::ZERO;
        match answer.and_then(|answer| self.answers.keep(wanted, answer)) {
            Ok(()) => self.has_answers = true,
            Err(error) if !self.has_answers => {
                self.left.clear();
                return Err(error);
            }
            Err(error) => {
                self.give_up(wanted, error);
                return Ok(());
            }
        }
        if self.left.is_empty() && self.round < self.retries {
            self.begin_round()?;
        }
        Ok(())
    }

    /// Sends again what the service puts off.
    fn begin_round(&mut self) -> Result<(), Error> {
        let wanted = self.answers.put_off();
        if !wanted.is_empty() {
            self.wait = self.answers.wait(&wanted, self.round);
            self.left = plan::requests(&self.answers.parts, &wanted, self.limit)?.into();
            self.round += 1;
        }
        Ok(())
    }

    /// Sends nothing more after a request that failed.
    fn give_up(&mut self, wanted: &[usize], error: Error) {
        let error = Arc::new(error);
        self.answers.fail(wanted, &Reason::Failed(Arc::clone(&error)));
        for later in std::mem::take(&mut self.left) {
            // What was put off keeps the answer that says so.
            let unsent: Vec<_> = later.into_iter().filter(|&index| self.answers.response(index).is_none()).collect();
            self.answers.fail(&unsent, &Reason::NotSent(Arc::clone(&error)));
        }
    }

    #[cfg(feature = "client")]
    pub(super) async fn run(mut self) -> Result<Answers, Error> {
        let service = self.answers.service.clone();
        let mut budget = Budget::default();
        while let Some(outgoing) = self.next()? {
            if !self.wait.is_zero()
                && let Err(error) = service.sleep(&mut budget, self.wait).await
            {
                self.give_up(&[], error);
                break;
            }
            let Some((wanted, _)) = self.sent.take() else { break };
            let answer = service.send_within(&mut budget, &outgoing).await;
            self.conclude(&wanted, answer)?;
        }
        Ok(self.into_answers())
    }
}

impl Answers {
    /// Notes that parts were handed out for the first time.
    fn note_sent(&mut self, wanted: &[usize]) {
        let is_new = |index: &usize| matches!(self.results.get(*index), Some(Err(Reason::NotAsked)));
        let new: Vec<_> = wanted.iter().copied().filter(is_new).collect();
        self.fail(&new, &Reason::Unanswered);
    }

    /// Keeps what the service answered to one request.
    fn keep(&mut self, wanted: &[usize], answer: Answer) -> Result<(), Error> {
        let (in_doubt, sent) = (answer.in_doubt, Arc::clone(&answer.sent));
        let status = answer.status().as_u16();
        let (_, responses) = answer.read(Responses::read)?;
        let responses = responses.ok_or_else(|| {
            Error::UnexpectedAnswer(format!("the service answered the batch {status}, and nothing about its requests"))
        })?;

        self.fail(wanted, &Reason::Unanswered);
        for (id, response) in responses.responses.iter().filter_map(|wire| responses::read(wire)) {
            // An id that was not asked for says nothing about any part; one that should have come instead is missing.
            let index = wanted.iter().find(|&&index| self.parts.get(index).is_some_and(|part| part.id == id));
            if let Some(&index) = index {
                self.answer_part(index, response, in_doubt, &sent);
            }
        }
        Ok(())
    }

    fn answer_part(
        &mut self,
        index: usize,
        response: Result<Response<Bytes>, Malformed>,
        in_doubt: bool,
        sent: &Arc<Sent>,
    ) {
        let (Some(part), Some(result)) = (self.parts.get_mut(index), self.results.get_mut(index)) else { return };
        let may_follow = response.as_ref().is_ok_and(|response| part.effect.may_follow(response.status()));
        part.in_doubt |= may_follow || (in_doubt && part.effect.is_change());
        *result = match (&*result, response) {
            (Err(Reason::Unanswered), Ok(mut response)) => {
                sent.secrets.mark(response.headers_mut());
                Ok(Answer { response, in_doubt: part.in_doubt, sent: sent_as(&self.service, part, sent) })
            }
            (Err(Reason::Unanswered), Err(Malformed)) => Err(Reason::Malformed),
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
}

impl fmt::Debug for Rounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rounds").field("answers", &self.answers).field("round", &self.round).finish_non_exhaustive()
    }
}

/// What was sent of one part: a redirect or a link of it leads elsewhere than one of the whole batch would.
fn sent_as(service: &Service, part: &Part, sent: &Sent) -> Arc<Sent> {
    let headers = part.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let uri = format!("{}{}", service.root_uri(), part.url).parse().unwrap_or_else(|_| sent.uri.clone());
    Arc::new(sent.of_part(&part.method, uri, header::received(headers)))
}
