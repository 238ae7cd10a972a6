//! Operations that outlast their request: how far they are, and what becomes of them (OData 4.01 Protocol, section 11.6;
//! Microsoft Graph, "Working with long-running actions").

use std::{fmt, marker::PhantomData, time::Duration};

use azure_core::http::Url;
use bytes::Bytes;
use http::{Method, StatusCode};

use super::{Outcome, Response};
use crate::answer::{Answer, Error, Ignored, ReadBody as _, enclosed, error, header_text, retry_after};
use crate::json::from_slice;
use crate::service::{Client, links, sleep};
use crate::value::Json;

/// How long to wait where the service does not say it.
const INTERVAL: Duration = Duration::from_secs(5);

/// An operation that the service goes on with after it has answered, and its result, a `T`: as of a
/// [`Call`](super::Call), `()` for nothing, or any JSON.
///
/// A monitor on the service's own host gets the token. On another host, as for the copy of a Graph `driveItem`, its URL lets
/// in whoever knows it: it gets no token, and errors do not show it.
pub struct Monitor<T> {
    client: Client,
    url: Url,
    /// Where the result will be, if the service said so at once.
    result_url: Option<Url>,
    interval: Duration,
    wait: Option<Duration>,
    found: Option<Found>,
    result: PhantomData<fn() -> T>,
}

/// Where the result is.
enum Found {
    Here(Answer),
    At(Url),
}

/// How far an operation is.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Status {
    /// Whether it has ended, and well: one that failed is an error.
    pub is_done: bool,
    /// `status`, as the service writes it: `inProgress`, say.
    pub state: Option<String>,
    /// `percentageComplete`.
    pub percent: Option<f64>,
    /// `resourceId`: the id of what the operation made.
    pub resource_id: Option<String>,
    /// All of it as it came; null if the service said nothing but that it is at work.
    pub raw: Json,
}

impl Status {
    fn new(raw: Json) -> Self {
        let text = |name: &str| raw.get(name).and_then(Json::as_str).map(str::to_owned);
        let percent = raw.get("percentageComplete").or_else(|| raw.get("percentComplete")).and_then(Json::as_f64);
        Self { is_done: false, state: text("status"), percent, resource_id: text("resourceId"), raw }
    }

    fn is(&self, states: &[&str]) -> bool {
        self.state.as_ref().is_some_and(|state| states.iter().any(|known| known.eq_ignore_ascii_case(state)))
    }

    fn link(&self) -> Option<&str> {
        self.raw.get("resourceLocation").or_else(|| self.raw.get("targetResourceLocation"))?.as_str()
    }
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
        let result_url = result.map(|link| links::any(self.client(), link)).transpose()?;
        let monitor = Monitor::resume(self.client(), link)?;
        Ok(Monitor { result_url, wait: retry_after(self.headers()), ..monitor })
    }
}

impl<T> Monitor<T> {
    /// An operation whose monitor's [`url`](Self::url) was stored, by another run of the program, say.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] if the URL leads to another host and is not https.
    pub fn resume(client: &Client, url: &str) -> Result<Self, Error> {
        Ok(Self {
            client: client.clone(),
            url: links::any(client, url)?,
            result_url: None,
            interval: INTERVAL,
            wait: None,
            found: None,
            result: PhantomData,
        })
    }

    /// The monitor's URL, to be stored, and kept secret if it is on another host.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// Waits that long between two requests where the service does not say how long; without it, five seconds.
    #[must_use]
    pub fn interval(self, interval: Duration) -> Self {
        Self { interval, ..self }
    }

    /// Asks the service to give up the operation, which not all services do.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn cancel(self) -> Result<(), Error> {
        exchange(&self.client, Method::DELETE, &self.url).await?.read(Ignored::read).map(drop)
    }

    /// Asks once.
    ///
    /// # Errors
    ///
    /// See [`Error`]; `Service` if the operation failed, with the status of the monitor, 200, or that of `AsyncResult`.
    pub async fn poll(&mut self) -> Result<Status, Error> {
        let answer = exchange(&self.client, Method::GET, &self.url).await?;
        let headers = answer.response.headers();
        self.wait = Some(retry_after(headers).unwrap_or(self.interval));
        let location = header_text(headers, "location");
        match answer.status() {
            StatusCode::ACCEPTED => {
                if let Some(link) = location {
                    self.url = links::any(&self.client, link)?;
                }
                Ok(Status::new(json(&answer)))
            }
            StatusCode::FOUND | StatusCode::SEE_OTHER if location.is_some() => {
                self.found = location.map(|link| links::any(&self.client, link)).transpose()?.map(Found::At);
                Ok(Status { is_done: true, ..Status::default() })
            }
            _ => self.read(answer),
        }
    }

    /// Reads what is neither still at work nor elsewhere: the result itself, or what became of the operation.
    fn read(&mut self, answer: Answer) -> Result<Status, Error> {
        let (answer, is_result) = result(answer)?;
        answer.clone().read(Ignored::read)?;
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
            return links::any(&self.client, link).map(Found::At);
        }
        let body = match (status.raw.get("result"), &self.result_url) {
            (Some(result), _) => result.to_string(),
            (None, Some(url)) => return Ok(Found::At(url.clone())),
            (None, None) => String::new(),
        };
        let mut response = answer.response.clone().map(|_| Bytes::from(body));
        *response.status_mut() = StatusCode::OK;
        Ok(Found::Here(answer.with_response(response)))
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
                sleep(wait).await;
            }
            let status = self.poll().await?;
            if status.is_done {
                return Ok(status);
            }
        }
    }
}

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
        let answer = match self.found {
            Some(Found::Here(answer)) => answer,
            Some(Found::At(url)) => exchange(&self.client, Method::GET, &url).await?,
            None => return Err(Error::NoContent { status: 200 }),
        };
        T::value(Response::of(self.client, answer, T::read)?)
    }
}

async fn exchange(client: &Client, method: Method, url: &Url) -> Result<Answer, Error> {
    let answer = links::send(client, &links::request(method, url)?).await?;
    // Asking and giving up change nothing that is in doubt.
    Ok(Answer { in_doubt: false, ..answer })
}

/// The header with the status that the request would have been answered with (OData 4.01 Protocol, section 8.3.1).
const ASYNC_RESULT: &str = "asyncresult";

/// The response to the request that began the operation, if that is what a monitor answers with: OData 4.01 has its status
/// in a header, 4.0 all of it in the body. Otherwise the response as it is.
fn result(answer: Answer) -> Result<(Answer, bool), Error> {
    let header = |name: &str| header_text(answer.response.headers(), name);
    if header("content-type").is_some_and(|media_type| media_type.starts_with("application/http")) {
        let message = "the monitor answered with a body that is no response of HTTP/1.1";
        let response = enclosed(answer.body()).ok_or_else(|| Error::UnexpectedAnswer(String::from(message)))?;
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
        f.debug_struct("Monitor").field("host", &self.url.host_str()).finish_non_exhaustive()
    }
}
