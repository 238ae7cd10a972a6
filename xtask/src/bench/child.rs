//! Child processes, whose memory is watched.

use std::path::Path;
use std::process::Command;

use super::args::Once;
use super::measure;

/// The command for a child process that does one thing.
pub(super) fn command(once: Once, csdl: &Path) -> Command {
    let mut command = measure::this_program();
    let name = clap::ValueEnum::to_possible_value(&once);
    command.arg("--built").arg("--once").arg(name.as_ref().map_or("", |name| name.get_name()));
    if !csdl.as_os_str().is_empty() {
        command.arg("--csdl").arg(csdl);
    }
    command
}
