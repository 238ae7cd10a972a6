//! Parts of a content (RFC 9110, section 14).

use std::{
    fmt,
    ops::{Range, RangeFrom, RangeInclusive},
};

#[cfg(feature = "client")]
use http::{HeaderMap, header::CONTENT_RANGE};

#[cfg(feature = "client")]
use crate::answer::header_text;

/// A part of a content, in bytes from its beginning: `0..100`, `0..=99` or `100..`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByteRange {
    pub(crate) start: u64,
    /// Behind the last byte.
    pub(crate) end: Option<u64>,
}

impl ByteRange {
    /// Whether there is no byte in it, which no header can say.
    pub(crate) fn is_empty(&self) -> bool {
        self.end.is_some_and(|end| end <= self.start)
    }
}

impl From<Range<u64>> for ByteRange {
    fn from(range: Range<u64>) -> Self {
        Self { start: range.start, end: Some(range.end) }
    }
}

impl From<RangeInclusive<u64>> for ByteRange {
    fn from(range: RangeInclusive<u64>) -> Self {
        // A content whose last byte has the largest number there is ends with it anyway.
        Self { start: *range.start(), end: range.end().checked_add(1) }
    }
}

impl From<RangeFrom<u64>> for ByteRange {
    fn from(range: RangeFrom<u64>) -> Self {
        Self { start: range.start, end: None }
    }
}

/// The value of the header `Range` (RFC 9110, section 14.2).
impl fmt::Display for ByteRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "bytes={}-", self.start)?;
        self.end.map_or(Ok(()), |end| write!(f, "{}", end.saturating_sub(1)))
    }
}

/// What part of a content an answer has, by its header `Content-Range` (RFC 9110, section 14.4).
#[cfg(feature = "client")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub start: u64,
    /// Behind the last byte.
    pub end: u64,
    /// The bytes of the whole content, if the service knows.
    pub total: Option<u64>,
}

#[cfg(feature = "client")]
impl Part {
    /// `None` without such a header, or if there is no sense in it.
    pub(crate) fn of(headers: &HeaderMap) -> Option<Self> {
        let (place, total) = header_text(headers, CONTENT_RANGE.as_str())?.strip_prefix("bytes ")?.split_once('/')?;
        let (first, last) = place.split_once('-')?;
        let (start, last) = (number(first)?, number(last)?);
        let total = if total == "*" { None } else { Some(number(total)?) };
        let is_sound = start <= last && total.is_none_or(|total| last < total);
        is_sound.then_some(Self { start, end: last.checked_add(1)?, total })
    }
}

#[cfg(feature = "client")]
fn number(text: &str) -> Option<u64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_written_with_its_last_byte() {
        let text = |range: ByteRange| range.to_string();
        assert_eq!(text((5..10).into()), "bytes=5-9");
        assert_eq!(text((5..=9).into()), "bytes=5-9");
        assert_eq!(text((5..).into()), "bytes=5-");
        assert_eq!(text((0..=u64::MAX).into()), "bytes=0-");
        assert!(ByteRange::from(5..5).is_empty() && !ByteRange::from(5..6).is_empty());
    }

    #[cfg(feature = "client")]
    #[test]
    fn what_makes_no_sense_as_a_part_is_none() {
        let part = |text: &str| Part::of(&HeaderMap::from_iter([(CONTENT_RANGE, text.parse().unwrap())]));
        assert_eq!(part("bytes 5-9/10"), Some(Part { start: 5, end: 10, total: Some(10) }));
        assert_eq!(part("bytes 5-9/*"), Some(Part { start: 5, end: 10, total: None }));
        for text in [
            "bytes 9-5/10",
            "bytes 5-10/10",
            "bytes */10",
            "items 5-9/10",
            "bytes +5-9/10",
            "bytes 5-/10",
            "bytes -9/10",
        ] {
            assert_eq!(part(text), None, "{text}");
        }
    }
}
