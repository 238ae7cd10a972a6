//! The counts of a run.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::bounds;
use super::input::Origin;
use super::trial::Outcome;
use super::worker::Report;

#[derive(Debug, Default)]
pub(super) struct Tally {
    counts: BTreeMap<(Origin, Outcome), u64>,
    pub(super) inputs: u64,
    pub(super) failures: u64,
    bytes: usize,
    emitted: usize,
    /// Of the greatest work for its size.
    work: usize,
    slowest: (f64, u64),
}

impl Tally {
    pub(super) fn add(&mut self, report: &Report) {
        self.inputs += 1;
        self.bytes += report.bytes;
        self.emitted += report.emitted;
        if report.verdict.is_ok() {
            self.work = self.work.max(bounds::each(report.bytes, report.emitted, report.allocated));
        }
        if report.seconds > self.slowest.0 {
            self.slowest = (report.seconds, report.number);
        }
        match &report.verdict {
            Ok(outcome) => *self.counts.entry((report.origin, *outcome)).or_default() += 1,
            Err(_) => self.failures += 1,
        }
    }

    /// A table, and the sum in the last line.
    pub(super) fn text(&self, seconds: f64) -> String {
        let mut text = String::from("| input | outcome | count |\n|---|---|---:|\n");
        for ((origin, outcome), count) in &self.counts {
            let _ = writeln!(text, "| {} | {} | {count} |", origin.name(), outcome.name());
        }
        let _ = writeln!(text, "\nslowest: input {} with {:.2} s", self.slowest.1, self.slowest.0);
        let _ = writeln!(
            text,
            "most work: {} bytes allocated for each byte in and out, beyond {} MiB",
            self.work,
            bounds::BASE >> 20
        );
        let of =
            |wanted| self.counts.iter().filter(move |((_, outcome), _)| *outcome == wanted).map(|(_, count)| count);
        let accepted = of(Outcome::Accepted).sum::<u64>();
        #[allow(clippy::cast_precision_loss, reason = "a rate for the eye")]
        let rate = self.inputs as f64 / seconds.max(0.001);
        let _ = writeln!(
            text,
            "{} inputs: {accepted} accepted, {} refused, {} failed; {} bytes in, {} bytes out, {seconds:.0} s, {rate:.1} inputs/s",
            self.inputs,
            self.inputs - accepted - self.failures,
            self.failures,
            self.bytes,
            self.emitted,
        );
        text
    }
}
