//! The cases: each folder of `cases/` is a small schema that shows one construct.

use std::{
    error::Error,
    fs, io,
    path::{Path, PathBuf},
};

use odata_codegen::{Output, Source};

use crate::project;

/// The crates of all cases, by name.
///
/// # Errors
///
/// A file cannot be read, or the generator refuses.
pub fn all() -> Result<Vec<(String, Output)>, Box<dyn Error>> {
    folders()?.iter().map(|folder| Ok((name(folder), generate(folder)?))).collect()
}

/// The folders of the cases, sorted.
///
/// # Errors
///
/// The folder of the cases cannot be read.
pub fn folders() -> io::Result<Vec<PathBuf>> {
    sorted(&Path::new(env!("CARGO_MANIFEST_DIR")).join("cases"))
}

/// The name of the case in a folder, which is that of its crate.
#[must_use]
pub fn name(folder: &Path) -> String {
    folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Generates the crate of a case.
///
/// # Errors
///
/// A file cannot be read, or the generator refuses.
pub fn generate(folder: &Path) -> Result<Output, Box<dyn Error>> {
    let manifest = folder.join("codegen.toml");
    let manifest = if manifest.exists() { Some(project::source(&manifest)?) } else { None };
    let (csdl, references) = (sources(folder, "csdl")?, sources(folder, "xml")?);
    // The text of an error has its place, and its debug form does not.
    project::everything(&name(folder), csdl, references, manifest).map_err(|error| error.to_string().into())
}

/// The files of a case with that extension, sorted by name.
///
/// # Errors
///
/// A file cannot be read.
pub fn sources(folder: &Path, extension: &str) -> Result<Vec<Source>, Box<dyn Error>> {
    let mut files = sorted(folder)?;
    files.retain(|path| path.extension().is_some_and(|other| other == extension));
    files.iter().map(|path| project::source(path)).collect()
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}
