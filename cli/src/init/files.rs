//! All that is written, in memory until the last step.

use std::fs;
use std::path::{Path, PathBuf};

use odata_codegen::File;

use super::error::Error;
use super::way::{self, End};
use crate::inputs;
use crate::output::{self, Change, Part, WriteLock, tree};
use crate::paths;

/// The files of a run.
#[derive(Debug, Default)]
pub struct Files {
    planned: Vec<Planned>,
    crate_folder: PathBuf,
    of_crate: Vec<File>,
}

/// A file that is not of the crate.
#[derive(Debug)]
struct Planned {
    path: PathBuf,
    text: String,
    origin: Origin,
}

/// What a file was made from.
#[derive(Debug)]
enum Origin {
    /// It is made whole, whatever is there.
    Whole,
    /// It could have been edited, and was not there.
    New,
    /// The user's own file, with its text before the edit.
    Edited(String),
}

impl Origin {
    /// Whether the file is what it was.
    fn is_current(&self, path: &Path) -> bool {
        let now = || read(path).unwrap_or_default();
        match self {
            Self::Whole => true,
            Self::New => now().is_none() && !path.exists(),
            Self::Edited(before) => now().as_ref() == Some(before),
        }
    }
}

impl Files {
    /// The files of a crate, and nothing beside them.
    #[must_use]
    pub fn new(crate_folder: &Path, of_crate: Vec<File>) -> Self {
        Self { planned: Vec::new(), crate_folder: crate_folder.to_owned(), of_crate }
    }

    /// A file that this command makes whole.
    pub fn make(&mut self, path: PathBuf, text: String) {
        self.planned.push(Planned { path, text, origin: Origin::Whole });
    }

    /// Edits a file of the user's, which need not exist.
    ///
    /// # Errors
    ///
    /// It cannot be read or edited.
    pub fn edit(&mut self, path: PathBuf, edit: impl FnOnce(&str) -> Result<String, Error>) -> Result<(), Error> {
        let before = read(&path)?;
        let text = edit(before.as_deref().unwrap_or_default())?;
        if before.as_ref() != Some(&text) {
            let origin = before.map_or(Origin::New, Origin::Edited);
            self.planned.push(Planned { path, text, origin });
        }
        Ok(())
    }

    /// What is there and would be lost: files that are made whole, and the crate.
    #[must_use]
    pub fn overwritten(&self) -> Vec<PathBuf> {
        let made = self.planned.iter().filter(|planned| matches!(planned.origin, Origin::Whole));
        let other = made.filter(|planned| fs::read(&planned.path).is_ok_and(|bytes| bytes != planned.text.as_bytes()));
        let folder = self.crate_folder.join("Cargo.toml").exists().then(|| self.crate_folder.clone());
        other.map(|planned| paths::tidy(&planned.path)).chain(folder.map(|folder| paths::tidy(&folder))).collect()
    }

    /// What is made and what is changed, for a message: the crate's folder first.
    #[must_use]
    pub fn summary(&self) -> (Vec<PathBuf>, Vec<PathBuf>) {
        let is_changed = |planned: &&Planned| matches!(planned.origin, Origin::Edited(_));
        let tidy = |planned: &Planned| paths::tidy(&planned.path);
        let made = self.planned.iter().filter(|planned| !is_changed(planned)).map(tidy);
        let made = std::iter::once(paths::tidy(&self.crate_folder)).chain(made).collect();
        (made, self.planned.iter().filter(is_changed).map(tidy).collect())
    }

    /// Refuses what no file can be written through, before anything is asked or locked. `root` is the folder below which
    /// links are not followed.
    ///
    /// # Errors
    ///
    /// A link, or something else where a folder or a file belongs.
    pub fn check_ways(&self, root: &Path) -> Result<(), Error> {
        self.all().try_for_each(|(path, _)| way::check(root, &path, End::File))
    }

    /// Each file with its bytes.
    pub fn all(&self) -> impl Iterator<Item = (PathBuf, &[u8])> {
        let planned = self.planned.iter().map(|planned| (planned.path.clone(), planned.text.as_bytes()));
        let of_crate = self.of_crate.iter().map(|file| (self.crate_folder.join(&file.path), file.text.as_bytes()));
        planned.chain(of_crate)
    }

