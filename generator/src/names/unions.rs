//! Names of derived types where their base type stands.

use super::{
    reserved::{UNRECOGNIZED, VARIANTS},
    scope::{Scope, Spelled},
    spelling::{snake, upper_camel},
};
use crate::{
    model::{Model, TypeId},
    slice::Slice,
    surface::Surface,
};

/// The variants of a union, and the open one.
pub(super) fn variants(model: &Model, surface: &Surface, base: TypeId) -> (Vec<(TypeId, String)>, String) {
    let mut scope = Scope::new(&VARIANTS);
    let unrecognized = UNRECOGNIZED.to_owned();
    let Some(union) = surface.unions.get(&base) else { return (Vec::new(), unrecognized) };
    let is_concrete = model.structured(base).is_some_and(|ty| !ty.is_abstract);
    let own = is_concrete.then_some(base);
    let types: Vec<TypeId> = own.into_iter().chain(union.derived.iter().copied()).collect();
    (claim(model, base, types, &mut scope, upper_camel, str::to_owned), unrecognized)
}

/// The methods that cast to derived types.
pub(super) fn casts(model: &Model, slice: &Slice, base: TypeId, scope: &mut Scope) -> Vec<(TypeId, String)> {
    claim(model, base, slice.casts_of(base).collect(), scope, snake, |name| format!("as_{name}"))
}

/// Types of the base type's namespace go by their names, others by their namespace too.
fn claim(
    model: &Model,
    base: TypeId,
    types: Vec<TypeId>,
    scope: &mut Scope,
    spell: fn(&str) -> String,
    form: fn(&str) -> String,
) -> Vec<(TypeId, String)> {
    let own = model.ty(base).namespace;
    let wire_names: Vec<String> =
        types
            .iter()
            .map(|id| model.ty(*id))
            .map(|ty| {
                if ty.namespace == own { ty.name.to_owned() } else { relative(model.namespaces[ty.namespace], ty.name) }
            })
            .collect();
    let idents = scope.claim_formed(&Spelled::new(wire_names.iter().map(String::as_str), spell), form);
    types.into_iter().zip(idents).collect()
}

fn relative(namespace: &str, name: &str) -> String {
    let last = namespace.rsplit('.').next().unwrap_or(namespace);
    format!("{last}_{name}")
}
