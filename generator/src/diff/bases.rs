//! Base types that nothing needs for themselves: they have no struct, yet what they declare is in the structs of others.

use std::collections::{BTreeSet, HashMap};

use super::{Differ, Place, access::Sides, properties::Placed, state::State, types::Pair};
use crate::{
    diff::Kind,
    model::{Property, Structured, TypeId, TypeKind},
};

impl Differ<'_> {
    pub(super) fn bases(&mut self) {
        let others: HashMap<_, TypeId> = bases(self.new).into_iter().map(|id| (self.new.name(id), id)).collect();
        for old in bases(self.old) {
            let Some(new) = others.get(&self.old.name(old)).copied() else { continue };
            let path = self.old.model.qualified_name(old);
            let pair = Pair { old, new, path: &path, rust: None };
            let kinds = (&self.old.model.ty(old).kind, &self.new.model.ty(new).kind);
            if let (TypeKind::Entity(before), TypeKind::Entity(after))
            | (TypeKind::Complex(before), TypeKind::Complex(after)) = kinds
            {
                self.keys(pair, before, after);
                self.declared(pair, before, after);
            }
        }
    }

    fn declared(&mut self, pair: Pair, old: &Structured, new: &Structured) {
        let sides = Sides::new(self.old, self.new, pair);
        for property in &old.properties {
            let place = Place::new(pair.path, None).below(property.name, None);
            match own(new, property.name) {
                Some(other) => {
                    self.property(pair, place, &sides, [property, other].map(Placed::without_item));
                }
                None if inherits(self.new, pair.new, property.name) => {}
                None => self.removed(Kind::PropertyRemoved, place, self.old.property_text(property)),
            }
        }
        let added = new.properties.iter().filter(|property| own(old, property.name).is_none());
        for property in added.filter(|property| !inherits(self.old, pair.old, property.name)) {
            let place = Place::new(pair.path, None).below(property.name, None);
            self.added(Kind::PropertyAdded, place, self.new.property_text(property));
        }
    }
}

/// The base types of what is kept that are not kept themselves.
fn bases(state: &State) -> BTreeSet<TypeId> {
    let mut bases = BTreeSet::new();
    for id in &state.types {
        let mut next = state.model.structured(*id).and_then(|structured| structured.base);
        // What is above one that is known is known.
        while let Some(base) = next.filter(|base| !state.types.contains(base) && bases.insert(*base)) {
            next = state.model.structured(base).and_then(|structured| structured.base);
        }
    }
    bases
}

fn own<'a>(structured: &'a Structured<'a>, name: &str) -> Option<&'a Property<'a>> {
    structured.properties.iter().find(|property| property.name == name)
}

/// Whether a kept type that is derived from the base has the property all the same: it was moved.
fn inherits(state: &State, base: TypeId, name: &str) -> bool {
    let mut heirs = state.types.iter().filter(|id| state.model.is_derived(**id, base));
    heirs.any(|id| state.model.properties(*id).any(|property| property.name == name))
}
