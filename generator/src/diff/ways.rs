//! Where paths go on: by navigation properties, by properties of complex types, by casts, and by a key.

use super::{Differ, Kind, Place, state::State, types::Pair};
use crate::{
    model::{PropertyId, TypeId},
    surface::Way,
};

impl Differ<'_> {
    /// A segment of both states. Where it leads to several, `target` is the type of these in both.
    pub(super) fn way(&mut self, place: Place, [old, new]: [Way; 2], target: Option<[TypeId; 2]>) {
        let (one, other) = (&self.old.surface, &self.new.surface);
        match (one.goes_on(old), other.goes_on(new)) {
            (false, true) => return self.push(Kind::PathAdded, place, None, None),
            (true, false) => return self.push(Kind::PathRemoved, place, None, None),
            (false, false) => return,
            (true, true) => {}
        }
        // That there is no key any more is told of the type.
        let has_key =
            |[old, new]: [TypeId; 2]| !self.old.model.key(old).is_empty() && !self.new.model.key(new).is_empty();
        if target.is_some_and(has_key) {
            match (one.is_addressable(old), other.is_addressable(new)) {
                (false, true) => self.push(Kind::KeyStepAdded, place, None, None),
                (true, false) => self.push(Kind::KeyStepRemoved, place, None, None),
                _ => {}
            }
        }
    }

    /// The ways to complex values that a type declares, and its casts.
    pub(super) fn ways(&mut self, pair: Pair) {
        if !self.is_reached(pair) {
            return;
        }
        self.complex_ways(pair);
        self.casts(pair);
    }

    /// A derived type that has come or gone is told itself.
    fn casts(&mut self, pair: Pair) {
        let (old, new) = (self.old, self.new);
        let sides = [
            (Kind::PathRemoved, [old, new], [pair.old, pair.new]),
            (Kind::PathAdded, [new, old], [pair.new, pair.old]),
        ];
        for (kind, [state, other], [base, other_base]) in sides {
            for derived in state.slice.casts_of(base) {
                let counterpart = state.counterpart(derived, other);
                if counterpart.is_some_and(|id| !other.slice.casts.contains(&(other_base, id))) {
                    let name = state.model.qualified_name(derived);
                    let builder = state.rust_builder(base, false);
                    let place = pair.method(builder.as_deref(), state.rust_cast(base, derived)).named(&name);
                    self.push(kind, place, None, None);
                }
            }
        }
    }

    fn complex_ways(&mut self, pair: Pair) {
        let (old, new) = (self.old, self.new);
        let goes_on = |state: &State, id: PropertyId| {
            state.slice.complex.contains(&id) && state.surface.goes_on(Way::Complex(id))
        };
        for (id, property) in old.model.complex_properties(pair.old).filter(|(id, _)| id.owner == pair.old) {
            let mut others = new.model.complex_properties(pair.new);
            let Some((other, _)) = others.find(|(_, other)| {
                other.name == property.name
                    && other.ty.collection == property.ty.collection
                    && old.is_same_value(&property.ty.value, new, &other.ty.value)
            }) else {
                continue;
            };
            let builder = old.rust_builder(pair.old, false).or_else(|| new.rust_builder(pair.new, false));
            let item = old.rust_complex(pair.old, id).or_else(|| new.rust_complex(pair.new, other));
            let place = pair.method(builder.as_deref(), item).named(property.name);
            match (goes_on(old, id), goes_on(new, other)) {
                (true, false) => self.push(Kind::PathRemoved, place, None, None),
                (false, true) => self.push(Kind::PathAdded, place, None, None),
                _ => {}
            }
        }
    }

    /// Whether paths lead to a type, or to one derived from it, in both states.
    pub(super) fn is_reached(&self, pair: Pair) -> bool {
        self.old.reached.contains(&pair.old) && self.new.reached.contains(&pair.new)
    }
}
