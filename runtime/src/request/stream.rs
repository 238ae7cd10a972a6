//! Streams: the value of a property, or the content of a media entity (OData 4.01 Protocol, sections 11.2.5, 11.4.7.2 and
//! 11.4.8.1).

use bytes::Bytes;
use http::{HeaderValue, Method, header::CONTENT_TYPE};

use super::{
    ByteRange, Draft, Prepared, Request, Resource,
    options::{http_request, request_options},
};
use crate::answer::{Content, Error, Expected, ReadBody};
use crate::json::written::Written;

/// How often a content that broke off is gone on with, unless the program says otherwise.
#[cfg(feature = "client")]
const RESUMPTIONS: u32 = 3;

/// Reads a content: the value of a stream property, the content of a media entity (OData 4.01 Protocol, section 11.2.5), or what
/// an operation returns as `Edm.Stream`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Download {
    draft: Draft,
    /// Of an action.
    body: Option<Written>,
    range: Option<ByteRange>,
    #[cfg(feature = "client")]
    follows: bool,
    #[cfg(feature = "client")]
    resumptions: u32,
}

impl Download {
    pub(crate) fn new(draft: Draft) -> Self {
        let draft = draft.with_expected(Expected::Stream);
        Self {
            draft,
            body: None,
            range: None,
            #[cfg(feature = "client")]
            follows: false,
            #[cfg(feature = "client")]
            resumptions: RESUMPTIONS,
        }
    }

    pub(super) fn with_body(self, body: Written) -> Self {
        Self { body: Some(body), ..self }
    }

    fn map_draft(self, change: impl FnOnce(Draft) -> Draft) -> Self {
        Self { draft: change(self.draft), ..self }
    }

    request_options!();

    /// Asks for a part of the content, by the header `Range` (RFC 9110, section 14.2), in bytes from its beginning: `0..100`,
    /// `0..=99` or `100..`. Of two the last one counts.
    ///
    /// A service need not heed it, and then answers with all of the content (200, and not 206): `send()` and `stream()` leave
    /// out what was not asked for; `send_response()` gives the answer as it is. A range that begins behind the end is refused
    /// with 416.
    pub fn range(self, range: impl Into<ByteRange>) -> Self {
        Self { range: Some(range.into()), ..self }
    }

    /// Asks for the part only if the content is still that of the `ETag`, which must be a strong one, by the header `If-Range`
    /// (RFC 9110, section 13.1.5). If it is another one, `send()` and `stream()` fail with
    /// [`Error::Interrupted`](crate::requests::Error::Interrupted), so that two contents are not mixed.
    pub fn if_range(self, etag: &str) -> Self {
        self.map_draft(|draft| draft.with_header("if-range", etag))
    }

    pub(crate) fn into_draft(self) -> Draft {
        self.draft
    }

    /// The request as data.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`], if the range is empty, too.
    pub fn into_request(self) -> Result<Request<Content>, Error> {
        let draft = match self.range {
            Some(range) if range.is_empty() => {
                let message = format!("the range from byte {} is empty; nothing was sent", range.start);
                return Err(Error::InvalidRequest(message));
            }
            Some(range) => self.draft.with_header("range", &range.to_string()),
            None => self.draft,
        };
        draft.build(self.body.as_ref())
    }

    http_request!(Content);

    /// Writes the stream instead: a `PUT` of these bytes to where it would be read from.
    pub fn replace_with(self, content: impl Into<Bytes>, media_type: &str) -> Upload {
        Upload::new(self.into_draft(), content, media_type)
    }
}

#[cfg(feature = "client")]
impl Download {
    /// Goes where the service redirects to, as Graph does for the content of a `driveItem`; without it, that is
    /// [`Error::Redirect`]. At most three redirects are followed, with the statuses 302, 303, 307 and 308 (RFC 9110, section
    /// 15.4), over https, or over http on this machine if the service root is on this machine; any other one is
    /// `Error::Redirect` still.
    ///
    /// Elsewhere than at the service's own host the request has the headers `Accept`, `Accept-Encoding`, `Range` and `If-Range`,
    /// and those that a client sends to every host (`User-Agent`, `client-request-id`). It has no token, no cookie, no other
    /// header that the program has set, and nothing that the program's own policies add. The limits are those of other downloads.
    pub fn follow_redirect(self) -> Self {
        Self { follows: true, ..self }
    }

    /// How often `stream()` goes on with the content after the connection broke; 3 times without this. With 0, the content is
    /// asked for compressed, if the transport can undo that, as it is not where it may have to be gone on with.
    pub fn resumptions(self, times: u32) -> Self {
        Self { resumptions: times, ..self }
    }

    pub(crate) fn asked_range(&self) -> Option<ByteRange> {
        self.range
    }

    pub(crate) fn follows(&self) -> bool {
        self.follows
    }

    pub(crate) fn asked_resumptions(&self) -> u32 {
        self.resumptions
    }
}

/// What a stream is, if nothing is said.
const ANY: &str = "application/octet-stream";

/// Replaces a stream.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Upload {
    draft: Draft,
    content: Bytes,
}

impl Upload {
    fn new(draft: Draft, content: impl Into<Bytes>, media_type: &str) -> Self {
        let draft =
            draft.with_method(Method::PUT).with_expected(Expected::Value).with_header("content-type", media_type);
        Self { draft, content: content.into() }
    }

    fn map_draft(self, change: impl FnOnce(Draft) -> Draft) -> Self {
        Self { draft: change(self.draft), ..self }
    }

    request_options!();

    /// Sends the header `If-Match`: the service refuses with 412 if the stream is no longer that of the `ETag`.
    pub fn if_match(self, etag: &str) -> Self {
        self.header("if-match", etag)
    }

    /// The request as data.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`].
    pub fn into_request<T>(self) -> Result<Request<T>, Error> {
        let content = self.content;
        self.draft.build_with(|_, request| {
            request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(ANY));
            *request.body_mut() = content;
        })
    }

    /// The request for the program's own HTTP client, and what reads its answer: an `Option<T>` if the service may answer
    /// without the entity, [`Ignored`](crate::requests::Ignored) if the answer does not matter.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`].
    pub fn into_http<T: ReadBody>(self) -> Result<Prepared<T>, Error> {
        self.into_request().map(Request::into_http)
    }
}

impl Resource {
    /// Writes the stream that the path leads to.
    pub fn upload(&self, content: impl Into<Bytes>, media_type: &str) -> Upload {
        self.download().replace_with(content, media_type)
    }
}
