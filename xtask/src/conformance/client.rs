//! The client: the server's metadata in, a crate out.

use std::fs;

use super::folder;
use crate::error::Error;
use crate::project;
use cargo_odata::inputs::{Job, StandAlone};
use cargo_odata::output;
use cargo_odata::terminal::{MessageFormat, Messages};

/// The name of the crate, which the journey depends on.
const NAME: &str = "conformance-client";

/// What was generated.
pub(super) struct Client {
    /// How many types it has.
    pub(super) types: usize,
    /// What the generator has to say.
    pub(super) warnings: Vec<String>,
}

/// Generates a crate with everything in the metadata, in `target/conformance/client`.
///
/// # Errors
///
/// The metadata is refused, or a file cannot be written.
pub(super) fn generate(metadata: &[u8]) -> Result<Client, Error> {
    let csdl = folder().join("metadata.xml");
    fs::write(&csdl, metadata).map_err(|source| Error::Write { path: csdl.clone(), source })?;
    let target = folder().join("client");
    let described = StandAlone {
        csdl: vec![csdl],
        out: target.clone(),
        name: Some(NAME.to_owned()),
        runtime: Some(project::runtime()),
        ..StandAlone::default()
    };
    let job = Job::stand_alone(&described)?;
    let output = odata_codegen::generate(&job.inputs, &job.manifest, job.manifest_source.clone())?;
    output::stand_alone(&target, &output.files)?;
    let short = Messages { format: MessageFormat::Short, coloured: false };
    let warnings = short.warnings(&job.located(output.report.warnings)).lines().map(str::to_owned).collect();
    Ok(Client { types: output.report.types_kept, warnings })
}
