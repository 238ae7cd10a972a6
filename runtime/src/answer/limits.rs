//! What a client takes of an answer, whatever a service sends.

use std::{fmt, time::Duration};

use http::HeaderValue;

/// What a client takes of an answer. It stops reading at a limit, and fails with [`Error::Limit`](super::Error::Limit).
///
/// JSON has one limit more, which is fixed: values nest up to 127 levels deep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    response: Bounds,
    download: Bounds,
    empty_pages: u32,
    wait: Duration,
    total_time: Option<Duration>,
}

/// The bounds of one response; without one there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bounds {
    pub size: Option<usize>,
    pub objects: Option<usize>,
    pub time: Option<Duration>,
}

impl Bounds {
    /// Whether a body that is here as a whole is within the bounds.
    ///
    /// # Errors
    ///
    /// The bound that it goes beyond.
    pub(crate) fn check(&self, body: &[u8]) -> Result<(), Limit> {
        Measured::default().add(self, body)
    }
}

/// How much of a body was read.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Measured {
    size: usize,
    objects: usize,
}

impl Measured {
    /// Counts what comes next.
    ///
    /// # Errors
    ///
    /// The bound that the body goes beyond with it.
    pub(crate) fn add(&mut self, bounds: &Bounds, chunk: &[u8]) -> Result<(), Limit> {
        self.size = self.size.saturating_add(chunk.len());
        if let Some(size) = bounds.size.filter(|size| self.size > *size) {
            return Err(Limit::Size(size));
        }
        if let Some(most) = bounds.objects {
            self.objects += chunk.iter().map(|&byte| usize::from(byte == b'{')).sum::<usize>();
            if self.objects > most {
                return Err(Limit::Objects(most));
            }
        }
        Ok(())
    }
}

/// What a request is answered with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    /// JSON as a rule, which is read whole.
    Value,
    /// A stream of any size.
    Stream,
}

impl Expected {
    /// The header `Accept`.
    pub(crate) fn accept(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Value => "application/json",
            Self::Stream => "*/*",
        })
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            response: Bounds {
                size: Some(64 << 20),
                objects: Some(1_000_000),
                time: Some(Duration::from_secs(5 * 60)),
            },
            download: Bounds { size: None, objects: None, time: None },
            empty_pages: 10_000,
            wait: Duration::from_secs(180),
            total_time: None,
        }
    }
}

impl Limits {
    /// The bytes of a response, as they are after decompression; 64 MiB by default. Downloads have their own limit.
    #[must_use]
    pub fn response_size(self, bytes: usize) -> Self {
        Self { response: Bounds { size: Some(bytes), ..self.response }, ..self }
    }

    /// The objects in a response, which are counted by their opening braces, those in strings too; a million by default. An
    /// entity takes its whole size in memory even if it comes as `{}`. Downloads have no such limit.
    #[must_use]
    pub fn response_objects(self, objects: usize) -> Self {
        Self { response: Bounds { objects: Some(objects), ..self.response }, ..self }
    }

    /// The time from the beginning of an attempt to the end of its response; 5 minutes by default. A try that takes longer is
    /// not repeated. Besides, the default transport waits 20 seconds for a connection, and 60 seconds for each next byte.
    #[must_use]
    pub fn response_time(self, time: Duration) -> Self {
        Self { response: Bounds { time: Some(time), ..self.response }, ..self }
    }

    /// The bytes of a content that is read: of a [`Download`](crate::requests::Download), or of what a function returns as a
    /// stream; by default there is no limit. It is in memory as a whole, unless it is read by `stream()`, where the bytes of
    /// all chunks count.
    #[must_use]
    pub fn download_size(self, bytes: usize) -> Self {
        Self { download: Bounds { size: Some(bytes), ..self.download }, ..self }
    }

    /// The time of an attempt of a [`Download`](crate::requests::Download), or of an upload from a stream; by default there is none
    /// but the transport's for each next byte. Of what is read by `stream()` it includes what the program does between chunks.
    #[must_use]
    pub fn download_time(self, time: Duration) -> Self {
        Self { download: Bounds { time: Some(time), ..self.download }, ..self }
    }

