//! Operations, with the types of their parameters and results.

use super::{kept::Kept, reach::Reach};
use crate::model::{OperationId, TypeId};

impl Reach<'_> {
    /// Keeps an operation, if the types of its parameters and of its result are here.
    pub(super) fn keep_operation(&mut self, index: OperationId, reason: &Kept) {
        let operation = &self.model.operations[index];
        let name = self.model.operation_name(operation);
        let arguments =
            operation.arguments().iter().map(|argument| (&argument.ty.value, format!("{name}({})", argument.name)));
        let result = operation.returns.iter().map(|returns| (&returns.value, format!("the result of {name}")));
        let values: Vec<_> = arguments.chain(result).collect();
        let kept = values
            .into_iter()
            .filter(|(value, what)| self.keep_part(value, || name.clone(), &reason.within(what), operation.span));
        if kept.count() == operation.arguments().len() + operation.returns.iter().count() {
            self.slice.operations.insert(index);
        }
    }

    /// Keeps the operations of that name, qualified or not, which the type or a collection of it has.
    pub(super) fn keep_operations(&mut self, id: TypeId, segment: &str, reason: &Kept) -> bool {
        let model = self.model;
        let is_named = |index: &OperationId| {
            let operation = &model.operations[*index];
            operation.name == segment || model.operation_name(operation) == segment
        };
        let all = model.bound_to(id, false).into_iter().chain(model.bound_to(id, true));
        let named: Vec<OperationId> = all.filter(is_named).collect();
        for index in &named {
            self.keep_operation(*index, reason);
        }
        !named.is_empty()
    }
}
