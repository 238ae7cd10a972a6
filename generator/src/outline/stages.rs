//! What an outline is made from.

use crate::{model::Model, names::Names, plan::Crate, slice::Slice, source::Sources};

/// What the stages up to `plan` give, and the files.
pub(crate) struct Stages<'a> {
    pub model: &'a Model<'a>,
    pub slice: &'a Slice,
    pub names: &'a Names,
    pub plan: &'a Crate,
    pub sources: &'a Sources<'a>,
}
