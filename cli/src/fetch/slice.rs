//! From the whole metadata to the slice.

use std::path::Path;

use odata_codegen::Source;

use super::error::Error;
use crate::inputs::{Job, manifest};
use crate::paths;

/// The part of the metadata that the manifest's roots need, from which the crate can be generated. `path` is where the
/// manifest is or will be.
///
/// # Errors
///
/// The metadata, or what the manifest and the overlays say about it, is refused.
pub(super) fn slice(full: Source, manifest: &Source, path: &Path) -> Result<String, Error> {
    let job = Job::of_texts(path, manifest.clone(), full)?;
    let text = odata_codegen::subset(&job.inputs, &job.manifest, job.manifest_source)?.text;

    let csdl = manifest::beside(path, &job.manifest.source.csdl);
    let slice = Source { name: paths::tidy(&csdl).display().to_string(), text: text.clone() };
    let job = Job::of_texts(path, manifest.clone(), slice)?;
    odata_codegen::generate(&job.inputs, &job.manifest, job.manifest_source)?;
    Ok(text)
}
