//! The types that something has happened to: only these need Rust names.

use std::collections::BTreeSet;

use super::{state::State, types::Pair};
use crate::model::{TypeId, TypeRef, ValueType};

/// The types that have changed.
#[derive(Default)]
pub(super) struct Touched {
    pub(super) old: Named,
    pub(super) new: Named,
    /// Those that both states have, by their id in the old one.
    pub(super) pairs: BTreeSet<TypeId>,
}

/// The types of a state that need names.
#[derive(Default)]
pub(super) struct Named {
    pub(super) types: BTreeSet<TypeId>,
    /// Those whose members, properties and methods need names too.
    pub(super) whole: BTreeSet<TypeId>,
}

impl Named {
    fn add(&mut self, id: TypeId) {
        self.types.insert(id);
        self.whole.insert(id);
    }
}

impl Touched {
    /// A type that both states have; `shows` if an item of the crate is another.
    pub(super) fn add(&mut self, pair: Pair, shows: bool) {
        self.pairs.insert(pair.old);
        if shows {
            self.old.add(pair.old);
            self.new.add(pair.new);
        }
    }

    /// What an operation is bound to, in both states: overloads decide each other's names.
    pub(super) fn add_bound(&mut self, binding: Option<&TypeRef>, is_old: bool, states: [&State; 2]) {
        let Some(TypeRef { value: ValueType::Declared(id), .. }) = binding else { return };
        let [state, other] = states;
        let (own, others) = if is_old { (&mut self.old, &mut self.new) } else { (&mut self.new, &mut self.old) };
        own.add(*id);
        if let Some(id) = state.counterpart(*id, other) {
            others.add(id);
        }
    }
}
