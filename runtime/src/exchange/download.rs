//! Sending requests for content.

use http::{HeaderValue, StatusCode, header::ACCEPT_ENCODING};

use super::{answered::Exchange, content::ContentStream, follow::Path, place::changed, resume::is_as_asked};
use crate::answer::{Content, Error, ReadBody};
use crate::request::{ByteRange, Call, ContentOutcome, Download, Outcome as _, Response};

impl Download {
    /// Sends the request and returns the bytes.
    ///
    /// # Errors
    ///
    /// See [`Error`]; `Interrupted` if the content is not that of [`if_range`](Self::if_range).
    pub async fn send(self) -> Result<Content, Error> {
        let range = self.asked_range();
        let (path, range) = (self.into_path()?, range.unwrap_or(ByteRange::from(0..)));
        let asked = path.outgoing.http.headers().clone();
        let response = read(path).await?;
        let is_whole = response.status() == StatusCode::OK.as_u16();
        if !is_as_asked(&asked, response.headers()) {
            return Err(changed(range.start));
        }
        let content = Content::value(response)?;
        Ok(if is_whole { part(content, range) } else { content })
    }

    /// Sends the request and returns the bytes with status and headers, `content-type`, say.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn send_response(self) -> Result<Response<Content>, Error> {
        read(self.into_path()?).await
    }

    /// Sends the request and returns the content as it comes, a chunk in memory at a time. The request is tried again as others
    /// are until the headers are there; from then on the stream asks for the rest where the connection breaks.
    ///
    /// # Errors
    ///
    /// See [`Error`]; `NoContent` if the service answers without content, `Interrupted` if it is not that of
    /// [`if_range`](Self::if_range), `Limit` at once if the service says that it is larger than the limit.
    pub async fn stream(self) -> Result<ContentStream, Error> {
        let (range, resumptions) = (self.asked_range(), self.asked_resumptions());
        let mut path = self.into_path()?;
        if resumptions > 0 {
            // Of what was compressed on the way, no place is known to go on from.
            let headers = path.outgoing.http.headers_mut();
            headers.entry(ACCEPT_ENCODING).or_insert(HeaderValue::from_static("identity"));
        }
        ContentStream::new(&path, range, path.clone().open().await?, resumptions)
    }

    fn into_path(self) -> Result<Path, Error> {
        let follows = self.follows();
        let (service, outgoing) = self.into_request()?.into_outgoing();
        Ok(Path::new(service, outgoing, follows))
    }
}

async fn read(path: Path) -> Result<Response<Content>, Error> {
    let service = path.service.clone();
    let answer = path.send().await?;
    Exchange { service, answer }.read(ReadBody::read)
}

/// The part that was asked for of a content that came as a whole.
fn part(Content(mut bytes): Content, range: ByteRange) -> Content {
    let place = |place: u64| usize::try_from(place).unwrap_or(usize::MAX);
    bytes.truncate(range.end.map_or(usize::MAX, place));
    bytes.drain(..place(range.start).min(bytes.len()));
    Content(bytes)
}

impl<T: ContentOutcome> Call<T> {
    /// Sends the call and returns the content as it comes, a chunk in memory at a time; see [`Download::stream`]. What an action
    /// returns is not asked for again where the connection breaks.
    ///
    /// # Errors
    ///
    /// As of [`Download::stream`].
    pub async fn stream(self) -> Result<ContentStream, Error> {
        self.into_download().stream().await
    }
}
