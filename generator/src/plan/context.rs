//! What all parts of the plan are made from.

use super::{features::Features, paths::Paths};
use crate::{manifest::Manifest, model::Model, names::Names, slice::Slice, surface::Surface};

/// What all parts of the plan are made from.
pub(super) struct Context<'a> {
    pub model: &'a Model<'a>,
    pub slice: &'a Slice,
    pub surface: &'a Surface<'a>,
    pub names: &'a Names,
    pub manifest: &'a Manifest,
    pub features: Features,
    pub paths: Paths,
}
