//! Changes of files, before they are made.

use std::path::{Path, PathBuf};

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

/// Changes on one file system.
#[derive(Debug)]
pub struct Part<'a> {
    /// Beside this file or folder the new files are prepared.
    pub beside: &'a Path,
    /// The changes, in the order in which they are made.
    pub changes: Vec<Change<'a>>,
}
