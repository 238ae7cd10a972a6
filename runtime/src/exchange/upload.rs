//! Large content, a fragment a request (Microsoft Graph, "Upload large files with an upload session").

#[cfg(feature = "client")]
use std::future;
use std::{fmt, io, marker::PhantomData, ops::Range};

use bytes::Bytes;
use http::{
    HeaderValue, Method, StatusCode, Uri,
    header::{CONTENT_RANGE, CONTENT_TYPE},
};
use serde::de::DeserializeOwned;

use super::{
    pages::not_asked,
    unsent::{ALL, Unsent},
    upload_state::{Missing, State},
};
use crate::answer::{Answer, Error, Ignored, ReadBody as _};
use crate::request::{Request, Response};
use crate::service::{Asked, Outgoing, Service, links};

/// The size of a fragment is a multiple of this, but for the last one.
const UNIT: u64 = 320 * 1024;

/// Below 4 MB, which is what Outlook takes at most.
const FRAGMENT: u64 = 10 * UNIT;

/// How often a service may want bytes again that were sent before, without taking any that were not.
const SETBACKS: u32 = 3;

/// An upload session: content of any size, which goes to a URL that the service gave for it, and what the service makes of
/// it, a `T`.
///
/// The URL is pre-authenticated, and mostly on another host: requests to it bear no token, and neither errors nor `Debug` show
/// it. After an error, `upload` asks the service what it misses and goes on from there; another
/// run of the program does the same by [`resume`](Self::resume).
///
/// It is complete when the last byte was sent, and the answer to it asks for nothing more: what the answer holds decides, and not
/// its status, since Graph answers 202 to what is not the last fragment, and Outlook 200.
///
/// The service answers 404 if the session is over: complete, expired or cancelled. Then a new one begins anew.
pub struct UploadSession<T> {
    service: Service,
    uri: Uri,
    fragment_size: u64,
    /// What is to be sent next; `None` if the service has to be asked.
    missing: Option<Range<u64>>,
    /// That the service does not take a fragment, and where that begins; the service may have it already.
    refused: Option<(Error, u64)>,
    /// What was not sent yet; `None` if another value sent some of it, and the service has not said how much.
    unsent: Option<Unsent>,
    /// How often the service went back since something was sent for the first time.
    setbacks: u32,
    expiration: Option<String>,
    sent: Option<Sent>,
    result: PhantomData<fn() -> T>,
}

/// A request of a session that is on its way.
enum Sent {
    Question { asked: Asked, size: u64 },
    Fragment { asked: Asked, range: Range<u64>, size: u64 },
}

impl<T> UploadSession<T> {
    /// A session to which nothing was sent, by its `uploadUrl`.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] if the URL is not https.
    pub fn new(service: &Service, upload_url: &str) -> Result<Self, Error> {
        let session = Self::resume(service, upload_url)?;
        Ok(Self { missing: Some(ALL), unsent: Some(Unsent::all()), ..session })
    }

    /// A session to which something was sent.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] if the URL is not https.
    pub fn resume(service: &Service, upload_url: &str) -> Result<Self, Error> {
        let uri = links::secret(service, upload_url)?;
        let service = service.clone();
        Ok(Self {
            service,
            uri,
            fragment_size: FRAGMENT,
            missing: None,
            refused: None,
            unsent: None,
            setbacks: 0,
            expiration: None,
            sent: None,
            result: PhantomData,
        })
    }

    /// Sends that many bytes a request at most: a multiple of 320 KiB, as Graph wants it. Without it, these are ten times as
    /// much; Graph recommends 5 to 10 MiB for files on fast connections, and takes up to 60 MiB.
    #[must_use]
    pub fn fragment_size(self, bytes: u64) -> Self {
        Self { fragment_size: (bytes / UNIT).max(1) * UNIT, ..self }
    }

