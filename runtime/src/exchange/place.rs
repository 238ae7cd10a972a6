//! Which part of a content an answer has.

use http::{HeaderMap, StatusCode};

use super::resume::{is_as_asked, length};
use crate::answer::{Error, InterruptedError, Interruption};
use crate::request::{ByteRange, Part};

/// Which part of a content an answer is read for.
pub(super) struct Place {
    pub start: u64,
    /// Behind the last byte that is wanted, if that is known; the content may end before it, unless the length is known.
    pub end: Option<u64>,
    /// The bytes from the start to the end, if the service says how many it has.
    pub length: Option<u64>,
    /// The bytes of the whole content, if that is known.
    pub total: Option<u64>,
    /// The bytes before the part that come all the same.
    pub skip: u64,
}

impl Place {
    /// # Errors
    ///
    /// [`Error::NoContent`], [`Error::UnexpectedAnswer`], and [`Error::Interrupted`] if another content was asked for.
    pub(super) fn of(
        status: StatusCode,
        headers: &HeaderMap,
        range: Option<ByteRange>,
        asked: &HeaderMap,
    ) -> Result<Self, Error> {
        let start = range.map_or(0, |range| range.start);
        if !is_as_asked(asked, headers) {
            return Err(changed(start));
        }
        match status {
            StatusCode::ACCEPTED | StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT => {
                Err(Error::NoContent { status: status.as_u16() })
            }
            StatusCode::PARTIAL_CONTENT => Self::of_part(headers, range),
            _ => {
                let total = length(headers);
                let end = least(range.and_then(|range| range.end), total);
                // What begins behind the end is empty.
                let start = total.map_or(start, |total| start.min(total));
                let end = end.map(|end| end.max(start));
                let length = total.and(end).map(|end| end - start);
                Ok(Self { start, end, length, total, skip: start })
            }
        }
    }

    fn of_part(headers: &HeaderMap, range: Option<ByteRange>) -> Result<Self, Error> {
        let part = Part::of(headers).filter(|part| {
            range.is_none_or(|range| part.start == range.start && range.end.is_none_or(|end| part.end <= end))
        });
        let Some(part) = part else {
            let message = "the service answered 206, and not with the part of the content that was asked for";
            return Err(Error::UnexpectedAnswer(String::from(message)));
        };
        // A service may send less than was asked for; the rest is asked for as after a connection that broke.
        let wanted = range.filter(|_| part.total.is_some()).and_then(|range| least(range.end, part.total));
        let (start, end) = (part.start, wanted.unwrap_or(part.end));
        Ok(Self { start, end: Some(end), length: Some(end - start), total: part.total, skip: 0 })
    }
}

fn least(one: Option<u64>, other: Option<u64>) -> Option<u64> {
    one.into_iter().chain(other).min()
}

pub(super) fn changed(position: u64) -> Error {
    InterruptedError::error(position, Interruption::Changed, None)
}
