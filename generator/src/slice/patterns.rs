//! The roots that a name with wildcards stands for.

use std::{borrow::Cow, collections::BTreeSet};

pub use crate::manifest::patterns::matches;
use crate::{
    manifest::patterns::is_like,
    model::{Model, TypeId},
};

/// The roots that a root with wildcards stands for, sorted.
#[must_use]
pub fn expand(model: &Model, pattern: &str) -> BTreeSet<String> {
    let mut segments = pattern.split('/');
    let first = segments.next().unwrap_or_default();
    let resources = model.resources.iter();
    let imports = model.imports.iter().map(|import| (import.name, None));
    let starts = resources.map(|resource| (resource.name, resource.ty.declared())).chain(imports);
    let mut paths: Vec<(String, Option<TypeId>)> =
        starts.filter(|(name, _)| is_like(first, name)).map(|(name, ty)| (name.to_owned(), ty)).collect();
    for segment in segments {
        let longer = paths.iter().flat_map(|(path, ty)| {
            let ways = ty.map(|ty| ways(model, ty)).unwrap_or_default();
            let ways = ways.into_iter().filter(|(name, _)| is_like(segment, name));
            ways.map(move |(name, ty)| (format!("{path}/{name}"), ty))
        });
        paths = longer.collect();
    }
    let types = model.all_types().filter(|(_, ty)| !ty.vocabulary).map(|(id, _)| model.qualified_name(id));
    let types = types.filter(|name| matches(pattern, name));
    paths.into_iter().map(|(path, _)| path).chain(types).collect()
}

/// The segments by which a path may go on behind an entity of the type, each with the type that it leads to.
fn ways<'m>(model: &'m Model, id: TypeId) -> Vec<(Cow<'m, str>, Option<TypeId>)> {
    let navigation = model.navigation(id).map(|(_, property)| (property.name.into(), property.ty.value.declared()));
    let complex =
        model.complex_properties(id).map(|(_, property)| (property.name.into(), property.ty.value.declared()));
    let bound = model.bound_to(id, false).into_iter().chain(model.bound_to(id, true));
    let operations = bound.map(|index| {
        let operation = &model.operations[index];
        (operation.name.into(), operation.leads_to().filter(|(_, many)| !many).map(|(id, _)| id))
    });
    let derived = model.all_types().filter(|(derived, _)| model.is_derived(*derived, id));
    let casts = derived.map(|(derived, _)| (model.qualified_name(derived).into(), Some(derived)));
    navigation.chain(complex).chain(operations).chain(casts).collect()
}
