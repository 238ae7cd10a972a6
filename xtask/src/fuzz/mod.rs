//! `cargo xtask fuzz`: the generator on made-up and damaged metadata.
//!
//! An input is made of the seed and its number alone, so that each can be tried again by `--only`. What is counted is bytes that
//! are allocated, since time differs from machine to machine; time only stops the command.

#[cfg(feature = "fuzz")]
mod annotation;
pub mod args;
#[cfg(feature = "fuzz")]
mod bounds;
#[cfg(feature = "fuzz")]
mod check;
#[cfg(feature = "fuzz")]
mod compile;
#[cfg(feature = "fuzz")]
mod document;
#[cfg(feature = "fuzz")]
mod faults;
#[cfg(feature = "fuzz")]
mod input;
#[cfg(feature = "fuzz")]
mod manifest;
#[cfg(feature = "fuzz")]
mod meter;
#[cfg(feature = "fuzz")]
mod mutate;
#[cfg(feature = "fuzz")]
mod names;
#[cfg(feature = "fuzz")]
mod operation;
#[cfg(feature = "fuzz")]
mod schema;
#[cfg(feature = "fuzz")]
mod seeds;
#[cfg(feature = "fuzz")]
mod shrink;
#[cfg(feature = "fuzz")]
mod tables;
#[cfg(feature = "fuzz")]
mod tally;
#[cfg(feature = "fuzz")]
mod trial;
#[cfg(feature = "fuzz")]
mod watch;
#[cfg(feature = "fuzz")]
mod worker;

use std::ffi::OsString;
use std::io::Write;

use crate::error::Error;
use crate::rerun;
use args::Args;

/// Runs the task, in a release build unless it compiles; `false` if an input fails. `words` are the arguments as they were given, from the task's
/// name on.
///
/// # Errors
///
/// A file cannot be read or written, or cargo cannot be started.
pub fn run(args: &Args, words: &[OsString], stdout: &mut dyn Write) -> Result<bool, Error> {
    #[cfg(feature = "fuzz")]
    if args.built {
        return if args.compile { compile::run(args, stdout) } else { watch::run(args, stdout) };
    }
    #[cfg(not(feature = "fuzz"))]
    if args.built {
        let _ = writeln!(stdout, "the feature `fuzz` of `xtask` is off");
        return Ok(false);
    }
    let words: Vec<OsString> = words.iter().cloned().chain([OsString::from("--built")]).collect();
    // Where the compiler takes the time, an optimised build of this command would only take longer to be built.
    let build: &[&str] = if args.compile { &[] } else { &["--release"] };
    rerun::with_feature("fuzz", build, &words)
}
