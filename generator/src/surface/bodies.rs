//! Which types have bodies, and which have collections.

use std::collections::BTreeSet;

use crate::{
    model::{Model, TypeId, TypeKind, ValueType},
    slice::Slice,
};

/// The types of which changes are sent: addressed entity types, and complex types that something holds singly.
pub(super) fn bodies(model: &Model, slice: &Slice) -> BTreeSet<TypeId> {
    let is_concrete =
        |id: TypeId| matches!(&model.ty(id).kind, TypeKind::Entity(structured) if !structured.is_abstract);
    let entities = slice.addressed.iter().copied().filter(|id| slice.types.contains_key(id) && is_concrete(*id));
    let properties = slice.types.keys().flat_map(|id| model.properties(*id)).filter(|property| !property.ty.collection);
    let complex = properties.filter_map(|property| model.complex_type(&property.ty.value));
    entities.chain(complex).collect()
}

/// The entity and complex types that something kept leads to a collection of.
pub(super) fn collections(model: &Model, slice: &Slice) -> BTreeSet<TypeId> {
    let resources = model.resources.iter_enumerated();
    let sets = resources.filter(|(id, resource)| resource.is_set && slice.resources.contains(id));
    let navigation = slice.navigation.iter().filter_map(|id| model.navigation_property(*id));
    let to_many = navigation.filter(|property| property.ty.collection).map(|property| &property.ty.value);
    let complex = slice.complex.iter().filter_map(|id| model.property(*id));
    let complex = complex.filter(|property| property.ty.collection).map(|property| &property.ty.value);
    let targets = sets.map(|(_, resource)| &resource.ty).chain(to_many).chain(complex);
    let mut found: BTreeSet<TypeId> = targets.filter_map(ValueType::declared).collect();
    // A cast may be cast again.
    let mut pending: Vec<TypeId> = found.iter().copied().collect();
    while let Some(base) = pending.pop() {
        pending.extend(slice.casts_of(base).filter(|derived| found.insert(*derived)));
    }
    found
}
