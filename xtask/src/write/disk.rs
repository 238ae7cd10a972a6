//! What is done to the disk, in one place, so that a test can have any step of it fail.

use std::path::Path;
use std::{fs, io};

/// The steps.
#[derive(Clone, Copy, Debug)]
pub(super) struct Disk {
    pub(super) write: fn(&Path, &[u8]) -> io::Result<()>,
    pub(super) rename: fn(&Path, &Path) -> io::Result<()>,
    pub(super) link: fn(&Path, &Path) -> io::Result<()>,
    pub(super) make_folder: fn(&Path) -> io::Result<()>,
    pub(super) remove_folder: fn(&Path) -> io::Result<()>,
}

impl Default for Disk {
    fn default() -> Self {
        Self {
            write: |path, bytes| fs::write(path, bytes),
            rename: |from, to| fs::rename(from, to),
            link: |from, to| fs::hard_link(from, to),
            make_folder: |path| fs::create_dir(path),
            remove_folder: |path| fs::remove_dir_all(path),
        }
    }
}
