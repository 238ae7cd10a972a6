//! Names of actions and functions.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    idents::{CallNames, OperationMethod},
    modules::Modules,
    reserved::{CALL, PARAMETERS},
    scope::Scope,
    spelling::{short_camel, snake, upper_camel},
};
use crate::{
    model::{ImportId, Model, Operation, OperationId, ValueType},
    slice::Slice,
    surface::Offered,
};

/// The methods for the operations of a builder. Where a function has several overloads, those with parameters say
/// which.
pub(super) fn methods(model: &Model, offered: Option<&Vec<Offered>>, scope: &mut Scope) -> Vec<OperationMethod> {
    let bound = || offered.into_iter().flatten();
    let kept: Vec<OperationId> =
        bound().filter(|offered| offered.property.is_none()).map(|offered| offered.operation).collect();
    let of = |index: &OperationId| &model.operations[*index];
    let spelled = |index: &OperationId| {
        let operation = of(index);
        let is_overloaded = kept.iter().any(|other| {
            let other = of(other);
            !std::ptr::eq(other, operation)
                && (other.is_function, &other.name) == (operation.is_function, &operation.name)
        });
        if is_overloaded { overload(operation, snake, "_with_", "_and_") } else { snake(operation.name) }
    };
    let name = |offered: &Offered| {
        let property = offered.property.and_then(|id| model.property(id));
        let own = snake(of(&offered.operation).name);
        let name = match property {
            Some(property) => format!("{}_{own}", snake(property.name)),
            None => spelled(&offered.operation),
        };
        OperationMethod { operation: offered.operation, ident: scope.claim(&name), is_longer: name != own }
    };
    bound().map(name).collect()
}

fn overload(operation: &Operation, spell: fn(&str) -> String, with: &str, and: &str) -> String {
    let parameters: Vec<_> = operation.arguments().iter().map(|argument| spell(argument.name)).collect();
    let name = spell(operation.name);
    if parameters.is_empty() { name } else { format!("{name}{with}{}", parameters.join(and)) }
}

/// The client's methods for the kept imports.
pub(super) fn imports(model: &Model, slice: &Slice, scope: &mut Scope) -> BTreeMap<ImportId, Vec<OperationMethod>> {
    let mut kept: Vec<_> = slice.imports.iter().map(|index| (&model.imports[*index], *index)).collect();
    kept.sort_by_key(|(import, _)| &import.name);
    let methods = |(import, index): (&crate::model::Import, ImportId)| {
        let overloads: Vec<OperationId> =
            import.operations.iter().copied().filter(|operation| slice.operations.contains(operation)).collect();
        let is_overloaded = overloads.len() > 1;
        let own = snake(import.name);
        let method = |operation: OperationId| {
            let parameters: Vec<_> =
                model.operations[operation].arguments().iter().map(|argument| snake(argument.name)).collect();
            let is_longer = is_overloaded && !parameters.is_empty();
            let name = if is_longer { format!("{own}_with_{}", parameters.join("_and_")) } else { own.clone() };
            OperationMethod { operation, ident: scope.claim(&name), is_longer }
        };
        let methods = overloads.into_iter().map(method).collect();
        (index, methods)
    };
    kept.into_iter().map(methods).collect()
}

/// The names of what operations need beside their methods.
pub(super) fn calls<'m>(
    model: &'m Model<'m>,
    slice: &Slice,
    modules: &mut Modules<'m>,
) -> BTreeMap<OperationId, CallNames> {
    let mut operations: Vec<_> = slice.operations.iter().map(|index| (whole_name(model, *index), *index)).collect();
    operations.sort();
    let overloaded = overloaded(&operations);
    let mut scopes: BTreeMap<Vec<String>, Scope> = BTreeMap::new();
    let names = |(whole, index): ((String, String, String), OperationId)| {
        let operation = &model.operations[index];
        let mut names =
            CallNames { module: Vec::new(), file: String::new(), ident: None, arguments: arguments(operation) };
        if operation.arguments().iter().any(crate::model::Parameter::is_optional) {
            let (binding, _, _) = &whole;
            let own = if overloaded.contains(&(whole.0.clone(), whole.1.clone())) {
                overload(operation, upper_camel, "With", "And")
            } else {
                upper_camel(operation.name)
            };
            let name = format!("{}{own}", if binding.is_empty() { String::new() } else { upper_camel(binding) });
            let name = short_camel(name, &format!("{whole:?}"));
            let namespace = &model.namespaces[operation.namespace];
            let (module, file) = modules.place(namespace, &format!("{name}Call"));
            names.ident = Some(scopes.entry(module.clone()).or_default().claim(&format!("{name}Call")));
            (names.module, names.file) = (module, file);
        }
        (index, names)
    };
    operations.into_iter().map(names).collect()
}

/// The names of parameters: those that must be given are parameters of a method, the others are methods of a call.
fn arguments(operation: &Operation) -> Vec<String> {
    let arguments = || operation.arguments().iter();
    let required = arguments().filter(|argument| !argument.is_optional()).map(|argument| argument.name);
    let optional = arguments().filter(|argument| argument.is_optional()).map(|argument| argument.name);
    let mut parameters = Scope::new(&PARAMETERS).claim_all(required, snake).into_iter();
    let mut setters = Scope::new(&CALL).claim_all(optional, snake).into_iter();
    arguments().filter_map(|argument| if argument.is_optional() { setters.next() } else { parameters.next() }).collect()
}

/// The binding type, the name and the parameters.
fn whole_name(model: &Model, index: OperationId) -> (String, String, String) {
    let operation = &model.operations[index];
    let binding = match operation.binding().map(|binding| (&binding.value, binding.collection)) {
        Some((ValueType::Declared(id), false)) => model.ty(*id).name.to_owned(),
        Some((ValueType::Declared(id), true)) => format!("{}Collection", model.ty(*id).name),
        _ => String::new(),
    };
    let parameters: Vec<_> = operation.arguments().iter().map(|argument| argument.name).collect();
    (binding, operation.name.to_owned(), parameters.join(","))
}

fn overloaded(operations: &[((String, String, String), OperationId)]) -> BTreeSet<(String, String)> {
    let mut seen = BTreeSet::new();
    let names = operations.iter().map(|((binding, name, _), _)| (binding.clone(), name.clone()));
    names.filter(|name| !seen.insert(name.clone())).collect()
}
