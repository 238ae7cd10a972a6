//! Names of types, and of what is emitted beside them.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::{
    idents::TypeNames,
    modules::Modules,
    reserved::TYPES,
    scope::{marked, preference},
    spelling::{folded, upper_camel},
};
use crate::model::{Model, NamespaceId, Type, TypeId, TypeKind};

/// What stands behind the name of a type in the names of what is emitted beside it.
const PATCH: &str = "Patch";
const UNION: &str = "Any";

/// The names of `kept` types, without those of what they have.
pub(super) fn type_names<'m>(
    model: &'m Model<'m>,
    modules: &mut Modules<'m>,
    kept: &BTreeSet<TypeId>,
) -> BTreeMap<TypeId, TypeNames> {
    let ranks = ranks(model, kept);
    let names = kept.iter().copied().map(|id| {
        let ty = model.ty(id);
        let (module, file) = modules.place(model.namespaces[ty.namespace], ty.name);
        let names = derived_names(&upper_camel(ty.name), ranks.get(&id).copied().unwrap_or_default());
        (id, TypeNames { module, file, ..names })
    });
    names.collect()
}

/// The place of each kept type that shares its name after casing with others of its namespace; zero for all others.
fn ranks(model: &Model, kept: &BTreeSet<TypeId>) -> BTreeMap<TypeId, usize> {
    let key = |ty: &'_ Type| (ty.namespace, folded(ty.name));
    let wanted: HashSet<_> = kept.iter().map(|id| key(model.ty(*id))).collect();
    let mut equal: BTreeMap<(NamespaceId, String), Vec<TypeId>> = BTreeMap::new();
    let rivals = model.all_types().filter(|(_, ty)| !matches!(ty.kind, TypeKind::Definition(_)));
    for (id, ty) in rivals.filter(|(_, ty)| wanted.contains(&key(ty))) {
        equal.entry((ty.namespace, upper_camel(ty.name))).or_default().push(id);
    }
    let mut ranks = BTreeMap::new();
    for ((_, name), mut types) in equal.into_iter().filter(|(_, types)| types.len() > 1) {
        types.sort_by_key(|id| preference(model.ty(*id).name, &name));
        ranks.extend(types.into_iter().zip(0..));
    }
    ranks
}

/// The names that a type's name gives. The marks make them distinct by their number: a companion bears a multiple of
/// three, a type that is named like a companion one more, and a companion of `AnyX` two more, since `AnyXPatch` is
/// also what the union of `XPatch` is named.
fn derived_names(name: &str, rank: usize) -> TypeNames {
    let is_union = is_union(name);
    let looks_derived = is_union || name.len() > PATCH.len() && name.ends_with(PATCH);
    let own = if looks_derived || TYPES.has(name) { 3 * rank + 1 } else { rank };
    let beside = if is_union { 3 * rank + 2 } else { 3 * rank };
    let is_collection = name.len() > "Collection".len() && name.ends_with("Collection");
    TypeNames {
        ident: marked(name, own),
        patch: marked(&format!("{name}{PATCH}"), beside),
        union: marked(&format!("{UNION}{name}"), beside),
        // `XCollectionRequestBuilder` is named for the collections of `X`.
        builder: marked(&format!("{name}RequestBuilder"), 2 * rank + usize::from(is_collection)),
        collection: marked(&format!("{name}CollectionRequestBuilder"), 2 * rank),
        ..TypeNames::default()
    }
}

/// Whether a name is that of a union: `Any` and the name of a type.
fn is_union(name: &str) -> bool {
    name.strip_prefix(UNION).and_then(|rest| rest.chars().next()).is_some_and(|c| !c.is_lowercase() && !c.is_numeric())
}
