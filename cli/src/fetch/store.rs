//! The last step: all files of all services, or none.

use std::path::PathBuf;

use super::error::Error;
use crate::output::{Change, Part, WriteLock};
use crate::{inputs, paths};

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
        updates.iter().flat_map(|update| &update.files).chain(others).map(|(path, bytes)| Change::of_file(path, bytes));
    let changes = changes.collect::<Result<Vec<_>, _>>()?;
    let parts = changes.iter().map(|change| Part { beside: &change.path, changes: vec![change.clone()] });
    Ok(lock.replace(&parts.chain(crates).collect::<Vec<_>>())?)
}
