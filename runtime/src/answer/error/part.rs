//! A request of a batch without an answer.

use std::{fmt, sync::Arc};

use super::Error;

/// A request of a batch has no answer of its own.
#[derive(Debug)]
pub struct PartError {
    /// What it shows as.
    pub(crate) part: String,
    pub(crate) in_doubt: bool,
    pub(crate) reason: Reason,
}

impl PartError {
    /// The error of the `$batch` request because of which there is no answer; `None` if the service answered the batch.
    #[must_use]
    pub fn batch_error(&self) -> Option<&Error> {
        match &self.reason {
            Reason::Failed(error) | Reason::NotSent(error) => Some(error),
            Reason::NotAsked | Reason::Unanswered | Reason::AnsweredTwice | Reason::Malformed | Reason::GroupFailed => {
                None
            }
        }
    }

    /// Whether the request changes something, was sent, and may have been applied.
    #[must_use]
    pub fn may_have_been_applied(&self) -> bool {
        self.in_doubt
    }
}

impl fmt::Display for PartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = &self.part;
        match &self.reason {
            Reason::NotAsked => write!(f, "did not send {part}: the batch ended before"),
            Reason::Unanswered => write!(f, "the service did not answer {part}"),
            Reason::AnsweredTwice => write!(f, "the service gave two answers to {part}; which one holds is not known"),
            Reason::Malformed => {
                write!(f, "the service answered {part} with what is no response: it has no status, say")
            }
            Reason::GroupFailed => {
                write!(
                    f,
                    "the service accepted {part}, and refused another one of its group, of which none is done then"
                )
            }
            Reason::Failed(error) => write!(f, "no answer to {part}: the batch with it failed: {error}"),
            Reason::NotSent(error) => write!(f, "did not send {part}: the batch before it failed: {error}"),
        }
    }
}

impl std::error::Error for PartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.batch_error().and_then(std::error::Error::source)
    }
}

/// Why a request of a batch has no answer.
#[derive(Clone, Debug)]
pub(crate) enum Reason {
    /// It was not sent yet.
    NotAsked,
    Unanswered,
    AnsweredTwice,
    /// Its answer is no response.
    Malformed,
    /// It was answered with success, and another one of its group was not.
    GroupFailed,
    /// The `$batch` request with the part failed.
    Failed(Arc<Error>),
    /// A `$batch` request before it failed.
    NotSent(Arc<Error>),
}
