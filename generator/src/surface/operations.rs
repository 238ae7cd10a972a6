//! Which actions and functions entities, complex values and collections have, and where.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::places::{Place, PlaceId, Places};
use crate::{
    model::{Facts, Model, Operation, OperationId, PropertyId, TypeId, TypeRef},
    slice::Slice,
};

/// An operation that a builder offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// The operation.
    pub operation: OperationId,
    /// The property whose value it is bound to, where that has no requests of its own: one of a primitive or enumeration type.
    pub property: Option<PropertyId>,
    /// Where it is, the nearest first.
    pub places: Vec<PlaceId>,
}

/// The operations that one entity or complex value has, by addressed type.
pub(super) fn of_entities(model: &Model, slice: &Slice, places: &Places) -> BTreeMap<TypeId, Vec<Offered>> {
    let of_values = bound_to_values(model, slice);
    let of_type = |id: &TypeId| {
        let mut all = offered(model, slice, places, *id, false);
        all.extend(of_properties(model, places, *id, &of_values));
        (*id, all)
    };
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
        let found: Vec<PlaceId> = places
            .of(id)
            .iter()
            .copied()
            .filter(|place| there(places.get(*place)))
            .filter(|place| is_bound(model, operation, places.get(*place), id))
            .collect();
        (!found.is_empty()).then_some(Offered { operation, property: None, places: found })
    };
    called.filter_map(offer).collect()
}

/// The operations that are bound to primitive values, to those of an enumeration, and to collections of them.
fn bound_to_values<'m>(model: &'m Model, slice: &Slice) -> HashMap<&'m TypeRef, Vec<OperationId>> {
    let mut found: HashMap<&TypeRef, Vec<OperationId>> = HashMap::new();
    for id in &slice.operations {
        let binding = model.operations[*id].binding();
        let is_value = |ty: &&TypeRef| ty.value.declared().is_none_or(|id| model.structured(id).is_none());
        if let Some(binding) = binding.filter(is_value) {
            found.entry(binding).or_default().push(*id);
        }
    }
    for operations in found.values_mut() {
        operations.sort_by_key(|id| model.operations[*id].name);
    }
    found
}

/// The operations that the values of an entity's properties have. Such a value is reached by its property alone.
fn of_properties(
    model: &Model,
    places: &Places,
    id: TypeId,
    of_values: &HashMap<&TypeRef, Vec<OperationId>>,
) -> Vec<Offered> {
    let there = places.of(id).iter().copied().filter(|place| places.get(*place).is_addressable);
    let there: Vec<PlaceId> = there.collect();
    if of_values.is_empty() || there.is_empty() {
        return Vec::new();
    }
    let bound = model.all_properties(id).flat_map(|(property, declared)| {
        let operations = of_values.get(&declared.ty).into_iter().flatten();
        operations.map(move |operation| (property, *operation))
    });
    let offer = |(property, operation): (PropertyId, OperationId)| {
        let declared = model.property(property)?;
        let name = model.operation_name(&model.operations[operation]);
        let says = |facts: &Facts| facts.explicit_bindings.contains(&name);
        let is_bound = |place: &&PlaceId| {
            let is_explicit = model.operations[operation].facts.requires_explicit_binding;
            !is_explicit || says(&declared.facts) || places.get(**place).of_property(declared.name).any(says)
        };
        let places: Vec<PlaceId> = there.iter().filter(is_bound).copied().collect();
        (!places.is_empty()).then_some(Offered { operation, property: Some(property), places })
    };
    let called = bound.filter(|(_, operation)| !has_stream(model, &model.operations[*operation]));
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
