//! References to files that are not among the inputs.

use super::{build::Builder, document::Document, schema::AbsentFile};
use crate::{codes::Code, error::Diagnostic, manifest::ReferenceEntry, source::Span};

impl<'a> Builder<'a> {
    /// Notes what is absent, for when the slice needs something from it; an entry of the manifest that no file refers to
    /// is an error.
    pub(super) fn find_absent(&mut self, documents: &[Document<'a>], entries: &[ReferenceEntry], manifest: u16) {
        let references = || documents.iter().flat_map(|document| &document.edmx.references);
        for reference in references() {
            for include in &reference.includes {
                let namespace = include.namespace.value();
                if self.names.namespace(namespace).is_some() || self.model.absent.contains_key(namespace) {
                    continue;
                }
                let uri = reference.uri.as_ref().map_or_else(String::new, |uri| uri.value().to_owned());
                let file = AbsentFile { uri, span: reference.span };
                self.model.absent.insert(namespace.to_owned(), file);
            }
        }
        let uris = || references().filter_map(|reference| Some(reference.uri.as_ref()?.value()));
        for entry in entries {
            let uri = entry.uri.get_ref();
            if !uris().any(|other| other == uri) {
                let message = format!("no `edmx:Reference` has the Uri `{uri}`");
                let problem = Diagnostic::at(Code::UnknownReference, Span::new(manifest, entry.uri.span()), message);
                self.faults.push(problem.suggest(uri, uris()));
            }
        }
    }
}
