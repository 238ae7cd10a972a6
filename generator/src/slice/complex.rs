//! Complex types whose values offer more to requests than the entities that hold them.

use std::collections::BTreeSet;

use super::kept::Slice;
use crate::model::{Model, OperationId, Property, TypeId};

/// The complex types with operations, navigation or streams, and those by which one gets there. A builder of any other
/// would have no method.
#[derive(Default)]
pub(super) struct Offers {
    /// The type itself declares something, or an operation is bound to it.
    own: BTreeSet<TypeId>,
    /// A type derived from it does, or the type itself.
    below: BTreeSet<TypeId>,
    /// An operation is bound to collections of it.
    collections: BTreeSet<TypeId>,
}

impl Offers {
    pub(super) fn new(model: &Model, slice: &Slice) -> Self {
        let mut offers = Self::default();
        let is_kept = |operations: &Vec<OperationId>| operations.iter().any(|index| slice.operations.contains(index));
        for ((id, collection), _) in model.bound.iter().filter(|(_, operations)| is_kept(operations)) {
            if *collection {
                offers.collections.insert(*id);
            } else {
                offers.add(model, *id);
            }
        }
        let complex: Vec<TypeId> = model.all_types().map(|(id, _)| id).filter(|id| model.is_complex(*id)).collect();
        for id in &complex {
            let structured = model.structured(*id);
            let relates = model.own_navigation(*id).any(|(way, _)| slice.navigation.contains(&way));
            let streams =
                structured.is_some_and(|ty| ty.properties.iter().any(|property| model.is_single_stream(property)));
            if relates || streams {
                offers.add(model, *id);
            }
        }
        // A property leads to what offers something, and so do the properties that lead to its owner.
        loop {
            let leads = |id: &&TypeId| {
                let properties = model.structured(**id).into_iter().flat_map(|ty| &ty.properties);
                !offers.own.contains(id) && properties.clone().any(|property| offers.behind(model, property).is_some())
            };
            let more: Vec<TypeId> = complex.iter().filter(leads).copied().collect();
            if more.is_empty() {
                return offers;
            }
            for id in more {
                offers.add(model, id);
            }
        }
    }

    fn add(&mut self, model: &Model, id: TypeId) {
        self.own.insert(id);
        self.below.extend(model.lineage(id).into_iter().map(|(id, _)| id));
    }

    /// Whether a cast to the type leads to more than its base type has.
    pub(super) fn adds(&self, id: TypeId) -> bool {
        self.below.contains(&id)
    }

    /// Whether a value of the type offers something: the type, one that it derives from, or one derived from it.
    pub(super) fn has(&self, model: &Model, id: TypeId) -> bool {
        self.adds(id) || model.lineage(id).iter().any(|(ancestor, _)| self.own.contains(ancestor))
    }

    /// The complex type of a property, if values of it offer something.
    pub(super) fn behind(&self, model: &Model, property: &Property) -> Option<TypeId> {
        let id = model.complex_type(&property.ty.value).filter(|id| model.missing_base(*id).is_none())?;
        let offers = if property.ty.collection {
            model.lineage(id).iter().any(|(ancestor, _)| self.collections.contains(ancestor))
        } else {
            self.has(model, id)
        };
        offers.then_some(id)
    }
}
