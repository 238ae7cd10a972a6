//! The part of the metadata that the slice needs, as CSDL: one file in canonical form, in which every reference
//! resolves.
//!
//! Elements are copied as they stand in the input, so that nothing is lost that the model has no use for.

mod annotations;
mod counts;
mod elements;
mod keep;
mod paths;
mod spelling;
mod targets;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    csdl::{Edmx, Element},
    error::Diagnostic,
    model::Model,
    slice::Slice,
    source::Source,
};
pub use counts::Count;
use elements::{Document, Parts};
use keep::Keep;
pub use keep::Reason;

/// The part of the metadata that the roots need.
#[derive(Clone, Debug)]
pub struct Subset {
    /// The file, in canonical form.
    pub text: String,
    /// Why each type is in it, by qualified name.
    pub reasons: BTreeMap<String, Reason>,
    /// How many elements of each kind there are in the input and in the text.
    pub counts: Vec<Count>,
    /// What is suspicious in the metadata.
    pub warnings: Vec<Diagnostic>,
}

impl Subset {
    /// The types from one to a root, each kept because of the next; empty if it is not kept.
    #[must_use]
    pub fn why(&self, qualified_name: &str) -> Vec<(&str, &Reason)> {
        let mut chain: Vec<(&str, &Reason)> = Vec::new();
        let mut next = Some(qualified_name);
        while let Some((name, reason)) = next.and_then(|name| self.reasons.get_key_value(name)) {
            if chain.iter().any(|(known, _)| known == name) {
                break;
            }
            chain.push((name, reason));
            next = reason.by.as_deref();
        }
        chain
    }
}

/// A file of metadata with its syntax tree.
pub(crate) type File<'a> = (&'a Source, &'a Edmx<'a>);

/// Takes what the slice needs.
///
/// # Errors
///
/// A fault in a part of the metadata that generating has no use for.
pub(crate) fn of<'a>(
    files: &[File<'a>],
    model: &Model<'a>,
    slice: &Slice,
    warnings: Vec<Diagnostic>,
) -> Result<Subset, Vec<Diagnostic>> {
    let documents: Vec<Document> = files.iter().map(|(source, edmx)| Document::new(source, edmx)).collect();
    let mut keep = Keep::new(model, slice);
    // What annotations name is kept too, and may itself name more.
    loop {
        let parts = Parts::collect(&documents, &keep).map_err(|problem| vec![*problem])?;
        let mut names = BTreeSet::new();
        parts.elements().for_each(|element| spelling::names(element, &mut names));
        if !keep.add(&names) {
            let main = model.namespaces.first().copied().unwrap_or_default();
            let root = document(parts, &documents, &names, main);
            let counts = counts::of(files.iter().map(|(_, edmx)| *edmx), &root);
            return Ok(Subset { text: write::document(&root), reasons: keep.reasons(), counts, warnings });
        }
    }
}

fn document<'a>(parts: Parts<'a>, documents: &[Document<'a>], names: &BTreeSet<String>, main: &'a str) -> Element<'a> {
    let version = documents.iter().map(Document::version).max().unwrap_or("4.0");
    let mut edmx = Element::new("edmx:Edmx", [("Version", version.into()), ("xmlns:edmx", write::EDMX.into())]);
    let mut services = Element::new("edmx:DataServices", []);
    edmx.children = elements::references(documents, &parts, names);
    services.children = parts.into_schemas(main);
    edmx.children.push(services);
    edmx
}