    /// When the session expires if nothing is sent before, as the service last said it in an answer to this value:
    /// `expirationDateTime`, a date and time of RFC 3339.
    #[must_use]
    pub fn expiration(&self) -> Option<&str> {
        self.expiration.as_deref()
    }

    /// The request that sends the next fragment of content of `size` bytes, which a function reads, or the one that asks the
    /// service what it misses. No token may go with it. Take its answer before the next one: without that, the service is asked.
    ///
    /// # Errors
    ///
    /// [`Error::Content`] if the function fails, `InvalidRequest` if it reads more or less than the range, or if nothing is
    /// missing.
    pub fn next_request(
        &mut self,
        size: u64,
        read: impl FnOnce(Range<u64>) -> io::Result<Bytes>,
    ) -> Result<http::Request<Bytes>, Error> {
        let outgoing = match self.next_range(size)? {
            None => self.question(size),
            Some(range) => {
                let content = read(range.clone()).map_err(Error::Content)?;
                self.fragment(range, size, content)?
            }
        };
        Ok(outgoing.http)
    }

    /// The request that makes the service forget what was sent.
    #[must_use]
    pub fn cancel_request(&self) -> Request<Ignored> {
        Request::new(self.service.clone(), links::unsigned_request(Method::DELETE, &self.uri))
    }

    /// The request that ends a session which was begun with `deferCommit`, whose last fragment is answered with 202.
    #[must_use]
    pub fn commit_request(&self) -> Request<T> {
        Request::new(self.service.clone(), links::unsigned_request(Method::POST, &self.uri))
    }

    /// What to send next; `None` if the service has to be asked.
    fn next_range(&self, size: u64) -> Result<Option<Range<u64>>, Error> {
        let Some(missing) = &self.missing else { return Ok(None) };
        let range = missing.start..missing.end.min(size).min(missing.start.saturating_add(self.fragment_size));
        if range.is_empty() {
            let message = format!("the service misses none of the {size} bytes; nothing was sent");
            return Err(Error::InvalidRequest(message));
        }
        Ok(Some(range))
    }

    fn question(&mut self, size: u64) -> Outgoing {
        let outgoing = links::unsigned_request(Method::GET, &self.uri);
        self.sent = Some(Sent::Question { asked: outgoing.asked(), size });
        outgoing
    }

    fn fragment(&mut self, range: Range<u64>, size: u64, content: Bytes) -> Result<Outgoing, Error> {
        let Range { start, end } = range.clone();
        if content.len() as u64 != end - start {
            let found = content.len();
            let message = format!("{found} bytes were read as the bytes {start} to {end} of the content");
            return Err(Error::InvalidRequest(message));
        }
        // After an error or a dropped future the service is asked what it misses.
        self.missing = None;
        if self.unsent.as_mut().is_some_and(|unsent| unsent.remove(&range)) {
            self.setbacks = 0;
        }
        let mut outgoing = links::unsigned_request(Method::PUT, &self.uri);
        let place = HeaderValue::try_from(format!("bytes {start}-{}/{size}", end - 1));
        let headers = outgoing.http.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
        headers.extend(place.ok().map(|place| (CONTENT_RANGE, place)));
        *outgoing.http.body_mut() = content;
        self.sent = Some(Sent::Fragment { asked: outgoing.asked(), range, size });
        Ok(outgoing)
    }
}

impl<T: DeserializeOwned> UploadSession<T> {
    /// Takes the answer to the [`next_request`](Self::next_request): the last response if the service has all, with what it
    /// made of the content, if it says so; `None` if it misses something.
    ///
    /// # Errors
    ///
    /// As of [`Reader::read`](crate::requests::Reader::read); `UnexpectedAnswer` if the service wants the same bytes again and
    /// again.
    pub fn take(&mut self, response: http::Response<impl AsRef<[u8]>>) -> Result<Option<Response<T>>, Error> {
        let sent = self.sent.take().ok_or_else(not_asked)?;
        let (Sent::Question { asked, .. } | Sent::Fragment { asked, .. }) = &sent;
        let answer = asked.answered(self.service.limits(), response)?;
        self.take_answer(&sent, answer)
    }

