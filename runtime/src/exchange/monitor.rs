//! Operations that outlast their request: how far they are, and what becomes of them (OData 4.01 Protocol, section 11.6;
//! Microsoft Graph, "Working with long-running actions").

use std::{fmt, marker::PhantomData, time::Duration};

use bytes::Bytes;
use http::{Method, StatusCode, Uri};

use super::{Status, pages::not_asked};
use crate::answer::{Answer, Error, Ignored, error, header_text, http_message, retry_after};
use crate::json::from_slice;
use crate::request::{Outcome, Request, Response};
use crate::service::{Asked, Effect, Outgoing, Service, links};
use crate::value::Json;

/// How long to wait where the service does not say it.
const INTERVAL: Duration = Duration::from_secs(5);

/// An operation that the service goes on with after it has answered, and its result, a `T`: as of a
/// [`Call`](crate::requests::Call), `()` for nothing, or any JSON.
///
/// A monitor on the service's own host gets the token. On another host, as for the copy of a Graph `driveItem`, its URL is
/// pre-authenticated: it gets no token, and errors do not show it.
pub struct Monitor<T> {
    service: Service,
    uri: Uri,
    /// The same as text.
    url: String,
    /// Where the result will be, if the service said so at once.
    result_uri: Option<Uri>,
    interval: Duration,
    wait: Option<Duration>,
    found: Option<Found>,
    asked: Option<Asked>,
    result: PhantomData<fn() -> T>,
}

/// Where the result is.
enum Found {
    Here(Answer),
    At(Uri),
}

impl<B> Response<B> {
    /// The operation that the response has accepted (202), or says the `Operation-Location` of.
    ///
    /// # Errors
    ///
    /// [`Error::UnexpectedAnswer`] if it does neither, [`Error::InvalidRequest`] if it leads to a host that is not https.
    pub fn monitor<T>(&self) -> Result<Monitor<T>, Error> {
        let (operation, location) = (self.header("operation-location"), self.location());
        let accepted = location.filter(|_| self.status() == 202);
        let Some(link) = operation.or(accepted) else {
            let message = format!("the service answered {} and not where to ask how far it is", self.status());
            return Err(Error::UnexpectedAnswer(message));
        };
        let result = location.filter(|_| operation.is_some());
        let result_uri = result.map(|link| links::any(self.service(), link)).transpose()?;
        let monitor = Monitor::resume(self.service(), link)?;
        Ok(Monitor { result_uri, wait: retry_after(self.headers()), ..monitor })
    }
}

impl<T> Monitor<T> {
    /// An operation whose monitor's [`url`](Self::url) was stored, by another run of the program, say.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] if the URL leads to another host and is not https.
    pub fn resume(service: &Service, url: &str) -> Result<Self, Error> {
        let uri = links::any(service, url)?;
        Ok(Self {
            service: service.clone(),
            url: uri.to_string(),
            uri,
            result_uri: None,
            interval: INTERVAL,
            wait: None,
            found: None,
            asked: None,
            result: PhantomData,
        })
    }

    /// The monitor's URL, to be stored, and kept secret if it is on another host.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Waits that long between two requests where the service does not say how long; without it, five seconds.
    #[must_use]
    pub fn interval(self, interval: Duration) -> Self {
        Self { interval, ..self }
    }

    /// How long to wait before the [`next_request`](Self::next_request), as the service says; a result is not waited for.
    #[must_use]
    pub fn wait_time(&self) -> Duration {
        self.wait.filter(|_| self.found.is_none()).unwrap_or_default()
    }

    /// The request that asks how far the operation is, and, if it is done and its result is elsewhere, the one that reads that;
    /// `None` if the result is here. A token may go to the service's [own](Service::is_own) URLs alone.
    pub fn next_request(&mut self) -> Option<http::Request<Bytes>> {
        let outgoing = match &self.found {
            None => self.outgoing(Method::GET, &self.uri),
            Some(Found::At(uri)) => self.outgoing(Method::GET, uri),
            Some(Found::Here(_)) => return None,
        };
        self.asked = Some(outgoing.asked());
        Some(outgoing.http)
    }

