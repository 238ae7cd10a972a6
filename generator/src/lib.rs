//! OData CSDL bytes in, the files of a Rust crate out.
//!
//! The generator uses no disk, network, clock or terminal: the same input gives the same bytes everywhere. A program of one's
//! own reads the metadata, calls [`generate`], and writes the files where it wants them:
//!
//! ```
//! use std::{fs, path::Path};
//!
//! use odata_codegen::{Inputs, Manifest, Source, generate};
//!
//! fn write_crate(csdl: &[u8], folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
//!     let manifest = "roots = ['Orders']\ncrate = { name = 'shop', path = 'shop' }\nsource = { csdl = 'shop.csdl' }";
//!     let manifest_source = Source::from_bytes("codegen.toml", manifest.as_bytes())?;
//!     let manifest = Manifest::parse(&manifest_source)?;
//!     let inputs = Inputs { csdl: vec![Source::from_bytes("shop.csdl", csdl)?], ..Inputs::default() };
//!     for file in generate(&inputs, &manifest, manifest_source)?.files {
//!         let path = folder.join(&file.path);
//!         fs::create_dir_all(path.parent().unwrap_or(folder))?;
//!         fs::write(path, file.text)?;
//!     }
//!     Ok(())
//! }
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let csdl = br#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
//! # <Schema Namespace="Shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
//! # <EntityType Name="Order"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Int32" Nullable="false"/></EntityType>
//! # <EntityContainer Name="Container"><EntitySet Name="Orders" EntityType="Shop.Order"/></EntityContainer>
//! # </Schema></edmx:DataServices></edmx:Edmx>"#;
//! # let folder = std::env::temp_dir().join(format!("odata-codegen-example-{}", std::process::id()));
//! # write_crate(csdl, &folder)?;
//! # let model = fs::read_to_string(folder.join("src/models/order.rs"))?;
//! # fs::remove_dir_all(&folder)?;
//! # assert!(model.contains("pub struct Order"));
//! # assert!(write_crate(b"<html/>", &folder).unwrap_err().to_string().contains("shop.csdl:1:1"));
//! # Ok(())
//! # }
//! ```
//!
//! The error of a run that is refused prints each problem with its place in the input ([`Error`]).

pub mod codes;
mod csdl;
mod decode;
pub mod diff;
mod emit;
pub mod error;
mod faults;
mod format;
pub mod invisible;
pub mod limits;
pub mod manifest;
pub mod mark;
mod markdown;
mod model;
mod names;
pub mod outline;
mod plan;
mod remedy;
pub mod report;
mod slice;
pub mod source;
pub mod subset;
mod summary;
mod surface;
mod trees;
#[doc(hidden)]
pub mod unstable;

pub use codes::Code;
pub use emit::CONTRACT;
pub use error::Error;
pub use limits::Limits;
pub use manifest::Manifest;
pub use outline::Outline;
pub use report::Report;
pub use source::Source;
pub use subset::Subset;

use std::collections::BTreeSet;

use error::Diagnostic;
use trees::{Found, Trees};

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
    with_model(inputs, manifest, manifest_source, |trees, model| {
        let slice = slice::reach(&model, manifest, trees.manifest)?;
        let surface = surface::of(&model, &slice);
        let of_all = manifest.roots.iter().any(|root| root.get_ref() == "*");
        let not_offered = surface.warnings(&model, of_all);
        let Found { warnings, outside } = trees.check(&model, &slice, &not_offered, manifest)?;
        let names = names::assign(&model, &slice, &surface, manifest);
        let plan = plan::crate_of(&model, &slice, &surface, &names, manifest);
        let left_out = surface.left_out;
        let types_kept = names.types.len();
        let types_left = model.types.len().saturating_sub(types_kept);
        let (files, elements) = rayon::join(
            || emit::files(&plan),
            || {
                let elements = report::count(trees.files().map(|(_, edmx)| edmx), &model, &slice, &left_out);
                // To give back the memory of a large model takes as long as to print some files.
                drop(model);
                elements
            },
        );
        let report = Report { types_kept, types_left, elements, warnings, outside, summary: summary::of(&plan) };
        Ok(Output { files, report })
    })
}

/// Says what would be generated, as data for a text or a picture.
///
/// # Errors
///
/// Everything that is wrong with the metadata, the overlays and the manifest, each with its place.
pub fn outline(inputs: &Inputs, manifest: &Manifest, manifest_source: Source) -> Result<Outline, Error> {
    with_model(inputs, manifest, manifest_source, |trees, model| {
        let slice = slice::reach(&model, manifest, trees.manifest)?;
        trees.check(&model, &slice, &[], manifest)?;
        let surface = surface::of(&model, &slice);
        let names = names::assign(&model, &slice, &surface, manifest);
        let plan = plan::crate_of(&model, &slice, &surface, &names, manifest);
        Ok(outline::of(&outline::Stages {
            model: &model,
            slice: &slice,
            names: &names,
            plan: &plan,
            sources: &trees.sources,
        }))
    })
}

/// Takes the part of the metadata that the roots need, as one CSDL file.
///
/// # Errors
///
/// Everything that is wrong with the metadata, the overlays and the manifest, each with its place; an exclusion that
/// matches nothing is.
pub fn subset(inputs: &Inputs, manifest: &Manifest, manifest_source: Source) -> Result<Subset, Error> {
    with_model(inputs, manifest, manifest_source, |trees, model| {
        let slice = slice::reach(&model, manifest, trees.manifest)?;
        let idle = slice::wishes::idle(&model, &manifest.slice, trees.manifest);
        if !idle.is_empty() {
            return Err(idle);
        }
        let Found { warnings, .. } = trees.check(&model, &slice, &[], manifest)?;
        subset::of(&trees.files().collect::<Vec<_>>(), &model, &slice, warnings)
    })
}

/// The paths and types that a pattern of roots stands for, sorted: `*` for the entity sets, singletons and imports,
/// `users/*` for what is behind one, `namespace.*` for types.
///
/// # Errors
///
/// What is wrong with the files as a whole, the overlays and the manifest, each with its place; an entity container that
/// extends one that is not there, if the pattern stands for nothing.
pub fn roots(
    inputs: &Inputs,
    manifest: &Manifest,
    manifest_source: Source,
    pattern: &str,
) -> Result<BTreeSet<String>, Error> {
    with_model(inputs, manifest, manifest_source, |_, model| {
        let roots = slice::patterns::expand(&model, pattern);
        let reasons: Vec<Diagnostic> = slice::dangling(&model).collect();
        if roots.is_empty() && !reasons.is_empty() { Err(reasons) } else { Ok(roots) }
    })
}

/// The `Uri`s of the files that metadata refers to (`edmx:Reference`), in the order of the file. Faults of the file are left
/// to the other functions, which have places for them.
#[must_use]
pub fn references(source: &Source) -> Vec<String> {
    let references = csdl::references(source);
    references.into_iter().filter_map(|reference| Some(reference.uri?.value().to_owned())).collect()
}

/// The first stages, on which all else stands.
fn with_model<T>(
    inputs: &Inputs,
    manifest: &Manifest,
    manifest_source: Source,
    then: impl for<'t> FnOnce(&'t Trees<'t>, model::Model<'t>) -> Result<T, Vec<Diagnostic>>,
) -> Result<T, Error> {
    let trees = Trees::read(inputs, manifest_source, manifest.limits)?;
    let model = trees.model(manifest)?;
    then(&trees, model).map_err(|diagnostics| trees.refused(manifest, diagnostics))
}
