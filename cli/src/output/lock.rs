//! One run at a time, and each run whole: a lock, and a journal of what a run is about to do.
//!
//! A journal is a file of JSON lines, which the run has locked. The first line names the folders that new files are prepared
//! in, the second the changes; from then on the tree is the new one, even if the run is killed before it has made them,
//! since the next run makes them first. An empty journal means that nothing is left to do.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::change::Part;
use super::disk::Disk;
use super::error::Error;
use super::exchange;
use super::journal::{Place, lines, locked, make_folder, of_killed_runs};
use super::swap::Swap;
use crate::digest::sha256;
use crate::paths;

/// The exclusive right to write what an anchor stands for, a manifest or the folder of a crate.
#[derive(Debug)]
pub struct WriteLock {
    journal: File,
    path: PathBuf,
    /// Begins the names of our folders.
    mark: String,
    /// Whether the journal goes with the lock.
    is_temporary: bool,
    disk: Disk,
}

impl WriteLock {
    /// Waits for the run that holds the lock, and finishes what a run that was killed has left.
    ///
    /// # Errors
    ///
    /// Another run holds the lock for long, or what was left cannot be finished.
    pub fn acquire(anchor: &Path) -> Result<Self, Error> {
        Self::finish_killed(anchor)?;
        let Place { journal: path, mark, is_temporary } = Place::find(anchor);
        make_folder(&path).map_err(|source| Error::Stage { path: path.clone(), source })?;
        let journal = locked(&path, anchor)?;
        let mut lock = Self { journal, path, mark, is_temporary, disk: Disk::default() };
        lock.recover()?;
        Ok(lock)
    }

    /// Finishes what runs that were killed have left in the workspace of a file or folder, whatever task they were of.
    fn finish_killed(place: &Path) -> Result<(), Error> {
        for (path, journal) in of_killed_runs(place) {
            let mark = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            Self { journal, path, mark, is_temporary: false, disk: Disk::default() }.recover()?;
        }
        Ok(())
    }

    /// The same in the workspace of the current folder: without it, a manifest may not be there yet.
    ///
    /// # Errors
    ///
    /// What was left cannot be finished.
    pub fn finish_killed_here() -> Result<(), Error> {
        // A task that needs the current folder says that it is gone.
        paths::current().map_or(Ok(()), |here| Self::finish_killed(&here.join("Cargo.toml")))
    }

    /// Whether a run was killed before it had made its changes, so that the tree is not whole until the next run.
    #[must_use]
    pub fn is_pending(anchor: &Path) -> bool {
        let is_noted = |path: &Path| fs::read_to_string(path).is_ok_and(|text| lines(&text).count() > 1);
        is_noted(&Place::find(anchor).journal) || of_killed_runs(anchor).iter().any(|(path, _)| is_noted(path))
    }

