//! How much has come, on a terminal.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// As often as an eye follows.
const PAUSE: Duration = Duration::from_millis(100);

/// A line that is written over and over, and is gone at the end.
pub(super) struct Progress<'a> {
    out: Option<&'a mut dyn Write>,
    whole: Option<u64>,
    shown: Option<Instant>,
}

impl<'a> Progress<'a> {
    /// Writes to the standard error stream, `stderr`, if that is a terminal. `whole` is what will come, if it is known.
    pub(super) fn new(stderr: &'a mut dyn Write, whole: Option<u64>) -> Self {
        Self::on(io::stderr().is_terminal().then_some(stderr), whole)
    }

    fn on(out: Option<&'a mut dyn Write>, whole: Option<u64>) -> Self {
        Self { out, whole, shown: None }
    }

    /// Shows how many bytes have come.
    pub(super) fn show(&mut self, received: u64) {
        let Some(out) = &mut self.out else {
            return;
        };
        if self.shown.is_some_and(|shown| shown.elapsed() < PAUSE) {
            return;
        }
        self.shown = Some(Instant::now());
        let of = self.whole.map(|whole| format!(" of {}", megabytes(whole))).unwrap_or_default();
        let _ = write!(out, "\rfetch: {}{of} MB\x1b[K", megabytes(received));
        let _ = out.flush();
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if let (Some(out), Some(_)) = (&mut self.out, self.shown) {
            let _ = write!(out, "\r\x1b[K");
            let _ = out.flush();
        }
    }
}

fn megabytes(bytes: u64) -> String {
    let tenths = bytes / 100_000;
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn a_terminal_gets_one_line_that_goes_away() {
        let mut out = Vec::new();
        let mut progress = Progress::on(Some(&mut out), Some(8_100_000));
        progress.show(340_000);
        progress.show(350_000);
        drop(progress);
        assert_eq!(String::from_utf8(out).unwrap(), "\rfetch: 0.3 of 8.1 MB\x1b[K\r\x1b[K");
    }
}
