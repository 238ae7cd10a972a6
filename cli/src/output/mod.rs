//! Writing the output: all files or none.

mod change;
mod disk;
mod error;
mod exchange;
mod journal;
mod lock;
mod swap;
pub mod tree;

use std::fs;
use std::path::Path;

use odata_codegen::File;

pub use self::change::{Change, Part};
pub use self::error::Error;
pub use self::journal::is_at;
pub use self::lock::WriteLock;
use self::tree::{State, Tree};

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Files that are new or changed.
    pub written: usize,
    /// Files that were left alone.
    pub unchanged: usize,
    /// Files that the output no longer has.
    pub removed: usize,
}

/// Makes the target folder what the tree says: at once, where the system can exchange folders, else file by file.
///
/// # Errors
///
/// The system refuses a file or folder.
pub fn apply(lock: &mut WriteLock, target: &Path, tree: &Tree<'_>) -> Result<Counts, Error> {
    let counts = counts(tree);
    if !tree.is_current() {
        let part = part(target, tree);
        // One file changes at once anyway.
        if part.changes.len() == 1 || !lock.exchange(&part)? {
            lock.replace(&[part])?;
            remove_stale_folders(target, tree);
        }
    }
    Ok(counts)
}

/// Makes a folder that no manifest stands for what the files say.
///
/// # Errors
///
/// The folder holds somebody else's crate, or the system refuses a file or folder.
pub fn stand_alone(target: &Path, files: &[File]) -> Result<Counts, Error> {
    let mut lock = WriteLock::acquire(target)?;
    apply(&mut lock, target, &tree::compare(target, files)?)
}

/// What it takes to make a folder what the tree says.
#[must_use]
pub fn counts(tree: &Tree<'_>) -> Counts {
    let written = tree.files.iter().filter(|(_, state)| *state != State::Same).count();
    Counts { written, unchanged: tree.files.len() - written, removed: tree.stale.len() }
}

/// The changes that make a folder what the tree says.
#[must_use]
pub fn part<'a>(target: &'a Path, tree: &Tree<'a>) -> Part<'a> {
    let changed = tree.files.iter().filter(|(_, state)| *state != State::Same);
    let stale = tree.stale.iter().map(|path| Change { path: target.join(path), replaces: true, bytes: None });
    let changed = changed.map(|(file, state)| Change {
        path: target.join(&file.path),
        replaces: matches!(state, State::Different(_)),
        bytes: Some(file.text.as_bytes()),
    });
    Part { beside: target, changes: stale.chain(changed).collect() }
}

/// Takes away the folders that the stale files have left empty.
pub fn remove_stale_folders(target: &Path, tree: &Tree<'_>) {
    for path in &tree.stale {
        remove_empty_folders(target, path);
    }
}

/// Writes one file, which is the old one or the new one at any moment.
///
/// # Errors
///
/// The system refuses the file or its folder.
pub fn file(path: &Path, text: &str) -> Result<(), Error> {
    let change = Change { path: path.to_owned(), replaces: path.is_file(), bytes: Some(text.as_bytes()) };
    WriteLock::acquire(path)?.replace(&[Part { beside: path, changes: vec![change] }])
}

fn remove_empty_folders(target: &Path, removed: &str) {
    for folder in Path::new(removed).ancestors().skip(1) {
        // The system refuses a folder that is not empty, which is the wish here.
        if folder.as_os_str().is_empty() || fs::remove_dir(target.join(folder)).is_err() {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use odata_codegen::{File, mark};

    use super::tree::compare;
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File { path: path.to_owned(), text: format!("// {}\n{text}\n", mark::header("a command")) }
    }

    #[test]
    fn a_rename_that_fails_takes_the_others_back() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("crate");
        let before = [file("a", "1"), file("old/b", "1")];
        apply(&mut WriteLock::acquire(&target).unwrap(), &target, &compare(&target, &before).unwrap()).unwrap();

        // `x` cannot be a file and a folder at once, and is a file by the time that this comes out.
        let after = [file("a", "2"), file("new/c", "2"), file("x", "2"), file("x/y", "2")];
        let error =
            apply(&mut WriteLock::acquire(&target).unwrap(), &target, &compare(&target, &after).unwrap()).unwrap_err();
        assert!(matches!(error, Error::Replace { path, .. } if path == target.join("x")));
        let tree = compare(&target, &before).unwrap();
        assert!(tree.is_current());
        assert!(!target.join("x").exists() && !target.join("new").exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no staging folder is left");
    }

    #[test]
    fn a_path_that_is_not_for_every_system_is_refused() {
        let refused = |paths: &[&str]| {
            let files: Vec<File> = paths.iter().map(|path| file(path, "")).collect();
            compare(Path::new("no-such-folder"), &files).map(drop)
        };
        for path in ["../a", "/a", "a/../../b"] {
            assert!(matches!(refused(&[path]), Err(Error::Outside { .. })), "{path}");
        }
        for path in ["src/aux.rs", "CON", "lpt1.txt", "a\\b", "c:x"] {
            assert!(matches!(refused(&[path]), Err(Error::Unportable { .. })), "{path}");
        }
        assert!(matches!(refused(&["src/A.rs", "src/a.rs"]), Err(Error::Unportable { .. })));
        assert!(refused(&["src/a.rs", "src/b.rs", "src/console.rs"]).is_ok());
    }
}
