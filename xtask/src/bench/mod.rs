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
mod features;
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

use crate::error::Error;
use crate::rerun;
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
    // `cargo xtask` is a debug build; figures come from a release build.
    let words: Vec<OsString> = words.iter().cloned().chain([OsString::from("--built")]).collect();
    rerun::with_feature("bench", &["--release"], &words)
}
