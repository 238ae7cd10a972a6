//! What the container offers, and the operations.

use super::{
    build::Build,
    data::{Operation, Parameter, Resource},
    facts::facts,
    methods::steps,
    stages::Stages,
};
use crate::model::TypeRef;

impl Build<'_> {
    pub(super) fn resources(&self) -> Vec<Resource> {
        let Stages { model, slice, names, plan, .. } = self.stages;
        let client = &plan.client;
        let all = model.resources.iter_enumerated();
        let resources = all.filter(|(index, _)| slice.resources.contains(index)).map(|(_, resource)| Resource {
            name: resource.name.to_owned(),
            element: if resource.is_set { "EntitySet" } else { "Singleton" },
            value: Some(self.value(&TypeRef { collection: resource.is_set, value: resource.ty.clone() }, false)),
            methods: client
                .resources
                .iter()
                .filter(|way| way.wire_name == resource.name)
                .flat_map(|way| steps(&client.ident, way))
                .collect(),
            declared: self.place(resource.span),
            facts: facts(&resource.facts),
        });
        let imports = slice.imports.iter().filter_map(|index| {
            let import = model.imports.get(*index)?;
            let operation = import.operations.first().map(|first| &model.operations[*first]);
            let returns = operation.and_then(|operation| Some((operation.returns.as_ref()?, operation.returns_null)));
            let methods = names.imports.get(index).into_iter().flatten();
            Some(Resource {
                name: import.name.to_owned(),
                element: if import.is_function { "FunctionImport" } else { "ActionImport" },
                value: returns.map(|(returns, is_nullable)| self.value(returns, is_nullable)),
                methods: methods.map(|method| format!("{}::{}()", client.ident, method.ident)).collect(),
                declared: self.place(import.span),
                facts: facts(&import.facts),
            })
        });
        resources.chain(imports).collect()
    }

    pub(super) fn operations(&self) -> Vec<Operation> {
        let Stages { model, slice, .. } = self.stages;
        let operations = slice.operations.iter().map(|index| {
            let operation = &model.operations[*index];
            let parameters = operation.arguments().iter().map(|parameter| Parameter {
                name: parameter.name.to_owned(),
                value: self.value(&parameter.ty, parameter.nullable),
            });
            Operation {
                name: model.operation_name(operation),
                element: if operation.is_function { "Function" } else { "Action" },
                bound_to: operation.binding().map(|ty| self.value(ty, false)),
                parameters: parameters.collect(),
                returns: operation.returns.as_ref().map(|ty| self.value(ty, operation.returns_null)),
                methods: self.calls.get(index).cloned().unwrap_or_default(),
                declared: self.place(operation.span),
                facts: facts(&operation.facts),
            }
        });
        let mut operations: Vec<Operation> = operations.collect();
        operations.sort_by(|a, b| a.name.cmp(&b.name));
        operations
    }
}
