//! The last step: all files of all services, or none.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::Error;
use crate::output::{Change, Part, WriteLock};
use crate::{inputs, output, paths};

/// What one service's manifest leads to.
pub struct Update {
    /// The manifest.
    pub manifest: PathBuf,
    /// What was in it when the task began.
    pub text: String,
    /// Files, and what will be in them.
    pub files: Vec<(PathBuf, Vec<u8>)>,
}

/// Writes all files, others beside those of the updates, and makes the crates what they are to be; or does nothing.
///
/// # Errors
///
/// A manifest was edited meanwhile, a file is read-only, or the system refuses one.
pub fn apply(
    lock: &mut WriteLock,
    updates: &[Update],
    others: &[(PathBuf, Vec<u8>)],
    crates: Vec<Part<'_>>,
) -> Result<(), Error> {
    for update in updates.iter().filter(|update| !update.files.is_empty()) {
        let (_, now) = inputs::manifest::read(&update.manifest)?;
        if now.text != update.text {
            return Err(Error::Edited { manifest: paths::tidy(&update.manifest) });
        }
    }
    let changes =
        updates.iter().flat_map(|update| &update.files).chain(others).map(|(path, bytes)| change(path, bytes));
    let changes = changes.collect::<Result<Vec<_>, _>>()?;
    let parts = changes.iter().map(|change| Part { beside: &change.path, changes: vec![change.clone()] });
    Ok(lock.replace(&parts.chain(crates).collect::<Vec<_>>())?)
}

fn change<'a>(path: &Path, bytes: &'a [u8]) -> Result<Change<'a>, output::Error> {
    // What a link leads to is replaced, and not the link.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let there = fs::metadata(&path);
    if there.as_ref().is_ok_and(|there| there.permissions().readonly()) {
        return Err(output::Error::ReadOnly { path: paths::tidy(&path) });
    }
    Ok(Change { path, replaces: there.is_ok_and(|there| there.is_file()), bytes: Some(bytes) })
}
