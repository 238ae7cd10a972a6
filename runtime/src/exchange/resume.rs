//! Going on with a content that broke off (RFC 9110, sections 13.1.5 and 14).

use std::time::Duration;

use http::{
    HeaderMap, HeaderValue, Method, StatusCode,
    header::{ACCEPT_RANGES, CONTENT_ENCODING, CONTENT_LENGTH, DATE, ETAG, IF_RANGE, LAST_MODIFIED, RANGE},
};

use super::follow::Path;
use crate::answer::{Error, InterruptedError, Interruption, header_text};
use crate::request::{ByteRange, Part};
use crate::service::{Budget, ContentBody, Incoming};

/// The wait before the content is asked for again, and by what it grows each time.
const WAIT: Duration = Duration::from_millis(250);
const GROWTH: u32 = 4;

/// By what the rest of a content is known to be of the same one.
#[derive(Clone, Debug)]
enum Validator {
    ETag(HeaderValue),
    LastModified(HeaderValue),
    /// Nothing but the length, of a service that says that it takes ranges.
    Length,
}

impl Validator {
    fn of(headers: &HeaderMap) -> Option<Self> {
        if let Some(etag) = headers.get(ETAG) {
            return is_strong(etag).then(|| Self::ETag(etag.clone()));
        }
        if let Some(date) = headers.get(LAST_MODIFIED) {
            return is_settled(headers).then(|| Self::LastModified(date.clone()));
        }
        let takes_ranges = header_text(headers, ACCEPT_RANGES.as_str()).is_some_and(|unit| unit.trim() == "bytes");
        takes_ranges.then_some(Self::Length)
    }

    fn if_range(&self) -> Option<&HeaderValue> {
        match self {
            Self::ETag(value) | Self::LastModified(value) => Some(value),
            Self::Length => None,
        }
    }

    /// Whether an answer says that its content is the same.
    fn is_of(&self, headers: &HeaderMap) -> bool {
        match self {
            Self::ETag(etag) => headers.get(ETAG) == Some(etag),
            Self::LastModified(date) => headers.get(LAST_MODIFIED) == Some(date) && !headers.contains_key(ETAG),
            Self::Length => !headers.contains_key(ETAG) && !headers.contains_key(LAST_MODIFIED),
        }
    }
}

/// Whether it stands for the same bytes, and not only for what means the same (RFC 9110, section 8.8.1).
fn is_strong(etag: &HeaderValue) -> bool {
    etag.as_bytes().starts_with(b"\"")
}

/// Whether the content was not changed in the second in which it was sent, within which it might have changed twice (RFC 9110,
/// section 8.8.2.2).
fn is_settled(headers: &HeaderMap) -> bool {
    let date = |name: &str| httpdate::parse_http_date(header_text(headers, name)?).ok();
    let (sent, changed) = (date(DATE.as_str()), date(LAST_MODIFIED.as_str()));
    sent.zip(changed).and_then(|(sent, changed)| sent.duration_since(changed).ok()) >= Some(Duration::from_secs(1))
}

/// Whether the bytes are not those that the length and the places in ranges count.
pub(super) fn is_encoded(headers: &HeaderMap) -> bool {
    let encoding = header_text(headers, CONTENT_ENCODING.as_str());
    headers.contains_key(CONTENT_ENCODING) && encoding.is_none_or(|encoding| !encoding.eq_ignore_ascii_case("identity"))
}

/// The header `Content-Length`, if it counts the bytes that come: transports that undo a compression take it away.
pub(super) fn length(headers: &HeaderMap) -> Option<u64> {
    let length = header_text(headers, CONTENT_LENGTH.as_str()).filter(|_| !is_encoded(headers))?;
    length.parse().ok()
}

/// Whether an answer is of the content that the header `If-Range` asks for.
pub(super) fn is_as_asked(asked: &HeaderMap, headers: &HeaderMap) -> bool {
    asked.get(IF_RANGE).is_none_or(|wanted| [ETAG, LAST_MODIFIED].iter().any(|name| headers.get(name) == Some(wanted)))
}

/// How a content is gone on with.
#[derive(Clone)]
pub(super) struct Resumption {
    path: Path,
    validator: Validator,
    total: u64,
    /// Behind the last byte that is wanted.
    end: u64,
}

/// The rest of a content.
pub(super) struct Rest {
    pub body: ContentBody,
    /// The bytes before it that came once more.
    pub skip: u64,
}

impl Resumption {
    /// `None` if nothing tells whether the rest is of the same content, or if to ask again could change something.
    pub(super) fn new(path: &Path, headers: &HeaderMap, total: Option<u64>, end: Option<u64>) -> Option<Self> {
        let is_read = path.outgoing.http.method() == Method::GET && !is_encoded(headers);
        let validator = Validator::of(headers).filter(|_| is_read && headers.contains_key(CONTENT_LENGTH))?;
        Some(Self { path: path.clone(), validator, total: total?, end: end? })
    }

    /// Asks for the rest from a position, so many times at most, of which those before are the first. Returns with the rest how
    /// many times that took.
    pub(super) async fn rest(
        self,
        position: u64,
        attempts: std::ops::Range<u32>,
        broken: Error,
    ) -> Result<(Rest, u32), Error> {
        let interrupted = |reason, source| InterruptedError::error(position, reason, Some(source));
        let mut broken = broken;
        for number in attempts {
            let wait = WAIT.saturating_mul(GROWTH.saturating_pow(number));
            self.path.service.sleep(&mut Budget::default(), wait).await?;
            match self.at(position).open().await {
                Ok(incoming) => return self.checked(position, incoming).map(|rest| (rest, number + 1)),
                Err(error @ Error::Transport(_)) => broken = error,
                Err(error @ Error::Limit(_)) => return Err(error),
                Err(error) => return Err(interrupted(Interruption::Refused, error)),
            }
        }
        Err(interrupted(Interruption::Broken, broken))
    }

    fn at(&self, position: u64) -> Path {
        let mut path = self.path.clone();
        let headers = path.outgoing.http.headers_mut();
        let end = Some(self.end).filter(|end| *end < self.total);
        if let Ok(range) = HeaderValue::try_from(ByteRange { start: position, end }.to_string()) {
            headers.insert(RANGE, range);
        }
        headers.remove(IF_RANGE);
        headers.extend(self.validator.if_range().map(|validator| (IF_RANGE, validator.clone())));
        path
    }

    fn checked(&self, position: u64, incoming: Incoming) -> Result<Rest, Error> {
        let interrupted = |reason, source| InterruptedError::error(position, reason, source);
        let Incoming { answer, body } = incoming;
        answer.check().map_err(|error| interrupted(Interruption::Refused, Some(error)))?;
        let headers = answer.response.headers();
        let is_same = self.validator.is_of(headers) && !is_encoded(headers);
        let skip = match (answer.status(), &self.validator, Part::of(headers)) {
            (StatusCode::PARTIAL_CONTENT, validator, Some(part)) => {
                let is_total = match part.total {
                    Some(total) => total == self.total,
                    None => !matches!(validator, Validator::Length),
                };
                (is_total && part.start == position && part.end <= self.end).then_some(0)
            }
            (StatusCode::OK, Validator::ETag(_) | Validator::LastModified(_), _) => {
                length(headers).is_none_or(|length| length == self.total).then_some(position)
            }
            _ => None,
        };
        let skip = skip.filter(|_| is_same).ok_or_else(|| interrupted(Interruption::Changed, None))?;
        Ok(Rest { body, skip })
    }
}
