//! What of a state needs names.

use std::collections::BTreeSet;

use crate::model::TypeId;

/// The types of a state that need names.
#[derive(Default)]
pub(super) struct Named {
    pub(super) types: BTreeSet<TypeId>,
    /// Those whose members, properties and methods need names too.
    pub(super) whole: BTreeSet<TypeId>,
}

impl Named {
    pub(super) fn add(&mut self, id: TypeId) {
        self.types.insert(id);
        self.whole.insert(id);
    }
}
