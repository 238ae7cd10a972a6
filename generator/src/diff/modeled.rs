//! The model of a state, and what the roots reach of it.

use crate::{Error, error::Diagnostic, manifest::Manifest, model::Model, slice::Slice, trees::Trees};

/// The model of a state.
pub(super) struct Modeled<'a> {
    pub(super) model: Model<'a>,
    pub(super) manifest: Manifest,
    trees: &'a Trees<'a>,
}

impl<'a> Modeled<'a> {
    pub(super) fn of(trees: &'a Trees<'a>, manifest: &Manifest) -> Result<Self, Error> {
        Ok(Self { model: trees.model(manifest)?, manifest: manifest.clone(), trees })
    }

    pub(super) fn reach(&self, manifest: &Manifest) -> Result<Slice, Vec<Diagnostic>> {
        crate::slice::reach(&self.model, manifest, self.trees.manifest)
    }

    pub(super) fn refused(&self, diagnostics: Vec<Diagnostic>) -> Error {
        self.trees.refused(&self.manifest, diagnostics)
    }
}
