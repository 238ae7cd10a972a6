//! From the whole metadata to the slice.

use std::path::Path;

use generator::{Manifest, Source};

use crate::error::Error;
use crate::inputs;

/// The part of the metadata that the manifest's roots need, from which the crate can be generated.
///
/// # Errors
///
/// The metadata, or what the manifest and the overlays say about it, is refused.
pub(super) fn slice(
    full: Source,
    path_of_manifest: &Path,
    manifest: &Manifest,
    manifest_source: &Source,
) -> Result<String, Error> {
    let text = full.text.clone();
    let inputs = inputs::around(full, path_of_manifest, manifest)?;
    generator::generate(&inputs, manifest, manifest_source.clone())
        .map_err(|refused| Error::Refused(Box::new(refused)))?;
    Ok(text)
}
