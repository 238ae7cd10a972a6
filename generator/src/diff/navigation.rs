//! Navigation properties.

use std::collections::HashMap;

use super::{Differ, Kind, Place, state::State, text::null, types::Pair};
use crate::model::{NavigationId, NavigationProperty, Structured, TypeId};

/// A navigation property, and its place among those of the type and its base types.
type Placed<'m> = (usize, &'m NavigationProperty<'m>);

impl Differ<'_> {
    pub(super) fn navigation(&mut self, pair: Pair, old: &Structured, new: &Structured) {
        let old_start = inherited(self.old, pair.old, old);
        let new_start = inherited(self.new, pair.new, new);
        let mut added: HashMap<&str, Placed> = HashMap::with_capacity(new.navigation.len());
        let own = kept(self.new, pair.new);
        added.extend(own.map(|(at, property)| (property.name, (new_start + at, property))));
        for (at, property) in kept(self.old, pair.old) {
            let at = old_start + at;
            let place = pair.place().below(property.name, self.old.rust_navigation(pair.old, at));
            if let Some(other) = added.remove(property.name) {
                self.related(pair, place, (at, property), other);
            } else if let Some(other) = find(self.new, pair.new, property.name) {
                self.push(Kind::NavigationPropertyMoved, place, None, None);
                self.related(pair, place, (at, property), other);
            } else {
                self.removed(Kind::NavigationPropertyRemoved, place, self.old.navigation_text(property));
            }
        }
        for (at, property) in added.into_values() {
            let place = pair.place().below(property.name, self.new.rust_navigation(pair.new, at));
            if let Some(other) = find(self.old, pair.old, property.name) {
                self.push(Kind::NavigationPropertyMoved, place, None, None);
                self.related(pair, place, other, (at, property));
            } else {
                self.added(Kind::NavigationPropertyAdded, place, self.new.navigation_text(property));
            }
        }
    }

    fn related(&mut self, pair: Pair, place: Place, (old_at, old): Placed, (new_at, new): Placed) {
        let kinds = [Kind::NavigationPropertyTypeChanged, Kind::NavigationPropertyCollectionChanged];
        self.type_ref(place, &old.ty, &new.ty, kinds);
        // A single entity that lives inside another can be deleted, if there may be none.
        let is_one = !old.ty.collection && !new.ty.collection;
        if old.contains_target != new.contains_target {
            let is_removed = old.contains_target && old.nullable && is_one;
            let kind = if is_removed { Kind::ContainmentRemoved } else { Kind::ContainmentChanged };
            let text = |contained: bool| if contained { "contained" } else { "not contained" };
            self.changed(kind, place, text(old.contains_target), text(new.contains_target));
        }
        if old.nullable != new.nullable {
            let is_contained = old.contains_target && new.contains_target && is_one;
            let kind = if is_contained && !new.nullable {
                Kind::ContainedNotNullable
            } else {
                Kind::NavigationPropertyNullabilityChanged
            };
            let text = |nullable: bool| null(nullable).strip_prefix(", ").unwrap_or("may be null");
            self.changed(kind, place, text(old.nullable), text(new.nullable));
        }
        self.facts(place, &old.facts, &new.facts);
        let names = (self.old.rust_navigation(pair.old, old_at), self.new.rust_navigation(pair.new, new_at));
        self.rust_name(place, names.0, names.1);
    }
}

/// The kept ones of those that a type declares, each with its place.
fn kept<'s, 'm>(state: &'s State<'m>, id: TypeId) -> impl Iterator<Item = (usize, &'s NavigationProperty<'m>)> {
    let own = state.model.own_navigation(id).enumerate();
    own.filter(|(_, (way, _))| state.slice.navigation.contains(way)).map(|(at, (_, property))| (at, property))
}

/// How many navigation properties the base types declare.
fn inherited(state: &State, id: TypeId, own: &Structured) -> usize {
    own.base.map_or(0, |_| state.model.navigation(id).count() - own.navigation.len())
}

/// A kept navigation property that a base type declares.
fn find<'m>(state: &State<'m>, id: TypeId, name: &str) -> Option<Placed<'m>> {
    let mut all = state.model.navigation(id).enumerate();
    let is_kept = |way: &NavigationId| state.slice.navigation.contains(way);
    all.find(|(_, (way, property))| way.owner != id && property.name == name && is_kept(way))
        .map(|(at, (_, property))| (at, property))
}
