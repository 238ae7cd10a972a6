//! What the service says of an upload session (Microsoft Graph, "uploadSession resource type").

use std::ops::Range;

use crate::answer::Error;
use crate::json::from_slice;
use crate::value::Json;

/// The members of a session that a program or this client reads. Outlook's REST API writes them in Pascal case.
const EXPIRATION: &str = "expirationDateTime";
const EXPECTED: &str = "nextExpectedRanges";
const URL: &str = "uploadUrl";

/// A body that may be the state of a session.
pub(super) struct State(Json);

/// What the service misses, as it says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Missing {
    /// It does not say.
    Unsaid,
    /// Its list is empty.
    Nothing,
    /// At least one range, in order; one without an end reaches to the end of the content.
    Bytes(Vec<Range<u64>>),
}

impl State {
    /// The state in a body; one that is no JSON says nothing.
    pub(super) fn new(body: &[u8]) -> Self {
        Self(from_slice(body).unwrap_or_default())
    }

    pub(super) fn is_object(&self) -> bool {
        self.0.is_object()
    }

    pub(super) fn url(&self) -> Option<&str> {
        self.member(URL)?.as_str()
    }

    pub(super) fn expiration(&self) -> Option<&str> {
        self.member(EXPIRATION)?.as_str()
    }

    /// # Errors
    ///
    /// [`Error::UnexpectedAnswer`] if the service misses something, and does not say where that begins in a way that is known.
    pub(super) fn missing(&self) -> Result<Missing, Error> {
        let ranges = match self.member(EXPECTED) {
            None | Some(Json::Null) => return Ok(Missing::Unsaid),
            Some(Json::Array(ranges)) => ranges.as_slice(),
            Some(range) => std::slice::from_ref(range),
        };
        let ranges: Option<Vec<_>> = ranges.iter().map(range).collect();
        let mut ranges = ranges.ok_or_else(|| {
            let message = "the nextExpectedRanges of the upload session have what is no range of bytes";
            Error::UnexpectedAnswer(String::from(message))
        })?;
        ranges.sort_unstable_by_key(|range| range.start);
        Ok(if ranges.is_empty() { Missing::Nothing } else { Missing::Bytes(ranges) })
    }

    fn member(&self, name: &str) -> Option<&Json> {
        self.0.as_object()?.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// A range with the place of its last byte, or without. Outlook has a start without a dash behind it.
fn range(wire: &Json) -> Option<Range<u64>> {
    if let Some(start) = wire.as_u64() {
        return Some(start..u64::MAX);
    }
    let (start, last) = wire.as_str()?.split_once('-').unwrap_or((wire.as_str()?, ""));
    let end = match last.trim() {
        "" => u64::MAX,
        last => last.parse::<u64>().ok()?.saturating_add(1),
    };
    start.trim().parse().ok().filter(|start| *start < end).map(|start| start..end)
}
