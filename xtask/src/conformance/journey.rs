//! The program that uses the client: built, run, and its rows read.

use std::fs;
use std::process::{Command, Stdio};

use super::table::Row;
use super::{folder, package};
use crate::error::Error;
use crate::project;

/// Builds the program and runs it against a service.
///
/// # Errors
///
/// It does not compile, does not come to its end, or prints something that is no row.
pub(super) fn run(service_root: &str) -> Result<Vec<Row>, Error> {
    let folder_of_program = package().join("journey");
    // The workspace's lock file says which dependencies, so that the journey has the same.
    let lock = folder_of_program.join("Cargo.lock");
    fs::copy(project::root().join("Cargo.lock"), &lock)
        .map_err(|source| Error::Write { path: lock.clone(), source })?;

    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .args(["run", "--quiet", "--", service_root])
        .current_dir(&folder_of_program)
        .env("CARGO_TARGET_DIR", folder().join("target"))
        .env("RUSTFLAGS", "-Dwarnings")
        .stdin(Stdio::null())
        .stderr(Stdio::inherit());
    let output = command.output().map_err(|source| Error::Start { command: format!("{command:?}"), source })?;
    if !output.status.success() {
        return Err(Error::Failed { command: String::from("the journey"), status: output.status });
    }
    let said = String::from_utf8_lossy(&output.stdout);
    let rows: Result<Vec<Row>, Error> = said.lines().map(Row::read).collect();
    rows.and_then(|rows| if rows.is_empty() { Err(Error::Row { line: String::new() }) } else { Ok(rows) })
}
