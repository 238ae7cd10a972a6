//! Which of the actions and functions of both states each type has.

use std::collections::BTreeMap;

use super::{Differ, Kind, paths::Paths, state::State, types::Pair};
use crate::{
    model::{OperationId, TypeId},
    surface::Offered,
};

/// What tells the offers of a type apart: the operation, by its id in the old state, and the property whose value it is bound to.
type Key<'o> = (OperationId, Option<&'o str>);

impl Differ<'_> {
    /// Only an operation of both states that is bound to the same in both: others are told themselves.
    pub(super) fn offers(&mut self) {
        let (old, new) = (self.old, self.new);
        let back: BTreeMap<OperationId, OperationId> =
            self.same_operations.iter().map(|(one, other)| (*other, *one)).collect();
        for id in &old.slice.addressed {
            let Some(other) = old.counterpart(*id, new).filter(|other| new.slice.addressed.contains(other)) else {
                continue;
            };
            if self.only.is_some_and(|only| !only.pairs.contains(id)) {
                continue;
            }
            let path = old.model.qualified_name(*id);
            let pair = Pair { old: *id, new: other, path: &path, rust: None };
            let number = self.changes.len();
            for of_collection in [false, true] {
                self.offers_of(pair, of_collection, &back);
            }
            // What is new may take the name of what was there.
            let offered = |state: &State, id: TypeId| state.surface.operations.get(&id).map_or(0, Vec::len);
            if self.changes.len() > number || offered(old, *id) != offered(new, other) {
                self.touched.add(pair, true);
            }
        }
    }

    fn offers_of(&mut self, pair: Pair, of_collection: bool, back: &BTreeMap<OperationId, OperationId>) {
        let (old, new) = (self.old, self.new);
        let before = offers(old, pair.old, of_collection, |id| self.same_operations.contains_key(&id).then_some(id));
        let after = offers(new, pair.new, of_collection, |id| back.get(&id).copied());
        let common = Paths::new(old, new, pair);
        let base = self.base_pair(pair);
        let is_told = |key: &Key, was: bool| {
            base.is_some_and(|(old_base, new_base)| {
                let had = offers(old, old_base, of_collection, Some).contains_key(key);
                let has = offers(new, new_base, of_collection, |id| back.get(&id).copied()).contains_key(key);
                had == was && has != was
            })
        };
        for (key, offered) in &before {
            let operation = &old.model.operations[key.0];
            let builder = old.rust_builder(pair.old, of_collection);
            let item = old.rust_offered(pair.old, of_collection, offered);
            let name = name(old, key);
            let place = pair.method(builder.as_deref(), item).named(&name);
            match after.get(key) {
                Some(other) => {
                    let [gone, come] = common.moved([&offered.places, &other.places]);
                    if gone.is_some() || come.is_some() {
                        self.push(Kind::OperationPathsChanged, place, gone, come);
                    }
                    // Other methods are told with their operations.
                    if key.1.is_some() {
                        self.rust_name(place, item, new.rust_offered(pair.new, of_collection, other));
                    }
                }
                None if is_told(key, true) => {}
                None => self.removed(Kind::OperationNoLongerOffered, place, old.operation_text(operation)),
            }
        }
        for (key, offered) in after.iter().filter(|(key, _)| !before.contains_key(key)) {
            if !is_told(key, false) {
                let operation = &new.model.operations[offered.operation];
                let builder = new.rust_builder(pair.new, of_collection);
                let item = new.rust_offered(pair.new, of_collection, offered);
                let name = name(new, &(offered.operation, key.1));
                let place = pair.method(builder.as_deref(), item).named(&name);
                self.added(Kind::OperationOffered, place, new.operation_text(operation));
            }
        }
    }
}

/// The name of an offer in a path.
fn name(state: &State, (operation, property): &Key) -> String {
    let operation = state.model.operation_name(&state.model.operations[*operation]);
    property.map_or(operation.clone(), |property| format!("{property}/{operation}"))
}

/// What a type offers of operations that have an id in the old state.
fn offers<'s>(
    state: &'s State,
    id: TypeId,
    of_collection: bool,
    old_id: impl Fn(OperationId) -> Option<OperationId>,
) -> BTreeMap<Key<'s>, &'s Offered> {
    let surface = &state.surface;
    let all = if of_collection { &surface.collection_operations } else { &surface.operations };
    let key = |offered: &'s Offered| {
        let property = offered.property.and_then(|property| state.model.property(property));
        Some(((old_id(offered.operation)?, property.map(|property| property.name)), offered))
    };
    all.get(&id).into_iter().flatten().filter_map(key).collect()
}
