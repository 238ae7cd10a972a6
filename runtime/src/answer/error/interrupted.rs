//! A content that ended in the middle.

use std::fmt;

use super::Error;

/// A content ended in the middle, and could not be gone on with. What came before is good: a program that has kept it may go
/// on by itself, from the [position](Self::position), with
/// [`Download::range`](crate::requests::Download::range) and [`if_range`](crate::requests::Download::if_range).
#[derive(Debug)]
pub struct InterruptedError {
    position: u64,
    reason: Interruption,
    source: Option<Box<Error>>,
}

/// Why a content was not gone on with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Interruption {
    /// The connection broke more often than `resumptions` allows.
    Broken,
    /// The connection broke, and nothing of the answer could tell whether the rest is of the same content.
    NotResumable,
    /// The service has another content by now, or does not say that it is the same.
    Changed,
    /// The service refused the rest.
    Refused,
}

impl InterruptedError {
    #[cfg(feature = "client")]
    pub(crate) fn error(position: u64, reason: Interruption, source: Option<Error>) -> Error {
        Error::Interrupted(Box::new(Self { position, reason, source: source.map(Box::new) }))
    }

    /// How many bytes of the content came before, counted from its beginning, and not from that of a range: the place of the
    /// first byte that is missing.
    #[must_use]
    pub fn position(&self) -> u64 {
        self.position
    }

    /// The error that ended the content, if there was one.
    #[must_use]
    pub fn cause(&self) -> Option<&Error> {
        self.source.as_deref()
    }

    /// Why the content was not gone on with.
    #[must_use]
    pub fn reason(&self) -> Interruption {
        self.reason
    }
}

impl fmt::Display for InterruptedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the content ended in the middle, at byte {}", self.position)?;
        f.write_str(match self.reason {
            Interruption::Broken => "",
            Interruption::NotResumable => {
                ", and has nothing by which the rest could be known to be of the same content"
            }
            Interruption::Changed => ", and the service does not say that it still has the same content",
            Interruption::Refused => ", and the service refused the rest",
        })?;
        self.source.as_ref().map_or(Ok(()), |error| write!(f, ": {error}"))
    }
}

impl std::error::Error for InterruptedError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().and_then(std::error::Error::source)
    }
}
