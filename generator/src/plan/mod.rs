//! The Rust crate as data: everything decided, nothing printed. Nothing can fail from here on.

mod calls_to;
mod context;
mod data;
mod dependency;
mod depth;
mod docs;
mod features;
mod manifest;
mod models;
mod operations;
mod paths;
mod requests;
mod values;

pub use data::*;
pub use dependency::Dependency;
pub use features::{Condition, Feature};

pub(crate) use features::FULL;

use self::{context::Context, features::Features, paths::Paths};
use crate::{manifest::Manifest, model::Model, names::Names, slice::Slice, surface::Surface};

/// Plans the crate.
#[must_use]
pub fn crate_of(model: &Model, slice: &Slice, surface: &Surface, names: &Names, manifest: &Manifest) -> Crate {
    let features = Features::new(model, slice, surface, names, manifest);
    let paths = Paths::new(model, &surface.places, manifest.service.key_style);
    let context = Context { model, slice, surface, names, manifest, features, paths };
    let types: Vec<TypeFile> = slice.types.keys().map(|id| context.type_file(*id)).collect();
    let client = context.client();
    let package = context.package(&types, &client);
    let uses_deprecated = types.iter().any(TypeFile::has_deprecated);
    let recursion = depth::limit(&types);
    Crate { package, types, client, features: context.features.all(), uses_deprecated, recursion }
}
