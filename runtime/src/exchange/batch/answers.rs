//! What the service answered to the requests of a batch.

use std::{fmt, mem};

use super::{Handle, part::Part};
use crate::answer::{
    Answer, Error, ReadBody,
    error::{PartError, Reason},
};
use crate::request::Response;
use crate::service::Service;

/// What the service answered to the requests of a batch, to be taken by their handles.
pub struct Answers {
    pub(super) service: Service,
    pub(super) number: u64,
    pub(super) parts: Vec<Part>,
    /// One for each part.
    pub(super) results: Vec<Result<Answer, Reason>>,
}

impl Answers {
    /// Takes the answer to a request, as the request by itself would have had it. A change has an `Option`, since
    /// services need not answer with the entity. A batch does not read one that was asked for and did not come: then
    /// [`into_value`](Response::into_value) is [`Error::NoContent`].
    ///
    /// # Errors
    ///
    /// Those of a request by itself, [`Error::Service`] if the service refused. Besides, [`Error::Part`] if the service
    /// answered the batch but not this request, or with what is no response, if it accepted this one and refused another of its group, or if the `$batch`
    /// request with it failed, and [`Error::InvalidRequest`] if the handle is of another batch.
    #[expect(clippy::needless_pass_by_value, reason = "an answer is taken once")]
    pub fn take<T: ReadBody>(&mut self, handle: Handle<T>) -> Result<Response<T>, Error> {
        let answer = self.answer(handle.id)?;
        Response::of(self.service.clone(), answer, T::read)
    }

    fn answer(&mut self, id: super::PartId) -> Result<Answer, Error> {
        match (self.parts.get(id.index), self.results.get_mut(id.index)) {
            (Some(part), Some(result)) if id.batch == self.number => {
                mem::replace(result, Err(Reason::Unanswered)).map_err(|reason| no_answer(part, reason))
            }
            _ => Err(Error::InvalidRequest(String::from("the handle is of another batch than the answers"))),
        }
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answers").field("service", &self.service).field("parts", &self.parts).finish_non_exhaustive()
    }
}

fn no_answer(part: &Part, reason: Reason) -> Error {
    let sent_now = match &reason {
        Reason::Unanswered | Reason::AnsweredTwice | Reason::Malformed | Reason::GroupFailed => true,
        Reason::Failed(error) => error.may_have_been_applied(),
        Reason::NotAsked | Reason::NotSent(_) => false,
    };
    let in_doubt = part.in_doubt || (sent_now && part.effect.is_change());
    Error::Part(Box::new(PartError { part: part.to_string(), in_doubt, reason }))
}
