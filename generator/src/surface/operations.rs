//! Which actions and functions entities, complex values and collections have, and where.

use std::collections::{BTreeMap, BTreeSet};

use super::places::{Place, PlaceId, Places};
use crate::{
    model::{Facts, Model, Operation, OperationId, TypeId},
    slice::Slice,
};

/// An operation that a builder offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// The operation.
    pub operation: OperationId,
    /// Where it is, the nearest first.
    pub places: Vec<PlaceId>,
}

/// The operations that one entity or complex value has, by addressed type.
pub(super) fn of_entities(model: &Model, slice: &Slice, places: &Places) -> BTreeMap<TypeId, Vec<Offered>> {
    let of_type = |id: &TypeId| (*id, offered(model, slice, places, *id, false));
    slice.addressed.iter().map(of_type).collect()
}

/// The operations that a collection has, by type.
pub(super) fn of_collections(
    model: &Model,
    slice: &Slice,
    collections: &BTreeSet<TypeId>,
    places: &Places,
) -> BTreeMap<TypeId, Vec<Offered>> {
    let of_type = |id: &TypeId| (*id, offered(model, slice, places, *id, true));
    collections.iter().map(of_type).collect()
}

fn offered(model: &Model, slice: &Slice, places: &Places, id: TypeId, of_collection: bool) -> Vec<Offered> {
    let bound = model.bound_to(id, of_collection).into_iter();
    let kept = bound.filter(|operation| slice.operations.contains(operation));
    let called = kept.filter(|operation| !has_stream(model, &model.operations[*operation]));
    let there = |place: &Place| if of_collection { place.is_collection } else { place.is_addressable };
    let offer = |operation: OperationId| {
        let all = places.of(id);
        let found: Vec<PlaceId> = all
            .iter()
            .copied()
            .filter(|place| there(places.get(*place)))
            .filter(|place| is_bound(model, operation, places.get(*place), id))
            .collect();
        let is_result_alone = all.is_empty() && !model.operations[operation].facts.requires_explicit_binding;
        (is_result_alone || !found.is_empty()).then_some(Offered { operation, places: found })
    };
    called.filter_map(offer).collect()
}

/// Whether an operation is there: one that requires an explicit binding only where the place or its type says so.
fn is_bound(model: &Model, id: OperationId, place: &Place, target: TypeId) -> bool {
    let operation = &model.operations[id];
    if !operation.facts.requires_explicit_binding {
        return true;
    }
    let name = model.operation_name(operation);
    let of_types = model.lineage(target).into_iter().map(|(id, _)| &*model.ty(id).facts);
    let mut said = place.said.iter().copied().chain(of_types);
    said.any(|facts: &Facts| facts.explicit_bindings.contains(&name))
}

/// Whether a parameter is a stream, which has no value in JSON.
pub(super) fn has_stream(model: &Model, operation: &Operation) -> bool {
    operation.arguments().iter().any(|argument| model.is_stream(&argument.ty.value))
}
