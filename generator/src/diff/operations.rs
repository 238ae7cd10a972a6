//! Actions and functions. Overloads are told apart by what they are bound to, then by the names of their parameters.

use std::collections::BTreeMap;

use super::{Differ, Kind, Place, state::State};
use crate::model::{Operation, OperationId, Parameter};

/// What tells the overloads of a name apart, from all of it to nothing.
type Same = fn(&Overload, &Overload) -> bool;

const SAME: [Same; 4] = [
    |one, other| {
        one.binding == other.binding && one.is_function == other.is_function && one.arguments == other.arguments
    },
    |one, other| one.binding == other.binding && one.is_function == other.is_function,
    |one, other| one.binding == other.binding,
    |_, _| true,
];

struct Overload<'m> {
    index: OperationId,
    is_function: bool,
    binding: String,
    arguments: Vec<&'m str>,
}

impl Differ<'_> {
    pub(super) fn operations(&mut self) {
        let (mut old, mut new) = (overloads(self.old), overloads(self.new));
        let names: Vec<String> =
            old.keys().chain(new.keys().filter(|name| !old.contains_key(*name))).cloned().collect();
        for name in names {
            let (old, new) = (old.remove(&name).unwrap_or_default(), new.remove(&name).unwrap_or_default());
            self.overloads(&name, old, new);
        }
    }

    fn overloads<'m>(&mut self, name: &str, mut old: Vec<Overload<'m>>, mut new: Vec<Overload<'m>>) {
        for (step, is_same) in SAME.into_iter().enumerate() {
            let mut left = Vec::new();
            for one in std::mem::take(&mut old) {
                let mut matches = new.iter().enumerate().filter(|(_, other)| is_same(&one, other));
                let found = matches.next().map(|(at, _)| at);
                // Where several might be meant, none is.
                let is_clear = step == 0 || matches.next().is_none();
                match found.filter(|_| is_clear) {
                    Some(at) => {
                        let other = new.remove(at);
                        self.operation(name, &one, &other);
                    }
                    None => left.push(one),
                }
            }
            old = left;
        }
        let (old_state, new_state) = (self.old, self.new);
        for one in old {
            let binding = old_state.model.operations[one.index].binding();
            self.touched.add_bound(binding, true, [old_state, new_state]);
            let (path, rust) = (path(self.old, name, one.index), self.old.rust_operation(one.index));
            let text = self.old.operation_text(&self.old.model.operations[one.index]);
            let is_left_out = self.old.surface.left_out.contains_key(&one.index);
            let kind = if is_left_out { Kind::LeftOutRemoved } else { Kind::OperationRemoved };
            self.removed(kind, Place::new(&path, rust.as_deref()), text);
        }
        for one in new {
            let binding = new_state.model.operations[one.index].binding();
            self.touched.add_bound(binding, false, [new_state, old_state]);
            let (path, rust) = (path(self.new, name, one.index), self.new.rust_operation(one.index));
            let text = self.new.operation_text(&self.new.model.operations[one.index]);
            let is_left_out = self.new.surface.left_out.contains_key(&one.index);
            let kind = if is_left_out { Kind::LeftOutAdded } else { Kind::OperationAdded };
            self.added(kind, Place::new(&path, rust.as_deref()), text);
        }
    }

    fn operation(&mut self, name: &str, one: &Overload, other: &Overload) {
        let (old, new) = (&self.old.model.operations[one.index], &self.new.model.operations[other.index]);
        if one.binding == other.binding {
            self.same_operations.insert(one.index, other.index);
        }
        if self.only.is_some_and(|only| !only.has_operation(one.index, old.binding())) {
            return;
        }
        let (path, rust) = (path(self.old, name, one.index), self.old.rust_operation(one.index));
        let place = Place::new(&path, rust.as_deref());
        let number = self.changes.len();
        if one.binding == other.binding {
            self.rust_name(place, rust.as_deref(), self.new.rust_operation(other.index).as_deref());
        } else {
            let text = |overload: &Overload| {
                if overload.binding.is_empty() { "not bound".to_owned() } else { overload.binding.clone() }
            };
            self.changed(Kind::OperationBindingChanged, place, text(one), text(other));
        }
        if old.is_function != new.is_function {
            let text = |is_function: bool| if is_function { "function" } else { "action" };
            self.changed(Kind::OperationKindChanged, place, text(old.is_function), text(new.is_function));
        }
        if old.is_composable != new.is_composable {
            let kind = if new.is_composable { Kind::ComposableAdded } else { Kind::ComposableRemoved };
            self.push(kind, place, None, None);
        }
        self.parameters(place, old, new);
        self.result(place, old, new);
        self.facts(place, &old.facts, &new.facts);
        if self.changes.len() > number {
            self.touched.operations.insert(one.index);
        }
        if self.shows_since(number) {
            let (old_state, new_state) = (self.old, self.new);
            self.touched.add_bound(old.binding(), true, [old_state, new_state]);
            self.touched.add_bound(new.binding(), false, [new_state, old_state]);
        }
    }

    fn parameters(&mut self, place: Place, old: &Operation, new: &Operation) {
        let find = |parameters: &'_ [Parameter], name: &str| parameters.iter().position(|other| other.name == name);
        for parameter in old.arguments() {
            let place = place.below(parameter.name, None);
            match find(new.arguments(), parameter.name) {
                Some(at) => self.parameter(place, parameter, &new.arguments()[at]),
                None => self.removed(Kind::ParameterRemoved, place, self.old.parameter_text(parameter)),
            }
        }
        for parameter in new.arguments().iter().filter(|one| find(old.arguments(), one.name).is_none()) {
            let kind = if parameter.is_optional() { Kind::OptionalParameterAdded } else { Kind::ParameterAdded };
            self.added(kind, place.below(parameter.name, None), self.new.parameter_text(parameter));
        }
        // Only what must be given has a place in a list of arguments.
        let order = |one: &Operation, other: &Operation| {
            let required = one.arguments().iter().filter(|argument| !argument.is_optional());
            let is_shared =
                |name: &&str| other.arguments().iter().any(|other| other.name == *name && !other.is_optional());
            required.map(|argument| argument.name).filter(is_shared).collect::<Vec<_>>().join(", ")
        };
        let (before, after) = (order(old, new), order(new, old));
        if before != after {
            self.changed(Kind::ParametersReordered, place, before, after);
        }
    }

    fn parameter(&mut self, place: Place, old: &Parameter, new: &Parameter) {
        self.type_ref(place, &old.ty, &new.ty, [Kind::ParameterTypeChanged; 2]);
        if old.is_optional() != new.is_optional() {
            let kind = if new.is_optional() { Kind::ParameterOptional } else { Kind::ParameterRequired };
            let text = |is_optional: bool| if is_optional { "optional" } else { "required" };
            self.changed(kind, place, text(old.is_optional()), text(new.is_optional()));
        }
        self.facts(place, &old.facts, &new.facts);
    }

    fn result(&mut self, place: Place, old: &Operation, new: &Operation) {
        match (&old.returns, &new.returns) {
            (Some(old_type), Some(new_type)) => {
                self.type_ref(place, old_type, new_type, [Kind::ResultTypeChanged; 2]);
                let is_single = !old_type.collection && !new_type.collection;
                if is_single && old.returns_null != new.returns_null {
                    let text = |may_be_null: bool| if may_be_null { "may be null" } else { "never null" };
                    self.changed(Kind::ResultNullabilityChanged, place, text(old.returns_null), text(new.returns_null));
                }
            }
            (None, Some(new)) => self.added(Kind::ResultAdded, place, self.new.type_text(new)),
            (Some(old), None) => self.removed(Kind::ResultRemoved, place, self.old.type_text(old)),
            (None, None) => {}
        }
    }
}

/// The overloads of each name.
fn overloads<'m>(state: &State<'m>) -> BTreeMap<String, Vec<Overload<'m>>> {
    let mut overloads: BTreeMap<String, Vec<Overload>> = BTreeMap::new();
    for index in &state.slice.operations {
        let operation = &state.model.operations[*index];
        let mut arguments: Vec<&str> = operation.arguments().iter().map(|argument| argument.name).collect();
        arguments.sort_unstable();
        let binding = operation.binding().map(|binding| state.type_text(binding)).unwrap_or_default();
        let overload = Overload { index: *index, is_function: operation.is_function, binding, arguments };
        overloads.entry(state.model.operation_name(operation)).or_default().push(overload);
    }
    overloads
}

/// The path of an overload, as annotations write it (CSDL XML 4.01, section 14.2.1).
fn path(state: &State, name: &str, index: OperationId) -> String {
    let operation = &state.model.operations[index];
    let bound = usize::from(operation.is_bound);
    let number = if operation.is_function { operation.parameters.len() } else { bound };
    let types: Vec<_> = operation.parameters.iter().take(number).map(|one| state.type_text(&one.ty)).collect();
    format!("{name}({})", types.join(","))
}