    /// Writes all files, or none. The anchors are what the run is for: of two runs with the same one, one waits.
    ///
    /// # Errors
    ///
    /// A file was edited meanwhile, or the system refuses one.
    pub fn write(&self, [workspace, manifest]: &[PathBuf; 2]) -> Result<(), Error> {
        // What can be refused is refused before the lock, which leaves a folder in `target`.
        self.parts()?;
        tree::compare(&self.crate_folder, &self.of_crate)?;
        self.all().try_for_each(|(path, _)| check_writable(&path))?;

        let mut lock = WriteLock::acquire(workspace)?;
        // Other tasks know of the manifest alone.
        let _manifest = WriteLock::acquire(manifest)?;
        for planned in &self.planned {
            if !planned.origin.is_current(&planned.path) {
                return Err(Error::Edited { path: paths::tidy(&planned.path) });
            }
        }
        let tree = tree::compare(&self.crate_folder, &self.of_crate)?;
        let mut parts = self.parts()?;
        parts.push(output::part(&self.crate_folder, &tree));
        lock.replace(&parts)?;
        output::remove_stale_folders(&self.crate_folder, &tree);
        Ok(())
    }

    fn parts(&self) -> Result<Vec<Part<'_>>, Error> {
        let mut parts = Vec::new();
        for planned in &self.planned {
            let change = Change::of_file(&planned.path, planned.text.as_bytes())?;
            parts.push(Part { beside: &planned.path, changes: vec![change] });
        }
        Ok(parts)
    }
}

/// What is in a file, if there is one. A pipe would keep us waiting.
pub fn read(path: &Path) -> Result<Option<String>, Error> {
    match fs::metadata(path) {
        Ok(there) if !there.is_file() => return Err(Error::NoFile { path: paths::tidy(path) }),
        _ => {}
    }
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(inputs::Error::Read { path: paths::tidy(path), source }.into()),
    }
}

/// Whether the folder that a file goes to, or the first one above it that is there, takes new entries.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn check_writable(path: &Path) -> Result<(), Error> {
    use rustix::fs::{Access, access};

    let (folder, _) = paths::existing_ancestor(path.parent().unwrap_or(path));
    let writable = access(&folder, Access::WRITE_OK);
    writable.map_err(|source| Error::NotWritable { path: paths::tidy(&folder), source: source.into() })
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn check_writable(_: &Path) -> Result<(), Error> {
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn a_file_that_is_edited_meanwhile_stops_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("Cargo.toml"), "[workspace]\n").unwrap();
        let mut files = Files::new(&path("shop"), Vec::new());
        files.make(path("new/codegen.toml"), "roots = []\n".to_owned());
        files.edit(path("Cargo.toml"), |text| Ok(format!("{text}# one more\n"))).unwrap();
        files.edit(path("same"), |text| Ok(text.to_owned())).unwrap();
        fs::write(path("Cargo.toml"), "[workspace] # mine\n").unwrap();
        let anchors = [path("Cargo.toml"), path("new/codegen.toml")];
        let error = files.write(&anchors).unwrap_err();
        assert!(matches!(error, Error::Edited { .. }), "{error}");
        assert!(!path("new").exists());

        fs::write(path("Cargo.toml"), "[workspace]\n").unwrap();
        files.write(&anchors).unwrap();
        assert_eq!(fs::read_to_string(path("Cargo.toml")).unwrap(), "[workspace]\n# one more\n");
        assert_eq!(fs::read_to_string(path("new/codegen.toml")).unwrap(), "roots = []\n");
        assert_eq!(fs::read_to_string(path("same")).unwrap(), "");
    }

    #[test]
    fn what_would_be_lost_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in ["same", "other", "edited"] {
            fs::write(path(name), "a").unwrap();
        }
        let mut files = Files::new(&path("shop"), Vec::new());
        files.make(path("same"), "a".to_owned());
        files.make(path("new"), "a".to_owned());
        files.edit(path("edited"), |text| Ok(format!("{text}b"))).unwrap();
        assert!(files.overwritten().is_empty());
        files.make(path("other"), "b".to_owned());
        assert_eq!(files.overwritten(), [path("other")]);
        let (made, changed) = files.summary();
        assert_eq!((made.len(), changed), (4, vec![path("edited")]));
    }
}
