//! Actions and functions.

use std::collections::HashMap;

use rayon::prelude::*;

use super::{
    build::Builder,
    definer::Definer,
    document::Document,
    facts::Said,
    ids::{NamespaceId, OperationId, TypeId},
    names::Scope,
    schema::Model,
    service::{Operation, Parameter},
    twice::{self, Declaration, Known},
    types::facets,
    values::{TypeRef, ValueType},
};
use crate::{
    codes::Code,
    csdl::{self, SchemaElement},
};

/// An operation's declaration: aliases, namespace, element, whether it is a function.
type Declared<'a, 'd> = (&'d Scope<'a>, NamespaceId, &'a csdl::Operation<'a>, bool);

impl<'a> Builder<'a> {
    pub(super) fn define_operations(&mut self, documents: &[Document<'a>]) {
        let mut declared: Vec<Declared> = Vec::new();
        for document in documents {
            for (schema, element) in document.elements() {
                let (operation, is_function) = match element {
                    SchemaElement::Action(operation) => (operation, false),
                    SchemaElement::Function(operation) => (operation, true),
                    _ => continue,
                };
                declared.push((&document.scope, self.namespace(schema.namespace.value()), operation, is_function));
            }
        }
        let declared = self.without_copies(declared);
        let names = &self.names;
        let defined = declared.into_par_iter().map(|(scope, namespace, operation, is_function)| {
            Definer::define(names, |definer| definer.operation(scope, namespace, operation, is_function))
        });
        let defined: Vec<_> = defined.collect();
        for (operation, noted) in defined {
            self.faults.extend(noted);
            let (namespace, name) = (operation.namespace, operation.name);
            let binding = operation.binding().cloned();
            let id = self.model.operations.push_and_get_key(operation);
            if let Some(TypeRef { collection, value: ValueType::Declared(ty) }) = binding {
                self.model.bound.entry((ty, collection)).or_default().push(id);
            }
            self.names.operations.entry((namespace, name)).or_default().push(id);
        }
    }
}

impl<'a> Builder<'a> {
    /// Leaves out what is declared word by word for a second time.
    fn without_copies<'d>(&mut self, declared: Vec<Declared<'a, 'd>>) -> Vec<Declared<'a, 'd>> {
        let mut overloads: HashMap<_, usize> = HashMap::new();
        let key = |(_, namespace, operation, is_function): &Declared<'a, 'd>| {
            (*namespace, operation.name.value(), *is_function)
        };
        for declared in &declared {
            *overloads.entry(key(declared)).or_default() += 1;
        }
        let mut known = HashMap::new();
        let mut firsts = Vec::with_capacity(declared.len());
        for declared in declared {
            let (scope, _, operation, is_function) = declared;
            let mut first = None;
            if overloads.get(&key(&declared)).is_some_and(|count| *count > 1) {
                first = known.insert((key(&declared), operation.attributes(scope)), operation.span);
            }
            let Some(first) = first else {
                firsts.push(declared);
                continue;
            };
            let what = format!("`{}` is declared twice", operation.name.value());
            self.note(twice::twice(Code::SameSignature, &what, operation.span, first, None));
            let element = if is_function { "Function" } else { "Action" };
            self.model.unused.push((element, twice::DECLARED_BEFORE));
        }
        firsts
    }
}