    /// The request that asks the service to give up the operation, which not all services do.
    #[must_use]
    pub fn cancel_request(&self) -> Request<Ignored> {
        Request::new(self.service.clone(), self.outgoing(Method::DELETE, &self.uri))
    }

    /// Takes the answer to the [`next_request`](Self::next_request).
    ///
    /// # Errors
    ///
    /// As of [`Reader::read`](crate::requests::Reader::read); `Service` if the operation failed, with the status of the monitor,
    /// 200, or that of `AsyncResult`.
    pub fn take(&mut self, response: http::Response<impl AsRef<[u8]>>) -> Result<Status, Error> {
        let asked = self.asked.take().ok_or_else(not_asked)?;
        let answer = asked.answered(self.service.limits(), response)?;
        if let Some(Found::At(_)) = self.found {
            answer.check()?;
            self.found = Some(Found::Here(answer));
            return Ok(Status { is_done: true, ..Status::default() });
        }
        self.take_answer(answer)
    }

    fn outgoing(&self, method: Method, uri: &Uri) -> Outgoing {
        // Asking and giving up change nothing that is in doubt.
        Outgoing { effect: Effect::None, ..links::request(&self.service, method, uri) }
    }

    fn take_answer(&mut self, answer: Answer) -> Result<Status, Error> {
        let headers = answer.response.headers();
        self.wait = Some(retry_after(headers).unwrap_or(self.interval));
        let location = header_text(headers, "location");
        match answer.status() {
            StatusCode::ACCEPTED => {
                if let Some(link) = location {
                    self.uri = links::any(&self.service, link)?;
                    self.url = self.uri.to_string();
                }
                Ok(Status::new(json(&answer)))
            }
            StatusCode::FOUND | StatusCode::SEE_OTHER if location.is_some() => {
                self.found = location.map(|link| links::any(&self.service, link)).transpose()?.map(Found::At);
                Ok(Status { is_done: true, ..Status::default() })
            }
            _ => self.read(answer),
        }
    }

    /// Reads what is neither still at work nor elsewhere: the result itself, or what became of the operation.
    fn read(&mut self, answer: Answer) -> Result<Status, Error> {
        let (answer, is_result) = result(answer)?;
        answer.check()?;
        let mut status = Status::new(json(&answer));
        if is_result || status.state.is_none() {
            self.found = Some(Found::Here(answer));
            return Ok(Status { is_done: true, ..status });
        }
        if status.is(&["failed", "deleteFailed", "canceled", "cancelled", "invalid"]) {
            return Err(error::failed_operation(&answer, status.state.as_deref().unwrap_or_default()));
        }
        // Another state, one of tomorrow too, is one on the way.
        if status.is(&["succeeded", "completed"]) {
            status.is_done = true;
            self.found = Some(self.find(&status, &answer)?);
        }
        Ok(status)
    }

    fn find(&self, status: &Status, answer: &Answer) -> Result<Found, Error> {
        if let Some(link) = status.link() {
            return links::any(&self.service, link).map(Found::At);
        }
        let body = match (status.raw.get("result"), &self.result_uri) {
            (Some(result), _) => result.to_string(),
            (None, Some(uri)) => return Ok(Found::At(uri.clone())),
            (None, None) => String::new(),
        };
        let mut response = answer.response.clone().map(|_| Bytes::from(body));
        *response.status_mut() = StatusCode::OK;
        Ok(Found::Here(answer.with_response(response)))
    }
}

