//! A copy of a workspace to ask Cargo about: what changes is in it, and links to all that stays.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::{fs, path};

use tempfile::{Builder, TempDir};

use super::beside::Beside;

/// Not asked about, and large.
const LEFT_OUT: [&str; 2] = ["target", ".git"];

/// A folder that goes when it is dropped.
#[derive(Debug)]
pub struct Stage {
    folder: Folder,
    /// Whether it stands beside the workspace, so that relative paths out of it lead to the same places.
    pub is_beside: bool,
}

/// Where the copy is.
#[derive(Debug)]
enum Folder {
    Beside(Beside),
    /// Where nothing can be written beside the workspace.
    Elsewhere(TempDir),
}

impl Stage {
    /// Mirrors the folder of a workspace with files in the place of what is there.
    ///
    /// # Errors
    ///
    /// The system refuses a file or a link.
    pub fn new<'f>(root: &Path, files: impl Iterator<Item = (PathBuf, &'f [u8])>) -> io::Result<Self> {
        let below =
            |(path, bytes): (PathBuf, &'f [u8])| Some((path.strip_prefix(root).ok()?.to_owned(), bytes.to_vec()));
        let mut files: BTreeMap<PathBuf, Vec<u8>> = files.filter_map(below).collect();
        // Cargo writes to it, and the workspace's own stays as it is.
        if let Some(lock) = lock_file(root) {
            files.entry("Cargo.lock".into()).or_insert(lock);
        }
        let folder = match Beside::new(root) {
            Ok(beside) => Folder::Beside(beside),
            Err(_) => Folder::Elsewhere(Builder::new().prefix(".codegen-").tempdir()?),
        };
        let is_beside = matches!(folder, Folder::Beside(_));
        let stage = Self { folder, is_beside };
        for (path, bytes) in &files {
            let path = stage.path().join(path);
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            fs::write(path, bytes)?;
        }
        link_rest(root, stage.path(), &LEFT_OUT)?;
        Ok(stage)
    }

    /// The folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        match &self.folder {
            Folder::Beside(beside) => beside.path(),
            Folder::Elsewhere(folder) => folder.path(),
        }
    }
}

fn lock_file(root: &Path) -> Option<Vec<u8>> {
    let path = root.join("Cargo.lock");
    // A pipe would keep us waiting.
    path.is_file().then(|| fs::read(path).ok()).flatten()
}

/// Links to each entry of a folder that the other one has not.
fn link_rest(from: &Path, to: &Path, left_out: &[&str]) -> io::Result<()> {
    let from = path::absolute(from)?;
    for entry in fs::read_dir(&from)? {
        let entry = entry?;
        let (original, copy) = (entry.path(), to.join(entry.file_name()));
        if left_out.iter().any(|name| entry.file_name() == *name) {
            continue;
        }
        match fs::symlink_metadata(&copy) {
            Ok(there) if there.is_dir() && original.is_dir() => link_rest(&original, &copy, &[])?,
            Ok(_) => {}
            Err(_) => link(&original, &copy)?,
        }
    }
    Ok(())
}

#[cfg(unix)]
fn link(original: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(original, link)
}

#[cfg(windows)]
fn link(original: &Path, link: &Path) -> io::Result<()> {
    if original.is_dir() {
        std::os::windows::fs::symlink_dir(original, link)
    } else {
        std::os::windows::fs::symlink_file(original, link)
    }
}

#[cfg(not(any(unix, windows)))]
fn link(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn a_stage_has_what_changes_and_links_to_the_rest() {
        let outer = tempfile::tempdir().unwrap();
        let root = outer.path().join("work");
        for (path, text) in [
            ("Cargo.toml", "old"),
            ("Cargo.lock", "lock"),
            ("app/src/main.rs", "main"),
            ("crates/a/Cargo.toml", "a"),
            ("target/large", ""),
            ("crates/target/kept", "kept"),
        ] {
            fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
            fs::write(root.join(path), text).unwrap();
        }
        let files = [(root.join("Cargo.toml"), &b"new"[..]), (root.join("crates/shop/Cargo.toml"), b"shop")];
        let stage = Stage::new(&root, files.into_iter()).unwrap();
        let text = |path: &str| fs::read_to_string(stage.path().join(path)).unwrap();
        assert_eq!(stage.path().parent(), root.parent());
        assert!(stage.is_beside);
        for (path, expected) in [
            ("Cargo.toml", "new"),
            ("Cargo.lock", "lock"),
            ("app/src/main.rs", "main"),
            ("crates/a/Cargo.toml", "a"),
            ("crates/shop/Cargo.toml", "shop"),
            ("crates/target/kept", "kept"),
        ] {
            assert_eq!(text(path), expected, "{path}");
        }
        assert!(!stage.path().join("target").exists());
        fs::write(stage.path().join("Cargo.lock"), "resolved").unwrap();

        drop(stage);
        assert_eq!(fs::read_to_string(root.join("Cargo.lock")).unwrap(), "lock");
        assert_eq!(fs::read_to_string(root.join("app/src/main.rs")).unwrap(), "main", "links are not followed");
        assert_eq!(fs::read_dir(outer.path()).unwrap().count(), 1);
    }
}