    fn take_answer(&mut self, sent: &Sent, answer: Answer) -> Result<Option<Response<T>>, Error> {
        match sent {
            Sent::Question { size, .. } => self.take_state(*size, answer),
            Sent::Fragment { range, size, .. } => match answer.check() {
                Ok(()) => self.take_progress(range, *size, answer),
                // The service has it: the answer to it was lost, and the fragment was sent again.
                Err(error) if error.status() == Some(416) => {
                    self.refused = Some((error, range.start));
                    Ok(None)
                }
                Err(error) => Err(error),
            },
        }
    }

    /// Takes what the service says that it misses. If that is nothing of the content, the answer to the last fragment was lost, and
    /// this one is the last response: the session, without what was made of it.
    fn take_state(&mut self, size: u64, answer: Answer) -> Result<Option<Response<T>>, Error> {
        let refused = self.refused.take();
        answer.check()?;
        let state = self.note(&answer);
        if !state.is_object() {
            let message = "the service does not say what the upload session misses";
            return Err(Error::UnexpectedAnswer(String::from(message)));
        }
        let said = state.missing()?;
        let ranges = match &said {
            Missing::Unsaid => [ALL].as_slice(),
            Missing::Nothing => [].as_slice(),
            Missing::Bytes(ranges) => ranges.as_slice(),
        };
        self.unsent.get_or_insert_with(|| Unsent::new(ranges));
        let missing = self.without_a_gap(ranges.first().cloned().unwrap_or(u64::MAX..u64::MAX), u64::MAX);
        match refused {
            Some((error, start)) if missing.start <= start => return Err(error),
            _ if missing.start >= size && said != Missing::Unsaid => return self.conclude(&said, answer).map(Some),
            _ => self.missing = Some(missing),
        }
        Ok(None)
    }

    /// Takes an answer of success to a fragment.
    fn take_progress(&mut self, range: &Range<u64>, size: u64, answer: Answer) -> Result<Option<Response<T>>, Error> {
        let said = self.note(&answer).missing()?;
        let missing = match &said {
            Missing::Bytes(ranges) => ranges.first().cloned().filter(|missing| missing.start < size),
            Missing::Unsaid | Missing::Nothing => None,
        };
        // Whatever the service says, that is no end as long as there are bytes that were not sent.
        let rest = || self.unsent.as_ref().and_then(|unsent| unsent.first(size)).map(|start| start..u64::MAX);
        let is_accepted = said == Missing::Unsaid && answer.status() == StatusCode::ACCEPTED;
        let behind = || (is_accepted && range.end < size).then_some(range.end..u64::MAX);
        match missing.or_else(rest).or_else(behind) {
            Some(missing) => self.go_on(range, self.without_a_gap(missing, size)).map(|()| None),
            None => self.conclude(&said, answer).map(Some),
        }
    }

    /// Goes on with what is missing, which may be what was sent before.
    fn go_on(&mut self, range: &Range<u64>, missing: Range<u64>) -> Result<(), Error> {
        self.setbacks += u32::from(missing.start < range.start);
        if missing.start == range.start || self.setbacks > SETBACKS {
            let message = format!("the service has got the bytes from {} and wants them again", missing.start);
            return Err(Error::UnexpectedAnswer(message));
        }
        self.missing = Some(missing);
        Ok(())
    }

    /// What is missing, whatever the service says: it cannot have bytes that were not sent.
    fn without_a_gap(&self, missing: Range<u64>, size: u64) -> Range<u64> {
        let unsent = self.unsent.as_ref().and_then(|unsent| unsent.first(size));
        unsent.map_or(missing.start, |unsent| unsent.min(missing.start))..missing.end
    }

