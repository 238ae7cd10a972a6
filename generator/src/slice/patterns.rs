//! Names with wildcards: `*` stands for any characters but `/`.

use std::{borrow::Cow, collections::BTreeSet};

use crate::model::{Model, TypeId};

/// Whether a name, or a path segment by segment, is what the pattern says. A name with a dot is that of a type or namespace:
/// only a pattern with a dot means it.
#[must_use]
pub fn matches(pattern: &str, name: &str) -> bool {
    let (patterns, names) = (pattern.split('/'), name.split('/'));
    patterns.clone().count() == names.clone().count()
        && patterns.zip(names).all(|(pattern, name)| is_like(pattern, name))
}

fn is_like(pattern: &str, name: &str) -> bool {
    if name.contains('.') && !pattern.contains('.') {
        return false;
    }
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        match rest.split_once(part) {
            Some((_, behind)) => rest = behind,
            None => return false,
        }
    }
    rest.len() >= last.len() && rest.ends_with(last)
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_what_is_within_a_segment() {
        for (pattern, name) in [
            ("users/*", "users/messages"),
            ("*s/get*ById", "users/getThingById"),
            ("a.b.*", "a.b.c"),
            ("a.*", "a.b.c"),
            ("a.b.device*State", "a.b.deviceState"),
            ("plain", "plain"),
        ] {
            assert!(matches(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in [
            ("users/*", "users"),
            ("users/*", "users/messages/attachments"),
            ("*", "a.b.c"),
            ("users/*", "users/a.b.c"),
            ("ab*ba", "aba"),
            ("plain", "plainer"),
            ("x*y*z", "xz"),
        ] {
            assert!(!matches(pattern, name), "{pattern} {name}");
        }
    }
}
