//! Changes at a service that puts off every tenth and cuts every hundredth connection: what the callers are told, what is
//! true, and how memory grows with their number.

use std::path::Path;
use std::time::Instant;

use tests::flaky::Fate;
use tests::patches::{self, IN_FLIGHT, Report, Told};

use super::args::Once;
use super::table::{Table, bytes, time};
use super::{child, measure};
use crate::error::Error;

/// A thousand changes, and ten thousand.
///
/// # Errors
///
/// The child processes fail, or the service cannot be started.
pub(super) fn table(runs: u16) -> Result<Table, Error> {
    // First, while this process is small.
    let peak = |once| measure::process(&mut child::command(once, Path::new(""))).map(|process| process.peak);
    let sizes = [(1_000, peak(Once::Patches1000)?), (10_000, peak(Once::Patches10000)?)];

    let mut table = Table::new(&[
        "changes",
        "told: made",
        "told: not made",
        "told: perhaps made",
        "told wrong or nothing",
        "again after 429",
        "again after a cut",
        "time",
        "peak memory",
    ]);
    for (count, peak) in sizes {
        let (reports, times): (Vec<_>, Vec<_>) = (0..runs).map(|_| timed(count)).collect::<Result<_, _>>()?;
        let sum = |number: &dyn Fn(&Report) -> u64| reports.iter().map(number).sum::<u64>().to_string();
        let told = |told| sum(&|report: &Report| report.told.get(&told).copied().unwrap_or_default());
        let again = |report: &Report, fate| report.repeated.get(&fate).copied().unwrap_or_default();
        table.row([
            format!("{runs} x {count}"),
            told(Told::Made),
            told(Told::NotMade),
            told(Told::Perhaps),
            sum(&|report| report.lost + report.lies),
            sum(&|report| again(report, Fate::PutOff)),
            sum(&|report| again(report, Fate::CutBefore) + again(report, Fate::CutAfter)),
            time(measure::median(times)),
            bytes(peak),
        ]);
    }
    table.note(format!(
        "{IN_FLIGHT} changes are in flight, each is tried at most twice. The service, in the same process, answers every \
         tenth request 429, and cuts every hundredth connection without an answer, half of them after the change. Counts \
         are of all runs; time is the median of a run; memory is the largest resident set of a process with one run."
    ));
    Ok(table)
}

fn timed(count: u32) -> Result<(Report, f64), Error> {
    let start = Instant::now();
    let report = run(count)?;
    Ok((report, start.elapsed().as_secs_f64()))
}

/// Sends that many changes.
///
/// # Errors
///
/// The service cannot be started.
pub(super) fn run(count: u32) -> Result<Report, Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime
        .and_then(|runtime| runtime.block_on(patches::run(count)))
        .map_err(|source| Error::Start { command: String::from("the service that is sent changes"), source })
}
