//! `cargo xtask codegen`: metadata in, a crate on disk out.

use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

use clap::ArgGroup;
use generator::manifest::is_package_name;

use crate::error::Error;
use crate::inputs::Job;
use crate::write::Counts;
use crate::{check, tree, write};

/// Writes the crate that the manifest describes, or a stand-alone crate of any CSDL file
#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new("keep").args(["all", "root"]))]
pub struct Args {
    /// Write nothing; fail if the crate is not what the metadata gives
    #[arg(long)]
    pub check: bool,
    /// The manifest [default: metadata/codegen.toml of the workspace]
    #[arg(long, value_name = "PATH", conflicts_with = "csdl")]
    pub manifest: Option<PathBuf>,
    /// The metadata of a stand-alone crate, which needs no manifest
    #[arg(long, value_name = "FILE", requires_all = ["keep", "out"])]
    pub csdl: Option<PathBuf>,
    /// Keep everything in the metadata
    #[arg(long, requires = "csdl")]
    pub all: bool,
    /// Keep this path or type and what it needs; may be repeated
    #[arg(long, value_name = "PATH", requires = "csdl")]
    pub root: Vec<String>,
    /// The folder of the stand-alone crate
    #[arg(long, value_name = "DIR", requires = "csdl")]
    pub out: Option<PathBuf>,
    /// The name of the stand-alone crate [default: the folder's]
    #[arg(long, requires = "csdl", value_parser = package_name)]
    pub name: Option<String>,
}

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
            "error: {} of {} not what the metadata gives\nhelp: run `{mend}`",
            plural(check::count(&tree), "file is", "files are"),
            job.target.display(),
        );
        return Ok(false);
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

fn package_name(text: &str) -> Result<String, String> {
    if is_package_name(text) {
        Ok(text.to_owned())
    } else {
        Err("a package name is a letter and then letters, digits, `-` and `_`".to_owned())
    }
}
