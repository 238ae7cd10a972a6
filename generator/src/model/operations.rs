//! Actions and functions.

use super::{
    Facts, Operation, Parameter,
    build::{Builder, Document},
};
use crate::csdl::SchemaElement;

impl<'a> Builder<'a> {
    pub(super) fn define_operations(&mut self, documents: &[Document<'a>]) {
        for document in documents {
            let scope = &document.scope;
            for (schema, element) in document.elements() {
                let (operation, is_function) = match element {
                    SchemaElement::Action(operation) => (operation, false),
                    SchemaElement::Function(operation) => (operation, true),
                    _ => continue,
                };
                let namespace = self.namespace(&schema.namespace.value);
                let mut parameters = Vec::with_capacity(operation.parameters.len());
                for parameter in &operation.parameters {
                    parameters.push(Parameter {
                        name: parameter.name.value.to_string(),
                        ty: self.type_ref(scope, &parameter.ty),
                        nullable: self.flag(parameter.nullable.as_ref(), true),
                        facts: Facts::of(scope, &parameter.annotations),
                    });
                }
                let defined = Operation {
                    namespace,
                    name: operation.name.value.to_string(),
                    is_function,
                    is_bound: self.flag(operation.is_bound.as_ref(), false),
                    parameters,
                    returns: operation.return_type.as_ref().map(|ty| self.type_ref(scope, ty)),
                    facts: Facts::of(scope, &operation.annotations),
                    span: operation.span,
                };
                let overloads = self.names.operations.entry((namespace, &operation.name.value));
                overloads.or_default().push(self.model.operations.len());
                self.model.operations.push(defined);
            }
        }
    }
}
