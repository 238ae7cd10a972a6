//! What is kept of the model, and why, as data.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    error::Diagnostic,
    model::{ImportId, Model, NavigationId, OperationId, PropertyId, ResourceId, TypeId, ValueType},
};

/// The part of the model that the roots need.
#[derive(Clone, Debug, Default)]
pub struct Slice {
    /// Types with a struct or enum of their own.
    pub types: BTreeMap<TypeId, Kept>,
    /// Entity types that requests address, and complex types of properties that they do: each has a request builder.
    /// Those that a root path only passes through are not in `types`.
    pub addressed: BTreeSet<TypeId>,
    /// Complex properties that requests address.
    pub complex: BTreeSet<PropertyId>,
    /// Entity sets and singletons.
    pub resources: BTreeSet<ResourceId>,
    /// Navigation properties.
    pub navigation: BTreeSet<NavigationId>,
    /// Actions and functions.
    pub operations: BTreeSet<OperationId>,
    /// Imports of the container.
    pub imports: BTreeSet<ImportId>,
    /// Casts that requests make: the addressed type, and the type derived from it.
    pub casts: BTreeSet<(TypeId, TypeId)>,
    /// Type definitions that are used; each use is of the primitive type.
    pub definitions: BTreeSet<TypeId>,
    /// The types that the manifest excludes, and those derived from them.
    pub excluded: BTreeSet<TypeId>,
    /// Why the types are addressed that have no values.
    pub steps: BTreeMap<TypeId, Kept>,
    /// What `*` leaves out.
    pub warnings: Vec<Diagnostic>,
}

/// Why a type is kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// `root` or the property that uses the type.
    pub because: String,
    /// The type that it is kept for, if it is not for a root.
    pub by: Option<TypeId>,
}

impl Kept {
    pub(super) fn root(root: &str) -> Self {
        Self { because: format!("root {root}"), by: None }
    }

    pub(super) fn of(by: TypeId, because: String) -> Self {
        Self { because, by: Some(by) }
    }

    /// The same reason, for a part of what it keeps.
    pub(super) fn within(&self, part: &str) -> Self {
        Self { because: format!("{part}, {}", self.because), by: self.by }
    }
}

impl Slice {
    /// The derived types that requests cast a type to.
    pub fn casts_of(&self, base: TypeId) -> impl Iterator<Item = TypeId> {
        self.casts.range((base, TypeId::MIN)..=(base, TypeId::MAX)).map(|(_, derived)| *derived)
    }

    /// Whether there is a Rust type for a value: not so for those that `*` left out with their file, and for those that are
    /// excluded.
    #[must_use]
    pub fn holds(&self, model: &Model, value: &ValueType) -> bool {
        match value {
            ValueType::Primitive(_) => true,
            ValueType::Declared(id) => !self.excluded.contains(id) && model.missing_base(*id).is_none(),
            ValueType::Unresolved(_) => false,
        }
    }
}
