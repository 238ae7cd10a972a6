//! Renames that can be taken back.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::disk::Disk;

pub(super) struct Swap {
    disk: Disk,
    done: Vec<Step>,
}

enum Step {
    MadeFolder(PathBuf),
    Kept { from: PathBuf, to: PathBuf },
    Put { staged: PathBuf, path: PathBuf },
}

/// What failed, and where.
pub(super) type Failed = (PathBuf, io::Error);

impl Swap {
    pub(super) fn new(disk: Disk) -> Self {
        Self { disk, done: Vec::new() }
    }

    /// Puts a staged file in place, or takes one away; what was there is kept.
    pub(super) fn make(
        &mut self,
        staged: Option<&Path>,
        kept: &Path,
        path: &Path,
        replaces: bool,
    ) -> Result<(), Failed> {
        if replaces {
            self.keep(path, kept, staged.is_some())?;
        }
        let Some(staged) = staged else {
            return Ok(());
        };
        if let Some(folder) = path.parent() {
            self.make_folder(folder)?;
        }
        (self.disk.rename)(staged, path).map_err(|error| (path.to_owned(), error))?;
        self.done.push(Step::Put { staged: staged.to_owned(), path: path.to_owned() });
        Ok(())
    }

    /// A link leaves the old file in its place until the new one takes it; not all file systems have them.
    fn keep(&mut self, from: &Path, to: &Path, stays: bool) -> Result<(), Failed> {
        let is_linked = stays && (self.disk.link)(from, to).is_ok();
        if !is_linked {
            (self.disk.rename)(from, to).map_err(|error| (from.to_owned(), error))?;
        }
        self.done.push(Step::Kept { from: from.to_owned(), to: to.to_owned() });
        Ok(())
    }

    fn make_folder(&mut self, folder: &Path) -> Result<(), Failed> {
        if folder.as_os_str().is_empty() || folder.is_dir() {
            return Ok(());
        }
        if let Some(parent) = folder.parent() {
            self.make_folder(parent)?;
        }
        (self.disk.make_folder)(folder).map_err(|error| (folder.to_owned(), error))?;
        self.done.push(Step::MadeFolder(folder.to_owned()));
        Ok(())
    }

    /// Says where files are that cannot be put back.
    pub(super) fn undo(&mut self) -> Result<(), Failed> {
        while let Some(step) = self.done.pop() {
            match step {
                Step::MadeFolder(folder) => fs::remove_dir(&folder).map_err(|error| (folder, error))?,
                Step::Kept { from, to } => fs::rename(&to, from).map_err(|error| (folder(&to), error))?,
                Step::Put { staged, path } => fs::rename(&path, staged).map_err(|error| (folder(&path), error))?,
            }
        }
        Ok(())
    }
}

fn folder(file: &Path) -> PathBuf {
    file.parent().unwrap_or(file).to_owned()
}
