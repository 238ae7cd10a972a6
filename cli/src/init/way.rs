//! The way from the workspace's root to a file that is to be written: folders, none of which is a link, and then a file or
//! nothing.
//!
//! The paths that manifests write go up with `..`, which means one thing on paper and another behind a link; and a link may
//! lead out of the workspace.

use std::fs;
use std::path::Path;

use super::error::Error;
use crate::paths;

/// What a path is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// A file will be there.
    File,
    /// Files will be below it.
    Folder,
}

/// Refuses a path on which something stands that no file can be written through. What is outside of the root is not looked at.
///
/// # Errors
///
/// There is a link, or something else where a folder or a file belongs.
pub fn check(root: &Path, path: &Path, end: End) -> Result<(), Error> {
    let path = paths::full(path);
    let Ok(below) = path.strip_prefix(root) else { return Ok(()) };
    let mut place = root.to_owned();
    for part in below {
        place.push(part);
        let Ok(there) = fs::symlink_metadata(&place) else { return Ok(()) };
        let is_last_file = place == path && end == End::File;
        if there.is_symlink() {
            return Err(Error::Link { path: paths::tidy(&place) });
        }
        if is_last_file && !there.is_file() {
            return Err(Error::NoFile { path: paths::tidy(&place) });
        }
        if !is_last_file && !there.is_dir() {
            return Err(Error::NoFolder { path: paths::tidy(&place) });
        }
    }
    Ok(())
}
