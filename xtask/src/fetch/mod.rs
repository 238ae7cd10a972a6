//! `cargo xtask fetch`: the service's metadata in, the slice and its record on disk out.
//!
//! All is done in memory until the last step, which writes all files or none.

#[cfg(feature = "fetch")]
mod address;
#[cfg(feature = "fetch")]
mod answer;
pub mod args;
#[cfg(feature = "fetch")]
mod body;
pub mod error;
#[cfg(feature = "fetch")]
mod http;
#[cfg(feature = "fetch")]
mod progress;
#[cfg(feature = "fetch")]
mod record;
#[cfg(feature = "fetch")]
mod slice;
#[cfg(feature = "fetch")]
mod store;
#[cfg(feature = "fetch")]
mod task;
#[cfg(feature = "fetch")]
mod token;

use std::ffi::OsString;
use std::io::Write;

#[cfg(feature = "fetch")]
pub use self::{
    store::{Update, apply},
    task::{Fetched, Outcome, Slices, all, prepare},
};

use crate::error::Error;
use args::Args;

/// Runs the task, in a build with the feature `fetch`; `words` are the arguments as they were given, from the task's name on.
///
/// # Errors
///
/// The metadata cannot be fetched or is refused, or a file cannot be read or written; nothing on disk has changed.
pub fn run(args: &Args, words: &[OsString], stdout: &mut dyn Write, stderr: &mut dyn Write) -> Result<bool, Error> {
    #[cfg(feature = "fetch")]
    {
        let _ = words;
        for outcome in all(args, stderr)? {
            let _ = writeln!(stdout, "fetch: {outcome}");
        }
        Ok(true)
    }
    #[cfg(not(feature = "fetch"))]
    {
        let _ = (args, stdout, stderr);
        crate::rerun::with_feature("fetch", &[], words)
    }
}
