//! `cargo xtask update`: from the service's metadata to a change that a person can judge.
//!
//! All is made in memory until the last step, which writes all files or none.

pub mod args;
#[cfg(feature = "fetch")]
mod changelog;
#[cfg(feature = "fetch")]
mod pull_request;
#[cfg(feature = "fetch")]
mod service;
#[cfg(feature = "fetch")]
mod task;

use std::ffi::OsString;
use std::io::Write;

use crate::error::Error;
use args::Args;

/// Runs the task, in a build with the feature `fetch`; `words` are the arguments as they were given, from the task's name on.
///
/// # Errors
///
/// The metadata cannot be fetched or is refused, the changelog has no place for an entry, or a file cannot be read or
/// written; nothing on disk has changed.
pub fn run(args: &Args, words: &[OsString], stdout: &mut dyn Write, stderr: &mut dyn Write) -> Result<bool, Error> {
    #[cfg(feature = "fetch")]
    {
        let _ = words;
        task::run(args, stdout, stderr)
    }
    #[cfg(not(feature = "fetch"))]
    {
        let _ = (args, stdout, stderr);
        crate::rerun::with_feature("fetch", &[], words)
    }
}
