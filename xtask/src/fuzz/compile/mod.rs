//! `cargo xtask fuzz --compile`: what is emitted for made-up metadata compiles without a warning.
//!
//! The fuzzer parses what is emitted; only the compiler sees that a method is there twice, that a type has no end, or that a
//! feature needs another one. Crates are compiled in blocks, since each run of cargo costs as much as a few crates.

mod composed;
mod constructs;
mod coverage;
mod sample;
mod shapes;
mod words;
mod workspace;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fastrand::Rng;
use odata_codegen::File;

use super::args::Args;
use super::input::Input;
use super::{seeds, shrink};
use crate::error::Error;
use crate::project;
use coverage::Coverage;
use sample::Sample;
use workspace::{Member, PREFIX, Task, Workspace};

/// How many schemas are compiled at once.
const BLOCK: u64 = 16;

/// What is done with a block, in turn.
const TASKS: &[Task] = &[
    Task { command: "check", features: &["client"] },
    Task { command: "check", features: &["requests"] },
    // Its macros have arms of their own.
    Task { command: "doc", features: &["client", "test"] },
    Task { command: "check", features: &[] },
];

/// How long a failing schema is made smaller.
const SHRINKING: Duration = Duration::from_mins(2);

/// Compiles until the time is over; `false` if a crate fails.
///
/// # Errors
///
/// A file cannot be read or written, cargo cannot be started, or the runtime does not compile.
pub(super) fn run(args: &Args, stdout: &mut dyn Write) -> Result<bool, Error> {
    let folder = args.keep.clone().unwrap_or_else(|| project::root().join("target/fuzz"));
    let mut run = Run {
        seed: args.seed,
        words: words::read()?,
        workspace: Workspace::of(&folder.join("compile")),
        folder,
        known: BTreeSet::new(),
        coverage: Coverage::default(),
        stdout,
    };
    // Dependencies are built once, which is no time of the run.
    for task in TASKS {
        run.workspace.prepare(*task)?;
    }
    let start = Instant::now();
    let first = args.only.unwrap_or(0);
    let end = args.only.map(|only| only + 1).or(args.count).unwrap_or(u64::MAX);
    let mut number = first;
    while number < end && (args.count.is_some() || args.only.is_some() || start.elapsed() < args.time()) {
        let next = (number / BLOCK + 1) * BLOCK;
        run.block(number..next.min(end))?;
        number = next;
    }
    let text = run.coverage.text(run.words.len(), start.elapsed().as_secs_f64());
    let _ = run.stdout.write_all(text.as_bytes());
    Ok(run.coverage.failures == 0)
}

struct Run<'w> {
    seed: u64,
    words: Vec<String>,
    folder: PathBuf,
    workspace: Workspace,
    /// The kinds of failures so far.
    known: BTreeSet<String>,
    coverage: Coverage,
    stdout: &'w mut dyn Write,
}

impl Run<'_> {
    /// Compiles the schemas of a block.
    fn block(&mut self, numbers: std::ops::Range<u64>) -> Result<(), Error> {
        let task = task_of(numbers.start);
        let (mut samples, mut members) = (Vec::new(), Vec::new());
        for number in numbers {
            let package = package(number);
            let sample = Sample::of(self.seed, number, &self.words, &package);
            let files = sample::generate(&sample.input);
            self.coverage.add(&sample, files.as_deref());
            if let Some(files) = files {
                members.push(member(package, files, sample.random.clone()));
                samples.push(sample);
            }
        }
        let refused = self.workspace.check(&members, task)?;
        for (sample, member) in samples.iter().zip(&members) {
            if let Some(said) = refused.get(&member.package) {
                self.failed(sample, said)?;
            }
        }
        Ok(())
    }

    /// Keeps a schema whose crate does not compile, and the first of each kind as small as it gets.
    fn failed(&mut self, sample: &Sample, said: &str) -> Result<(), Error> {
        self.coverage.failures += 1;
        let number = sample.number;
        let _ = writeln!(self.stdout, "schema {number}, seed {} ({}): {said}", self.seed, sample.kind.name());
        let folder = self.folder.join(format!("compile-{}-{number}", self.seed));
        keep(&folder, &sample.input, said)?;
        if self.known.insert(kind(said).to_owned()) {
            let least = self.least(sample, said);
            keep(&folder.join("least"), &least, said)?;
            let _ = writeln!(self.stdout, "the smallest that fails so:");
            let text = String::from_utf8_lossy(&least.files.csdl);
            for line in text.lines().filter(|line| !line.trim().is_empty()) {
                let _ = writeln!(self.stdout, "{line}");
            }
        }
        let _ = writeln!(self.stdout, "  kept in {}", folder.display());
        Ok(())
    }

    /// The schema with what does not count for the failure taken away.
    fn least(&self, sample: &Sample, said: &str) -> Input {
        let start = Instant::now();
        let task = task_of(sample.number);
        shrink::of(&sample.input, shrink::elements, |smaller| {
            if start.elapsed() > SHRINKING {
                return false;
            }
            let Some(files) = sample::generate(smaller) else { return false };
            let package = package(sample.number);
            let member = member(package.clone(), files, sample.random.clone());
            let refused = self.workspace.check(&[member], task);
            refused.is_ok_and(|refused| refused.get(&package).is_some_and(|other| kind(other) == kind(said)))
        })
    }
}

/// The name of the crate: one in a block.
fn package(number: u64) -> String {
    format!("{PREFIX}-{}", number % BLOCK)
}

fn task_of(number: u64) -> Task {
    let place = usize::try_from(number / BLOCK).unwrap_or_default();
    TASKS[place % TASKS.len()]
}

/// A crate, with all features of resources, some, or none.
fn member(package: String, files: Vec<File>, mut random: Rng) -> Member {
    let manifest = files.iter().find(|file| file.path == "Cargo.toml").map(|file| file.text.as_str());
    let parsed: Option<toml::Table> = manifest.and_then(|text| toml::from_str(text).ok());
    let all = parsed.as_ref().and_then(|table| table.get("features")?.as_table()).into_iter().flatten();
    let not_of_resources = ["default", "requests", "client", "reqwest", "test"];
    let own = all.map(|(name, _)| name.clone()).filter(|name| !not_of_resources.contains(&name.as_str()));
    let one_in = [1, 2, 6][random.usize(..3)];
    let features = own.filter(|_| random.u8(..one_in) == 0).collect();
    Member { package, files, features }
}

/// Failures of one kind have the same code, or the same message.
fn kind(said: &str) -> &str {
    let line = said.lines().next().unwrap_or_default();
    line.strip_prefix("error[").and_then(|rest| rest.get(..5)).unwrap_or(line)
}

fn keep(folder: &Path, input: &Input, said: &str) -> Result<(), Error> {
    let write = || {
        seeds::write(folder, &input.files)?;
        fs::write(folder.join("fault.txt"), said)
    };
    write().map_err(|source| Error::Write { path: folder.to_owned(), source })
}
