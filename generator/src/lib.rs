//! OData CSDL bytes in, the files of a Rust crate out.
//!
//! The generator knows no disk, network, clock or terminal: the same input gives the same bytes everywhere.

pub mod csdl;
mod decode;
pub mod diff;
mod emit;
pub mod error;
pub mod format;
pub mod manifest;
pub mod model;
pub mod names;
pub mod plan;
pub mod report;
mod rules;
pub mod slice;
pub mod source;
mod summary;

pub use error::Error;
pub use format::HEADER;
pub use manifest::Manifest;
pub use report::Report;
pub use source::Source;

use error::Diagnostic;
use source::Sources;

/// The metadata of a service.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// CSDL files.
    pub csdl: Vec<Source>,
    /// CSDL files that the others refer to, those that were found.
    pub references: Vec<Source>,
    /// CSDL files of annotations only, laid over the others.
    pub overlays: Vec<Source>,
}

/// A crate, in memory.
#[derive(Clone, Debug)]
pub struct Output {
    /// The files, sorted by path.
    pub files: Vec<File>,
    /// What the files are printed from.
    pub plan: plan::Crate,
    /// What was kept.
    pub report: Report,
}

/// An emitted file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Relative to the crate's folder, with `/` between the parts.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// Generates a crate.
///
/// # Errors
///
/// Everything that is wrong with the metadata, the overlays and the manifest, each with its place.
pub fn generate(inputs: &Inputs, manifest: &Manifest, manifest_source: Source) -> Result<Output, Error> {
    let mut sources = Sources::default();
    let manifest_number = sources.add(manifest_source);
    let csdl_numbers: Vec<u16> = inputs.csdl.iter().map(|source| sources.add(source)).collect();
    let reference_numbers: Vec<u16> = inputs.references.iter().map(|source| sources.add(source)).collect();
    let overlay_numbers: Vec<u16> = inputs.overlays.iter().map(|source| sources.add(source)).collect();

    let run = || -> Result<Output, Vec<Diagnostic>> {
        let csdl = parse(&inputs.csdl, &csdl_numbers)?;
        let references = parse(&inputs.references, &reference_numbers)?;
        let overlays = parse(&inputs.overlays, &overlay_numbers)?;
        let trees = model::Trees { csdl: &csdl, references: &references, overlays: &overlays };
        let model = model::build(trees, manifest, manifest_number, &sources)?;
        let slice = slice::reach(&model, manifest, manifest_number)?;
        let names = names::assign(&model, &slice, manifest);
        let plan = plan::crate_of(&model, &slice, &names, manifest);
        let types_kept = names.types.len();
        let types_left = model.types.len().saturating_sub(types_kept);
        let notes = model.notes.iter().chain(&slice.notes).cloned().collect();
        let (files, elements) = rayon::join(
            || emit::files(&plan),
            || {
                let elements = report::count(csdl.iter().chain(&references), &model, &slice);
                // To give back the memory of a large model takes as long as to print some files.
                drop(model);
                elements
            },
        );
        let report = Report { types_kept, types_left, elements, notes, summary: summary::of(&plan) };
        Ok(Output { files, plan, report })
    };
    run().map_err(|mut diagnostics| {
        diagnostics.sort_by_key(|diagnostic| diagnostic.span);
        Error { diagnostics, sources: sources.into_owned() }
    })
}

fn parse<'a>(sources: &'a [Source], numbers: &[u16]) -> Result<Vec<csdl::Edmx<'a>>, Vec<Diagnostic>> {
    let (mut parsed, mut problems) = (Vec::new(), Vec::new());
    for (source, number) in sources.iter().zip(numbers) {
        match csdl::parse(source, *number) {
            Ok(edmx) => parsed.push(edmx),
            Err(more) => problems.extend(more),
        }
    }
    if problems.is_empty() { Ok(parsed) } else { Err(problems) }
}