    /// Makes all changes or none.
    ///
    /// # Errors
    ///
    /// The system refuses a file or folder.
    pub fn replace(&mut self, parts: &[Part<'_>]) -> Result<(), Error> {
        if parts.iter().all(|part| part.changes.is_empty()) {
            return Ok(());
        }
        let folders: Vec<PathBuf> = parts.iter().enumerate().map(|(index, part)| self.staging(index, part)).collect();
        self.note(&json!(folders.iter().map(|folder| text(folder)).collect::<Result<Vec<_>, _>>()?))?;
        let done = self.stage(parts, &folders).and_then(|()| {
            self.note(&changes(parts, &folders)?)?;
            self.swap(parts, &folders)
        });
        if matches!(done, Err(Error::Stranded { .. })) {
            // The old files are in the folders; only a person can put them back now.
            self.clear()?;
            return done;
        }
        self.finish(&folders)?;
        done
    }

    /// Makes all changes below one folder at once, or none; `false` if it cannot be done there.
    pub(super) fn exchange(&mut self, part: &Part<'_>) -> Result<bool, Error> {
        let staging = self.staging(0, part);
        self.note(&json!([text(&staging)?]))?;
        // Why it failed, `replace` finds out and says.
        let is_done = exchange::apply(self.disk, &staging, part.beside, &part.changes).is_ok();
        self.finish(&[staging])?;
        Ok(is_done)
    }

    /// New files are first written beside their places, so that nothing but renames can fail once one is touched.
    fn stage(&self, parts: &[Part<'_>], folders: &[PathBuf]) -> Result<(), Error> {
        for (part, folder) in parts.iter().zip(folders) {
            (self.disk.make_folder)(folder).map_err(|source| Error::Stage { path: folder.clone(), source })?;
            for (index, change) in part.changes.iter().enumerate() {
                if let Some(bytes) = change.bytes {
                    (self.disk.write)(&new(folder, index), bytes)
                        .map_err(|source| Error::Stage { path: change.path.clone(), source })?;
                }
            }
        }
        Ok(())
    }

    fn swap(&self, parts: &[Part<'_>], folders: &[PathBuf]) -> Result<(), Error> {
        let mut swap = Swap::new(self.disk);
        let swapped = parts.iter().zip(folders).try_for_each(|(part, folder)| {
            part.changes.iter().enumerate().try_for_each(|(index, change)| {
                let staged = change.bytes.map(|_| new(folder, index));
                swap.make(staged.as_deref(), &folder.join(format!("old-{index}")), &change.path, change.replaces)
            })
        });
        let Err((path, source)) = swapped else {
            return Ok(());
        };
        Err(match swap.undo() {
            Ok(()) => Error::Replace { path, source },
            Err((kept, source)) => Error::Stranded { path, kept, source },
        })
    }

    fn recover(&mut self) -> Result<(), Error> {
        let mut journal = String::new();
        self.journal.read_to_string(&mut journal).map_err(|source| Error::Read { path: self.path.clone(), source })?;
        let mut lines = lines(&journal);
        let Some(folders) = lines.next() else {
            return self.clear();
        };
        for change in lines.next().iter().filter_map(Value::as_array).flatten() {
            let (Some(path), staged) = (change["path"].as_str().map(Path::new), change["staged"].as_str()) else {
                continue;
            };
            if digest(path).is_some_and(|now| Some(&*now) != change["old"].as_str()) {
                // It is made, or somebody has edited the file since, which is not ours to undo.
                continue;
            }
            make(path, staged.map(Path::new)).map_err(|source| Error::Interrupted { path: path.to_owned(), source })?;
        }
        let folders: Vec<PathBuf> =
            folders.as_array().into_iter().flatten().filter_map(Value::as_str).map(PathBuf::from).collect();
        self.finish(&folders)
    }

    /// Nothing is left to do but to take the folders away.
    fn finish(&mut self, folders: &[PathBuf]) -> Result<(), Error> {
        for folder in folders {
            match (self.disk.remove_folder)(folder) {
                Err(source) if source.kind() != io::ErrorKind::NotFound => {
                    return Err(Error::Stage { path: folder.clone(), source });
                }
                _ => {}
            }
        }
        self.clear()
    }

    fn clear(&mut self) -> Result<(), Error> {
        self.journal.set_len(0).map_err(|source| Error::Stage { path: self.path.clone(), source })
    }

    /// A folder beside the target: a rename needs the same file system.
    fn staging(&self, index: usize, part: &Part<'_>) -> PathBuf {
        let target = paths::full(part.beside);
        let (folder, _) = paths::existing_ancestor(target.parent().unwrap_or(&target));
        folder.join(format!("{}-{index}", self.mark))
    }

    fn note(&mut self, value: &Value) -> Result<(), Error> {
        let line = format!("{value}\n");
        let written = self.journal.write_all(line.as_bytes()).and_then(|()| self.journal.sync_data());
        written.map_err(|source| Error::Stage { path: self.path.clone(), source })
    }
}

impl Drop for WriteLock {
    fn drop(&mut self) {
        // A journal that says something is for the next run.
        if self.is_temporary && self.journal.metadata().is_ok_and(|there| there.len() == 0) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// What is in a file, if there is one.
fn digest(path: &Path) -> Option<String> {
    fs::read(path).ok().map(|bytes| sha256(&bytes))
}

/// Makes one change of a run that was killed, unless that run made it.
fn make(path: &Path, staged: Option<&Path>) -> io::Result<()> {
    let done = match staged {
        Some(staged) if staged.exists() => {
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            fs::rename(staged, path)
        }
        Some(_) => Ok(()),
        None => fs::remove_file(path),
    };
    match done {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

fn changes(parts: &[Part<'_>], folders: &[PathBuf]) -> Result<Value, Error> {
    let mut changes = Vec::new();
    for (part, folder) in parts.iter().zip(folders) {
        for (index, change) in part.changes.iter().enumerate() {
            let staged = change.bytes.map(|_| text(&new(folder, index))).transpose()?;
            changes.push(json!({
                "path": text(&paths::full(&change.path))?,
                "staged": staged,
                "old": digest(&change.path),
            }));
        }
    }
    Ok(Value::Array(changes))
}

fn text(path: &Path) -> Result<String, Error> {
    let no_text = || io::Error::new(io::ErrorKind::InvalidFilename, "the path is no UTF-8");
    path.to_str().map(str::to_owned).ok_or_else(|| Error::Stage { path: path.to_owned(), source: no_text() })
}

fn new(staging: &Path, index: usize) -> PathBuf {
    staging.join(format!("new-{index}"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests;
