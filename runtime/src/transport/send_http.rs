//! A transport of the program's own, without a pipeline.

use std::{error::Error as StdError, sync::Arc, time::Duration};

use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response};

use super::sleep::sleep;
use crate::answer::{Answer, Error, TransportError};
use crate::service::{Outgoing, Sender, Service};

/// An HTTP client of the program's own, which sends what a [`Service`] asks it to.
///
/// It does all that the pipeline of `azure_core` would do: it signs in, for the [own](Service::is_own) URLs of the service alone,
/// and tries again what may be tried again. It must not follow redirects. Content encodings that it asks for it undoes.
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

#[async_trait]
impl<T: SendHttp> Sender for Own<T> {
    async fn send(&self, request: &Outgoing, service: &Service) -> Result<Answer, Error> {
        let asked = request.asked();
        match self.0.send_http(request.http.clone()).await {
            Ok(response) => asked.answered(service.limits(), response),
            Err(source) => Err(Error::Transport(TransportError {
                source,
                is_credential: false,
                in_doubt: request.effect.is_change(),
                client_request_id: None,
            })),
        }
    }

    async fn sign_out(&self, _: &Service) -> Result<(), Error> {
        Ok(())
    }

    async fn sleep(&self, time: Duration) {
        sleep(time).await;
    }
}
