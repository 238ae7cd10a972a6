//! The journey: a client, and a row for each step.

use std::{sync::Arc, time::Duration};

use azure_core::http::{RetryOptions, Transport};
use conformance_client::{Client, ClientOptions, Error};

use crate::{check::Fault, recorder::Recorder};

/// Longer than any step takes on one machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// A client whose requests are recorded.
pub struct Journey {
    /// The client.
    pub client: Client,
    recorder: Recorder,
}

/// A step failed, and the steps that follow stand on it. Its row is printed.
#[derive(Debug)]
pub struct Stop;

impl Journey {
    /// A journey to a service.
    pub fn new(root: &str) -> Result<Self, Error> {
        let recorder = Recorder::new(root);
        let options = ClientOptions {
            transport: Some(Transport::new(Arc::new(recorder.clone()))),
            // A status is what the server answered, not what it answered at last.
            retry: RetryOptions::none(),
            ..ClientOptions::default()
        };
        Ok(Self { client: Client::anonymous(root, options)?, recorder })
    }

    /// Takes a step and prints its row. `statuses` are what the server must have answered, one a request.
    pub async fn step<T>(
        &self,
        operation: &str,
        statuses: &[u16],
        step: impl Future<Output = Result<T, Fault>>,
    ) -> Result<T, Stop> {
        drop(self.recorder.take());
        let late = |_| Err(Fault(format!("it takes longer than {} s", PATIENCE.as_secs())));
        let outcome = tokio::time::timeout(PATIENCE, step).await.unwrap_or_else(late);
        let exchanges = self.recorder.take();
        let answered: Vec<u16> = exchanges.iter().map(|exchange| exchange.status).collect();
        let outcome = match outcome {
            Ok(_) if answered != statuses => Err(Fault(format!("the status should be {}", list(statuses)))),
            outcome => outcome,
        };
        let verdict =
            outcome.as_ref().map_or_else(|Fault(what)| what.replace(['\t', '\r', '\n'], " "), |_| "ok".into());
        let request = exchanges.first().map_or("nothing was sent", |exchange| &exchange.request);
        println!("{operation}\t{request}\t{}\t{verdict}", list(&answered));
        outcome.map_err(|_| Stop)
    }

    /// As [`step`](Self::step), where no other step stands on this one.
    pub async fn check(&self, operation: &str, statuses: &[u16], step: impl Future<Output = Result<(), Fault>>) {
        // The row says whether it failed.
        let _ = self.step(operation, statuses, step).await;
    }
}

fn list(statuses: &[u16]) -> String {
    statuses.iter().map(u16::to_string).collect::<Vec<_>>().join(", ")
}
