//! Writing the output: all files or none.

use std::path::{Path, PathBuf};
use std::{fs, io};

use tempfile::TempDir;

use crate::error::Error;
use crate::paths;
use crate::tree::{State, Tree};

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

/// Makes the target folder what the tree says. New files are first written beside the target, so that nothing but
/// renames can fail once the target is touched; a rename that fails takes the others back.
///
/// # Errors
///
/// The system refuses a file or folder.
pub fn apply(target: &Path, tree: &Tree<'_>) -> Result<Counts, Error> {
    let counts = counts(tree);
    if !tree.is_current() {
        replace(&[part(target, tree)])?;
        remove_stale_folders(target, tree);
    }
    Ok(counts)
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

/// Makes all changes or none: new files are first written beside their targets, so that nothing but renames can fail once
/// a target is touched; a rename that fails takes the others back.
///
/// # Errors
///
/// The system refuses a file or folder.
pub fn replace(parts: &[Part<'_>]) -> Result<(), Error> {
    let staged: Vec<TempDir> = parts.iter().map(stage).collect::<Result<_, _>>()?;
    let mut swap = Swap::default();
    let swapped = parts.iter().zip(&staged).try_for_each(|(part, staging)| {
        part.changes.iter().enumerate().try_for_each(|(index, change)| swap.make(staging.path(), index, change))
    });
    let Err((path, source)) = swapped else {
        return Ok(());
    };
    Err(match swap.undo() {
        Ok(()) => Error::Replace { path, source },
        Err((kept, source)) => {
            for staging in staged {
                let _ = staging.keep();
            }
            Error::Stranded { path, kept, source }
        }
    })
}

fn stage(part: &Part<'_>) -> Result<TempDir, Error> {
    let staging = staging_folder(part.beside)?;
    for (index, change) in part.changes.iter().enumerate() {
        if let Some(bytes) = change.bytes {
            fs::write(new(staging.path(), index), bytes)
                .map_err(|source| Error::Stage { path: change.path.clone(), source })?;
        }
    }
    Ok(staging)
}

/// Writes one file, which is the old one or the new one at any moment.
///
/// # Errors
///
/// The system refuses the file or its folder.
pub fn file(path: &Path, text: &str) -> Result<(), Error> {
    let cannot_write = |source| Error::Stage { path: paths::tidy(path), source };
    let staging = staging_folder(path)?;
    let staged = new(staging.path(), 0);
    fs::write(&staged, text).and_then(|()| fs::rename(&staged, path)).map_err(cannot_write)
}

/// A folder beside the target: a rename needs the same file system.
fn staging_folder(target: &Path) -> Result<TempDir, Error> {
    let target = paths::full(target);
    let (folder, _) = paths::existing_ancestor(target.parent().unwrap_or(&target));
    tempfile::Builder::new()
        .prefix(".codegen-")
        .tempdir_in(&folder)
        .map_err(|source| Error::Stage { path: folder, source })
}

fn new(staging: &Path, index: usize) -> PathBuf {
    staging.join(format!("new-{index}"))
}

fn remove_empty_folders(target: &Path, removed: &str) {
    for folder in Path::new(removed).ancestors().skip(1) {
        // The system refuses a folder that is not empty, which is the wish here.
        if folder.as_os_str().is_empty() || fs::remove_dir(target.join(folder)).is_err() {
            break;
        }
    }
}

/// Renames that can be taken back.
#[derive(Default)]
struct Swap {
    done: Vec<Step>,
}

enum Step {
    MadeFolder(PathBuf),
    TookAway { from: PathBuf, to: PathBuf },
    Put(PathBuf),
}

type Failed = (PathBuf, io::Error);

impl Swap {
    fn make(&mut self, staging: &Path, index: usize, change: &Change<'_>) -> Result<(), Failed> {
        if change.replaces {
            self.take_away(change.path.clone(), staging.join(format!("old-{index}")))?;
        }
        match change.bytes {
            Some(_) => self.put(&new(staging, index), change.path.clone()),
            None => Ok(()),
        }
    }

    fn take_away(&mut self, from: PathBuf, to: PathBuf) -> Result<(), Failed> {
        fs::rename(&from, &to).map_err(|error| (from.clone(), error))?;
        self.done.push(Step::TookAway { from, to });
        Ok(())
    }

    fn put(&mut self, staged: &Path, path: PathBuf) -> Result<(), Failed> {
        if let Some(folder) = path.parent() {
            self.make_folder(folder)?;
        }
        fs::rename(staged, &path).map_err(|error| (path.clone(), error))?;
        self.done.push(Step::Put(path));
        Ok(())
    }

    fn make_folder(&mut self, folder: &Path) -> Result<(), Failed> {
        if folder.as_os_str().is_empty() || folder.is_dir() {
            return Ok(());
        }
        if let Some(parent) = folder.parent() {
            self.make_folder(parent)?;
        }
        fs::create_dir(folder).map_err(|error| (folder.to_owned(), error))?;
        self.done.push(Step::MadeFolder(folder.to_owned()));
        Ok(())
    }

    /// Says where files are that cannot be put back.
    fn undo(&mut self) -> Result<(), Failed> {
        while let Some(step) = self.done.pop() {
            match step {
                Step::MadeFolder(folder) => fs::remove_dir(&folder).map_err(|error| (folder, error))?,
                Step::TookAway { from, to } => fs::rename(&to, from).map_err(|error| (folder(&to), error))?,
                Step::Put(path) => fs::remove_file(&path).map_err(|error| (folder(&path), error))?,
            }
        }
        Ok(())
    }
}

fn folder(file: &Path) -> PathBuf {
    file.parent().unwrap_or(file).to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use generator::File;

    use super::*;
    use crate::tree::{MARK, compare};

    fn file(path: &str, text: &str) -> File {
        File { path: path.to_owned(), text: format!("// {MARK}\n{text}\n") }
    }

    #[test]
    fn a_rename_that_fails_takes_the_others_back() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("crate");
        let before = [file("a", "1"), file("old/b", "1")];
        apply(&target, &compare(&target, &before).unwrap()).unwrap();

        // `x` cannot be a file and a folder at once, and is a file by the time that this comes out.
        let after = [file("a", "2"), file("new/c", "2"), file("x", "2"), file("x/y", "2")];
        let error = apply(&target, &compare(&target, &after).unwrap()).unwrap_err();
        assert!(matches!(error, Error::Replace { path, .. } if path == target.join("x")));
        let tree = compare(&target, &before).unwrap();
        assert!(tree.is_current());
        assert!(!target.join("x").exists() && !target.join("new").exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no staging folder is left");
    }

    #[test]
    fn a_path_out_of_the_target_is_refused() {
        for path in ["../a", "/a", "a/../../b"] {
            let files = [file(path, "")];
            let refused = compare(Path::new("no-such-folder"), &files);
            assert!(matches!(refused, Err(Error::Outside { .. })), "{path}");
        }
    }
}