    /// How many pages without an item may follow each other; 10 000 by default, since services do send some.
    #[must_use]
    pub fn empty_pages(self, pages: u32) -> Self {
        Self { empty_pages: pages, ..self }
    }

    /// The longest wait before another attempt that the service may ask for, by `Retry-After`; 3 minutes by default. A service that
    /// asks for more is not asked again: its refusal is the error, which names the [wait](super::ServiceError::wait). To try
    /// earlier would disobey the service.
    #[must_use]
    pub fn wait(self, time: Duration) -> Self {
        Self { wait: time, ..self }
    }

    /// The time of all that the client does for one operation of the program: the attempts of a request and the waits between
    /// them, the pages of a collection, the requests of a batch; by default there is none. The time that the program itself takes
    /// between two pages does not count. Of a [`Monitor`](crate::requests::Monitor) and an
    /// [`UploadSession`](crate::requests::UploadSession), each request counts by itself.
    #[must_use]
    pub fn total_time(self, time: Duration) -> Self {
        Self { total_time: Some(time), ..self }
    }

    #[cfg(feature = "client")]
    pub(crate) fn max_total_time(&self) -> Option<Duration> {
        self.total_time
    }

    pub(crate) fn max_wait(&self) -> Duration {
        self.wait
    }

    pub(crate) fn of(&self, expected: Expected) -> Bounds {
        match expected {
            Expected::Value => self.response,
            Expected::Stream => self.download,
        }
    }

    /// Those of the answer to content that is sent as a stream, which takes its time.
    #[cfg(feature = "client")]
    pub(crate) fn of_upload(&self) -> Bounds {
        Bounds { time: self.download.time, ..self.response }
    }

    pub(crate) fn max_empty_pages(&self) -> u32 {
        self.empty_pages
    }
}

/// A limit of [`Limits`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Limit {
    /// The bytes of a response.
    Size(usize),
    /// The objects in a response.
    Objects(usize),
    /// The time of an attempt.
    Time(Duration),
    /// The number of pages without an item, one after the other.
    EmptyPages(u32),
    /// The time of a request, all attempts of it included.
    Timeout(Duration),
    /// The time of an operation of the program, all requests of it included.
    TotalTime(Duration),
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Size(bytes) => write!(f, "the response is larger than {bytes} bytes"),
            Self::Objects(objects) => write!(f, "the response has more than {objects} objects"),
            Self::Time(time) => write!(f, "the response was not complete after {time:?}"),
            Self::Timeout(time) => write!(f, "the request was not done after {time:?}, all attempts of it included"),
            Self::TotalTime(time) => write!(f, "not all was done after {time:?}, all requests and waits included"),
            Self::EmptyPages(pages) => write!(f, "{pages} pages in a row have no item and a link to a next one"),
        }
    }
}

/// A limit that an answer went beyond.
#[derive(Clone, Debug)]
pub struct LimitError {
    pub(crate) limit: Limit,
    pub(crate) in_doubt: bool,
    pub(crate) client_request_id: Option<String>,
}

impl LimitError {
    /// The limit.
    #[must_use]
    pub fn limit(&self) -> Limit {
        self.limit
    }

    /// The header `client-request-id` of the request, if it was one response that went beyond the limit.
    #[must_use]
    pub fn client_request_id(&self) -> Option<&str> {
        self.client_request_id.as_deref()
    }

    /// Whether a change or call was sent and may have been applied.
    #[must_use]
    pub fn may_have_been_applied(&self) -> bool {
        self.in_doubt
    }
}

impl fmt::Display for LimitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.limit.fmt(f)?;
        match self.limit {
            Limit::Timeout(_) => Ok(()),
            _ => f.write_str(", a limit of the client; ClientOptions::limits or Service::with_limits can raise it"),
        }
    }
}
