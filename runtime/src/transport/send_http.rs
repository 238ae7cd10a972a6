//! A transport of the program's own, without a pipeline.

use std::{error::Error as StdError, io, mem, sync::Arc, time::Duration};

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::{StreamExt as _, stream};
use http::{Request, Response};

use super::sleep::sleep;
use crate::answer::{Answer, Error};
use crate::service::{Incoming, Outgoing, Sender, Service};

/// An HTTP client of the program's own, which sends what a [`Service`] asks it to.
///
/// Sizes are checked once a response is in memory; limits of the time of a response do not apply.
///
/// It does all that the pipeline of `azure_core` would do: it signs in, for the [own](Service::is_own) URLs of the service alone,
/// and tries again what may be tried again. It must not follow redirects. Content encodings that it asks for it undoes. What it
/// sends and receives is in memory as a whole, streams of content too.
///
/// ```
/// use std::error::Error;
/// use odata_runtime::client::{Bytes, SendHttp, Service, async_trait, http::{Request, Response}};
///
/// struct Nowhere;
///
/// #[async_trait]
/// impl SendHttp for Nowhere {
///     async fn send_http(&self, _: Request<Bytes>) -> Result<Response<Bytes>, Box<dyn Error + Send + Sync>> {
///         Ok(Response::new(Bytes::from("{}")))
///     }
/// }
///
/// # fn example() -> Result<(), odata_runtime::client::Error> {
/// let service = Service::new("https://service.example/v1")?.sending_by(Nowhere);
/// # Ok(())
/// # }
/// ```
#[async_trait]
pub trait SendHttp: Send + Sync {
    /// Sends a request, and gives the whole response.
    ///
    /// # Errors
    ///
    /// No response came; a response with any status is one. A change may have been applied then, for all that is known.
    async fn send_http(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Box<dyn StdError + Send + Sync>>;
}

impl Service {
    /// Sends requests by an HTTP client of the program's own.
    #[must_use]
    pub fn sending_by(self, client: impl SendHttp + 'static) -> Self {
        self.with_sender(Arc::new(Own(client)))
    }
}

struct Own<T>(T);

/// The request with its whole content, which the client has in memory.
async fn whole(request: &Outgoing) -> Result<Request<Bytes>, Error> {
    let mut http = request.http.clone();
    let Some(source) = &request.source else { return Ok(http) };
    let mut opened = source.open().await.map_err(Error::Content)?;
    let mut content = Vec::new();
    while let Some(chunk) = opened.next().await {
        content.extend_from_slice(&chunk.map_err(Error::Content)?);
    }
    if content.len() as u64 != source.length {
        let message = format!("the content has {} bytes and was said to have {}", content.len(), source.length);
        return Err(Error::Content(io::Error::new(io::ErrorKind::InvalidData, message)));
    }
    *http.body_mut() = content.into();
    Ok(http)
}

#[async_trait]
impl<T: SendHttp> Sender for Own<T> {
    async fn send(&self, request: &Outgoing, service: &Service) -> Result<Answer, Error> {
        let asked = request.asked();
        match self.0.send_http(whole(request).await?).await {
            Ok(response) => asked.answered(service.limits(), response),
            Err(source) => Err(asked.unanswered(source)),
        }
    }

    async fn open(&self, request: &Outgoing, service: &Service) -> Result<Incoming, Error> {
        let mut answer = self.send(request, service).await?;
        let is_content = answer.status().is_success();
        let content = if is_content { mem::take(answer.response.body_mut()) } else { Bytes::new() };
        let chunks = (!content.is_empty()).then_some(Ok(content));
        Ok(Incoming { answer, body: Box::pin(stream::iter(chunks)) })
    }

    async fn sign_out(&self, _: &Service) -> Result<(), Error> {
        Ok(())
    }

    async fn sleep(&self, time: Duration) {
        sleep(time).await;
    }
}
