//! A task that needs more than a plain build of this command has: it is run by a build that has it.

use std::ffi::OsString;
use std::process::Command;

use crate::error::Error;

/// Runs the command line again with a feature of this package, and says whether it succeeded. `words` are the arguments from the
/// task's name on.
///
/// # Errors
///
/// Cargo cannot be started.
pub(crate) fn with_feature(feature: &str, build: &[&str], words: &[OsString]) -> Result<bool, Error> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
    command.args(["run", "--quiet", "--package", "xtask", "--features", feature]).args(build).arg("--").args(words);
    let status = command.status().map_err(|source| Error::Start { command: format!("{command:?}"), source })?;
    Ok(status.success())
}
