//! What is left out, and why.

use std::collections::{BTreeMap, BTreeSet};

use super::operations::{Offered, has_stream};
use crate::{
    codes::Code,
    error::Diagnostic,
    model::{Model, Operation, OperationId, Property, TypeId, ValueType},
    slice::Slice,
};

/// Why something is left out, for a person.
pub type Reason = &'static str;

/// Why a value of that type is in no struct.
pub(crate) fn value_left_out(model: &Model, slice: &Slice, ty: &ValueType) -> Option<Reason> {
    if model.is_stream(ty) {
        Some("a stream has no value in JSON")
    } else if slice.holds(model, ty) {
        None
    } else if matches!(ty, ValueType::Declared(id) if slice.excluded.contains(id)) {
        Some("the manifest excludes its type")
    } else {
        Some("no file that is here declares its type")
    }
}

/// Why the roots do not keep an operation, if that is a type of a parameter or of its result.
pub(crate) fn operation_left_out(model: &Model, slice: &Slice, operation: &Operation) -> Option<Reason> {
    let arguments = operation.arguments().iter().map(|argument| &argument.ty.value);
    let mut values = arguments.chain(operation.returns.as_ref().map(|returns| &returns.value));
    let is_excluded = |value: &ValueType| matches!(value, ValueType::Declared(id) if slice.excluded.contains(id));
    values.find(|value| !slice.holds(model, value)).map(|value| match value {
        value if is_excluded(value) => "the manifest excludes the type of a parameter or of its result",
        _ => "no file that is here declares the type of a parameter or of its result",
    })
}

/// Why a property is neither a field nor the method of a builder.
pub(crate) fn property_left_out(model: &Model, slice: &Slice, owner: TypeId, property: &Property) -> Option<Reason> {
    let is_method = || model.is_single_stream(property) && is_addressed(model, slice, owner);
    value_left_out(model, slice, &property.ty.value).filter(|_| !is_method())
}

/// Whether requests address entities of the type or of one derived from it.
fn is_addressed(model: &Model, slice: &Slice, id: TypeId) -> bool {
    slice.addressed.contains(&id) || slice.addressed.iter().any(|derived| model.is_derived(*derived, id))
}

/// Warnings of operations that the roots need and that are not offered. Where the roots are everything, `of_all`, there are many that
/// nothing leads to, and no one asked for them.
pub(super) fn warnings(model: &Model, left_out: &BTreeMap<OperationId, Reason>, of_all: bool) -> Vec<Diagnostic> {
    let told = left_out.iter().filter(|(_, reason)| !of_all || **reason == STREAM);
    let warning = |(id, reason): (&OperationId, &Reason)| {
        let operation = &model.operations[*id];
        let message = format!("`{}` is not offered: {reason}", model.operation_name(operation));
        Diagnostic::at(Code::NotOffered, operation.span, message)
    };
    told.map(warning).collect()
}

const STREAM: Reason = "a parameter is a stream, which has no value in JSON";

/// Why operations that the roots need are not offered.
pub(super) fn operations(
    model: &Model,
    slice: &Slice,
    of_entities: &BTreeMap<TypeId, Vec<Offered>>,
    of_collections: &BTreeMap<TypeId, Vec<Offered>>,
) -> BTreeMap<OperationId, Reason> {
    let bound = of_entities.values().chain(of_collections.values()).flatten().map(|offered| offered.operation);
    let imported = slice.imports.iter().flat_map(|import| &model.imports[*import].operations).copied();
    let imported: BTreeSet<OperationId> = imported.collect();
    let offered: BTreeSet<OperationId> = bound.chain(imported.iter().copied()).collect();
    let left_out = |id: &OperationId| {
        let operation = &model.operations[*id];
        let reason = match operation.binding() {
            _ if has_stream(model, operation) => STREAM,
            _ if offered.contains(id) => return None,
            None => "it is not bound, and no import offers it",
            Some(_) if operation.facts.requires_explicit_binding => {
                "it requires an explicit binding, and nothing that a path leads to has one"
            }
            Some(_) => "it is bound to a type that no path leads to, or to a base type that overrides it",
        };
        Some((*id, reason))
    };
    slice.operations.iter().filter_map(left_out).collect()
}