impl<T: Outcome> Monitor<T> {
    /// The result, once [`next_request`](Self::next_request) has nothing to ask any more.
    ///
    /// # Errors
    ///
    /// As of [`Reader::read`](crate::requests::Reader::read); `NoContent` if the service does not say where the result is, and
    /// if the operation has not ended.
    pub fn into_result(self) -> Result<T::Value, Error> {
        match self.found {
            Some(Found::Here(answer)) => T::value(Response::of(self.service, answer, T::read)?),
            Some(Found::At(_)) | None => Err(Error::NoContent { status: StatusCode::ACCEPTED.as_u16() }),
        }
    }
}

#[cfg(feature = "client")]
impl<T> Monitor<T> {
    /// Asks the service to give up the operation, which not all services do.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn cancel(self) -> Result<(), Error> {
        self.cancel_request().send().await.map(drop)
    }

    /// Asks once.
    ///
    /// # Errors
    ///
    /// See [`Error`]; `Service` if the operation failed, with the status of the monitor, 200, or that of `AsyncResult`.
    pub async fn poll(&mut self) -> Result<Status, Error> {
        let answer = self.exchange(&self.uri).await?;
        self.take_answer(answer)
    }

    /// Asks until the operation has ended, and waits in between as long as the service says. There is no end to this if the
    /// operation has none.
    ///
    /// # Errors
    ///
    /// As of [`poll`](Self::poll).
    pub async fn wait(&mut self) -> Result<Status, Error> {
        loop {
            if let Some(wait) = self.wait.take() {
                self.service.wait(wait).await?;
            }
            let status = self.poll().await?;
            if status.is_done {
                return Ok(status);
            }
        }
    }

    async fn exchange(&self, uri: &Uri) -> Result<Answer, Error> {
        self.service.send(&self.outgoing(Method::GET, uri)).await
    }
}

#[cfg(feature = "client")]
impl<T: Outcome> Monitor<T> {
    /// Waits for the end of the operation and returns its result.
    ///
    /// # Errors
    ///
    /// As of [`poll`](Self::poll); `NoContent` if the service does not say where the result is: [`wait`](Self::wait) returns
    /// what it does say, the `resource_id`, say.
    pub async fn finish(mut self) -> Result<T::Value, Error> {
        if self.found.is_none() {
            self.wait().await?;
        }
        if let Some(Found::At(uri)) = &self.found {
            let answer = self.exchange(uri).await?;
            self.found = Some(Found::Here(answer));
        }
        self.into_result()
    }
}

/// The header with the status that the request would have been answered with (OData 4.01 Protocol, section 8.3.1).
const ASYNC_RESULT: &str = "asyncresult";

/// The response to the request that began the operation, if that is what a monitor answers with: OData 4.01 has its status
/// in a header, 4.0 all of it in the body. Otherwise the response as it is.
fn result(answer: Answer) -> Result<(Answer, bool), Error> {
    let header = |name: &str| header_text(answer.response.headers(), name);
    if header("content-type").is_some_and(|media_type| media_type.starts_with("application/http")) {
        let message = "the monitor answered with a body that is no response of HTTP/1.1";
        let response = http_message(answer.body()).ok_or_else(|| Error::UnexpectedAnswer(String::from(message)))?;
        return Ok((answer.with_response(response), true));
    }
    let status = header(ASYNC_RESULT).and_then(|status| status.split_whitespace().next()?.parse::<u16>().ok());
    let Some(status) = status else { return Ok((answer, false)) };
    let status = StatusCode::from_u16(status).map_err(|_| {
        Error::UnexpectedAnswer(format!("the monitor says that the operation ended with the status {status}"))
    })?;
    let mut response = answer.response.clone();
    *response.status_mut() = status;
    Ok((answer.with_response(response), true))
}

/// The body, or null if it is no JSON.
fn json(answer: &Answer) -> Json {
    from_slice(answer.body()).unwrap_or_default()
}

impl<T> fmt::Debug for Monitor<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Monitor").field("host", &self.uri.host()).finish_non_exhaustive()
    }
}
