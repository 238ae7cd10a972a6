//! Hands out inputs, watches over them, and says what became of them.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::args::Args;
use super::seeds;
use super::tally::Tally;
use super::worker::{self, Failure, Message, Report};
use crate::error::Error;
use crate::project;

/// An input that takes longer is reported.
const LONG: Duration = Duration::from_secs(10);

/// One that takes so many times as long is given up, and the run with it.
const PATIENCE: u32 = 12;

/// Where the input's number stands while it is tried, for what ends the process.
const RUNNING: &str = "running";

/// What the main thread of a process has.
const STACK: usize = 8 << 20;

/// Runs the task; `false` if an input fails.
///
/// # Errors
///
/// A file cannot be read or written.
pub(super) fn run(args: &Args, stdout: &mut dyn Write) -> Result<bool, Error> {
    let seeds = Arc::new(seeds::read(args.corpus.as_deref())?);
    let _ = writeln!(stdout, "seed {}, {} files to damage", args.seed, seeds.len());
    // It fails if somebody else has set it; then theirs holds.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(usize::from(args.threads)).build_global();
    let (ask, asked) = mpsc::channel();
    let (tell, told) = mpsc::channel();
    let seed = args.seed;
    let thread = thread::Builder::new().stack_size(STACK).spawn(move || worker::run(seed, &seeds, &asked, &tell));
    thread.map_err(|source| Error::Start { command: "a thread".to_owned(), source })?;
    let keep = args.keep.clone().unwrap_or_else(|| project::root().join("target/fuzz"));
    std::fs::create_dir_all(&keep).map_err(|source| Error::Write { path: keep.clone(), source })?;
    let mut watch = Watch { seed, keep, ask, told, stdout, tally: Tally::default() };
    let start = Instant::now();
    let first = args.only.unwrap_or(0);
    let end = args.only.map(|only| only + 1).or(args.count).unwrap_or(u64::MAX);
    let most = args.time();
    let mut goes_on = true;
    for number in first..end {
        let is_over = args.count.is_none() && args.only.is_none() && start.elapsed() > most;
        if is_over || !goes_on {
            break;
        }
        goes_on = watch.one(number)?;
    }
    let tally = watch.tally;
    let _ = stdout.write_all(tally.text(start.elapsed().as_secs_f64()).as_bytes());
    Ok(goes_on && tally.failures == 0)
}

struct Watch<'w> {
    seed: u64,
    keep: PathBuf,
    ask: Sender<u64>,
    told: Receiver<Message>,
    stdout: &'w mut dyn Write,
    tally: Tally,
}

impl Watch<'_> {
    /// Has an input tried; `false` if it does not come to an end.
    fn one(&mut self, number: u64) -> Result<bool, Error> {
        let running = self.keep.join(RUNNING);
        let text = format!("cargo xtask fuzz --seed {} --only {number}\n", self.seed);
        std::fs::write(&running, text).map_err(|source| Error::Write { path: running, source })?;
        let _ = self.ask.send(number);
        let mut waited = 0;
        loop {
            match self.told.recv_timeout(LONG) {
                Ok(Message::Trying) => waited = 0,
                Ok(Message::Done(report)) => {
                    self.tally.add(&report);
                    if let Err(failure) = &report.verdict {
                        self.failed(&report, failure)?;
                    }
                    return Ok(true);
                }
                Err(RecvTimeoutError::Timeout) => {
                    waited += 1;
                    // A machine that is busy is no fault of the generator.
                    if waited == 1 {
                        let _ = writeln!(self.stdout, "input {number}, seed {}: takes more than {LONG:?}", self.seed);
                    }
                    if waited == PATIENCE {
                        return Ok(false);
                    }
                }
                Err(RecvTimeoutError::Disconnected) => return Ok(false),
            }
        }
    }

    fn failed(&mut self, report: &Report, failure: &Failure) -> Result<(), Error> {
        let name = format!("{}-{}", self.seed, report.number);
        let folder = self.keep.join(&name);
        let write = || {
            seeds::write(&folder, &failure.input.files)?;
            if let Some(least) = &failure.least {
                seeds::write(&folder.join("least"), &least.files)?;
            }
            std::fs::write(folder.join("before.csdl"), &failure.input.before)?;
            std::fs::write(folder.join("fault.txt"), &failure.fault)
        };
        write().map_err(|source| Error::Write { path: folder.clone(), source })?;
        let _ = writeln!(
            self.stdout,
            "input {}, seed {} ({}, {} bytes): {}\n  kept in {}",
            report.number,
            self.seed,
            report.origin.name(),
            report.bytes,
            failure.fault.escape_debug(),
            folder.display(),
        );
        Ok(())
    }
}
