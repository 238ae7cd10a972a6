//! What tells operations of one name apart (CSDL XML 4.01, sections 12.2 and 12.4).

use std::collections::HashMap;

use super::{build::Builder, definer::Definer, ids::OperationId, service::Operation, values::TypeRef};
use crate::{codes::Code, csdl, error::Diagnostic};

impl Definer<'_, '_> {
    pub(super) fn check_operation(&mut self, declared: &csdl::Operation, defined: &Operation) {
        let name = declared.name.value();
        if defined.is_bound && defined.parameters.is_empty() {
            let problem = Diagnostic::at(Code::Unbound, declared.span, format!("`{name}` is bound to nothing"));
            self.note(problem.expected("a first `Parameter`, which is what it is bound to"));
        }
        if defined.is_function && defined.returns.is_none() {
            let problem = Diagnostic::at(Code::NoReturnType, declared.span, format!("`{name}` returns nothing"));
            self.note(problem.expected("a `ReturnType`, which each function has"));
        }
    }
}

impl<'a> Builder<'a> {
    /// Operations that no call can tell apart.
    pub(super) fn check_overloads(&mut self) {
        let mut twice: Vec<(OperationId, OperationId)> = Vec::new();
        for overloads in self.names.operations.values().filter(|overloads| overloads.len() > 1) {
            let mut known = HashMap::new();
            for index in overloads {
                if let Some(first) = known.insert(self.signature(*index), *index) {
                    twice.push((*index, first));
                }
            }
        }
        twice.sort_unstable();
        for (index, first) in twice {
            let [operation, first] = [index, first].map(|index| &self.model.operations[index]);
            let message = format!("`{}` is declared twice", self.model.operation_name(operation));
            let expected = if operation.is_function {
                "another type that it is bound to, or other names of parameters"
            } else {
                "another type that it is bound to"
            };
            let problem = Diagnostic::at(Code::SameSignature, operation.span, message).expected(expected);
            self.note(problem.second(first.span, "first declared here"));
        }
    }

    fn signature(&self, index: OperationId) -> (bool, Option<&TypeRef>, Vec<&'a str>) {
        let operation = &self.model.operations[index];
        let mut names: Vec<&str> = operation.arguments().iter().map(|parameter| parameter.name).collect();
        names.sort_unstable();
        (operation.is_function, operation.binding(), if operation.is_function { names } else { Vec::new() })
    }
}
