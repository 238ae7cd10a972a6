//! The Rust types of values: unions, changes of complex values, and fields that are a `Box` since types hold each other.

use super::{Differ, Kind, Place, state::State, types::Pair};
use crate::{
    model::{TypeId, TypeRef},
    surface::Union,
};

impl Differ<'_> {
    pub(super) fn values(&mut self, pair: Pair) {
        let (old, new) = (self.old, self.new);
        match (old.surface.unions.get(&pair.old), new.surface.unions.get(&pair.new)) {
            (Some(before), Some(after)) => self.union(pair, before, after),
            (None, Some(_)) => self.push(Kind::UnionAdded, pair.place(), None, None),
            (Some(_), None) => self.push(Kind::UnionRemoved, pair.place(), None, None),
            (None, None) => {}
        }
        // The bodies of entities come and go with the requests.
        if old.model.is_complex(pair.old) && new.model.is_complex(pair.new) {
            match (old.surface.bodies.contains(&pair.old), new.surface.bodies.contains(&pair.new)) {
                (false, true) => self.push(Kind::BodyAdded, pair.place(), None, None),
                (true, false) => self.push(Kind::BodyRemoved, pair.place(), None, None),
                _ => {}
            }
        }
    }

    /// A derived type that has come or gone is told itself.
    fn union(&mut self, pair: Pair, old: &Union, new: &Union) {
        let (one, other) = (self.old, self.new);
        let lacks = |union: &Union, id: Option<TypeId>| id.is_some_and(|id| !union.derived.contains(&id));
        for id in old.derived.iter().filter(|id| lacks(new, one.counterpart(**id, other))) {
            self.removed(Kind::VariantRemoved, pair.place(), one.model.qualified_name(*id));
        }
        for id in new.derived.iter().filter(|id| lacks(old, other.counterpart(**id, one))) {
            self.added(Kind::VariantAdded, pair.place(), other.model.qualified_name(*id));
        }
        match (old.is_given, new.is_given) {
            (false, true) => self.push(Kind::UnionGiven, pair.place(), None, None),
            (true, false) => self.push(Kind::UnionNoLongerGiven, pair.place(), None, None),
            _ => {}
        }
    }

    /// A field of both types. One of another type is told anyway, and the variants of a union are boxed as they are.
    pub(super) fn cycle(&mut self, pair: Pair, place: Place, old: &TypeRef, new: &TypeRef) {
        let is_struct = |state: &State, ty: &TypeRef| {
            let is_union = |id: TypeId| state.surface.unions.contains_key(&id);
            !ty.collection && ty.value.declared().is_some_and(|id| !is_union(id))
        };
        let are_structs = is_struct(self.old, old) && is_struct(self.new, new);
        if !are_structs || !self.old.is_same_value(&old.value, self.new, &new.value) {
            return;
        }
        let before = self.old.surface.cycles.joins(pair.old, &old.value);
        let after = self.new.surface.cycles.joins(pair.new, &new.value);
        if before != after {
            let text = |is_boxed: bool| if is_boxed { "a box" } else { "a value" };
            self.changed(Kind::CycleChanged, place, text(before), text(after));
        }
    }
}
