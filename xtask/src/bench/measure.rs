//! Time and memory.

use std::process::{Command, ExitStatus};
use std::time::{Duration, Instant};

use wait4::Wait4;

use crate::error::Error;

/// What a process took.
#[derive(Clone, Copy, Debug)]
pub(super) struct Process {
    /// From start to end.
    pub time: Duration,
    /// The largest resident set of the process, or of one that it waited for, in bytes.
    pub peak: u64,
}

/// The median of several runs, in seconds. The tasks take turns, so that a busy moment of the machine hits all.
pub(super) fn medians<const N: usize>(runs: u16, mut tasks: [&mut dyn FnMut(); N]) -> [f64; N] {
    let mut times = [const { Vec::new() }; N];
    // The first round fills caches and counts for nothing.
    for round in 0..=runs {
        for (task, times) in tasks.iter_mut().zip(&mut times) {
            let start = Instant::now();
            task();
            if round > 0 {
                times.push(start.elapsed().as_secs_f64());
            }
        }
    }
    times.map(median)
}

/// The median; of an even number the higher of the two in the middle.
pub(super) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// This program, to be run in another process.
pub(super) fn this_program() -> Command {
    let program = std::env::current_exe().unwrap_or_else(|_| "xtask".into());
    let mut command = Command::new(program);
    command.arg("bench");
    command
}

/// Runs a command to its end and says what it took.
///
/// A process starts with the peak of the one that starts it, so the caller must still be small.
///
/// # Errors
///
/// The command cannot be started, or fails.
pub(super) fn process(command: &mut Command) -> Result<Process, Error> {
    let start = Instant::now();
    let used = command.spawn().and_then(Wait4::wait4);
    let used = used.map_err(|source| Error::Start { command: format!("{command:?}"), source })?;
    check(command, used.status)?;
    Ok(Process { time: start.elapsed(), peak: used.rusage.maxrss })
}

/// Runs a command to its end.
///
/// # Errors
///
/// The command cannot be started, or fails.
pub(super) fn succeed(command: &mut Command) -> Result<(), Error> {
    let status = command.status().map_err(|source| Error::Start { command: format!("{command:?}"), source })?;
    check(command, status)
}

fn check(command: &Command, status: ExitStatus) -> Result<(), Error> {
    if status.success() { Ok(()) } else { Err(Error::Failed { command: format!("{command:?}"), status }) }
}
