//! `cargo xtask corpus`: what becomes of each file of a folder of real metadata.
//!
//! Nothing here knows a file by its name. A file must either generate with everything in it, and what comes out must compile
//! without a warning, or be refused with a place and the rule of the standard that it breaks. What lies in a folder
//! `reject` must be refused. Anything else falls short.

pub mod args;
mod outcome;
pub(crate) mod sets;
pub(crate) mod slices;
mod table;

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use crate::error::Error;
use args::Args;
use outcome::{Outcome, Trial};
use slices::Random;

/// Runs the task; `false` if a file falls short.
///
/// # Errors
///
/// A folder or file cannot be read or written, or cargo cannot be run.
pub fn run(args: &Args, stdout: &mut dyn Write) -> Result<bool, Error> {
    let scratch = tempfile::tempdir().map_err(|source| Error::Read { path: std::env::temp_dir(), source })?;
    if let Some(count) = args.slices {
        return slice(args, count, scratch.path(), stdout);
    }
    let mut rows = Vec::new();
    for set in sets::of(&args.dir)? {
        let name = |main: &PathBuf| main.strip_prefix(&args.dir).unwrap_or(main).display().to_string();
        let name = set.main.iter().map(name).collect::<Vec<_>>().join(", ");
        let trial = Trial { set: &set, scratch: scratch.path(), build: !args.no_check };
        let outcome = trial.run()?;
        let is_reject = set.main.iter().flatten().any(|part| part == "reject");
        let verdict = outcome.falls_short(is_reject);
        rows.push(table::Row { name, files: set.files, outcome, verdict });
    }
    let _ = stdout.write_all(table::markdown(&rows).as_bytes());
    let short = rows.iter().filter(|row| row.verdict.is_some()).count();
    let generated = rows.iter().filter(|row| matches!(row.outcome, Outcome::Generated { .. })).count();
    let files: usize = rows.iter().map(|row| row.files).sum();
    let _ = writeln!(
        stdout,
        "\n{files} files in {} runs: {generated} generated{}, {} refused, {short} fell short",
        rows.len(),
        if args.no_check { "" } else { " and compiled" },
        rows.len() - generated,
    );
    Ok(short == 0)
}

/// Slices what generates whole; the rest has no roots.
fn slice(args: &Args, count: usize, scratch: &Path, stdout: &mut dyn Write) -> Result<bool, Error> {
    let mut random = Random(args.seed);
    let (mut total, mut sets, mut short) = (0, 0, 0);
    for set in sets::of(&args.dir)? {
        let whole = Trial { set: &set, scratch, build: false }.run()?;
        if !matches!(whole, Outcome::Generated { .. }) {
            continue;
        }
        let slices = slices::of(&set, count, &mut random, scratch, !args.no_check)?;
        let name = set.main.first().map(|main| main.strip_prefix(&args.dir).unwrap_or(main).display().to_string());
        let _ = writeln!(stdout, "{}: {} slices", name.unwrap_or_default(), slices.count);
        for (root, problem) in &slices.short {
            let _ = writeln!(stdout, "  **{root}**: {problem}");
        }
        (total, sets, short) = (total + slices.count, sets + 1, short + slices.short.len());
    }
    let compiled = if args.no_check { "" } else { " and compiled" };
    let _ = writeln!(stdout, "\n{total} slices of {sets} sets generated{compiled}, {short} fell short");
    Ok(short == 0)
}