    /// The last response. What has a list of ranges is the session, without an item: a service that is to be told to commit
    /// answers so.
    fn conclude(&self, said: &Missing, answer: Answer) -> Result<Response<T>, Error> {
        if *said != Missing::Unsaid || answer.status() == StatusCode::ACCEPTED {
            return Ok(Response::new(self.service.clone(), answer, None));
        }
        Response::of(self.service.clone(), answer, T::read)
    }

    /// What an answer says of the session.
    fn note(&mut self, answer: &Answer) -> State {
        let state = State::new(answer.body());
        if let Some(expiration) = state.expiration() {
            self.expiration = Some(expiration.to_owned());
        }
        state
    }
}

impl<B> Response<B> {
    /// The upload session that the response says the `uploadUrl` of, however it writes that name: Outlook's REST API has
    /// `UploadUrl`.
    ///
    /// # Errors
    ///
    /// [`Error::UnexpectedAnswer`] if it says none, [`Error::InvalidRequest`] if that is not https.
    pub fn upload_session<T>(&self) -> Result<UploadSession<T>, Error> {
        let state = State::new(self.raw_body());
        let url = state.url().ok_or_else(|| {
            let message = format!("the service answered {} without the uploadUrl of a session", self.status());
            Error::UnexpectedAnswer(message)
        })?;
        let session = UploadSession::new(self.service(), url)?;
        Ok(UploadSession { expiration: state.expiration().map(str::to_owned), ..session })
    }
}

#[cfg(feature = "client")]
impl<T> UploadSession<T> {
    /// Gives up the session: the service forgets what was sent.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn cancel(self) -> Result<(), Error> {
        self.cancel_request().send().await.map(drop)
    }
}

#[cfg(feature = "client")]
impl<T: DeserializeOwned> UploadSession<T> {
    /// Sends all that the service does not have yet. The response is the last one, with what the service made of the content,
    /// if it says so; Outlook answers with the `Location` of the attachment instead.
    ///
    /// # Errors
    ///
    /// See [`Error`]; `UnexpectedAnswer` if the service wants the same bytes again and again.
    pub async fn upload(&mut self, content: impl Into<Bytes>) -> Result<Response<T>, Error> {
        let content = content.into();
        let read = |range: Range<u64>| {
            let place = usize::try_from(range.start).ok().zip(usize::try_from(range.end).ok());
            let part = place.filter(|(_, end)| *end <= content.len()).map(|(start, end)| content.slice(start..end));
            future::ready(Ok(part.unwrap_or_default()))
        };
        self.upload_from(content.len() as u64, read).await
    }

    /// As [`upload`](Self::upload), with a function that reads the bytes of a range, for content that is not in memory.
    /// A range may be asked for again.
    ///
    /// # Errors
    ///
    /// See [`Error`]; `Content` if the function fails, `InvalidRequest` if it reads more or less than the range.
    pub async fn upload_from<R>(
        &mut self,
        size: u64,
        mut read: impl FnMut(Range<u64>) -> R,
    ) -> Result<Response<T>, Error>
    where
        R: Future<Output = io::Result<Bytes>>,
    {
        loop {
            let outgoing = match self.next_range(size)? {
                None => self.question(size),
                Some(range) => {
                    // As in `fragment`: the program may drop the future while it reads.
                    self.missing = None;
                    let content = read(range.clone()).await.map_err(Error::Content)?;
                    self.fragment(range, size, content)?
                }
            };
            let Some(sent) = self.sent.take() else { return Err(not_asked()) };
            let answer = self.service.send(&outgoing).await?;
            if let Some(response) = self.take_answer(&sent, answer)? {
                return Ok(response);
            }
        }
    }

    /// Ends a session that was begun with `deferCommit`, whose last fragment is answered with 202.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn commit(self) -> Result<Response<T>, Error> {
        self.commit_request().send().await
    }
}

impl<T> fmt::Debug for UploadSession<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UploadSession")
            .field("host", &self.uri.host())
            .field("missing", &self.missing)
            .finish_non_exhaustive()
    }
}
