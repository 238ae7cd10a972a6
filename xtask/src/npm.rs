//! Packages of npm, as a lock file has them.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::SystemTime;

use crate::error::Error;
use crate::project;

/// Node's package manager.
const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Installs what a package in a folder of the workspace depends on, if it is absent or older than the lock file.
///
/// # Errors
///
/// Node or npm is absent, or npm fails.
pub(crate) fn install(folder: &str, say: &mut dyn FnMut(&str)) -> Result<(), Error> {
    require("node")?;
    let package = project::root().join(folder);
    if is_current(&package) {
        return Ok(());
    }
    require(NPM)?;
    say(&format!("npm ci in {folder}"));
    let mut command = Command::new(NPM);
    command.args(["ci", "--no-progress", "--loglevel=error"]).current_dir(package).stdout(Stdio::null());
    let status = command.status().map_err(|source| Error::Start { command: format!("{command:?}"), source })?;
    if status.success() { Ok(()) } else { Err(Error::Failed { command: String::from("npm ci"), status }) }
}

/// npm writes its own lock file last, so that an installation that was broken off is not taken for one.
fn is_current(package: &Path) -> bool {
    let time = |path: &str| -> Option<SystemTime> { fs::metadata(package.join(path)).ok()?.modified().ok() };
    match (time("node_modules/.package-lock.json"), time("package-lock.json")) {
        (Some(installed), Some(wanted)) => installed >= wanted,
        _ => false,
    }
}

fn require(tool: &'static str) -> Result<(), Error> {
    let asked = Command::new(tool).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    match asked {
        Err(error) if error.kind() == ErrorKind::NotFound => Err(Error::Absent { tool }),
        Err(source) => Err(Error::Start { command: format!("{tool} --version"), source }),
        Ok(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use std::time::Duration;

    use super::*;

    #[test]
    fn packages_come_from_the_registry_alone() {
        let lock = fs::read_to_string(project::root().join("tests/server/package-lock.json")).unwrap();
        let mut places: Vec<_> = lock.lines().filter_map(|line| line.trim().strip_prefix("\"resolved\": ")).collect();
        assert!(places.len() > 100, "each package has one");
        places.retain(|place| !place.starts_with("\"https://registry.npmjs.org/"));
        assert!(places.is_empty(), "{places:?}");
    }

    #[test]
    fn packages_are_current_if_they_are_no_older_than_the_lock() {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, time: SystemTime| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::File::create(&path).unwrap().set_modified(time).unwrap();
        };
        let now = SystemTime::now();
        write("package-lock.json", now);
        assert!(!is_current(folder.path()), "nothing is installed");
        write("node_modules/.package-lock.json", now - Duration::from_secs(1));
        assert!(!is_current(folder.path()), "the lock is newer");
        write("node_modules/.package-lock.json", now);
        assert!(is_current(folder.path()));
    }
}
