//! What is on disk, beside what should be.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path};

use odata_codegen::File;
use odata_codegen::mark;

use super::error::Error;
use crate::paths;

/// The target folder compared with the generator's output.
#[derive(Debug)]
pub struct Tree<'a> {
    /// Each file of the output, in its order, and what is at its path.
    pub files: Vec<(&'a File, State)>,
    /// The files that the output no longer has and that bear the mark, sorted.
    pub stale: Vec<String>,
}

/// What is at the path of a file.
#[derive(Debug, PartialEq, Eq)]
pub enum State {
    /// The same bytes.
    Same,
    /// Other bytes.
    Different(Vec<u8>),
    /// Nothing.
    Missing,
}

impl Tree<'_> {
    /// Whether the folder is what the output says.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.stale.is_empty() && self.files.iter().all(|(_, state)| *state == State::Same)
    }
}

/// Compares the target folder, which need not exist, with the output.
///
/// # Errors
///
/// A path that cannot be read, or a folder that holds somebody else's crate.
pub fn compare<'a>(target: &Path, files: &'a [File]) -> Result<Tree<'a>, Error> {
    check_paths(files)?;
    let mut compared = Vec::with_capacity(files.len());
    let mut known = BTreeSet::new();
    let mut ours = false;
    let mut foreign = None;
    for file in files {
        refuse_links(target, Path::new(&file.path), &mut known)?;
        let path = target.join(&file.path);
        let state = match fs::read(&path) {
            Ok(bytes) if bytes == file.text.as_bytes() => {
                ours = true;
                State::Same
            }
            Ok(bytes) => {
                if mark::is_generated(&bytes) {
                    ours = true;
                } else {
                    foreign.get_or_insert(&file.path);
                }
                State::Different(bytes)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => State::Missing,
            Err(source) => return Err(Error::Read { path, source }),
        };
        compared.push((file, state));
    }
    // One file that lost its first line is a generated crate that somebody edited; a folder with no marked file at
    // all is not ours to overwrite.
    if let Some(file) = foreign.filter(|_| !ours) {
        return Err(Error::Foreign { folder: paths::tidy(target), file: file.clone() });
    }

    let expected: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let mut stale = Vec::new();
    collect_stale(target, "", &expected, &mut stale)?;
    stale.sort();
    Ok(Tree { files: compared, stale })
}

/// A link below the target may lead out of it, and what is written through it is lost to whoever looks for it here.
fn refuse_links<'a>(target: &Path, file: &'a Path, known: &mut BTreeSet<&'a Path>) -> Result<(), Error> {
    for part in file.ancestors().filter(|part| !part.as_os_str().is_empty()) {
        if !known.insert(part) {
            break;
        }
        let path = target.join(part);
        if fs::symlink_metadata(&path).is_ok_and(|there| there.is_symlink()) {
            return Err(Error::Link { path });
        }
    }
    Ok(())
}

/// The generator makes the paths so that none leads elsewhere, is another one's where case does not count, or is a device
/// of Windows. That it does is asked again where they are used.
fn check_paths(files: &[File]) -> Result<(), Error> {
    let mut seen = BTreeSet::new();
    for file in files {
        let unportable = |problem| Err(Error::Unportable { file: file.path.clone(), problem });
        if !Path::new(&file.path).components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(Error::Outside { file: file.path.clone() });
        }
        if file.path.contains(['\\', ':']) {
            return unportable("has a character that separates folders on Windows");
        }
        if file.path.split('/').any(is_device) {
            return unportable("is a device of Windows");
        }
        if !seen.insert(file.path.to_lowercase()) {
            return unportable("is there twice where case does not count");
        }
    }
    Ok(())
}

/// Whether a name is that of a device on Windows, which no file or folder there can have.
#[must_use]
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_lowercase();
    let number = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    matches!(&*stem, "con" | "prn" | "aux" | "nul")
        || number.is_some_and(|number| number.len() == 1 && number.chars().all(|c| c.is_ascii_digit()))
}

fn collect_stale(folder: &Path, prefix: &str, expected: &BTreeSet<&str>, stale: &mut Vec<String>) -> Result<(), Error> {
    let cannot_read = |source| Error::Read { path: folder.to_owned(), source };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(cannot_read(error)),
    };
    for entry in entries {
        let entry = entry.map_err(cannot_read)?;
        // Every name that the generator writes is text.
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let path = format!("{prefix}{name}");
        // A link is never ours; `file_type` does not follow it.
        let kind = entry.file_type().map_err(cannot_read)?;
        if kind.is_dir() && !matches!(path.as_str(), "target" | ".git") {
            collect_stale(&entry.path(), &format!("{path}/"), expected, stale)?;
        } else if kind.is_file()
            && path != "Cargo.lock"
            && !expected.contains(path.as_str())
            && mark::is_generated(&beginning(&entry.path())?)
        {
            stale.push(path);
        }
    }
    Ok(())
}

fn beginning(path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(256).read_to_end(&mut bytes))
        .map_err(|source| Error::Read { path: path.to_owned(), source })?;
    Ok(bytes)
}

/// Whether a file is there, and was generated.
#[must_use]
pub fn is_generated(file: &Path) -> bool {
    beginning(file).is_ok_and(|bytes| mark::is_generated(&bytes))
}