impl<'a> Definer<'_, 'a> {
    fn operation(
        &mut self,
        scope: &Scope,
        namespace: NamespaceId,
        operation: &'a csdl::Operation<'a>,
        is_function: bool,
    ) -> Operation<'a> {
        let mut known = Known::new(operation.name.value(), Code::ParameterTwice);
        let declared = self.firsts(&operation.parameters, &mut known, scope);
        let mut parameters = Vec::with_capacity(declared.len());
        for parameter in declared {
            parameters.push(Parameter {
                name: parameter.name.value(),
                ty: self.type_ref(scope, &parameter.ty),
                nullable: self.flag(parameter.nullable.as_ref(), true),
                facets: facets(&parameter.facets),
                facts: Said::by(scope, &parameter.annotations),
            });
        }
        let returned = operation.return_type.as_ref();
        let defined = Operation {
            namespace,
            name: operation.name.value(),
            is_function,
            is_bound: self.flag(operation.is_bound.as_ref(), false),
            is_composable: is_function && self.flag(operation.is_composable.as_ref(), false),
            parameters,
            returns: returned.map(|returned| self.type_ref(scope, &returned.ty)),
            returns_null: self.flag(returned.and_then(|returned| returned.nullable.as_ref()), true),
            result_facets: returned.map(|returned| facets(&returned.facets)).unwrap_or_default(),
            result_facts: returned.map(|returned| Said::by(scope, &returned.annotations)).unwrap_or_default(),
            facts: Said::by(scope, &operation.annotations),
            span: operation.span,
        };
        self.check_operation(operation, &defined);
        defined
    }
}

impl<'a> Operation<'a> {
    /// The type of the binding parameter.
    #[must_use]
    pub fn binding(&self) -> Option<&TypeRef> {
        self.parameters.first().filter(|_| self.is_bound).map(|parameter| &parameter.ty)
    }

    /// The parameters that a caller gives.
    #[must_use]
    pub fn arguments(&self) -> &[Parameter<'a>] {
        self.parameters.get(usize::from(self.is_bound)..).unwrap_or_default()
    }

    /// What a path leads to that goes on behind the function.
    #[must_use]
    pub fn leads_to(&self) -> Option<(TypeId, bool)> {
        match self.returns.as_ref().filter(|_| self.is_composable)? {
            TypeRef { collection, value: ValueType::Declared(id) } => Some((*id, *collection)),
            _ => None,
        }
    }

    /// Whether a request to a value of this one's binding type means this one and not the other, which is bound to a base type:
    /// an action is told from others by its binding type alone, a function by the names of its parameters too (OData 4.01
    /// Protocol, sections 11.5.4.2 and 11.5.5.2).
    fn overrides(&self, other: &Self) -> bool {
        let names = |operation: &Self| {
            let mut names: Vec<&str> = operation.arguments().iter().map(|argument| argument.name).collect();
            names.sort_unstable();
            names
        };
        (self.is_function, self.namespace, self.name) == (other.is_function, other.namespace, other.name)
            && (!self.is_function || names(self) == names(other))
    }
}

impl Parameter<'_> {
    /// A caller may leave it out, or may give null.
    #[must_use]
    pub fn is_optional(&self) -> bool {
        self.nullable || self.facts.optional_parameter
    }
}

impl Model<'_> {
    /// The qualified name of an operation.
    #[must_use]
    pub fn operation_name(&self, operation: &Operation) -> String {
        format!("{}.{}", self.namespaces[operation.namespace], operation.name)
    }

    /// The operations that values of a type have, or collections of it: those bound to the type and to its base types,
    /// without what the type has an overload of its own for. In the order of the names.
    #[must_use]
    pub fn bound_to(&self, id: TypeId, collection: bool) -> Vec<OperationId> {
        let mut found: Vec<OperationId> = Vec::new();
        for (owner, _) in self.lineage(id).into_iter().rev() {
            let inherited = self.bound.get(&(owner, collection)).into_iter().flatten().copied();
            let new = |index: &OperationId| {
                !found.iter().any(|own| self.operations[*own].overrides(&self.operations[*index]))
            };
            let new: Vec<OperationId> = inherited.filter(new).collect();
            found.extend(new);
        }
        found.sort_by_cached_key(|index| {
            let operation = &self.operations[*index];
            let arguments: Vec<_> = operation.arguments().iter().map(|argument| argument.name).collect();
            (self.operation_name(operation), operation.is_function, arguments)
        });
        found
    }
}
