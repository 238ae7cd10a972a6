//! The journals of a workspace: where they are, what is in them, and which were left by a run that was killed.
//!
//! A journal is a file of JSON lines, which the run has locked.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use same_file::Handle;
use serde_json::Value;

use super::error::Error;
use crate::digest::sha256;
use crate::{paths, workspace};

/// How long a run waits for another one, which takes seconds at most.
const PATIENCE: Duration = Duration::from_secs(30);

/// Where the journal of an anchor is.
pub(super) struct Place {
    pub(super) journal: PathBuf,
    /// Begins the names of the folders that new files are prepared in.
    pub(super) mark: String,
    /// Whether the journal stands among the user's files, and so goes when nothing is left to do.
    pub(super) is_temporary: bool,
}

impl Place {
    /// In a workspace, the journal is in its folder `target`, which git ignores; else beside the anchor.
    pub(super) fn find(anchor: &Path) -> Self {
        let (folder, rest) = paths::existing_ancestor(anchor);
        let full = folder.canonicalize().unwrap_or(folder).join(rest);
        let mark = format!(".codegen-{}", &sha256(full.to_string_lossy().as_bytes())[..16]);
        let name = format!("{mark}.journal");
        if let Some(root) = workspace::root(&full) {
            return Self { journal: root.join("target/odata").join(name), mark, is_temporary: false };
        }
        let (beside, _) = paths::existing_ancestor(full.parent().unwrap_or(&full));
        Self { journal: beside.join(name), mark, is_temporary: true }
    }
}

/// Makes the folder of a journal. Git sees nothing in it, whether or not the workspace ignores `target`.
pub(super) fn make_folder(journal: &Path) -> io::Result<()> {
    let Some(folder) = journal.parent().filter(|folder| !folder.is_dir()) else { return Ok(()) };
    fs::create_dir_all(folder)?;
    fs::write(folder.join(".gitignore"), "*\n")
}

/// Opens a journal and locks it, as soon as the run that has it locked comes to its end.
pub(super) fn locked(path: &Path, anchor: &Path) -> Result<File, Error> {
    let cannot = |source| Error::Stage { path: path.to_owned(), source };
    let start = Instant::now();
    loop {
        let journal = OpenOptions::new().create(true).append(true).read(true).open(path).map_err(cannot)?;
        match journal.try_lock() {
            // The run before may have removed the file between the two calls.
            Ok(()) if is_at(&journal, path) => return Ok(journal),
            Ok(()) | Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => sleep(Duration::from_millis(20)),
            Ok(()) | Err(TryLockError::WouldBlock) => return Err(Error::Busy { anchor: paths::tidy(anchor) }),
            Err(TryLockError::Error(source)) => return Err(cannot(source)),
        }
    }
}

/// Whether an open file is the one at that path: another run may have removed it meanwhile.
#[must_use]
pub fn is_at(file: &File, path: &Path) -> bool {
    let open = file.try_clone().and_then(Handle::from_file);
    matches!((open, Handle::from_path(path)), (Ok(open), Ok(there)) if open == there)
}

/// Whole lines; one that a kill has cut off was not written.
pub(super) fn lines(journal: &str) -> impl Iterator<Item = Value> {
    let whole = journal.rfind('\n').map_or("", |end| &journal[..end]);
    whole.lines().map_while(|line| serde_json::from_str(line).ok())
}

/// The journals that say something and that no run has locked, each of them locked now.
pub(super) fn of_killed_runs(place: &Path) -> Vec<(PathBuf, File)> {
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
