//! `cargo xtask bench`: how long it takes and how much memory, each figure beside another of the same run.
//!
//! Machines differ and are shared, so the ratios are what counts. Each table comes from a process of its own, whose
//! command line stands above it.

pub mod args;
#[cfg(feature = "bench")]
mod child;
#[cfg(feature = "bench")]
mod compile;
#[cfg(feature = "bench")]
mod copies;
#[cfg(feature = "bench")]
mod derive_form;
#[cfg(feature = "bench")]
mod diff;
#[cfg(feature = "bench")]
mod generate;
#[cfg(feature = "bench")]
mod input;
#[cfg(feature = "bench")]
mod json;
#[cfg(feature = "bench")]
mod measure;
#[cfg(feature = "bench")]
mod once;
#[cfg(feature = "bench")]
mod page;
#[cfg(feature = "bench")]
mod patches;
#[cfg(feature = "bench")]
mod scale;
#[cfg(feature = "bench")]
mod sections;
#[cfg(feature = "bench")]
mod slice;
#[cfg(feature = "bench")]
mod table;

use std::ffi::OsString;
use std::io::Write;
use std::process::Command;

use crate::error::Error;
use args::Args;

/// Runs the task in a release build; `words` are the arguments as they were given, from the task's name on.
///
/// # Errors
///
/// The input is refused, a file cannot be read or written, or a command fails.
pub fn run(args: &Args, words: &[OsString], stdout: &mut dyn Write) -> Result<bool, Error> {
    #[cfg(feature = "bench")]
    if args.built {
        sections::run(args, stdout)?;
        return Ok(true);
    }
    #[cfg(not(feature = "bench"))]
    if args.built {
        let _ = writeln!(stdout, "the feature `bench` of `xtask` is off");
        return Ok(false);
    }
    rebuild(words)
}

/// `cargo xtask` is a debug build without what only this task needs; figures come from a release build with it.
fn rebuild(words: &[OsString]) -> Result<bool, Error> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
    command.args(["run", "--quiet", "--release", "--package", "xtask", "--features", "bench", "--"]);
    command.args(words).arg("--built");
    let status = command.status().map_err(|source| Error::Start { command: format!("{command:?}"), source })?;
    Ok(status.success())
}
