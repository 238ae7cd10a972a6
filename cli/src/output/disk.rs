//! What is done to the disk, in one place, so that a test can have any step of it fail.

use std::path::Path;
use std::{fs, io};

/// The steps.
#[derive(Clone, Copy, Debug)]
pub(super) struct Disk {
    pub(super) write: fn(&Path, &[u8]) -> io::Result<()>,
    pub(super) rename: fn(&Path, &Path) -> io::Result<()>,
    /// Each of two folders takes the other's place, at once.
    pub(super) exchange: fn(&Path, &Path) -> io::Result<()>,
    pub(super) link: fn(&Path, &Path) -> io::Result<()>,
    pub(super) make_folder: fn(&Path) -> io::Result<()>,
    pub(super) remove_folder: fn(&Path) -> io::Result<()>,
}

impl Default for Disk {
    fn default() -> Self {
        Self {
            write: |path, bytes| fs::write(path, bytes),
            rename: |from, to| fs::rename(from, to),
            exchange,
            link: |from, to| fs::hard_link(from, to),
            make_folder: |path| fs::create_dir(path),
            remove_folder: |path| fs::remove_dir_all(path),
        }
    }
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
pub(super) fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
