//! Cold builds of the project's own slice, by feature.

use std::ffi::OsString;
use std::process::Command;

use super::table::{Table, ratio, time};
use super::{input, measure};
use crate::error::Error;
use crate::project;

/// Of each: what it is called, and its features.
const SETS: [(&str, &str); 4] = [
    ("models alone", ""),
    ("`requests`", "requests"),
    ("`client`, a transport of the program's own", "client"),
    ("`client` and `reqwest`", "reqwest"),
];

/// Debug builds of `generated` with nothing built before, in turn.
///
/// # Errors
///
/// A build fails.
pub(super) fn table(runs: u16) -> Result<Table, Error> {
    let mut times = SETS.map(|_| Vec::new());
    for _ in 0..runs {
        for ((_, features), times) in SETS.iter().zip(&mut times) {
            times.push(build(features)?.time.as_secs_f64());
        }
    }
    let medians = times.map(measure::median);
    let last = medians.last().copied().unwrap_or_default();
    let mut table = Table::new(&["features", "cold build", "of the last", "crates"]);
    for ((name, features), median) in SETS.iter().zip(medians) {
        table.row([(*name).to_owned(), time(median), ratio(median / last), crates(features)?.to_string()]);
    }
    table.note(String::from(
        "`cargo build --package generated --no-default-features --features ...`, the target folder empty.",
    ));
    Ok(table)
}

fn cargo() -> Command {
    let cargo: OsString = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(project::root());
    command
}

fn build(features: &str) -> Result<measure::Process, Error> {
    let target = input::folder().join("cold");
    if target.exists() {
        std::fs::remove_dir_all(&target).map_err(|source| Error::Write { path: target.clone(), source })?;
    }
    let mut command = cargo();
    command.args([
        "build",
        "--quiet",
        "--locked",
        "--package",
        "generated",
        "--no-default-features",
        "--features",
        features,
    ]);
    measure::process(command.env("CARGO_TARGET_DIR", target))
}

/// The number of crates, the slice's own included.
fn crates(features: &str) -> Result<usize, Error> {
    let mut command = cargo();
    command.args(["tree", "--locked", "--package", "generated", "--no-default-features", "--features", features]);
    command.args(["--edges", "normal,build", "--prefix", "none", "--no-dedupe"]);
    let output = command.output().map_err(|source| Error::Start { command: format!("{command:?}"), source })?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(text.lines().collect::<std::collections::BTreeSet<_>>().len())
}
