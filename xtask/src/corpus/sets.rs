//! Files that belong together: one refers to the others.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use cargo_odata::inputs::{self, references};
use odata_codegen::Limits;

use crate::error::Error;

/// Files with those that they lead to.
#[derive(Debug)]
pub struct Set {
    /// The files to start from.
    pub main: Vec<PathBuf>,
    /// How many files there are that no set before holds, these included.
    pub files: usize,
    reached: BTreeSet<PathBuf>,
}

impl Set {
    /// A run over the set takes the file in, since most of what the file leads to is in the set already.
    fn is_joined_by(&self, reached: &BTreeSet<PathBuf>) -> bool {
        self.reached.intersection(reached).count() * 2 > reached.len()
    }
}

/// Few sets that hold each file of a folder, those of a name's order that lead furthest first. A service, which is a file
/// with an entity container, is a set of its own.
///
/// # Errors
///
/// A folder or file cannot be read.
pub fn of(folder: &Path) -> Result<Vec<Set>, Error> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    let mut direct: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    let mut services = BTreeSet::new();
    for file in &files {
        // A file that is no UTF-8 refers to nothing; the run over it will say so.
        let source = inputs::source(file, &inputs::read(file, Limits::default())?);
        if source.as_ref().is_ok_and(|source| source.text.contains("<EntityContainer")) {
            services.insert(file.clone());
        }
        direct.insert(file.clone(), source.map(|source| references::direct(file, &source)).unwrap_or_default());
    }
    let mut reached: Vec<(PathBuf, BTreeSet<PathBuf>)> =
        files.into_iter().map(|file| (file.clone(), closure(&file, &direct))).collect();
    // Stable: by name among those that lead equally far.
    reached.sort_by_key(|(_, reached)| std::cmp::Reverse(reached.len()));
    let mut covered = BTreeSet::new();
    let mut sets: Vec<Set> = Vec::new();
    for (main, reached) in reached {
        if covered.contains(&main) {
            continue;
        }
        let files = reached.difference(&covered).count();
        covered.extend(reached.iter().cloned());
        let joined = sets.iter_mut().find(|set| !services.contains(&main) && set.is_joined_by(&reached));
        match joined {
            Some(set) => {
                set.main.push(main);
                set.files += files;
                set.reached.extend(reached);
            }
            None => sets.push(Set { main: vec![main], files, reached }),
        }
    }
    sets.sort_by(|one, other| one.main.cmp(&other.main));
    Ok(sets)
}

/// The files of metadata in a folder, by name.
///
/// # Errors
///
/// A folder cannot be read.
pub(crate) fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    let fail = |source| Error::Read { path: folder.to_owned(), source };
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .map_err(fail)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()
        .map_err(fail)?;
    entries.sort();
    for path in entries {
        let extension = path.extension().and_then(|extension| extension.to_str());
        if path.is_dir() {
            collect(&path, files)?;
        } else if matches!(extension, Some("xml" | "csdl" | "edmx")) {
            files.push(path);
        }
    }
    Ok(())
}

fn closure(file: &Path, direct: &BTreeMap<PathBuf, Vec<PathBuf>>) -> BTreeSet<PathBuf> {
    let mut reached = BTreeSet::new();
    let mut pending = vec![file.to_owned()];
    while let Some(file) = pending.pop() {
        if reached.insert(file.clone()) {
            pending.extend(direct.get(&file).into_iter().flatten().cloned());
        }
    }
    reached
}
