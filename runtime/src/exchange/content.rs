//! Content that is read in chunks.

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::{Buf as _, Bytes};
use futures_util::{Stream, StreamExt as _};
use http::{HeaderMap, StatusCode};

use super::{
    follow::Path,
    place::Place,
    resume::{Rest, Resumption},
};
use crate::answer::{
    Bounds, Error, Expected, InterruptedError, Interruption, Limit, LimitError, Measured, TransportError, header_text,
};
use crate::request::ByteRange;
use crate::service::Incoming;

/// A content that is read in chunks, of which one is in memory at a time.
///
/// Where the connection breaks, the rest is asked for, if the answer has a strong `ETag`, a `Last-Modified` before its `Date`, or
/// neither and `Accept-Ranges: bytes`, and a length (RFC 9110, sections 8.8, 13.1.5 and 14); the rest is taken only if the
/// service says that it still has the same content. Otherwise the last item is [`Error::Interrupted`], which says how far it
/// came: two contents are never mixed. A limit of the client is [`Error::Limit`].
///
/// ```
/// use std::io::Write;
///
/// use odata_runtime::client::{Download, TryStreamExt as _};
///
/// async fn save(download: Download, mut file: impl Write) -> Result<(), Box<dyn std::error::Error>> {
///     let mut content = download.stream().await?;
///     while let Some(chunk) = content.try_next().await? {
///         file.write_all(&chunk)?;
///     }
///     Ok(())
/// }
/// ```
pub struct ContentStream {
    status: StatusCode,
    headers: HeaderMap,
    position: u64,
    /// Behind the last byte that is wanted, if that is known; it may be less if the length is not.
    end: Option<u64>,
    length: Option<u64>,
    /// Whether the service may send more than what was asked for.
    is_cut: bool,
    state: State,
    resumption: Option<Resumption>,
    resumed: u32,
    resumptions: u32,
    limit: Counted,
}

/// The rest, and how many times it was asked for.
type Resuming = Pin<Box<dyn Future<Output = Result<(Rest, u32), Error>> + Send>>;

enum State {
    Reading(Rest),
    Resuming(Resuming),
    Over,
}

/// The limit of size, over all chunks.
struct Counted {
    bounds: Bounds,
    measured: Measured,
    in_doubt: bool,
    client_request_id: Option<String>,
}

impl Counted {
    fn error(&self, limit: Limit) -> Error {
        let client_request_id = self.client_request_id.clone();
        Error::Limit(LimitError { limit, in_doubt: self.in_doubt, client_request_id })
    }

    fn add(&mut self, chunk: &[u8]) -> Result<(), Error> {
        self.measured.add(&self.bounds, chunk).map_err(|limit| self.error(limit))
    }

    /// Refuses at once what says of itself that it is too large.
    fn check(&self, length: Option<u64>) -> Result<(), Error> {
        let Some(most) = self.bounds.size else { return Ok(()) };
        if length.is_some_and(|length| length > most as u64) { Err(self.error(Limit::Size(most))) } else { Ok(()) }
    }
}

