//! `cargo xtask codegen`: metadata in, a crate on disk out.

use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

use odata_codegen::Output;
use odata_codegen::error::Warnings;

use crate::args::Args;
use crate::error::Error;
use crate::inputs::Job;
use crate::messages::Messages;
use crate::write::{Counts, Turn};
use crate::{check, counts, paths, tree, write};

/// Runs the task; `false` if a check found a difference. `mend` is the command that the message then names.
///
/// # Errors
///
/// The input is refused, or a file cannot be read or written.
pub fn run(
    args: &Args,
    mend: &str,
    messages: Messages,
    stdout: &mut dyn Write,
    stderr: &mut dyn Write,
) -> Result<bool, Error> {
    let start = Instant::now();
    let anchor = args.anchor();
    // A check writes nothing, so that it cannot finish what another run has left.
    let mut turn = if args.check { None } else { Some(Turn::take(&anchor)?) };
    if args.check && Turn::is_pending(&anchor) {
        return Err(Error::Pending { anchor: paths::tidy(&anchor), mend: mend.to_owned() });
    }
    let jobs = Job::read_all(args)?;
    // Nothing is written unless all can be.
    let generated = jobs.into_iter().map(Generated::of).collect::<Result<Vec<_>, _>>()?;
    let mut is_current = true;
    for item in &generated {
        let _ = stderr.write_all(messages.warnings(&item.warnings).as_bytes());
        is_current &= item.finish(args, turn.as_mut(), mend, start, stdout, stderr)?;
    }
    Ok(is_current)
}

/// A crate, and where it goes.
struct Generated {
    name: String,
    target: PathBuf,
    output: Output,
    warnings: Warnings,
}

impl Generated {
    fn of(job: Job) -> Result<Self, Error> {
        let mut output = odata_codegen::generate(&job.inputs, &job.manifest, job.manifest_source.clone())?;
        let warnings = job.located(std::mem::take(&mut output.report.warnings));
        Ok(Self { warnings, name: job.manifest.package.name, target: job.target, output })
    }

    /// Writes the crate, or says what is not as it should be.
    fn finish(
        &self,
        args: &Args,
        turn: Option<&mut Turn>,
        mend: &str,
        start: Instant,
        stdout: &mut dyn Write,
        stderr: &mut dyn Write,
    ) -> Result<bool, Error> {
        let Self { name, target, output, .. } = self;
        let tree = tree::compare(target, &output.files)?;
        if args.check && !tree.is_current() {
            let _ = stdout.write_all(check::report(target, &tree).as_bytes());
            let _ = writeln!(
                stderr,
                "error: {} in {}\nhelp: run `{mend}`",
                plural(
                    check::count(&tree),
                    "file is not what the metadata gives",
                    "files are not what the metadata gives"
                ),
                target.display(),
            );
            return Ok(false);
        }
        if args.all || args.counts {
            let _ = stdout.write_all(counts::table(&output.report.elements).as_bytes());
        }
        let Counts { written, unchanged, removed } = match turn {
            Some(turn) => write::apply(turn, target, &tree)?,
            None => write::counts(&tree),
        };
        let _ = writeln!(
            stdout,
            "{name}: {} kept, {} left, {}: {written} written, {unchanged} unchanged, {removed} removed, {} ms",
            plural(output.report.types_kept, "type", "types"),
            output.report.types_left,
            plural(output.files.len(), "file", "files"),
            start.elapsed().as_millis(),
        );
        Ok(true)
    }
}

fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
