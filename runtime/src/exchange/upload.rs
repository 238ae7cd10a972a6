//! Large content, a fragment a request (Microsoft Graph, "Upload large files with an upload session").

use std::{fmt, future, io, marker::PhantomData, ops::Range};

use azure_core::http::Url;
use bytes::Bytes;
use http::{HeaderValue, Method, StatusCode, header::CONTENT_RANGE};
use serde::{Deserialize, de::DeserializeOwned};

use super::Response;
use crate::answer::{Answer, Error, Ignored, ReadBody as _};
use crate::json::from_slice;
use crate::service::{Client, links};

/// The size of a fragment is a multiple of this, but for the last one.
const UNIT: u64 = 320 * 1024;

/// Below 4 MB, which is what Outlook takes at most.
const FRAGMENT: u64 = 10 * UNIT;

/// An upload session: content of any size, which goes to a URL that the service gave for it, and what the service makes of
/// it, a `T`.
///
/// The URL lets in whoever knows it, and mostly is on another host: requests to it bear no token, and neither errors nor
/// `Debug` show it. After an error, [`upload`](Self::upload) asks the service what it misses and goes on from there; another
/// run of the program does the same by [`resume`](Self::resume).
///
/// The service answers 404 if the session is over: complete, expired or cancelled. Then a new one begins anew.
pub struct UploadSession<T> {
    client: Client,
    url: Url,
    fragment_size: u64,
    /// What is to be sent next; `None` if the service has to be asked.
    missing: Option<Range<u64>>,
    result: PhantomData<fn() -> T>,
}

impl<T> UploadSession<T> {
    /// A session to which nothing was sent, by its `uploadUrl`.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] if the URL is not https.
    pub fn new(client: &Client, upload_url: &str) -> Result<Self, Error> {
        Ok(Self { missing: Some(0..u64::MAX), ..Self::resume(client, upload_url)? })
    }

    /// A session to which something was sent.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] if the URL is not https.
    pub fn resume(client: &Client, upload_url: &str) -> Result<Self, Error> {
        let url = links::secret(client, upload_url)?;
        Ok(Self { client: client.clone(), url, fragment_size: FRAGMENT, missing: None, result: PhantomData })
    }

    /// Sends that many bytes a request at most: a multiple of 320 KiB, as Graph wants it. Without it, these are ten times as
    /// much; Graph recommends 5 to 10 MiB for files on fast connections, and takes up to 60 MiB.
    #[must_use]
    pub fn fragment_size(self, bytes: u64) -> Self {
        Self { fragment_size: (bytes / UNIT).max(1) * UNIT, ..self }
    }

    /// Gives up the session: the service forgets what was sent.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn cancel(self) -> Result<(), Error> {
        self.exchange(Method::DELETE, None).await?.read(Ignored::read).map(drop)
    }

    async fn ask(&self) -> Result<Range<u64>, Error> {
        let answer = self.exchange(Method::GET, None).await?;
        let status = answer.status().as_u16();
        let (_, state) = answer.read(State::read)?;
        let state = state.ok_or(Error::NoContent { status })?;
        Ok(state.missing().unwrap_or(0..u64::MAX))
    }

    async fn exchange(&self, method: Method, fragment: Option<Fragment>) -> Result<Answer, Error> {
        let mut request = links::request(method, &self.url)?;
        if let Some(Fragment { range: Range { start, end }, size, content }) = fragment {
            let range = HeaderValue::try_from(format!("bytes {start}-{}/{size}", end - 1));
            request.headers_mut().extend(range.ok().map(|range| (CONTENT_RANGE, range)));
            *request.body_mut() = content;
        }
        links::send_unsigned(&self.client, &request).await
    }
}

struct Fragment {
    range: Range<u64>,
    /// Of the whole.
    size: u64,
    content: Bytes,
}

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
        // Taken, so that the service is asked after an error, or if nobody waits for the end.
        let mut missing = match self.missing.take() {
            Some(missing) => missing,
            None => self.ask().await?,
        };
        loop {
            let range = missing.start..missing.end.min(size).min(missing.start.saturating_add(self.fragment_size));
            if range.is_empty() {
                let message = format!("the service misses none of the {size} bytes; nothing was sent");
                return Err(Error::InvalidRequest(message));
            }
            let content = read(range.clone()).await.map_err(Error::Content)?;
            if content.len() as u64 != range.end - range.start {
                let (found, Range { start, end }) = (content.len(), range);
                let message = format!("{found} bytes were read as the bytes {start} to {end} of the content");
                return Err(Error::InvalidRequest(message));
            }
            missing = match self.send(Fragment { range: range.clone(), size, content }).await? {
                Sent::All(response) => return Ok(response),
                Sent::Part(missing) if missing.start > range.start => missing,
                Sent::Part(missing) => {
                    let message = format!("the service has got the bytes from {} and wants them again", missing.start);
                    return Err(Error::UnexpectedAnswer(message));
                }
            };
        }
    }

    /// Ends a session that was begun with `deferCommit`, whose last fragment is answered with 202.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn commit(self) -> Result<Response<T>, Error> {
        let answer = self.exchange(Method::POST, None).await?;
        Response::of(self.client, answer, T::read)
    }

    async fn send(&self, fragment: Fragment) -> Result<Sent<T>, Error> {
        let Fragment { range, size, .. } = &fragment;
        let (range, size) = (range.clone(), *size);
        let answer = self.exchange(Method::PUT, Some(fragment)).await?;
        if answer.status() == StatusCode::ACCEPTED {
            let response = answer.response;
            let state: State = from_slice(response.body()).unwrap_or_default();
            let missing = state.missing().unwrap_or(range.end..u64::MAX);
            return Ok(if missing.start < size {
                Sent::Part(missing)
            } else {
                Sent::All(Response::new(self.client.clone(), response, None))
            });
        }
        match Response::of(self.client.clone(), answer, T::read) {
            // The service has it: the answer to it was lost, and the fragment was sent again.
            Err(error) if error.status() == Some(416) => match self.ask().await? {
                missing if missing.start > range.start => Ok(Sent::Part(missing)),
                _ => Err(error),
            },
            result => result.map(Sent::All),
        }
    }
}

enum Sent<T> {
    All(Response<T>),
    Part(Range<u64>),
}

/// How far a session is.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct State {
    next_expected_ranges: Option<Vec<String>>,
}

impl State {
    /// What the service misses first; `None` if it does not say so. It is empty, at the very end, if nothing is missing.
    fn missing(&self) -> Option<Range<u64>> {
        let Some(first) = self.next_expected_ranges.as_ref()?.first() else { return Some(u64::MAX..u64::MAX) };
        // Outlook has a start without a dash behind it.
        let (start, last) = first.split_once('-').unwrap_or((first, ""));
        let end = last.parse().map_or(u64::MAX, |last: u64| last.saturating_add(1));
        start.parse().ok().map(|start| start..end)
    }
}

impl<T> fmt::Debug for UploadSession<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UploadSession")
            .field("host", &self.url.host_str())
            .field("missing", &self.missing)
            .finish_non_exhaustive()
    }
}
