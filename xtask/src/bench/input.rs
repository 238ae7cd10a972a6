//! Metadata as `cargo xtask codegen` reads it.

use std::path::{Path, PathBuf};

use odata_codegen::Output;

use cargo_odata::inputs::{Job, StandAlone};

use crate::error::Error;
use crate::project;

/// Everything in a file, as a stand-alone crate.
///
/// # Errors
///
/// The metadata cannot be read.
pub(super) fn whole(csdl: &Path) -> Result<Job, Error> {
    let name = csdl.file_stem().unwrap_or_default().to_string_lossy();
    let name: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let name = format!("bench-{}", name.to_lowercase());
    let out = folder().join(&name);
    let described = StandAlone {
        csdl: vec![csdl.to_owned()],
        out,
        name: Some(name),
        runtime: Some(project::runtime()),
        ..StandAlone::default()
    };
    Ok(Job::stand_alone(&described)?)
}

/// The project's own roots out of a file.
///
/// # Errors
///
/// The metadata or the project's manifest cannot be read.
pub(super) fn slice(csdl: &Path) -> Result<Job, Error> {
    let mut job = Job::by_manifest(&project::manifest())?;
    job.inputs.csdl = whole(csdl)?.inputs.csdl;
    Ok(job)
}

/// Generates.
///
/// # Errors
///
/// The metadata is refused.
pub(super) fn generate(job: &Job) -> Result<Output, Error> {
    Ok(odata_codegen::generate(&job.inputs, &job.manifest, job.manifest_source.clone())?)
}

/// The bytes of the metadata.
pub(super) fn size(job: &Job) -> u64 {
    job.inputs.csdl.iter().map(|source| source.text.len() as u64).sum()
}

/// Where the crates go that are measured; not part of the workspace.
pub(super) fn folder() -> PathBuf {
    project::root().join("target/bench")
}
