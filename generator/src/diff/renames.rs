//! What was removed and is perhaps there under another name.

use std::collections::BTreeMap;

use super::{Change, Kind, state::State};
use crate::{
    error::nearest,
    model::{TypeId, TypeKind},
};

/// To compare all names with all would take the square of their number; above this many pairs, only shapes are.
const MOST_PAIRS: usize = 250_000;

/// What was removed and added side by side.
#[derive(Default)]
struct Siblings {
    removed: Vec<usize>,
    added: Vec<usize>,
}

/// Says of removed elements what they were perhaps renamed to: an added sibling of a name like it, or the only one of the
/// same shape.
pub(super) fn suggest(changes: &mut [Change], old: &State, new: &State) {
    let mut siblings: BTreeMap<(&'static str, String), Siblings> = BTreeMap::new();
    let mut shapes = Vec::with_capacity(changes.len());
    for (index, change) in changes.iter().enumerate() {
        let Some((noun, is_added)) = noun(change.kind) else {
            shapes.push(String::new());
            continue;
        };
        shapes.push(shape(change, if is_added { new } else { old }));
        let siblings = siblings.entry((noun, parent(noun, &change.path))).or_default();
        if is_added { siblings.added.push(index) } else { siblings.removed.push(index) }
    }
    for Siblings { removed, added } in siblings.into_values() {
        let mut of_shape: BTreeMap<&str, [Vec<usize>; 2]> = BTreeMap::new();
        for (side, indices) in [&removed, &added].into_iter().enumerate() {
            for index in indices {
                of_shape.entry(&shapes[*index]).or_default()[side].push(*index);
            }
        }
        let is_small = removed.len().saturating_mul(added.len()) <= MOST_PAIRS;
        let names: Vec<String> = added.iter().map(|index| name(&changes[*index].path).to_owned()).collect();
        for index in removed {
            let own = name(&changes[index].path);
            let near = is_small.then(|| nearest(own, names.iter().map(String::as_str))).flatten();
            let alike = match &of_shape[shapes[index].as_str()] {
                [one, other] if one.len() == 1 && other.len() == 1 && !shapes[index].is_empty() => other.first(),
                _ => None,
            };
            let alike = alike.map(|other| name(&changes[*other].path));
            let renamed_to = near.or(alike).map(str::to_owned);
            changes[index].renamed_to = renamed_to;
        }
    }
}

/// The kind of element, and whether it is new.
fn noun(kind: Kind) -> Option<(&'static str, bool)> {
    Some(match kind {
        Kind::TypeRemoved => ("type", false),
        Kind::TypeAdded => ("type", true),
        Kind::PropertyRemoved => ("property", false),
        Kind::PropertyAdded => ("property", true),
        Kind::NavigationPropertyRemoved => ("navigation property", false),
        Kind::NavigationPropertyAdded => ("navigation property", true),
        Kind::MemberRemoved => ("member", false),
        Kind::MemberAdded => ("member", true),
        Kind::OperationRemoved => ("operation", false),
        Kind::OperationAdded => ("operation", true),
        Kind::ParameterRemoved => ("parameter", false),
        Kind::ParameterAdded | Kind::OptionalParameterAdded => ("parameter", true),
        Kind::EntitySetRemoved | Kind::SingletonRemoved => ("resource", false),
        Kind::EntitySetAdded | Kind::SingletonAdded => ("resource", true),
        Kind::ImportRemoved => ("import", false),
        Kind::ImportAdded => ("import", true),
        _ => return None,
    })
}

/// What siblings share: the namespace of types, what an operation is bound to, the element that declares the others.
fn parent(noun: &str, path: &str) -> String {
    let (start, separator) = match noun {
        "type" => (path, '.'),
        "operation" => return path.split_once('(').map_or(path, |(_, types)| types).to_owned(),
        _ => (path, '/'),
    };
    start.rsplit_once(separator).map_or("", |(parent, _)| parent).to_owned()
}

/// The name without what siblings share; that of a type or operation without its namespace.
fn name(path: &str) -> &str {
    let start = path.split_once('(').filter(|_| path.ends_with(')')).map_or(path, |(start, _)| start);
    let below = start.rsplit_once('/').map(|(_, name)| name);
    below.unwrap_or_else(|| start.rsplit_once('.').map_or(start, |(_, name)| name))
}

/// What an element is, apart from its name: that of a type is what it declares; nothing where this says too little.
fn shape(change: &Change, state: &State) -> String {
    let text = change.before.as_ref().or(change.after.as_ref());
    match change.kind {
        Kind::TypeAdded | Kind::TypeRemoved => {
            let id = change.path.rsplit_once('.').and_then(|name| state.by_name.get(&name));
            id.map(|id| type_shape(*id, state)).unwrap_or_default()
        }
        // That two are texts says nothing.
        _ => text.filter(|text| !text.contains("Edm.")).cloned().unwrap_or_default(),
    }
}

fn type_shape(id: TypeId, state: &State) -> String {
    let mut names: Vec<String> = match &state.model.ty(id).kind {
        TypeKind::Entity(ty) | TypeKind::Complex(ty) => {
            let properties = ty.properties.iter().map(|one| format!("{}: {}", one.name, state.type_text(&one.ty)));
            let related = ty.navigation.iter().map(|one| format!("{}> {}", one.name, state.value_text(&one.ty.value)));
            properties.chain(related).collect()
        }
        TypeKind::Enum(ty) => ty.members.iter().map(|member| member.name.to_owned()).collect(),
        TypeKind::Definition(_) => Vec::new(),
    };
    // Many small types are alike.
    if names.len() < 2 {
        return String::new();
    }
    names.sort();
    format!("{} {}", state.kind_text(id), names.join(", "))
}
