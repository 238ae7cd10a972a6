//! The paths by which requests reach an entity type, for documentation and for what its builder lets one do.

use std::collections::{BTreeMap, VecDeque};

use super::Context;
use crate::{
    manifest::KeyStyle,
    model::{Facts, TypeId, ValueType},
    names::{Method, TypeNames},
};

/// Paths are listed up to this number for each type: there are more paths than types by far.
const MOST: usize = 4;

/// A path to an entity type.
#[derive(Clone, Debug)]
pub(super) struct Path<'a> {
    /// To the entity, with the key in braces.
    pub entity: String,
    /// To the collection, if the last segment is one.
    pub collection: Option<String>,
    /// The methods that lead to the entity, as a program would write them.
    pub calls: Vec<String>,
    /// What annotations say of the last segment.
    pub facts: &'a Facts<'a>,
    /// The entity can be deleted: it is neither a singleton nor required.
    pub deletable: bool,
    /// The paths to the entity and to the collection before a cast.
    uncast: Option<(String, Option<String>)>,
}

/// A resource or navigation property as a step of a path.
struct Segment<'a> {
    name: &'a str,
    collection: bool,
    deletable: bool,
    target: TypeId,
    facts: &'a Facts<'a>,
    method: &'a Method,
}

/// How a path goes on.
enum Step<'a> {
    Way(Segment<'a>),
    /// To a derived type, by the builder's method.
    Cast(TypeId, &'a str),
}

impl Step<'_> {
    fn target(&self) -> TypeId {
        match self {
            Self::Way(segment) => segment.target,
            Self::Cast(derived, _) => *derived,
        }
    }
}

/// All paths, nearest first.
pub(super) fn paths<'a>(context: &Context<'a>) -> BTreeMap<TypeId, Vec<Path<'a>>> {
    let mut found: BTreeMap<TypeId, Vec<Path<'a>>> = BTreeMap::new();
    let mut pending: VecDeque<(Option<Path<'a>>, Step<'a>)> = VecDeque::new();
    let resources = context.model.resources.iter_enumerated();
    for (index, resource) in resources {
        if let (Some(method), ValueType::Declared(target)) = (context.names.resources.get(&index), &resource.ty) {
            let (name, facts) = (resource.name, &resource.facts);
            let (collection, deletable) = (resource.is_set, resource.is_set);
            let segment = Segment { name, collection, deletable, target: *target, facts, method };
            pending.push_back((None, Step::Way(segment)));
        }
    }
    while let Some((parent, step)) = pending.pop_front() {
        let known = found.entry(step.target()).or_default();
        if known.len() >= MOST {
            continue;
        }
        let path = match (&step, parent) {
            (Step::Way(segment), parent) => context.extend(parent.as_ref(), segment),
            (Step::Cast(derived, method), Some(parent)) => context.cast(parent, *derived, method),
            (Step::Cast(..), None) => continue,
        };
        known.push(path.clone());
        for next in context.steps(step.target()) {
            pending.push_back((Some(path.clone()), next));
        }
    }
    found
}

impl<'a> Context<'a> {
    fn steps(&self, owner: TypeId) -> Vec<Step<'a>> {
        let Some(names) = self.names.types.get(&owner) else { return Vec::new() };
        let navigation = self.model.navigation(owner).zip(&names.navigation);
        let casts = names.casts.iter().map(|(derived, method)| Step::Cast(*derived, method));
        navigation
            .filter(|((id, _), _)| self.slice.navigation.contains(id))
            .filter_map(|((_, property), names)| {
                let ValueType::Declared(target) = property.ty.value else { return None };
                Some(Step::Way(Segment {
                    name: property.name,
                    collection: property.ty.collection,
                    deletable: property.ty.collection || (property.contains_target && property.nullable),
                    target,
                    facts: &property.facts,
                    method: &names.method,
                }))
            })
            .chain(self.complex_steps(names))
            .chain(casts)
            .collect()
    }

    fn complex_steps(&self, names: &'a TypeNames) -> impl Iterator<Item = Step<'a>> {
        names.complex.iter().filter_map(|(id, method)| {
            let property = self.model.property(*id)?;
            Some(Step::Way(Segment {
                name: property.name,
                collection: property.ty.collection,
                deletable: false,
                target: self.model.complex_type(&property.ty.value)?,
                facts: &property.facts,
                method,
            }))
        })
    }

    /// A cast of a cast takes its place.
    fn cast(&self, path: Path<'a>, derived: TypeId, method: &str) -> Path<'a> {
        let name = self.model.qualified_name(derived);
        let (entity, collection) = path.uncast.unwrap_or((path.entity, path.collection));
        let mut calls = path.calls;
        calls.push(format!("{method}()"));
        Path {
            entity: format!("{entity}/{name}"),
            collection: collection.as_ref().map(|collection| format!("{collection}/{name}")),
            calls,
            facts: path.facts,
            deletable: path.deletable,
            uncast: Some((entity, collection)),
        }
    }

    fn extend(&self, parent: Option<&Path<'a>>, segment: &Segment<'a>) -> Path<'a> {
        let start = parent.map(|path| path.entity.as_str()).unwrap_or_default();
        let whole = format!("{start}/{}", segment.name);
        let mut calls = parent.map(|path| path.calls.clone()).unwrap_or_default();
        let key = self.model.key(segment.target);
        if !segment.collection {
            calls.push(format!("{}()", segment.method.entity));
            let (facts, deletable) = (segment.facts, segment.deletable);
            return Path { entity: whole, collection: None, calls, facts, deletable, uncast: None };
        }
        let parts: Vec<_> = key.iter().filter_map(|part| part.alias.as_ref().or(part.path.last())).collect();
        let placeholder = parts.iter().map(|part| format!("{{{part}}}")).collect::<Vec<_>>().join(",");
        let arguments = parts.iter().map(|part| format!("\"{part}\"")).collect::<Vec<_>>().join(", ");
        calls.push(format!("{}({arguments})", segment.method.entity));
        Path {
            entity: match self.manifest.service.key_style {
                KeyStyle::Segment => format!("{whole}/{placeholder}"),
                KeyStyle::Parentheses => format!("{whole}({placeholder})"),
            },
            collection: Some(whole),
            calls,
            facts: segment.facts,
            deletable: true,
            uncast: None,
        }
    }
}
