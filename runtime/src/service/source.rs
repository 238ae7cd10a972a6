//! Content to send that is not in memory.

use std::{fmt, io, pin::Pin, sync::Arc};

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _, TryFutureExt as _};

/// The content once it is opened; after its end there is nothing more.
pub(crate) type Opened = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>;

/// The content while it is opened.
pub(crate) type Opening = Pin<Box<dyn Future<Output = io::Result<Opened>> + Send>>;

/// What opens the content anew for each attempt of a request.
#[derive(Clone)]
pub(crate) struct Source {
    open: Arc<dyn Fn() -> Opening + Send + Sync>,
    pub length: u64,
}

impl Source {
    pub(crate) fn new<F, S>(open: impl Fn() -> F + Send + Sync + 'static, length: u64) -> Self
    where
        F: Future<Output = io::Result<S>> + Send + 'static,
        S: Stream<Item = io::Result<Bytes>> + Send + 'static,
    {
        Self { open: Arc::new(move || Box::pin(open().map_ok(|content| content.fuse().boxed()))), length }
    }

    pub(crate) fn open(&self) -> Opening {
        (self.open)()
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source").field("length", &self.length).finish_non_exhaustive()
    }
}
