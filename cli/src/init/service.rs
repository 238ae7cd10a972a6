//! The service in memory: its roots, its slice, its manifest and its crate.

use std::io::{BufRead, Write};

use odata_codegen::File;
use odata_codegen::error::Warnings;

use super::choose;
use super::error::Error;
use super::manifest::{self, Filling};
use super::metadata::{Metadata, named};
use super::place::Place;
use super::presets::Preset;
use crate::digest;
use crate::inputs::Job;

/// As many as a screen has lines for.
const SHOWN: usize = 30;

/// What is written of a service.
#[derive(Debug)]
pub struct Service {
    /// The text of the manifest.
    pub manifest: String,
    /// The part of the metadata that the roots need.
    pub slice: String,
    /// The crate.
    pub crate_files: Vec<File>,
    /// How many types are kept and left.
    pub counts: (usize, usize),
    /// What is suspicious in the metadata.
    pub warnings: Warnings,
}

/// The roots that were given, or those that a person chooses.
///
/// # Errors
///
/// None was given, and there is no terminal to ask on; or the metadata is refused.
pub fn roots(
    metadata: &Metadata,
    preset: &Preset,
    place: &Place,
    filling: Filling<'_>,
    input: Option<&mut impl BufRead>,
    out: &mut dyn Write,
) -> Result<Vec<String>, Error> {
    if !filling.roots.is_empty() {
        return Ok(filling.roots.to_vec());
    }
    let everything = ["*".to_owned()];
    let text = manifest::fill(preset, place, Filling { roots: &everything, ..filling })?;
    let job = metadata.job(&place.manifest, &text)?;
    let expand = |pattern: &str| odata_codegen::roots(&job.inputs, &job.manifest, job.manifest_source.clone(), pattern);
    let all: Vec<String> = expand("*")?.into_iter().collect();
    let chosen = input
        .filter(|_| !all.is_empty())
        .and_then(|input| choose::choose(&all, input, out, |word| expand(word).is_ok_and(|found| !found.is_empty())));
    chosen.ok_or_else(|| {
        let list = metadata.listing(if all.is_empty() { "NAMESPACE.*" } else { "*" });
        Error::NoRoot { some: all.iter().take(SHOWN).cloned().collect(), all: all.len(), list }
    })
}

impl Service {
    /// Slices the metadata and generates the crate.
    ///
    /// # Errors
    ///
    /// The metadata or the manifest is refused.
    pub fn make(metadata: &Metadata, preset: &Preset, place: &Place, filling: Filling<'_>) -> Result<Self, Error> {
        let text = manifest::fill(preset, place, filling)?;
        let job = metadata.job(&place.manifest, &text)?;
        let whole = odata_codegen::subset(&job.inputs, &job.manifest, job.manifest_source)?;
        let (kept, left) = types(&whole);
        let slice = whole.text;

        let text = metadata.recorded(&place.manifest, text, &digest::sha256(slice.as_bytes()))?;
        let mut job = Job::of_texts(&place.manifest, named(&place.manifest, &text), named(&place.csdl, &slice))?;
        // It will be a member of the workspace, whatever the disk says now.
        job.manifest.package.standalone = Some(false);
        let mut output = odata_codegen::generate(&job.inputs, &job.manifest, job.manifest_source.clone())?;
        let warnings = job.located(std::mem::take(&mut output.report.warnings));
        Ok(Self { manifest: text, slice, crate_files: output.files, counts: (kept, left), warnings })
    }
}

/// How many types the slice keeps and leaves.
fn types(subset: &odata_codegen::Subset) -> (usize, usize) {
    let counts = subset.counts.iter().filter(|count| count.element.ends_with("Type"));
    counts.fold((0, 0), |(kept, left), count| (kept + count.kept, left + count.read.saturating_sub(count.kept)))
}
