//! Actions and functions.

use std::collections::BTreeMap;

use super::{
    context::Context,
    data::{Argument, Call, Docs, Kind, Operation, OperationName, Outcome, RustType, Setter},
    docs,
    features::{Condition, Part},
    requests::request_type,
};
use crate::{
    model::{self, Facts, OperationId, TypeRef},
    names::CallNames,
    surface::{Offered, Set},
};

impl Context<'_> {
    /// The methods of a builder for the operations that it offers.
    pub(super) fn operations(&self, names: &[(OperationId, String)], offered: Option<&Vec<Offered>>) -> Vec<Operation> {
        let path = |offered: &Offered| {
            let nearest = &offered.places[..offered.places.len().min(1)];
            let binding = self.model.operations[offered.operation].binding()?;
            let paths = if binding.collection { self.collection_paths(nearest) } else { self.entity_paths(nearest) };
            paths.into_iter().next()
        };
        let paths = offered.into_iter().flatten().map(|offered| (offered.operation, path(offered)));
        let paths: BTreeMap<OperationId, Option<String>> = paths.collect();
        let method =
            |(id, ident): &(OperationId, String)| self.operation_method(*id, ident, None, paths.get(id)?.as_deref());
        names.iter().filter_map(method).collect()
    }

    /// The methods of the client for the container's imports.
    pub(super) fn import_methods(&self) -> Vec<Operation> {
        let imports = self.names.imports.iter().flat_map(|(index, names)| {
            let import = &self.model.imports[*index];
            names
                .iter()
                .filter_map(move |(operation, ident)| self.operation_method(*operation, ident, Some(import), None))
        });
        let mut methods: Vec<Operation> = imports.collect();
        methods.sort_by(|one, other| one.ident.cmp(&other.ident));
        methods
    }

    fn operation_method(
        &self,
        index: OperationId,
        ident: &str,
        import: Option<&model::Import>,
        path: Option<&str>,
    ) -> Option<Operation> {
        let operation = &self.model.operations[index];
        let names = self.names.calls.get(&index)?;
        let name = self.model.operation_name(operation);
        let (verb, noun) = if operation.is_function { ("GET", "function") } else { ("POST", "action") };
        let facts = import.map(|import| &*import.facts).filter(|facts| **facts != Facts::default());
        let facts = facts.unwrap_or(&operation.facts);
        let mut docs = docs::describe(facts, &format!("Calls the {noun} {}.", docs::code(&name)));
        let parameters = if operation.is_function { placeholders(operation) } else { String::new() };
        let lines: Vec<String> = match import {
            Some(import) => vec![format!("/{}{parameters}", import.name)],
            None => path.iter().map(|path| format!("{path}/{name}{parameters}")).collect(),
        };
        docs.extend(docs::lines(verb, lines));
        docs.extend(docs::clouds(self));
        let next = self.next(operation);
        docs.extend(next.as_ref().map(|_| String::from("`then()` leads on to what it returns.")));
        let is_overload = ident.contains("_with_");
        docs.extend(if is_overload { docs::marked(ident) } else { docs::renamed(operation.name, ident) });

        let condition = import.map_or_else(Condition::new, |import| self.features.of_root(import.name));

        let given = || operation.arguments().iter().zip(&names.arguments);
        let arguments = given().filter(|(argument, _)| !argument.is_optional());
        let arguments: Option<Vec<Argument>> = arguments
            .map(|(argument, ident)| {
                let ty = self.value_type(&argument.ty)?;
                Some(Argument { ident: ident.clone(), wire_name: argument.name.to_owned(), ty })
            })
            .collect();
        let nulls = given()
            .filter(|(argument, _)| operation.is_function && argument.nullable && !argument.facts.optional_parameter);
        Some(Operation {
            ident: ident.to_owned(),
            docs,
            deprecated: operation.facts.deprecated.map(str::to_owned),
            is_function: operation.is_function,
            target: import.map_or(OperationName::Bound(name), |import| OperationName::Import(import.name.to_owned())),
            arguments: arguments?,
            nulls: nulls.map(|(argument, _)| argument.name.to_owned()).collect(),
            outcome: self.outcome(operation),
            next,
            call: names.ident.as_ref().map(|ident| call_type(names, ident)),
            condition,
        })
    }

    /// The structs of the calls that have parameters which need not be given.
    pub(super) fn calls(&self) -> Vec<Call> {
        let calls = self.names.calls.iter().filter_map(|(index, names)| {
            let operation = &self.model.operations[*index];
            let ident = names.ident.clone()?;
            let given = operation.arguments().iter().zip(&names.arguments);
            let setters = given.filter(|(argument, _)| argument.is_optional()).filter_map(|(argument, ident)| {
                Some(Setter {
                    ident: ident.clone(),
                    clear: None,
                    field: String::new(),
                    wire_name: argument.name.to_owned(),
                    docs: docs::unless_usual(
                        docs::description(&argument.facts),
                        format!("Gives the parameter {}.", docs::code(argument.name)),
                        docs::renamed(argument.name, ident),
                    ),
                    ty: self.value_type(&argument.ty)?,
                    patch: None,
                    deprecated: None,
                    when: Set::Always,
                })
            });
            let condition = self.features.of(Part::Call(*index));
            let about = format!(
                "A call of {}, with the parameters that need not be given.",
                docs::code(&self.model.operation_name(operation))
            );
            let docs: Docs = [about].into_iter().chain(docs::needs(&condition)).collect();
            Some(Call {
                module: names.module.clone(),
                file: names.file.clone(),
                condition,
                ident,
                docs,
                setters: setters.collect(),
                outcome: self.outcome(operation),
                next: self.next(operation),
            })
        });
        let mut calls: Vec<Call> = calls.collect();
        calls.sort_by(|one, other| (&one.module, &one.file).cmp(&(&other.module, &other.file)));
        calls
    }

    /// The builder of what a composable function returns, where there is one.
    fn next(&self, operation: &model::Operation) -> Option<RustType> {
        let (id, is_collection) = operation.leads_to()?;
        let names = self.names.types.get(&id)?;
        if is_collection {
            self.surface.collections.contains(&id).then(|| request_type(names, &names.collection))
        } else {
            self.slice.addressed.contains(&id).then(|| request_type(names, &names.builder))
        }
    }

    fn outcome(&self, operation: &model::Operation) -> Outcome {
        let Some(returns) = &operation.returns else { return Outcome::Nothing };
        let outcome = self.value_outcome(returns);
        // A collection is never null; of one, the facet is about the items (CSDL XML 4.01, section 12.8).
        if operation.returns_null && !returns.collection { Outcome::Nullable(Box::new(outcome)) } else { outcome }
    }

    fn value_outcome(&self, returns: &TypeRef) -> Outcome {
        if self.model.is_stream(&returns.value) {
            return Outcome::Content;
        }
        let Some(ty) = self.value_type(returns) else { return Outcome::Json };
        match (ty.kind, ty.list) {
            (Kind::Json, _) => Outcome::Json,
            (Kind::Model, false) => Outcome::Model(ty.value),
            (Kind::Model, true) => Outcome::Page(ty.value),
            (Kind::Text | Kind::Enum | Kind::Scalar, false) => Outcome::Single(ty.value),
            (Kind::Text | Kind::Enum | Kind::Scalar, true) => Outcome::Several(ty.value),
        }
    }
}

/// The parameters of a function in a path.
fn placeholders(function: &model::Operation) -> String {
    let parameters: Vec<_> =
        function.arguments().iter().map(|argument| format!("{name}={{{name}}}", name = argument.name)).collect();
    format!("({})", parameters.join(","))
}

fn call_type(names: &CallNames, ident: &str) -> RustType {
    let start = ["crate", "requests"].map(String::from).into_iter();
    RustType(start.chain(names.module.clone()).chain([ident.to_owned()]).collect())
}
