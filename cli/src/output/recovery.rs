//! Runs that were killed while they wrote. What is left to do is noted in their journals, and done by the next run of any task
//! that writes in the same workspace, whatever it writes.

use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};

use super::error::Error;
use super::lock::{WriteLock, lines};
use crate::{paths, workspace};

/// Finishes what runs that were killed have left in the workspace that a file or folder is in.
///
/// # Errors
///
/// The system refuses a file or folder.
pub fn finish(place: &Path) -> Result<(), Error> {
    for (path, journal) in of_killed_runs(place) {
        WriteLock::resume(path, journal)?;
    }
    Ok(())
}

/// The same in the workspace of the current folder: a manifest may not be there before.
///
/// # Errors
///
/// The system refuses a file or folder.
pub fn finish_here() -> Result<(), Error> {
    // A task that needs the current folder says that it is gone.
    paths::current().map_or(Ok(()), |here| finish(&here.join("Cargo.toml")))
}

/// Whether a run was killed in that workspace before it had made its changes, so that the tree is not whole.
#[must_use]
pub fn is_pending(place: &Path) -> bool {
    let is_noted = |(path, _): &(PathBuf, File)| fs::read_to_string(path).is_ok_and(|text| lines(&text).count() > 1);
    of_killed_runs(place).iter().any(is_noted)
}

/// The journals that say something and that no run has locked, each of them locked now.
fn of_killed_runs(place: &Path) -> Vec<(PathBuf, File)> {
    let Some(root) = workspace::root(place) else { return Vec::new() };
    let entries = fs::read_dir(root.join("target/odata")).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    let journals = paths.filter(|path| path.extension().is_some_and(|end| end == "journal"));
    let locked = journals.filter_map(|path| {
        let journal = OpenOptions::new().append(true).read(true).open(&path).ok()?;
        journal.try_lock().ok()?;
        (journal.metadata().ok()?.len() > 0).then_some((path, journal))
    });
    locked.collect()
}
