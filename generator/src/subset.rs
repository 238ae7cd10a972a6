//! The part of the metadata that the slice needs, as CSDL: one file in canonical form, in which every reference
//! resolves.
//!
//! Elements are copied as they stand in the input, so that nothing is lost that the model has no use for.

mod annotations;
mod elements;
mod keep;
mod paths;
mod spelling;
mod targets;
mod write;

use std::collections::BTreeSet;

use crate::{
    csdl::{Edmx, Element},
    error::Diagnostic,
    model::Model,
    slice::Slice,
    source::Source,
};
use elements::{Document, Parts};
use keep::Keep;

/// The part of the metadata that the roots need.
#[derive(Clone, Debug)]
pub struct Subset {
    /// The file, in canonical form.
    pub text: String,
}

/// A file of metadata with its syntax tree.
pub(crate) type File<'a> = (&'a Source, &'a Edmx<'a>);

/// Writes what the slice needs.
///
/// # Errors
///
/// A fault in a part of the metadata that generating has no use for.
pub(crate) fn text<'a>(
    files: impl Iterator<Item = File<'a>>,
    model: &Model<'a>,
    slice: &Slice,
) -> Result<String, Vec<Diagnostic>> {
    let documents: Vec<Document> = files.map(|(source, edmx)| Document::new(source, edmx)).collect();
    let mut keep = Keep::new(model, slice);
    // What annotations name is kept too, and may itself name more.
    loop {
        let parts = Parts::collect(&documents, &keep).map_err(|problem| vec![*problem])?;
        let mut names = BTreeSet::new();
        parts.elements().for_each(|element| spelling::names(element, &mut names));
        if !keep.add(&names) {
            return Ok(write::document(&document(parts, &documents, &names)));
        }
    }
}

fn document<'a>(parts: Parts<'a>, documents: &[Document<'a>], names: &BTreeSet<String>) -> Element<'a> {
    let version = documents.iter().map(Document::version).max().unwrap_or("4.0");
    let mut edmx = Element::new("edmx:Edmx", [("Version", version.into()), ("xmlns:edmx", write::EDMX.into())]);
    let mut services = Element::new("edmx:DataServices", []);
    edmx.children = elements::references(documents, &parts, names);
    services.children = parts.into_schemas();
    edmx.children.push(services);
    edmx
}
