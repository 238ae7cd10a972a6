//! Actions and functions.

use super::{
    context::Context,
    data::{Argument, Call, Docs, Kind, Operation, OperationName, Outcome, RustType, Setter},
    docs,
    features::{Condition, Part},
    requests::request_type,
};
use crate::{
    model::{self, Facts, TypeRef},
    names::{CallNames, OperationMethod},
    surface::{Offered, Set},
};

/// What an operation is called by.
enum Binding<'a> {
    /// An import of the container.
    Import(&'a model::Import<'a>),
    /// The value at a path, or one of its properties.
    Value { property: Option<&'a str>, path: Option<String> },
}

impl Context<'_> {
    /// The methods of a builder for the operations that it offers.
    pub(super) fn operations(&self, names: &[OperationMethod], offered: Option<&Vec<Offered>>) -> Vec<Operation> {
        let path = |offered: &Offered| {
            let nearest = &offered.places[..offered.places.len().min(1)];
            let is_of_collection = self.model.operations[offered.operation].binding()?.collection;
            let of_collection = is_of_collection && offered.property.is_none();
            let paths =
                if of_collection { self.paths.to_collections(nearest) } else { self.paths.to_entities(nearest) };
            paths.into_iter().next()
        };
        let method = |(offered, names): (&Offered, &OperationMethod)| {
            let property = offered.property.and_then(|id| self.model.property(id)).map(|property| property.name);
            self.operation_method(names, Binding::Value { property, path: path(offered) })
        };
        offered.into_iter().flatten().zip(names).filter_map(method).collect()
    }

    /// The methods of the client for the container's imports.
    pub(super) fn import_methods(&self) -> Vec<Operation> {
        let imports = self.names.imports.iter().flat_map(|(index, names)| {
            let import = &self.model.imports[*index];
            names.iter().filter_map(move |method| self.operation_method(method, Binding::Import(import)))
        });
        let mut methods: Vec<Operation> = imports.collect();
        methods.sort_by(|one, other| one.ident.cmp(&other.ident));
        methods
    }

    fn operation_method(&self, method: &OperationMethod, binding: Binding) -> Option<Operation> {
        let operation = &self.model.operations[method.operation];
        let names = self.names.calls.get(&method.operation)?;
        let ident = &method.ident;
        let qualified = self.model.operation_name(operation);
        let (import, name, path) = match binding {
            Binding::Import(import) => (Some(import), qualified.clone(), None),
            Binding::Value { property: Some(property), path } => (None, format!("{property}/{qualified}"), path),
            Binding::Value { property: None, path } => (None, qualified.clone(), path),
        };
        let (verb, noun) = if operation.is_function { ("GET", "function") } else { ("POST", "action") };
        let imported = import.map(|import| docs::description(&import.facts)).filter(|told| !told.is_empty());
        let usual = || docs::describe(&operation.facts, &format!("Calls the {noun} {}.", docs::code(&qualified)));
        let mut docs = imported.unwrap_or_else(usual);
        let parameters = if operation.is_function { placeholders(operation) } else { String::new() };
        let lines: Vec<String> = match import {
            Some(import) => vec![format!("/{}{parameters}", import.name)],
            None => path.iter().map(|path| format!("{path}/{name}{parameters}")).collect(),
        };
        docs.extend(docs::lines(verb, lines));
        docs.extend(docs::clouds(self));
        let next = self.next(operation);
        docs.extend(next.as_ref().map(|_| String::from("`then()` leads on to what it returns.")));
        docs.extend(self.arguments_docs(operation, names));
        docs.extend(self.result_docs(operation));
        let wire_name = import.map_or(operation.name, |import| import.name);
        docs.extend(if method.is_longer { docs::marked(wire_name, ident) } else { docs::renamed(wire_name, ident) });

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
            ident: ident.clone(),
            docs,
            deprecated: import
                .and_then(|import| import.facts.deprecated)
                .or(operation.facts.deprecated)
                .map(str::to_owned),
            is_function: operation.is_function,
            target: import.map_or(OperationName::Bound(name), |import| OperationName::Import(import.name.to_owned())),
            arguments: arguments?,
            nulls: nulls.map(|(argument, _)| argument.name.to_owned()).collect(),
            outcome: self.outcome(operation),
            next,
            call: names.ident.clone().map(|ident| RustType::Request { module: names.module.clone(), ident }),
            condition,
        })
    }

    /// What the metadata says of the parameters that must be given, an item each.
    fn arguments_docs(&self, operation: &model::Operation, names: &CallNames) -> Option<String> {
        let given = operation.arguments().iter().zip(&names.arguments).filter(|(argument, _)| !argument.is_optional());
        let items = given.filter_map(|(argument, ident)| {
            let told = self.described(&argument.facts, &argument.ty).into_iter().chain(self.argument_remarks(argument));
            let told = docs::line(told.chain(docs::renamed(argument.name, ident)))?;
            Some(format!("- {}: {told}", docs::code(argument.name)))
        });
        let items: Vec<String> = items.collect();
        (!items.is_empty()).then(|| items.join("\n"))
    }

    /// What the metadata says of a parameter beside its description.
    fn argument_remarks(&self, argument: &model::Parameter) -> Vec<String> {
        let default = argument.facts.default_value;
        let default = default.map(|value| format!("without it, the service takes {}", docs::code(value)));
        self.facets(&argument.ty, &argument.facets).into_iter().chain(default).collect()
    }

    /// What the metadata says of the result.
    fn result_docs(&self, operation: &model::Operation) -> Option<String> {
        let ty = operation.returns.as_ref()?;
        let facets = self.facets(ty, &operation.result_facets);
        let told = docs::line(self.described(&operation.result_facts, ty).into_iter().chain(facets))?;
        Some(format!("Returns: {told}"))
    }

    pub(super) fn described(&self, facts: &Facts, ty: &TypeRef) -> Docs {
        docs::description_of_value(facts, self.definition(ty).map(|(_, definition)| definition))
    }

    fn facets(&self, ty: &TypeRef, facets: &[(&'static str, &str)]) -> Vec<String> {
        let definition = self.definition(ty);
        docs::facets(facets, definition.as_ref().map(|(name, ty)| (name.as_str(), *ty)))
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
                        self.described(&argument.facts, &argument.ty),
                        format!("Gives the parameter {}.", docs::code(argument.name)),
                        docs::line(self.argument_remarks(argument))
                            .map(|line| docs::paragraph(&line))
                            .into_iter()
                            .chain(docs::renamed(argument.name, ident)),
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
