//! Operations, with the types of their parameters and results.

use super::{kept::Kept, paths::Written, reach::Reach};
use crate::model::{Operation, OperationId, TypeId, ValueType};

impl Reach<'_> {
    /// Keeps an operation, if the types of its parameters and of its result are here.
    pub(super) fn keep_operation(&mut self, index: OperationId, reason: &Kept) {
        let operation = &self.model.operations[index];
        let name = self.model.operation_name(operation);
        let mut is_whole = true;
        for (value, what) in self.values(operation) {
            is_whole &= self.keep_part(value, || name.clone(), &reason.within(&what), operation.span);
        }
        if is_whole {
            self.slice.operations.insert(index);
        }
    }

    /// What an operation takes and returns, with a name for each.
    fn values<'o>(&self, operation: &'o Operation) -> Vec<(&'o ValueType, String)> {
        let name = self.model.operation_name(operation);
        let arguments = operation.arguments().iter();
        let arguments = arguments.map(|argument| (&argument.ty.value, format!("{name}({})", argument.name)));
        let result = operation.returns.iter().map(|returns| (&returns.value, format!("the result of {name}")));
        arguments.chain(result).collect()
    }

    /// Keeps the overloads that a root names. If none is whole, the first says why.
    pub(super) fn keep_named(&mut self, overloads: &[OperationId], written: Written, reason: &Kept) {
        for index in overloads {
            self.keep_operation(*index, reason);
        }
        let is_kept = overloads.iter().any(|index| self.slice.operations.contains(index));
        let Some(first) = overloads.first().filter(|_| written == Written::Whole && !is_kept) else { return };
        let operation = &self.model.operations[*first];
        for (value, what) in self.values(operation) {
            self.keep_needed(value, &reason.within(&what), operation.span);
        }
    }

    /// Keeps the operations of that name, qualified or not, which the type or a collection of it has.
    pub(super) fn keep_operations(&mut self, id: TypeId, segment: &str, written: Written, reason: &Kept) -> bool {
        let model = self.model;
        let is_named = |index: &OperationId| {
            let operation = &model.operations[*index];
            operation.name == segment || model.operation_name(operation) == segment
        };
        let all = model.bound_to(id, false).into_iter().chain(model.bound_to(id, true));
        let named: Vec<OperationId> = all.filter(is_named).collect();
        self.keep_named(&named, written, reason);
        !named.is_empty()
    }
}
