//! Places as paths, and as the calls of methods that lead there.

use super::context::Context;
use crate::{
    manifest::KeyStyle,
    model::{KeyProperty, TypeId},
    surface::{PlaceId, Way},
};

/// So many paths are listed in documentation: there are more paths than types by far.
const LISTED: usize = 4;

impl Context<'_> {
    /// The nearest paths to what is at places: to one entity, with its key in braces.
    pub(super) fn entity_paths(&self, places: &[PlaceId]) -> Vec<String> {
        nearest(places.iter().map(|id| self.paths_to_entity(*id)))
    }

    /// The nearest paths to the whole of what is at places.
    pub(super) fn collection_paths(&self, places: &[PlaceId]) -> Vec<String> {
        nearest(places.iter().map(|id| self.paths_to_all(*id)))
    }

    fn paths_to_entity(&self, id: PlaceId) -> Vec<String> {
        let place = self.surface.places.get(id);
        match (place.way, place.before.first()) {
            (Way::Cast(derived), Some(before)) => {
                let name = self.model.qualified_name(derived);
                if self.surface.places.get(*before).is_addressable {
                    return each(self.paths_to_entity(*before), |path| format!("{path}/{name}"));
                }
                let collections = self.paths_to_all(*before);
                each(collections, |path| self.keyed(&format!("{path}/{name}"), self.model.key(derived)))
            }
            _ if place.is_collection => {
                each(self.paths_to_all(id), |path| self.keyed(&path, self.model.key(place.target)))
            }
            _ => self.paths_to_all(id),
        }
    }

    fn paths_to_all(&self, id: PlaceId) -> Vec<String> {
        let place = self.surface.places.get(id);
        match (place.way, place.before.as_slice()) {
            (Way::Cast(derived), [before, ..]) => {
                let name = self.model.qualified_name(derived);
                each(self.paths_to_all(*before), |path| format!("{path}/{name}"))
            }
            (Way::Result(_), _) => Vec::new(),
            (_, []) => vec![format!("/{}", place.name)],
            (_, before) => {
                let starts = nearest(before.iter().map(|id| self.paths_to_entity(*id)));
                each(starts, |path| format!("{path}/{}", place.name))
            }
        }
    }

    fn keyed(&self, collection: &str, key: &[KeyProperty]) -> String {
        let parts: Vec<String> = names(key).map(|part| format!("{{{part}}}")).collect();
        let placeholder = parts.join(",");
        match self.manifest.service.key_style {
            KeyStyle::Segment => format!("{collection}/{placeholder}"),
            KeyStyle::Parentheses => format!("{collection}({placeholder})"),
        }
    }

    /// The calls of methods that lead to one entity at a place, as a program would write them; `None` if one has no name.
    pub(super) fn calls_to(&self, id: PlaceId) -> Option<Vec<String>> {
        let place = self.surface.places.get(id);
        let before = place.before.first().copied();
        let owner = || self.names.types.get(&self.surface.places.get(before?).target);
        let method = match place.way {
            Way::Resource(resource) => &self.names.resources.get(&resource)?.entity,
            Way::Navigation(way) => {
                let all = self.model.navigation(self.surface.places.get(before?).target);
                let (_, names) = all.zip(&owner()?.navigation).find(|((id, _), _)| *id == way)?;
                &names.method.entity
            }
            Way::Complex(property) => &owner()?.complex.get(&property)?.entity,
            Way::Cast(derived) => return self.cast_calls(before?, derived),
            Way::Result(_) => return None,
        };
        let mut calls = before.map_or(Some(Vec::new()), |before| self.calls_to(before))?;
        let key = if place.is_collection { self.model.key(place.target) } else { &[] };
        let arguments: Vec<String> = names(key).map(|part| format!("\"{part}\"")).collect();
        calls.push(format!("{method}({})", arguments.join(", ")));
        Some(calls)
    }

    /// A cast from the type itself; a longer way through several types is no example.
    fn cast_calls(&self, before: PlaceId, derived: TypeId) -> Option<Vec<String>> {
        let base = self.surface.places.get(before);
        let casts = &self.names.types.get(&base.target)?.casts;
        let (_, method) = casts.iter().find(|(id, _)| *id == derived).filter(|_| base.is_addressable)?;
        let mut calls = self.calls_to(before)?;
        calls.push(format!("{method}()"));
        Some(calls)
    }
}

/// The shortest of the paths to several places, each once.
fn nearest(paths: impl Iterator<Item = Vec<String>>) -> Vec<String> {
    let mut all: Vec<String> = paths.flatten().collect();
    all.sort_by_key(|path| path.matches('/').count());
    let mut listed: Vec<String> = Vec::with_capacity(LISTED);
    for path in all {
        if listed.len() < LISTED && !listed.contains(&path) {
            listed.push(path);
        }
    }
    listed
}

fn each(paths: Vec<String>, longer: impl Fn(String) -> String) -> Vec<String> {
    paths.into_iter().map(longer).collect()
}

/// The names of the parts of a key.
fn names(key: &[KeyProperty]) -> impl Iterator<Item = &String> {
    key.iter().filter_map(|part| part.alias.as_ref().or(part.path.last()))
}
