//! What can go wrong with a request.

mod interrupted;
mod part;
mod read_back;
mod service;
mod shapes;
mod transport;
mod unreadable;

use std::fmt;

use super::{Answer, LimitError, Redirect};

pub use interrupted::{InterruptedError, Interruption};
pub use part::PartError;
pub(crate) use part::Reason;
pub use read_back::ReadBackError;
pub(crate) use service::failed_operation;
pub use service::{ErrorDetail, InnerError, ServiceError};
pub(crate) use transport::CLIENT_REQUEST_ID;
pub use transport::TransportError;
#[cfg(feature = "client")]
pub(crate) use transport::{causes, without_urls};
pub use unreadable::UnreadableBody;
pub(crate) use unreadable::unreadable;

/// The status of what is accepted, and not done yet.
const ACCEPTED: u16 = 202;

/// What went wrong with a request. No variant bears the token of a client, or what else it signed in with. What the program added
/// by itself, to what `into_http` gave, is not known here: a body that repeats it is kept as it came.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// A change that sets nothing; it was not sent.
    EmptyPatch {
        /// The entity type.
        type_name: &'static str,
    },
    /// A change to null of a property that cannot be null; it was not sent.
    NotNullable {
        /// The entity type.
        type_name: &'static str,
        /// The property.
        property: &'static str,
    },
    /// A header or URL that cannot be sent; it says which.
    InvalidRequest(String),
    /// The content to upload could not be read, or has another length than was said. An upload session keeps the fragments that
    /// were sent before.
    Content(std::io::Error),
    /// The service answered what its protocol does not allow, so that the client cannot go on; it says what.
    UnexpectedAnswer(String),
    /// The sign-in failed, or no answer came: the connection failed, was cut or timed out.
    Transport(TransportError),
    /// The service refused.
    Service(Box<ServiceError>),
    /// The service accepted, with a body that is not what its schema says.
    UnreadableBody(Box<UnreadableBody>),
    /// The service accepted, without the body that was asked for. What the request was to do is done, unless the status
    /// is 202.
    NoContent {
        /// The status, 204, say.
        status: u16,
    },
    /// The change was made, or the entity created, and the entity could not be read.
    ReadBack(Box<ReadBackError>),
    /// The service redirects; that is not followed.
    Redirect(Box<Redirect>),
    /// The answer goes beyond a limit of the client.
    Limit(LimitError),
    /// A content ended in the middle, and could not be gone on with; it says at which byte.
    Interrupted(Box<InterruptedError>),
    /// A request of a batch has no answer of its own.
    Part(Box<PartError>),
}

impl Error {
    /// The service's refusal, if it is one.
    #[must_use]
    pub fn as_service(&self) -> Option<&ServiceError> {
        match self {
            Self::Service(error) => Some(error),
            _ => None,
        }
    }

    /// The status of the response, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Service(error) => Some(error.status),
            Self::UnreadableBody(error) => Some(error.status),
            Self::NoContent { status } => Some(*status),
            Self::ReadBack(error) => Some(error.status),
            Self::Redirect(redirect) => Some(redirect.status),
            Self::Interrupted(error) => error.cause()?.status(),
            _ => None,
        }
    }

    /// Whether the change or call that was asked for has certainly been made, in spite of the error: only what the service
    /// was to answer is missing, so do not ask for it again.
    ///
    /// A request that only reads has nothing to apply, so ask this of others.
    #[must_use]
    pub fn was_applied(&self) -> bool {
        match self {
            Self::ReadBack(_) => true,
            Self::NoContent { status } => *status != ACCEPTED,
            _ => false,
        }
    }

    /// Whether the change or call that was asked for may have been made, in spite of the error: if so, look before you
    /// ask for it again. Where [`was_applied`](Self::was_applied), it has been.
    ///
    /// That is so where the service accepted, where no answer came to what was sent, and where the status (408, 500, 502,
    /// 504) leaves it open. It is so, too, if one of several attempts had no answer and the last one was refused: a 412 or
    /// 404 may be the work of the first. A request that only reads has nothing to apply, so ask this of others.
    #[must_use]
    pub fn may_have_been_applied(&self) -> bool {
        match self {
            Self::EmptyPatch { .. } | Self::NotNullable { .. } | Self::InvalidRequest(_) | Self::Content(_) => false,
            Self::Transport(error) => error.may_have_been_applied(),
            Self::Service(error) => error.in_doubt,
            Self::UnreadableBody(_)
            | Self::NoContent { .. }
            | Self::ReadBack(_)
            | Self::UnexpectedAnswer(_)
            | Self::Interrupted(_) => true,
            Self::Redirect(redirect) => redirect.in_doubt,
            Self::Limit(error) => error.may_have_been_applied(),
            Self::Part(error) => error.may_have_been_applied(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyPatch { type_name } => {
                write!(f, "the change of {type_name} sets no property; nothing was sent")
            }
            Self::NotNullable { type_name, property } => {
                write!(f, "{property} of {type_name} cannot be null; nothing was sent")
            }
            Self::InvalidRequest(message) | Self::UnexpectedAnswer(message) => f.write_str(message),
            Self::Content(error) => write!(f, "the content to upload could not be read: {error}"),
            Self::Transport(error) => error.fmt(f),
            Self::Service(error) => error.fmt(f),
            Self::UnreadableBody(error) => error.fmt(f),
            Self::NoContent { status: ACCEPTED } => f.write_str(
                "the service answered 202: it has not done yet what was asked; the monitor() of the response waits for it",
            ),
            Self::NoContent { status } => write!(
                f,
                "the service answered {status}: it did what was asked, and sent no value; use optional() to read what may \
                 be null, and the response itself, of send_response() or a reader, to take any success"
            ),
            Self::ReadBack(error) => error.fmt(f),
            Self::Redirect(redirect) => redirect.fmt(f),
            Self::Limit(error) => error.fmt(f),
            Self::Interrupted(error) => error.fmt(f),
            Self::Part(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(error) => Some(&*error.source),
            Self::Content(error) => Some(error),
            Self::UnreadableBody(error) => Some(&error.source),
            Self::ReadBack(error) => Some(error.read_error()),
            Self::Interrupted(error) => std::error::Error::source(&**error),
            Self::Part(error) => error.source(),
            _ => None,
        }
    }
}

/// The service refused, or redirects.
pub(crate) fn refusal(answer: &Answer) -> Error {
    match Redirect::new(answer) {
        Some(redirect) => Error::Redirect(Box::new(redirect)),
        None => Error::Service(Box::new(ServiceError::new(answer))),
    }
}

/// Some proxies echo the request; an error must not carry what it was signed in with into a log.
fn without_secrets(answer: &Answer) -> Vec<u8> {
    answer.sent.secrets.redact(answer.body())
}