impl ContentStream {
    /// The status: 200, or 206 of a part.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// The headers of the first answer.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The value of a header, `content-type`, say.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        header_text(&self.headers, name)
    }

    /// The header `ETag`: with it and the [position](Self::position), another run of the program can go on.
    #[must_use]
    pub fn etag(&self) -> Option<&str> {
        self.header("etag")
    }

    /// How many bytes the stream has from its first to its last, of a part those of the part; `None` if the service does not
    /// say so.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        self.length
    }

    /// The place of the next byte, counted from the beginning of the content, and not from that of a range.
    #[must_use]
    pub fn position(&self) -> u64 {
        self.position
    }

    pub(super) fn new(
        path: &Path,
        range: Option<ByteRange>,
        incoming: Incoming,
        resumptions: u32,
    ) -> Result<Self, Error> {
        let limit = Counted {
            bounds: path.service.limits().of(Expected::Stream),
            measured: Measured::default(),
            in_doubt: path.outgoing.effect.is_change(),
            client_request_id: incoming.answer.sent.client_request_id.clone(),
        };
        let Incoming { answer, body } = incoming;
        answer.check()?;
        let (parts, _) = answer.response.into_parts();
        let (status, headers) = (parts.status, parts.headers);
        let place = Place::of(status, &headers, range, path.outgoing.http.headers())?;
        limit.check(place.length)?;
        Ok(Self {
            resumption: Resumption::new(path, &headers, place.total, place.end),
            status,
            headers,
            position: place.start,
            end: place.end,
            length: place.length,
            is_cut: place.end != place.total,
            state: State::Reading(Rest { body, skip: place.skip }),
            resumed: 0,
            resumptions,
            limit,
        })
    }

    /// What there is of a chunk that is wanted and new.
    fn take(&mut self, mut chunk: Bytes, skip: usize) -> Result<Option<Bytes>, Error> {
        chunk.advance(skip);
        if let Some(left) = self.end.map(|end| end - self.position).filter(|left| *left < chunk.len() as u64) {
            if !self.is_cut {
                let message = "the service sent more bytes of the content than it said it has";
                return Err(Error::UnexpectedAnswer(String::from(message)));
            }
            chunk.truncate(usize::try_from(left).unwrap_or(usize::MAX));
        }
        self.limit.add(&chunk)?;
        self.position += chunk.len() as u64;
        Ok(Some(chunk).filter(|chunk| !chunk.is_empty()))
    }

    fn is_complete(&self) -> bool {
        self.end == Some(self.position)
    }

    /// What comes next of the body; nothing if it is to be asked again, or if the content is over.
    fn sort(&mut self, mut rest: Rest, next: Option<Result<Bytes, Error>>) -> Option<Result<Bytes, Error>> {
        match next {
            Some(Ok(chunk)) => {
                let skip = usize::try_from(rest.skip).unwrap_or(usize::MAX).min(chunk.len());
                rest.skip -= skip as u64;
                let taken = self.take(chunk, skip).transpose();
                let is_over = matches!(taken, Some(Err(_))) || (self.is_cut && self.is_complete());
                if !is_over {
                    self.state = State::Reading(rest);
                }
                taken
            }
            // Whatever became of the connection, all is there.
            _ if self.is_complete() => None,
            None if self.length.is_none() => None,
            None => self.go_on(self.ended_early()),
            Some(Err(error)) => self.go_on(error),
        }
    }

    fn ended_early(&self) -> Error {
        Error::Transport(TransportError {
            source: "the connection was closed before the end of the content".into(),
            is_credential: false,
            in_doubt: self.limit.in_doubt,
            client_request_id: self.limit.client_request_id.clone(),
        })
    }

    /// Asks for the rest, if that is possible.
    fn go_on(&mut self, error: Error) -> Option<Result<Bytes, Error>> {
        let (position, attempts) = (self.position, self.resumed..self.resumptions);
        let reason = match &self.resumption {
            _ if matches!(error, Error::Limit(_)) => return Some(Err(error)),
            _ if attempts.is_empty() => Interruption::Broken,
            None => Interruption::NotResumable,
            Some(resumption) => {
                self.state = State::Resuming(Box::pin(resumption.clone().rest(position, attempts, error)));
                return None;
            }
        };
        Some(Err(InterruptedError::error(position, reason, Some(error))))
    }
}

impl Stream for ContentStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            // Over, unless something else comes of it.
            match std::mem::replace(&mut self.state, State::Over) {
                State::Over => return Poll::Ready(None),
                State::Reading(mut rest) => {
                    let Poll::Ready(next) = rest.body.poll_next_unpin(context) else {
                        self.state = State::Reading(rest);
                        return Poll::Pending;
                    };
                    if let Some(item) = self.sort(rest, next) {
                        return Poll::Ready(Some(item));
                    }
                }
                State::Resuming(mut resuming) => match resuming.as_mut().poll(context) {
                    Poll::Pending => {
                        self.state = State::Resuming(resuming);
                        return Poll::Pending;
                    }
                    Poll::Ready(Err(error)) => return Poll::Ready(Some(Err(error))),
                    Poll::Ready(Ok((rest, resumed))) => {
                        (self.state, self.resumed) = (State::Reading(rest), resumed);
                    }
                },
            }
        }
    }
}

impl fmt::Debug for ContentStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ContentStream")
            .field("status", &self.status)
            .field("position", &self.position)
            .field("content_length", &self.length)
            .finish_non_exhaustive()
    }
}
