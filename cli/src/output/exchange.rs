//! Changes below one folder, made at once: a new folder is prepared, and takes the place of the old one.
//!
//! Files that do not change are in both, as two names of the same file, so that they keep their times. The folder is the
//! smallest that holds all changes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::change::Change;
use super::disk::Disk;
use crate::paths;

/// Makes all changes below the target, or none; it fails, too, where the file system or what is in the folder does not allow it.
pub(super) fn apply(disk: Disk, staging: &Path, target: &Path, changes: &[Change<'_>]) -> io::Result<()> {
    (disk.make_folder)(staging)?;
    let new = staging.join("new");
    let (there, missing) = paths::existing_ancestor(target);
    if let Some(first) = missing.components().next() {
        // The topmost folder that is missing is made with all that is in it.
        let place = there.join(first);
        let exchange = Exchange { disk, target, old: &place, new: &new, changed: BTreeSet::new() };
        exchange.write(changes)?;
        return (disk.rename)(&new, &place);
    }
    let old = common(target, changes).ok_or(io::ErrorKind::Unsupported)?;
    let concerned = changes.iter().map(|change| paths::full(&change.path)).collect();
    let exchange = Exchange { disk, target: &paths::full(target), old: &old, new: &new, changed: concerned };
    exchange.write(changes)?;
    exchange.link(&old, &new)?;
    (disk.exchange)(&new, &old)?;
    exchange.rescue(&new, &old);
    Ok(())
}

/// The smallest folder that is there and holds all changes.
fn common(target: &Path, changes: &[Change<'_>]) -> Option<PathBuf> {
    let target = paths::full(target);
    let paths: Vec<PathBuf> = changes.iter().map(|change| paths::full(&change.path)).collect();
    let holds = |folder: &&Path| {
        let is_folder = fs::symlink_metadata(folder).is_ok_and(|there| there.is_dir());
        is_folder && folder.starts_with(&target) && paths.iter().all(|path| path.starts_with(folder))
    };
    paths.first()?.ancestors().skip(1).find(holds).map(Path::to_owned)
}

struct Exchange<'a> {
    disk: Disk,
    target: &'a Path,
    old: &'a Path,
    new: &'a Path,
    changed: BTreeSet<PathBuf>,
}

impl Exchange<'_> {
    /// Writes the files that are new or different.
    fn write(&self, changes: &[Change<'_>]) -> io::Result<()> {
        self.make_folder(self.new)?;
        for (path, bytes) in changes.iter().filter_map(|change| Some((paths::full(&change.path), change.bytes?))) {
            let path = self.new.join(path.strip_prefix(self.old).map_err(io::Error::other)?);
            self.make_folder(path.parent().unwrap_or(self.new))?;
            (self.disk.write)(&path, bytes)?;
        }
        Ok(())
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        if path.is_dir() {
            return Ok(());
        }
        path.parent().map_or(Ok(()), |parent| self.make_folder(parent))?;
        (self.disk.make_folder)(path)
    }

    /// Gives all that stays a name in the new folder, too.
    fn link(&self, old: &Path, new: &Path) -> io::Result<()> {
        let permissions = fs::metadata(old)?.permissions();
        if permissions.readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let entries = fs::read_dir(old)?.collect::<Result<Vec<_>, _>>()?;
        let is_emptied = !entries.is_empty() && entries.iter().all(|entry| self.changed.contains(&entry.path()));
        if !is_emptied {
            self.make_folder(new)?;
        }
        for entry in entries {
            let (path, place, kind) = (entry.path(), new.join(entry.file_name()), entry.file_type()?);
            if kind.is_dir() {
                // They can be large, and may not be away for a moment.
                if old == self.target && ["target", ".git"].iter().any(|name| entry.file_name() == *name) {
                    return Err(io::ErrorKind::Unsupported.into());
                }
                self.link(&path, &place)?;
            } else if !kind.is_file() {
                return Err(io::ErrorKind::Unsupported.into());
            } else if !self.changed.contains(&path) {
                (self.disk.link)(&path, &place)?;
            }
        }
        if new.is_dir() { fs::set_permissions(new, permissions) } else { Ok(()) }
    }

    /// What somebody put into the old folder while the new one was prepared comes along.
    fn rescue(&self, old: &Path, new: &Path) {
        for entry in fs::read_dir(old).into_iter().flatten().flatten() {
            let (path, place) = (entry.path(), new.join(entry.file_name()));
            if path.is_dir() && place.is_dir() {
                self.rescue(&path, &place);
            } else if !place.exists() && !self.is_gone(&path, &place) {
                let _ = (self.disk.rename)(&path, &place);
            }
        }
    }

    /// Whether it is away on purpose: a file that goes, or a folder of nothing but such files.
    fn is_gone(&self, path: &Path, place: &Path) -> bool {
        if !path.is_dir() {
            return self.changed.contains(place);
        }
        let mut entries = fs::read_dir(path).into_iter().flatten().flatten();
        entries.all(|entry| self.is_gone(&entry.path(), &place.join(entry.file_name())))
    }
}
