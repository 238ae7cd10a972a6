//! Which types hold values of each other without a list between them, so that a struct would be of infinite size.

use std::collections::BTreeMap;

use super::unions::Union;
use crate::{
    model::{Model, TypeId, ValueType},
    slice::Slice,
};

/// The strongly connected components of the types, by the values that they hold, as Tarjan finds them: each type and
/// each value is looked at once, however long a cycle is.
#[derive(Debug, Default)]
pub struct Cycles {
    component: BTreeMap<TypeId, usize>,
}

impl Cycles {
    pub(super) fn new(model: &Model, slice: &Slice, unions: &BTreeMap<TypeId, Union>) -> Self {
        let mut search =
            Search { model, slice, unions, order: BTreeMap::new(), open: Vec::new(), cycles: Self::default() };
        slice.types.keys().for_each(|id| search.visit(*id));
        search.cycles
    }

    /// Whether values of a type that `owner` holds may hold an `owner` in turn.
    pub(crate) fn joins(&self, owner: TypeId, value: &ValueType) -> bool {
        matches!(value, ValueType::Declared(id) if self.component.get(id).is_some_and(|one| self.component.get(&owner) == Some(one)))
    }
}

struct Search<'a> {
    model: &'a Model<'a>,
    slice: &'a Slice,
    unions: &'a BTreeMap<TypeId, Union>,
    /// The number of each type in the order of the visits.
    order: BTreeMap<TypeId, usize>,
    /// The types whose component is not complete.
    open: Vec<TypeId>,
    cycles: Cycles,
}

/// A type on the way, the types of its values that are still to be looked at, and the first type that it leads back to.
struct Step {
    id: TypeId,
    values: Vec<TypeId>,
    low: usize,
}

impl Search<'_> {
    /// Without recursion, since a chain may be longer than the stack is deep.
    fn visit(&mut self, start: TypeId) {
        if self.order.contains_key(&start) {
            return;
        }
        let mut path = vec![self.enter(start)];
        while let Some(step) = path.last_mut() {
            if let Some(next) = step.values.pop() {
                match self.order.get(&next) {
                    None => {
                        let entered = self.enter(next);
                        path.push(entered);
                    }
                    Some(order) if !self.cycles.component.contains_key(&next) => step.low = step.low.min(*order),
                    Some(_) => {}
                }
                continue;
            }
            let Step { id, low, .. } = *step;
            path.pop();
            if let Some(parent) = path.last_mut() {
                parent.low = parent.low.min(low);
            }
            if self.order.get(&id) == Some(&low) {
                self.complete(id, low);
            }
        }
    }

    fn enter(&mut self, id: TypeId) -> Step {
        let low = self.order.len();
        self.order.insert(id, low);
        self.open.push(id);
        Step { id, values: self.values(id), low }
    }

    /// All that was opened since the type is of one component with it.
    fn complete(&mut self, id: TypeId, component: usize) {
        while let Some(member) = self.open.pop() {
            self.cycles.component.insert(member, component);
            if member == id {
                break;
            }
        }
    }

    /// What a type holds singly. The variants of a union are boxed.
    fn values(&self, id: TypeId) -> Vec<TypeId> {
        if self.unions.contains_key(&id) {
            return Vec::new();
        }
        let properties = self.model.properties(id).filter(|property| !property.ty.collection);
        let navigation = self
            .model
            .navigation(id)
            .filter(|(id, property)| !property.ty.collection && self.slice.navigation.contains(id));
        let values = properties.map(|property| &property.ty.value).chain(navigation.map(|(_, way)| &way.ty.value));
        let declared = values.filter_map(|value| match value {
            ValueType::Declared(id) if !self.unions.contains_key(id) => Some(*id),
            _ => None,
        });
        declared.collect()
    }
}
