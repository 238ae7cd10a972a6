//! `codegen`: metadata in, a crate on disk out.

pub mod args;
mod check;
mod counts;
mod error;

use std::path::{Path, PathBuf};
use std::time::Instant;

use odata_codegen::Output;
use odata_codegen::error::Warnings;

pub use self::error::Error;
use crate::inputs::{self, Job, StandAlone};
use crate::output::{self, Counts, WriteLock, tree};
use crate::paths;
use crate::terminal::Terminal;
use args::Args;

/// Runs the task; `false` if a check found a difference. `mend` is the command that the message then names.
///
/// # Errors
///
/// The input is refused, or a file cannot be read or written.
pub fn run(args: &Args, mend: &str, terminal: &mut Terminal<'_>) -> Result<bool, Error> {
    let start = Instant::now();
    let target = Target::find(args)?;
    let anchor = target.anchor();
    // A check writes nothing, so that it cannot finish what another run has left.
    let mut lock = if args.check { None } else { Some(WriteLock::acquire(anchor)?) };
    if args.check && WriteLock::is_pending(anchor) {
        return Err(Error::Pending { anchor: paths::tidy(anchor), mend: mend.to_owned() });
    }
    let jobs = target.read(args)?;
    // Nothing is written unless all can be.
    let generated = jobs.into_iter().map(Generated::new).collect::<Result<Vec<_>, _>>()?;
    let mut is_current = true;
    for item in &generated {
        terminal.warn(&item.warnings);
        is_current &= item.finish(args, lock.as_mut(), mend, start, terminal)?;
    }
    Ok(is_current)
}

/// What a run is for.
enum Target {
    /// The crates that a manifest and its members describe.
    Manifest(PathBuf),
    /// A crate that the arguments describe.
    StandAlone(StandAlone),
}

impl Target {
    fn find(args: &Args) -> Result<Self, Error> {
        match args.stand_alone() {
            Some(described) => Ok(Self::StandAlone(described)),
            None => Ok(Self::Manifest(inputs::manifest::find(args.manifest.as_deref())?)),
        }
    }

    /// The file or folder that stands for the run: of two with the same anchor, one waits.
    fn anchor(&self) -> &Path {
        match self {
            Self::Manifest(path) => path,
            Self::StandAlone(described) => &described.out,
        }
    }

    fn read(&self, args: &Args) -> Result<Vec<Job>, Error> {
        Ok(match self {
            Self::Manifest(path) => Job::all(path, args.service.as_deref())?,
            Self::StandAlone(described) => vec![Job::stand_alone(described)?],
        })
    }
}

/// A crate, and where it goes.
struct Generated {
    name: String,
    target: PathBuf,
    output: Output,
    warnings: Warnings,
}

impl Generated {
    fn new(job: Job) -> Result<Self, Error> {
        let mut output = odata_codegen::generate(&job.inputs, &job.manifest, job.manifest_source.clone())?;
        let warnings = job.located(std::mem::take(&mut output.report.warnings));
        Ok(Self { warnings, name: job.manifest.package.name, target: job.target, output })
    }

    /// Writes the crate, or says which of its files are not as they should be.
    fn finish(
        &self,
        args: &Args,
        lock: Option<&mut WriteLock>,
        mend: &str,
        start: Instant,
        terminal: &mut Terminal<'_>,
    ) -> Result<bool, Error> {
        let Self { name, target, output, .. } = self;
        let tree = tree::compare(target, &output.files)?;
        if args.check && !tree.is_current() {
            terminal.print(&check::report(target, &tree));
            terminal.note(format_args!(
                "error: {} in {}\nhelp: run `{mend}`",
                plural(
                    check::count(&tree),
                    "file is not what the metadata gives",
                    "files are not what the metadata gives"
                ),
                target.display(),
            ));
            return Ok(false);
        }
        if args.all || args.counts {
            terminal.print(&counts::table(&output.report.elements));
        }
        let Counts { written, unchanged, removed } = match lock {
            Some(lock) => output::apply(lock, target, &tree)?,
            None => output::counts(&tree),
        };
        terminal.line(format_args!(
            "{name}: {} kept, {} left, {}: {written} written, {unchanged} unchanged, {removed} removed, {} ms",
            plural(output.report.types_kept, "type", "types"),
            output.report.types_left,
            plural(output.files.len(), "file", "files"),
            start.elapsed().as_millis(),
        ));
        Ok(true)
    }
}

fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
