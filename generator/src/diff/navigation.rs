//! Navigation properties: those that a type declares.

use super::{Differ, Kind, Place, by_name::ByName, state::State, text::null, types::Pair};
use crate::{
    model::{NavigationId, NavigationProperty, TypeId},
    surface::Way,
};

/// A kept navigation property of a type or of its base types.
#[derive(Clone, Copy)]
struct Placed<'m> {
    /// Its place among all of them.
    at: usize,
    id: NavigationId,
    property: &'m NavigationProperty<'m>,
    /// The very type has it first.
    is_own: bool,
    /// The very type says what it is.
    is_declared: bool,
}

impl Differ<'_> {
    pub(super) fn navigation(&mut self, pair: Pair) {
        let (old_state, new_state) = (self.old, self.new);
        let (old, new) = (all(old_state, pair.old), all(new_state, pair.new));
        let (of_old, of_new) = (ByName::new(&old, |one| one.property.name), ByName::new(&new, |one| one.property.name));
        for (at, one) in old.iter().enumerate() {
            let place = pair.place().below(one.property.name, old_state.rust_navigation(pair.old, one.at));
            match of_new.get(at, one.property.name).copied() {
                Some(other) => {
                    if one.is_own != other.is_own {
                        self.push(Kind::NavigationPropertyMoved, place, None, None);
                    }
                    if one.is_declared || other.is_declared {
                        self.related(pair, place, *one, other);
                    }
                    self.cycle(pair, place, &one.property.ty, &other.property.ty);
                }
                None if one.is_own => {
                    self.removed(Kind::NavigationPropertyRemoved, place, old_state.navigation_text(one.property));
                }
                // A base type has lost it.
                None => {}
            }
        }
        let is_new = |(at, one): &(usize, &Placed)| one.is_own && of_old.get(*at, one.property.name).is_none();
        for (_, one) in new.iter().enumerate().filter(is_new) {
            let place = pair.place().below(one.property.name, new_state.rust_navigation(pair.new, one.at));
            self.added(Kind::NavigationPropertyAdded, place, new_state.navigation_text(one.property));
        }
    }

    fn related(&mut self, pair: Pair, place: Place, one: Placed, other: Placed) {
        let (old, new) = (one.property, other.property);
        let kinds = [Kind::NavigationPropertyTypeChanged, Kind::NavigationPropertyCollectionChanged];
        self.type_ref(place, &old.ty, &new.ty, kinds);
        if old.contains_target != new.contains_target {
            let text = |contained: bool| if contained { "contained" } else { "not contained" };
            self.changed(Kind::ContainmentChanged, place, text(old.contains_target), text(new.contains_target));
        }
        if old.nullable != new.nullable {
            let text = |nullable: bool| null(nullable).strip_prefix(", ").unwrap_or("may be null");
            let kind = Kind::NavigationPropertyNullabilityChanged;
            self.changed(kind, place, text(old.nullable), text(new.nullable));
        }
        self.facts(place, &old.facts, &new.facts);
        let names = (self.old.rust_navigation(pair.old, one.at), self.new.rust_navigation(pair.new, other.at));
        self.rust_name(place, names.0, names.1);
        if self.is_reached(pair) {
            self.segment(pair, one, other);
        }
    }

    fn segment(&mut self, pair: Pair, one: Placed, other: Placed) {
        let (old, new) = (one.property, other.property);
        let builder = self.old.rust_builder(pair.old, false);
        let place = pair.method(builder.as_deref(), self.old.rust_step(pair.old, one.at)).named(old.name);
        let targets = old.ty.value.declared().zip(new.ty.value.declared());
        let several = targets.filter(|_| old.ty.collection && new.ty.collection).map(|(old, new)| [old, new]);
        let ways = [Way::Navigation(one.id), Way::Navigation(other.id)];
        self.way(place, ways, several);
        // What leads elsewhere, or did not lead anywhere, has another builder anyway.
        let goes_on = self.old.surface.goes_on(ways[0]) && self.new.surface.goes_on(ways[1]);
        if goes_on && self.old.is_same_value(&old.ty.value, self.new, &new.ty.value) {
            let referenced = [self.old.surface.related.contains(&one.id), self.new.surface.related.contains(&other.id)];
            match referenced {
                [true, false] => self.push(Kind::PathOwned, place, None, None),
                [false, true] => self.push(Kind::PathReferenced, place, None, None),
                _ => {}
            }
        }
    }
}

/// The kept navigation properties of a type, those of its base types first.
fn all<'m>(state: &'m State<'m>, id: TypeId) -> Vec<Placed<'m>> {
    let Some(ty) = state.model.structured(id) else { return Vec::new() };
    let placed = |(at, (way, property)): (usize, (NavigationId, &'m NavigationProperty<'m>))| {
        let is_own = way.owner == id;
        let is_declared = is_own || ty.redeclared_navigation.iter().any(|other| other.name == property.name);
        Placed { at, id: way, property, is_own, is_declared }
    };
    let all = state.model.navigation(id).enumerate();
    all.filter(|(_, (way, _))| state.slice.navigation.contains(way)).map(placed).collect()
}
