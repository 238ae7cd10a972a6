//! `cargo xtask codegen`: metadata in, a crate on disk out.

use std::io::Write;
use std::time::Instant;

use crate::args::Args;
use crate::error::Error;
use crate::inputs::Job;
use crate::write::Counts;
use crate::{check, counts, tree, write};

/// Runs the task; `false` if a check found a difference. `mend` is the command that the message then names.
///
/// # Errors
///
/// The input is refused, or a file cannot be read or written.
pub fn run(args: &Args, mend: &str, stdout: &mut dyn Write, stderr: &mut dyn Write) -> Result<bool, Error> {
    let start = Instant::now();
    let job = Job::read(args)?;
    let output = generator::generate(&job.inputs, &job.manifest, job.manifest_source)
        .map_err(|refused| Error::Refused(Box::new(refused)))?;
    for note in &output.report.notes {
        let _ = writeln!(stderr, "note: {note}");
    }

    let tree = tree::compare(&job.target, &output.files)?;
    if args.check && !tree.is_current() {
        let _ = stdout.write_all(check::report(&job.target, &tree).as_bytes());
        let _ = writeln!(
            stderr,
            "error: {} in {}\nhelp: run `{mend}`",
            plural(check::count(&tree), "file is not what the metadata gives", "files are not what the metadata gives"),
            job.target.display(),
        );
        return Ok(false);
    }
    if args.all || args.counts {
        let _ = stdout.write_all(counts::table(&output.report.elements).as_bytes());
    }
    // A check that comes this far has nothing to write.
    let Counts { written, unchanged, removed } = write::apply(&job.target, &tree)?;
    let _ = writeln!(
        stdout,
        "codegen: {} kept, {} left, {}: {written} written, {unchanged} unchanged, {removed} removed, {} ms",
        plural(output.report.types_kept, "type", "types"),
        output.report.types_left,
        plural(output.files.len(), "file", "files"),
        start.elapsed().as_millis(),
    );
    Ok(true)
}

fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
