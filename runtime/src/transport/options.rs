//! How a client sends.

use std::sync::Arc;

use azure_core::http::{
    ClientOptions as Sending, ExponentialRetryOptions, InstrumentationOptions, LoggingOptions, RetryOptions, Transport,
    UserAgentOptions, policies::Policy,
};

use crate::answer::Limits;

/// As Azure's other clients do (Azure SDK design guidelines, "Retry policy"); the default of `azure_core` itself is eight.
const RETRIES: u32 = 3;

/// How a client sends: what `azure_core` has options for, and what the client takes of an answer.
///
/// Nothing here turns the verification of TLS certificates off. What a `transport` of the program's own verifies is that
/// transport's affair, as is whether it follows redirects by itself: the default one does not.
#[derive(Clone, Debug)]
pub struct ClientOptions {
    /// Policies that a request goes through once.
    pub per_call_policies: Vec<Arc<dyn Policy>>,
    /// Policies that each attempt of a request goes through.
    pub per_try_policies: Vec<Arc<dyn Policy>>,
    /// How often and after how long a request is tried again. The default is three times, so that a request that may be tried
    /// again is sent four times at most, after 0.4, 0.8 and 1.6 s, or as much later as the service asks for by `Retry-After`. The default
    /// of `RetryOptions` itself is eight times.
    pub retry: RetryOptions,
    /// What sends the requests; without one it is that of the feature `reqwest`.
    pub transport: Option<Transport>,
    /// What the header `User-Agent` says.
    pub user_agent: UserAgentOptions,
    /// Spans of `azure_core` for each request.
    pub instrumentation: InstrumentationOptions,
    /// Headers and query parameters that may be logged.
    pub logging: LoggingOptions,
    /// What the client takes of an answer.
    pub limits: Limits,
    /// Makes each value of an answer that is not what the schema says an error: see [`Service::strict`](crate::requests::Service::strict).
    pub strict: bool,
    /// Sends the token, or what else a [`SignIn`](super::SignIn) has, over http too if the service root is on this machine (`localhost`, `127.0.0.1`, `[::1]`), for a
    /// service under development. Without it, and anywhere else, the token is sent over https alone. A proxy that the
    /// environment names for http sees it, unless `NO_PROXY` excepts this machine.
    pub token_over_http_on_loopback: bool,
}

impl Default for ClientOptions {
    fn default() -> Self {
        let retry = ExponentialRetryOptions { max_retries: RETRIES, ..ExponentialRetryOptions::default() };
        Self { retry: RetryOptions::exponential(retry), ..Sending::default().into() }
    }
}

impl ClientOptions {
    /// What `azure_core` takes of them, with this transport.
    pub(super) fn into_sending(self, transport: Transport) -> Sending {
        Sending {
            per_call_policies: self.per_call_policies,
            per_try_policies: self.per_try_policies,
            retry: self.retry,
            transport: Some(transport),
            user_agent: self.user_agent,
            instrumentation: self.instrumentation,
            logging: self.logging,
            cloud: None,
        }
    }
}

/// But for `cloud`: which one it is, a service root says. How often a request is tried again is as `options` say.
impl From<Sending> for ClientOptions {
    fn from(options: Sending) -> Self {
        Self {
            per_call_policies: options.per_call_policies,
            per_try_policies: options.per_try_policies,
            retry: options.retry,
            transport: options.transport,
            user_agent: options.user_agent,
            instrumentation: options.instrumentation,
            logging: options.logging,
            limits: Limits::default(),
            strict: false,
            token_over_http_on_loopback: false,
        }
    }
}
