//! The types of which a value may be of a derived type.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    model::{Model, Operation, TypeId, ValueType},
    slice::Slice,
};

/// A type with those derived from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Union {
    /// The derived types that are kept, by qualified name.
    pub derived: Vec<TypeId>,
    /// Whether a program gives values of it, in properties and parameters; otherwise it only reads them.
    pub is_given: bool,
}

/// Of the types that something kept has values of, those with derived types that are kept as well.
pub(super) fn unions(model: &Model, slice: &Slice) -> BTreeMap<TypeId, Union> {
    let (used, given) = (used(model, slice), given(model, slice));
    let kept = |(base, derived): (TypeId, Vec<TypeId>)| {
        let is_emitted = used.contains(&base) && slice.types.contains_key(&base);
        let derived: Vec<TypeId> = derived.into_iter().filter(|id| slice.types.contains_key(id)).collect();
        (is_emitted && !derived.is_empty()).then(|| (base, Union { derived, is_given: given.contains(&base) }))
    };
    model.derived_types().into_iter().filter_map(kept).collect()
}

/// The types of properties, parameters and results, and of what the container has. A cast says which type is wanted, so that
/// it makes no union.
fn used(model: &Model, slice: &Slice) -> BTreeSet<TypeId> {
    let related = slice.navigation.iter().filter_map(|id| model.navigation_property(*id));
    let narrowed = slice.types.keys().filter_map(|id| model.structured(*id)).flat_map(|ty| &ty.redeclared_navigation);
    let related = related.chain(narrowed).map(|property| &property.ty.value);
    let resources = model.resources.iter_enumerated();
    let resources = resources.filter(|(index, _)| slice.resources.contains(index)).map(|(_, resource)| &resource.ty);
    let results = slice.operations.iter().filter_map(|index| model.operations[*index].returns.as_ref());
    let results = results.map(|returns| &returns.value);
    given(model, slice).union(&declared(related.chain(resources).chain(results))).copied().collect()
}

/// The types of which a program gives values: of properties and parameters.
fn given(model: &Model, slice: &Slice) -> BTreeSet<TypeId> {
    // Inherited ones too: the struct of a type has them, whether its base type has a struct or not.
    let properties = slice.types.keys().flat_map(|id| model.properties(*id)).map(|property| &property.ty.value);
    let operations = slice.operations.iter().map(|index| &model.operations[*index]);
    let arguments = operations.flat_map(Operation::arguments).map(|argument| &argument.ty.value);
    declared(properties.chain(arguments))
}

fn declared<'a>(values: impl Iterator<Item = &'a ValueType>) -> BTreeSet<TypeId> {
    values.filter_map(ValueType::declared).collect()
}
