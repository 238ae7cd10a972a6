//! Structural properties.

use std::collections::HashMap;

use super::{Differ, Kind, Place, state::State, types::Pair};
use crate::model::{Property, Structured, TypeId, TypeRef};

/// A property, and its place among those of the type and its base types.
type Placed<'m> = (usize, &'m Property<'m>);

/// When a program may set a property.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Writes {
    Never,
    OnCreate,
    Always,
}

impl Writes {
    fn text(self) -> &'static str {
        match self {
            Self::Never => "read-only",
            Self::OnCreate => "set on creation",
            Self::Always => "set at any time",
        }
    }
}

impl Differ<'_> {
    pub(super) fn properties(&mut self, pair: Pair, old: &Structured, new: &Structured) {
        let own = |state: &State, id: TypeId, number: usize| state.slice.types.contains_key(&id).then_some(number);
        let old_number = own(self.old, pair.old, old.properties.len()).unwrap_or_default();
        let new_number = own(self.new, pair.new, new.properties.len()).unwrap_or_default();
        let old_start = inherited(self.old, pair.old, old);
        let new_start = inherited(self.new, pair.new, new);
        let mut added: HashMap<&str, Placed> = HashMap::with_capacity(new_number);
        added.extend((new_start..).zip(&new.properties).take(new_number).map(|(at, one)| (one.name, (at, one))));
        for (at, property) in (old_start..).zip(&old.properties).take(old_number) {
            let place = pair.place().below(property.name, self.old.rust_property(pair.old, at));
            if let Some(other) = added.remove(property.name) {
                self.property(pair, place, (at, property), other);
            } else if let Some(other) = find(self.new, pair.new, new_start, property.name) {
                self.push(Kind::PropertyMoved, place, None, None);
                self.property(pair, place, (at, property), other);
            } else {
                self.removed(Kind::PropertyRemoved, place, self.old.property_text(property));
            }
        }
        for (at, property) in added.into_values() {
            let place = pair.place().below(property.name, self.new.rust_property(pair.new, at));
            if let Some(other) = find(self.old, pair.old, old_start, property.name) {
                self.push(Kind::PropertyMoved, place, None, None);
                self.property(pair, place, other, (at, property));
            } else {
                self.added(Kind::PropertyAdded, place, self.new.property_text(property));
            }
        }
    }

    pub(super) fn property(&mut self, pair: Pair, place: Place, (old_at, old): Placed, (new_at, new): Placed) {
        self.type_ref(place, &old.ty, &new.ty, [Kind::PropertyTypeChanged, Kind::PropertyCollectionChanged]);
        let (before, after) = (writes(self.old, old), writes(self.new, new));
        if old.nullable != new.nullable {
            let kind = match (before.min(after), new.nullable) {
                (Writes::Never, _) => Kind::ReadOnlyPropertyNullabilityChanged,
                (_, true) => Kind::PropertyNullable,
                (_, false) => Kind::PropertyNotNullable,
            };
            let text = |nullable: bool| if nullable { "may be null" } else { "not null" };
            self.changed(kind, place, text(old.nullable), text(new.nullable));
        }
        if before != after {
            let kind = if before < after { Kind::PropertyWritesAllowed } else { Kind::PropertyWritesRestricted };
            self.changed(kind, place, before.text(), after.text());
        }
        if old.facets != new.facets {
            let (before, after) = (facets(old), facets(new));
            if before != after {
                self.changed(Kind::FacetChanged, place, before, after);
            }
        }
        self.facts(place, &old.facts, &new.facts);
        let names = (self.old.rust_property(pair.old, old_at), self.new.rust_property(pair.new, new_at));
        self.rust_name(place, names.0, names.1);
    }

    /// Compares two types; the kinds are those of another type, and of several values or one.
    pub(super) fn type_ref(&mut self, place: Place, old: &TypeRef, new: &TypeRef, [other, number]: [Kind; 2]) {
        let is_same = self.old.is_same_value(&old.value, self.new, &new.value);
        if is_same && old.collection == new.collection {
            return;
        }
        let kind = match is_same {
            _ if self.old.is_same_rust(old, self.new, new) => Kind::TypeRespelled,
            true => number,
            false => other,
        };
        self.changed(kind, place, self.old.type_text(old), self.new.type_text(new));
    }
}

/// How many properties the base types declare.
fn inherited(state: &State, id: TypeId, own: &Structured) -> usize {
    own.base.map_or(0, |_| state.model.properties(id).count() - own.properties.len())
}

/// A property that a base type declares.
fn find<'m>(state: &State<'m>, id: TypeId, inherited: usize, name: &str) -> Option<Placed<'m>> {
    if inherited == 0 || !state.slice.types.contains_key(&id) {
        return None;
    }
    state.model.properties(id).take(inherited).enumerate().find(|(_, property)| property.name == name)
}

fn writes(state: &State, property: &Property) -> Writes {
    let facts = &property.facts;
    if facts.computed || facts.read_only || state.model.is_stream(&property.ty.value) {
        Writes::Never
    } else if facts.immutable {
        Writes::OnCreate
    } else {
        Writes::Always
    }
}

fn facets(property: &Property) -> String {
    let mut facets: Vec<String> = property.facets.iter().map(|(name, value)| format!("{name}={value}")).collect();
    facets.sort();
    facets.join(", ")
}
