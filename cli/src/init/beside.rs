//! A folder beside a workspace for what is asked about it, which no run that was killed leaves for ever.
//!
//! Its name belongs to the workspace, so that the next run clears what it finds there. A locked file in it keeps two runs apart.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use crate::digest::sha256;
use crate::output::is_at;

const LOCK: &str = ".codegen-lock";

/// A folder that is empty but for its lock, and goes when it is dropped.
#[derive(Debug)]
pub struct Beside {
    folder: PathBuf,
    /// Locked as long as it is open.
    _lock: File,
}

impl Beside {
    /// Waits for the run that has the folder, and clears what a run that was killed has left in it.
    ///
    /// # Errors
    ///
    /// There is no folder around the workspace, or it takes no new one.
    pub fn new(root: &Path) -> io::Result<Self> {
        let parent = root.parent().ok_or(io::ErrorKind::NotFound)?;
        let digest = sha256(root.to_string_lossy().as_bytes());
        let folder = parent.join(format!(".codegen-{}-staged", &digest[..16]));
        let lock = lock(&folder)?;
        let beside = Self { folder, _lock: lock };
        beside.clear()?;
        Ok(beside)
    }

    /// The folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// Links are removed, and not followed.
    fn clear(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                fs::remove_dir_all(entry.path())?;
            } else if entry.file_name() != OsStr::new(LOCK) {
                remove_link_or_file(&entry.path())?;
            }
        }
        Ok(())
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // What cannot be removed now, the next run removes.
        let _ = self.clear();
        let _ = fs::remove_file(self.folder.join(LOCK));
        // Another run may have made its lock in it already.
        let _ = fs::remove_dir(&self.folder);
    }
}

/// Makes the folder, unless it is there, and locks the file in it.
fn lock(folder: &Path) -> io::Result<File> {
    let path = folder.join(LOCK);
    loop {
        make(folder)?;
        let open = OpenOptions::new().create(true).append(true).open(&path);
        let file = match open {
            // The run before has removed the folder between the two calls.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            open => open?,
        };
        file.lock()?;
        // Or the file.
        if is_at(&file, &path) {
            return Ok(file);
        }
    }
}

fn make(folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            match fs::symlink_metadata(folder) {
                // It is what it is only as long as no other run removes it.
                Ok(there) if !there.is_dir() => Err(io::ErrorKind::NotADirectory.into()),
                _ => Ok(()),
            }
        }
        made => made,
    }
}

/// On Windows, a link to a folder is removed as a folder.
fn remove_link_or_file(path: &Path) -> io::Result<()> {
    fs::remove_file(path).or_else(|error| fs::remove_dir(path).map_err(|_| error))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    fn names(folder: &Path) -> usize {
        fs::read_dir(folder).unwrap().count()
    }

    #[test]
    fn what_a_killed_run_has_left_goes() {
        let outer = tempfile::tempdir().unwrap();
        let root = outer.path().join("work");
        let folder = Beside::new(&root).unwrap().path().to_owned();
        fs::create_dir_all(folder.join("a/b")).unwrap();
        for name in ["c", LOCK] {
            fs::write(folder.join(name), "").unwrap();
        }

        let next = Beside::new(&root).unwrap();
        assert_eq!(next.path(), folder);
        assert_eq!(names(&folder), 1, "the lock");
        drop(next);
        assert_eq!(names(outer.path()), 0);
    }

    #[test]
    fn of_two_runs_at_once_one_waits() {
        let outer = tempfile::tempdir().unwrap();
        let root = outer.path().join("work");
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        let beside = Beside::new(&root).unwrap();
                        let file = beside.path().join("mine");
                        File::create_new(&file).unwrap();
                        assert!(file.exists());
                    }
                });
            }
        });
        assert_eq!(names(outer.path()), 0);
    }
}
