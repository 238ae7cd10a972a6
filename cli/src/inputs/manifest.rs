//! Manifests, and the files that they name.

use std::path::{Path, PathBuf};

use odata_codegen::error::nearest;
use odata_codegen::{Limits, Manifest, Source};

use super::error::Error;
use super::file;
use crate::{paths, workspace};

/// The manifest that was named, or the nearest one from the current folder upwards.
///
/// # Errors
///
/// None was named, and there is none.
pub fn find(named: Option<&Path>) -> Result<PathBuf, Error> {
    Ok(workspace::manifest(named)?)
}

/// A manifest, and its text for messages.
///
/// # Errors
///
/// It cannot be read, or is refused.
pub fn read(path: &Path) -> Result<(Manifest, Source), Error> {
    let source = file::source(path, &file::read(path, Limits::default())?)?;
    Ok((parse(&source)?, source))
}

/// A manifest and its members, or the one of them whose crate has that name.
///
/// # Errors
///
/// A manifest cannot be read or is refused, or no crate has that name.
pub fn all(path: &Path, service: Option<&str>) -> Result<Vec<PathBuf>, Error> {
    let first = read(path)?.0;
    let mut all = vec![(path.to_owned(), first.package.name)];
    for member in &first.members {
        let member = beside(path, member.get_ref());
        let name = read(&member)?.0.package.name;
        all.push((member, name));
    }
    let Some(service) = service else { return Ok(all.into_iter().map(|(path, _)| path).collect()) };
    if let Some((path, _)) = all.iter().find(|(_, name)| name == service) {
        return Ok(vec![path.clone()]);
    }
    let nearest = nearest(service, all.iter().map(|(_, name)| name.as_str())).map(str::to_owned);
    Err(Error::NoService { name: service.to_owned(), manifest: paths::tidy(path), nearest })
}

/// A file that a manifest names by its path from the manifest's folder.
#[must_use]
pub fn beside(manifest: &Path, file: &str) -> PathBuf {
    manifest.parent().unwrap_or(Path::new("")).join(file)
}

/// Reads a manifest that is in memory.
///
/// # Errors
///
/// It is refused.
pub fn parse(manifest: &Source) -> Result<Manifest, Error> {
    Ok(Manifest::parse(manifest)?)
}
