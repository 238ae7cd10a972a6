//! The command line of the generator: everything that touches disk, network or terminal, so that the generator need not.
//!
//! A workspace has the tasks under a name of its own, `cargo xtask` by convention, with a package of three lines that
//! depends on this one:
//!
//! ```no_run
//! fn main() -> std::process::ExitCode {
//!     cargo_odata::main()
//! }
//! ```
//!
//! and the alias `xtask = "run --quiet --package xtask --"` in `.cargo/config.toml`.

mod codegen;
mod completions;
mod diff;
mod digest;
mod explain;
mod fetch;
mod init;
mod man;
mod slice;
mod update;
mod workspace;

// The tasks of this project's own workspace share these rooms. They are not part of the API, and change without notice.
#[doc(hidden)]
pub mod failure;
#[doc(hidden)]
pub mod inputs;
#[doc(hidden)]
pub mod output;
#[doc(hidden)]
pub mod paths;
#[doc(hidden)]
pub mod program;
#[doc(hidden)]
pub mod show;
#[doc(hidden)]
pub mod task;
#[doc(hidden)]
pub mod terminal;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

/// Runs the command line of the process, as the binary `cargo-odata` does.
#[must_use]
pub fn main() -> ExitCode {
    ExitCode::from(run(std::env::args_os(), &mut std::io::stdout().lock(), &mut std::io::stderr().lock()))
}

/// Runs a command line and returns the exit code: 0 for success, 1 for refused input or a failed check, 2 for wrong usage;
/// `diff` returns 0 if there is no change that it was asked about, 1 if there is one, and 2 if it cannot compare.
///
/// The first argument is the program's name, from which help and messages take theirs: `cargo-odata`, or `xtask`. A second
/// argument `odata` is what Cargo adds to the command line of `cargo odata`.
pub fn run(args: impl IntoIterator<Item = OsString>, stdout: &mut dyn Write, stderr: &mut dyn Write) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    task::execute::<task::Task>(&args, stdout, stderr)
}
