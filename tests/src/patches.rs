//! Many changes at a time at a service that does not always answer, and whether the callers are told the truth.

use std::{collections::BTreeMap, io};

use azure_core::{
    http::{FixedRetryOptions, RetryOptions},
    time::Duration,
};
use generated::{
    ClientOptions, GraphClient,
    runtime::client::{StreamExt, send_all},
};

use crate::flaky::{Fate, FlakyServer};

/// How many changes are in flight.
pub const IN_FLIGHT: usize = 64;

/// What a caller is told about its change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// It was made.
    Made,
    /// It failed, and was not made.
    NotMade,
    /// It failed, and may have been made.
    Perhaps,
}

/// What the callers were told, and what is true.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// How many were told what.
    pub told: BTreeMap<Told, u64>,
    /// Changes of which the caller was told nothing, or twice.
    pub lost: u64,
    /// Changes of which the caller was told that they were made, or that they were not, and the service's state says
    /// otherwise.
    pub lies: u64,
    /// Changes that came again, by what had become of them before.
    pub repeated: BTreeMap<Fate, u64>,
}

/// Changes that many entities, each to a value of its own.
///
/// # Errors
///
/// The service cannot be started.
pub async fn run(count: u32) -> io::Result<Report> {
    let server = FlakyServer::start()?;
    let root = format!("http://{}/beta", server.address());
    let graph = GraphClient::anonymous(&root, options()).map_err(io::Error::other)?;

    let mut told = vec![None; count as usize];
    let mut report = Report::default();
    let mut results = send_all((0..count).map(|id| change(&graph, id)), IN_FLIGHT);
    while let Some((index, result)) = results.next().await {
        report.lost += u64::from(told[index].replace(result).is_some());
    }
    for (id, told) in (0..count).zip(told) {
        let Some(told) = told else {
            report.lost += 1;
            continue;
        };
        *report.told.entry(told).or_default() += 1;
        let is_made = server.value(id) == Some(value(id));
        report.lies += u64::from(matches!((told, is_made), (Told::Made, false) | (Told::NotMade, true)));
    }
    report.repeated = server.repeated();
    Ok(report)
}

/// One retry, soon, so that some changes fail for good.
fn options() -> ClientOptions {
    let retry = FixedRetryOptions { delay: Duration::milliseconds(1), max_retries: 1, ..FixedRetryOptions::default() };
    ClientOptions { retry: RetryOptions::fixed(retry), ..ClientOptions::default() }
}

async fn change(graph: &GraphClient, id: u32) -> Told {
    let state = graph.device_management().managed_device_encryption_states(&id.to_string());
    match state.patch().os_version(value(id).to_string()).send().await {
        Ok(_) => Told::Made,
        Err(error) if error.may_have_been_applied() => Told::Perhaps,
        Err(_) => Told::NotMade,
    }
}

fn value(id: u32) -> u32 {
    id + 7
}
