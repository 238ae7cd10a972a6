//! The types of which a value may be of a derived type.

use std::collections::{BTreeMap, BTreeSet};

use super::Slice;
use crate::model::{Model, Operation, TypeId, ValueType};

/// Of the types that something kept has values of, those with derived types that are kept as well.
pub(super) fn unions(model: &Model, slice: &Slice) -> BTreeMap<TypeId, Vec<TypeId>> {
    let used = used(model, slice);
    let kept = |(base, derived): (TypeId, Vec<TypeId>)| {
        let is_emitted = used.contains(&base) && slice.types.contains_key(&base);
        let derived: Vec<TypeId> = derived.into_iter().filter(|id| slice.types.contains_key(id)).collect();
        (is_emitted && !derived.is_empty()).then_some((base, derived))
    };
    model.derived_types().into_iter().filter_map(kept).collect()
}

/// The types of properties, parameters, results and of what requests address.
fn used(model: &Model, slice: &Slice) -> BTreeSet<TypeId> {
    let structured = slice.types.keys().filter_map(|id| model.structured(*id));
    let properties = structured.flat_map(|ty| &ty.properties).map(|property| &property.ty.value);
    let navigation =
        slice.navigation.iter().filter_map(|(owner, index)| model.structured(*owner)?.navigation.get(*index));
    let operations = || slice.operations.iter().map(|index| &model.operations[*index]);
    let arguments = operations().flat_map(Operation::arguments).map(|argument| &argument.ty.value);
    let results = operations().filter_map(|operation| operation.returns.as_ref()).map(|returns| &returns.value);
    let values = properties.chain(navigation.map(|property| &property.target)).chain(arguments).chain(results);
    let declared = values.filter_map(|value| if let ValueType::Declared(id) = value { Some(*id) } else { None });
    declared.chain(slice.addressed.iter().copied()).collect()
}
