//! The crate before it is printed, and the names that no schema may give. Not part of the API: it changes with any release.
//!
//! `cargo xtask bench` prints the same models with serde's derive, to compare what the two cost the compiler. Neither the
//! files nor the outline tell it enough: it needs the documentation and the exact Rust type of each field.
//! The workspace's tests compare [`reserved`] with the runtime.

pub use crate::names::reserved;
pub use crate::plan::{Crate, Docs, Enum, FieldType, Item, Kind, ModelStruct, RustType, TypeFile, Union};

use crate::{Error, Inputs, Manifest, Source, names, plan, slice, surface, with_model};

/// Plans a crate as [`generate`](crate::generate) does.
///
/// # Errors
///
/// As for [`generate`](crate::generate).
pub fn plan(inputs: &Inputs, manifest: &Manifest, manifest_source: Source) -> Result<Crate, Error> {
    with_model(inputs, manifest, manifest_source, |trees, model| {
        let slice = slice::reach(&model, manifest, trees.manifest)?;
        let surface = surface::of(&model, &slice);
        let names = names::assign(&model, &slice, &surface, manifest);
        Ok(plan::crate_of(&model, &slice, &surface, &names, manifest))
    })
}

/// The qualified names of the vocabulary terms that change what is emitted.
pub fn terms() -> impl Iterator<Item = String> {
    crate::model::used_terms()
}
