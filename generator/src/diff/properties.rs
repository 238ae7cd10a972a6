//! Structural properties: those that a type declares, and what a program may do with those that it inherits.

use super::{Differ, Kind, Place, access::Sides, by_name::ByName, state::State, types::Pair};
use crate::{
    model::{Property, TypeId, TypeRef},
    surface::{Set, property_left_out},
};

/// A property of a type or of its base types.
#[derive(Clone, Copy)]
pub(super) struct Placed<'m> {
    /// Its place among them.
    pub(super) at: usize,
    pub(super) property: &'m Property<'m>,
    /// The very type has it first.
    is_own: bool,
    /// The very type says what it is.
    is_declared: bool,
}

impl<'m> Placed<'m> {
    /// A property of a type that has no struct, so that it has no item.
    pub(super) fn without_item(property: &'m Property<'m>) -> Self {
        Self { at: usize::MAX, property, is_own: true, is_declared: true }
    }
}

impl Differ<'_> {
    pub(super) fn properties(&mut self, pair: Pair) {
        let (old_state, new_state) = (self.old, self.new);
        let (old, new) = (all(old_state, pair.old), all(new_state, pair.new));
        let (of_old, of_new) = (ByName::new(&old, |one| one.property.name), ByName::new(&new, |one| one.property.name));
        let sides = Sides::new(old_state, new_state, pair);
        for (at, one) in old.iter().enumerate() {
            let name = one.property.name;
            let place = pair.place().below(name, old_state.rust_property(pair.old, one.at));
            match of_new.get(at, name).copied() {
                Some(other) => {
                    if one.is_own != other.is_own {
                        self.push(Kind::PropertyMoved, place, None, None);
                    }
                    if one.is_declared || other.is_declared {
                        self.property(pair, place, &sides, [*one, other]);
                    }
                    self.access(pair, place, &sides, [one.property, other.property]);
                    self.cycle(pair, place, &one.property.ty, &other.property.ty);
                }
                None if one.is_own && self.left_out(false, pair, one.property).is_some() => {
                    self.removed(Kind::LeftOutRemoved, place, old_state.property_text(one.property));
                }
                None if one.is_own => {
                    self.removed(Kind::PropertyRemoved, place, old_state.property_text(one.property));
                }
                // A base type has lost it.
                None => {}
            }
        }
        let is_new = |(at, one): &(usize, &Placed)| one.is_own && of_old.get(*at, one.property.name).is_none();
        for (_, one) in new.iter().enumerate().filter(is_new) {
            let place = pair.place().below(one.property.name, new_state.rust_property(pair.new, one.at));
            let is_left_out = self.left_out(true, pair, one.property).is_some();
            let kind = if is_left_out { Kind::LeftOutAdded } else { Kind::PropertyAdded };
            self.added(kind, place, new_state.property_text(one.property));
        }
    }

    /// What is declared of a property.
    pub(super) fn property(&mut self, pair: Pair, place: Place, sides: &Sides, [one, other]: [Placed; 2]) {
        let (old, new) = (one.property, other.property);
        match (self.left_out(false, pair, old), self.left_out(true, pair, new)) {
            (None, None) => {
                self.type_ref(place, &old.ty, &new.ty, [Kind::PropertyTypeChanged, Kind::PropertyCollectionChanged]);
                self.nullability(place, sides, old, new);
            }
            (Some(reason), None) => self.push(Kind::PropertyNoLongerLeftOut, place, Some(reason.to_owned()), None),
            (None, Some(reason)) => self.push(Kind::PropertyLeftOut, place, None, Some(reason.to_owned())),
            (Some(_), Some(_)) => {}
        }
        if old.facets != new.facets {
            let (before, after) = (facets(old), facets(new));
            if before != after {
                self.changed(Kind::FacetChanged, place, before, after);
            }
        }
        self.facts(place, &old.facts, &new.facts);
        let names = (self.old.rust_property(pair.old, one.at), self.new.rust_property(pair.new, other.at));
        self.rust_name(place, names.0, names.1);
    }

    fn nullability(&mut self, place: Place, sides: &Sides, old: &Property, new: &Property) {
        if old.nullable == new.nullable {
            return;
        }
        let kind = if sides.set(old, new).contains(&Set::Never) {
            Kind::ReadOnlyPropertyNullabilityChanged
        } else if new.nullable {
            Kind::PropertyNullable
        } else {
            Kind::PropertyNotNullable
        };
        let text = |nullable: bool| if nullable { "may be null" } else { "not null" };
        self.changed(kind, place, text(old.nullable), text(new.nullable));
    }

    /// Why a property of a state has no item.
    fn left_out(&self, is_new: bool, pair: Pair, property: &Property) -> Option<&'static str> {
        let (state, id) = if is_new { (self.new, pair.new) } else { (self.old, pair.old) };
        property_left_out(state.model, state.slice, id, property)
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

/// The properties of a type that has a struct, those of its base types first.
fn all<'m>(state: &'m State<'m>, id: TypeId) -> Vec<Placed<'m>> {
    let Some(ty) = state.model.structured(id).filter(|_| state.slice.types.contains_key(&id)) else {
        return Vec::new();
    };
    let placed = |(at, (declared, property)): (usize, (crate::model::PropertyId, &'m Property<'m>))| {
        let is_own = declared.owner == id;
        let is_declared = is_own || ty.redeclared.iter().any(|other| other.name == property.name);
        Placed { at, property, is_own, is_declared }
    };
    state.model.all_properties(id).enumerate().map(placed).collect()
}

fn facets(property: &Property) -> String {
    let mut facets: Vec<String> = property.facets.iter().map(|(name, value)| format!("{name}={value}")).collect();
    facets.sort();
    facets.join(", ")
}
