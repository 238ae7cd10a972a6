//! Changes of files, before they are made.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::Error;
use crate::paths;

/// What becomes of a file.
#[derive(Clone, Debug)]
pub struct Change<'a> {
    /// The file.
    pub path: PathBuf,
    /// Whether there is one now.
    pub replaces: bool,
    /// What will be in it; `None` if it goes.
    pub bytes: Option<&'a [u8]>,
}

impl<'a> Change<'a> {
    /// What will be in a file, which need not exist. Where a link stands, the file that it leads to is replaced.
    ///
    /// # Errors
    ///
    /// The file is read-only, or a link that leads nowhere.
    pub fn of_file(path: &Path, bytes: &'a [u8]) -> Result<Self, Error> {
        let is_link = fs::symlink_metadata(path).is_ok_and(|there| there.is_symlink());
        let path = match path.canonicalize() {
            Ok(path) => path,
            Err(_) if is_link => return Err(Error::Link { path: paths::tidy(path) }),
            Err(_) => path.to_owned(),
        };
        let there = fs::metadata(&path);
        if there.as_ref().is_ok_and(|there| there.permissions().readonly()) {
            return Err(Error::ReadOnly { path: paths::tidy(&path) });
        }
        Ok(Self { path, replaces: there.is_ok_and(|there| there.is_file()), bytes: Some(bytes) })
    }
}

/// Changes on one file system.
#[derive(Debug)]
pub struct Part<'a> {
    /// Beside this file or folder the new files are prepared.
    pub beside: &'a Path,
    /// The changes, in the order in which they are made.
    pub changes: Vec<Change<'a>>,
}
