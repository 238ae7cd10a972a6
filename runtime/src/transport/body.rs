//! The body of a request whose content is not in memory.

use std::{
    fmt, io,
    pin::Pin,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, ready},
};

use async_trait::async_trait;
use azure_core::{
    http::{Body, Request},
    stream::SeekableStream,
};
use bytes::{Buf as _, Bytes};
use futures_util::{StreamExt as _, io::AsyncRead};

use crate::service::{Opened, Opening, Source};

/// The body: each clone of it, and each attempt, opens the content anew.
pub(super) struct SourceBody {
    source: Source,
    state: Mutex<State>,
    /// Why the last content that was opened could not be read.
    failure: Arc<Mutex<Option<io::Error>>>,
    /// Whether an attempt has sent all of it, so that the service may have it.
    is_sent: Arc<AtomicBool>,
}

enum State {
    Closed,
    Opening(Opening),
    Open(Content),
}

struct Content {
    opened: Opened,
    chunk: Bytes,
    /// What is still to be sent, the chunk included.
    left: u64,
}

impl Content {
    /// Reads until there is something to send. The last bytes are kept back until the content has ended: it must have as many
    /// bytes as were promised, since what is cut or too short would be kept by the service all the same.
    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while self.chunk.is_empty() || self.chunk.len() as u64 == self.left {
            match ready!(self.opened.poll_next_unpin(cx)).transpose()? {
                Some(next) if next.is_empty() => {}
                Some(next) if self.chunk.is_empty() && next.len() as u64 <= self.left => self.chunk = next,
                Some(_) => return Poll::Ready(Err(wrong_length(io::ErrorKind::InvalidData, "more"))),
                None if self.chunk.len() as u64 == self.left => break,
                None => return Poll::Ready(Err(wrong_length(io::ErrorKind::UnexpectedEof, "less"))),
            }
        }
        Poll::Ready(Ok(()))
    }
}

fn wrong_length(kind: io::ErrorKind, found: &str) -> io::Error {
    io::Error::new(kind, format!("the content has {found} bytes than it was said to have"))
}

impl SourceBody {
    pub(super) fn new(source: &Source) -> Self {
        Self {
            source: source.clone(),
            state: Mutex::new(State::Closed),
            failure: Arc::default(),
            is_sent: Arc::default(),
        }
    }

    /// Without a length, a body would be sent in chunks, which not all services take.
    pub(super) fn put_into(self, request: &mut Request) {
        request.insert_header("content-length", self.source.length.to_string());
        request.set_body(Body::SeekableStream(Box::new(self)));
    }

    /// Why the content could not be read; `None` if an earlier attempt sent it, since then it may be there.
    pub(super) fn failure(&self) -> Option<io::Error> {
        let failure = self.failure.lock().unwrap_or_else(PoisonError::into_inner).take();
        failure.filter(|_| !self.is_sent.load(Ordering::Relaxed))
    }

    /// The same content, not opened yet.
    fn closed(&self) -> Self {
        let (failure, is_sent) = (Arc::clone(&self.failure), Arc::clone(&self.is_sent));
        Self { failure, is_sent, ..Self::new(&self.source) }
    }

    /// The content with bytes to send, or none at its end.
    fn poll_content(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<&mut Content>> {
        let state = self.state.get_mut().unwrap_or_else(PoisonError::into_inner);
        loop {
            match state {
                State::Closed => {
                    *self.failure.lock().unwrap_or_else(PoisonError::into_inner) = None;
                    *state = State::Opening(self.source.open());
                }
                State::Opening(opening) => {
                    let opened = ready!(opening.as_mut().poll(cx))?;
                    *state = State::Open(Content { opened, chunk: Bytes::new(), left: self.source.length });
                }
                State::Open(content) => {
                    ready!(content.poll_chunk(cx))?;
                    return Poll::Ready(Ok(content));
                }
            }
        }
    }

    fn poll_some(&mut self, cx: &mut Context<'_>, buffer: &mut [u8]) -> Poll<io::Result<usize>> {
        let content = ready!(self.poll_content(cx))?;
        let size = content.chunk.len().min(buffer.len());
        content.chunk.split_to(size).copy_to_slice(buffer.get_mut(..size).unwrap_or_default());
        content.left -= size as u64;
        if content.left == 0 {
            self.is_sent.store(true, Ordering::Relaxed);
        }
        Poll::Ready(Ok(size))
    }

    fn keep(&self, failure: &io::Error) {
        let kept = io::Error::new(failure.kind(), failure.to_string());
        *self.failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(kept);
    }
}

impl AsyncRead for SourceBody {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut [u8]) -> Poll<io::Result<usize>> {
        let result = ready!(self.poll_some(cx, buffer));
        if let Err(error) = &result {
            self.keep(error);
        }
        Poll::Ready(result)
    }
}

#[async_trait]
impl SeekableStream for SourceBody {
    async fn reset(&mut self) -> azure_core::Result<()> {
        *self = self.closed();
        *self.failure.lock().unwrap_or_else(PoisonError::into_inner) = None;
        Ok(())
    }

    fn len(&self) -> Option<u64> {
        Some(self.source.length)
    }
}

impl Clone for SourceBody {
    fn clone(&self) -> Self {
        self.closed()
    }
}

impl fmt::Debug for SourceBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SourceBody").field("source", &self.source).finish_non_exhaustive()
    }
}
