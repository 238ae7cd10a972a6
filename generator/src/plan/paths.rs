//! Places as paths.

use typed_index_collections::TiVec;

use crate::{
    manifest::KeyStyle,
    model::{KeyProperty, Model},
    surface::{Place, PlaceId, Places, Way},
};

/// So many paths are listed in documentation: there are more paths than types by far.
const LISTED: usize = 4;

/// The nearest paths to each place. Those before a place have lower ids, so that each path is made once.
pub(super) struct Paths {
    to_entity: TiVec<PlaceId, Vec<String>>,
    to_all: TiVec<PlaceId, Vec<String>>,
}

impl Paths {
    pub(super) fn new(model: &Model, places: &Places, key_style: KeyStyle) -> Self {
        let mut paths = Self { to_entity: TiVec::new(), to_all: TiVec::new() };
        for (_, place) in places.all() {
            let to_all = paths.to_all(model, place);
            let to_entity = paths.to_entity(model, place, &to_all, key_style);
            paths.to_all.push(to_all);
            paths.to_entity.push(to_entity);
        }
        paths
    }

    /// The nearest paths to what is at places: to one entity, with its key in braces.
    pub(super) fn to_entities(&self, places: &[PlaceId]) -> Vec<String> {
        nearest(places.iter().map(|id| self.to_entity[*id].as_slice()))
    }

    /// The nearest paths to the whole of what is at places.
    pub(super) fn to_collections(&self, places: &[PlaceId]) -> Vec<String> {
        nearest(places.iter().map(|id| self.to_all[*id].as_slice()))
    }

    fn to_all(&self, model: &Model, place: &Place) -> Vec<String> {
        match (place.way, place.before.as_slice()) {
            (Way::Cast(derived), before) => {
                let name = model.qualified_name(derived);
                self.to_collections(before).into_iter().map(|path| format!("{path}/{name}")).collect()
            }
            (Way::Result(_), _) => Vec::new(),
            (_, []) => vec![format!("/{}", place.name)],
            (_, before) => self.to_entities(before).into_iter().map(|path| format!("{path}/{}", place.name)).collect(),
        }
    }

    fn to_entity(&self, model: &Model, place: &Place, to_all: &[String], key_style: KeyStyle) -> Vec<String> {
        let keyed = || to_all.iter().map(|path| with_key(path, model.key(place.target), key_style)).collect();
        match (place.way, place.before.as_slice()) {
            // The key stands before the cast, unless the cast gives it.
            (Way::Cast(derived), before) if place.is_collection => {
                let base = self.to_entities(before);
                let name = model.qualified_name(derived);
                if model.key(place.target).is_empty() || !base.is_empty() {
                    return base.iter().map(|path| format!("{path}/{name}")).collect();
                }
                keyed()
            }
            _ if place.is_collection && !place.is_addressable => Vec::new(),
            _ if place.is_collection => keyed(),
            _ => to_all.to_vec(),
        }
    }
}

fn with_key(collection: &str, key: &[KeyProperty], key_style: KeyStyle) -> String {
    let parts: Vec<String> = key_names(key).map(|part| format!("{{{part}}}")).collect();
    let placeholder = parts.join(",");
    match key_style {
        KeyStyle::Segment => format!("{collection}/{placeholder}"),
        KeyStyle::Parentheses => format!("{collection}({placeholder})"),
    }
}

/// The shortest of the paths to several places, each once.
fn nearest<'p>(paths: impl Iterator<Item = &'p [String]>) -> Vec<String> {
    let mut all: Vec<&String> = paths.flatten().collect();
    all.sort_by_key(|path| path.bytes().filter(|byte| *byte == b'/').count());
    let mut listed: Vec<String> = Vec::with_capacity(LISTED);
    for path in all {
        if listed.len() < LISTED && !listed.contains(path) {
            listed.push(path.clone());
        }
    }
    listed
}

/// The names of the parts of a key.
pub(super) fn key_names(key: &[KeyProperty]) -> impl Iterator<Item = &String> {
    key.iter().filter_map(|part| part.alias.as_ref().or(part.path.last()))
}
