//! The entity container, with all that it extends.

use std::collections::{HashMap, HashSet};

use super::{
    build::Builder,
    declarations::TypeKind,
    definer::Definer,
    document::Document,
    facts::Said,
    ids::{NamespaceId, OperationId},
    names::Scope,
    service::{Container, Resource},
    twice::{self, Known},
    values::ValueType,
};
use crate::{
    codes::Code,
    csdl::{self, ContainerElement, SchemaElement, Text},
    error::Diagnostic,
};

const ELSEWHERE: &str = "it is in another entity container";
const AGAIN: &str = "the extending entity container declares it again";

struct Declaration<'a, 'd> {
    namespace: NamespaceId,
    container: &'a csdl::EntityContainer<'a>,
    scope: &'d Scope<'a>,
    referenced: bool,
}

impl<'a> Builder<'a> {
    pub(super) fn define_containers(&mut self, documents: &[Document<'a>]) {
        let mut all = Vec::new();
        let mut by_name = HashMap::new();
        for document in documents {
            for (schema, element) in document.elements() {
                if let SchemaElement::EntityContainer(container) = element {
                    let namespace = self.namespace(schema.namespace.value());
                    by_name.entry((namespace, container.name.value())).or_insert(all.len());
                    let (scope, referenced) = (&document.scope, document.referenced);
                    all.push(Declaration { namespace, container, scope, referenced });
                }
            }
        }
        let mut extends = Vec::with_capacity(all.len());
        for Declaration { container, scope, .. } in &all {
            let base = container.extends.as_ref().and_then(|base| {
                let found = self.names.find(scope, base.value(), |key| by_name.get(&key).copied());
                if found.is_none() {
                    let message = format!("no input declares `{}`", base.value());
                    let problem = Diagnostic::at(Code::UnknownContainer, base.span(), message);
                    self.note(problem.help("what it offers is left out"));
                }
                found
            });
            extends.push(base);
        }
        // A referenced file's container is another service's, unless the service's own extends it.
        let own = || (0..all.len()).filter(|index| !all[*index].referenced);
        let extended: HashSet<usize> = own().filter_map(|index| extends[index]).collect();
        let Some(chosen) = own().find(|index| !extended.contains(index)) else {
            // Only a cycle leaves no container that nobody extends.
            if let Some(Declaration { container, .. }) = own().next().map(|index| &all[index]) {
                self.cyclic(container);
            }
            return;
        };
        let mut chain = vec![chosen];
        while let Some(next) = extends[chain[chain.len() - 1]] {
            if chain.contains(&next) {
                self.cyclic(all[next].container);
                break;
            }
            chain.push(next);
        }
        self.merge(&all, &chain);
    }

    fn cyclic(&mut self, container: &csdl::EntityContainer) {
        let span = container.extends.as_ref().map_or(container.span, Text::span);
        self.note(Diagnostic::at(Code::CyclicContainer, span, "entity containers extend each other in a cycle"));
    }

    /// Children of the extended containers come first; one that is declared again is taken from the extending one.
    fn merge(&mut self, all: &[Declaration<'a, '_>], chain: &[usize]) {
        let Declaration { namespace, container, .. } = all[chain[0]];
        let mut layers = Vec::with_capacity(chain.len());
        for (_, declaration) in all.iter().enumerate().filter(|(index, _)| !chain.contains(index)) {
            let children = declaration.container.elements.iter();
            self.model.unused.extend(children.map(|child| (child.name(), ELSEWHERE)));
        }
        for declaration in chain.iter().map(|index| &all[*index]) {
            self.containers.insert((declaration.namespace, declaration.container.name.value()));
            layers.push(self.children(declaration));
        }
        for resource in layers.into_iter().rev().flatten() {
            let (name, resource) = resource;
            if let Some(resource) = resource {
                let id = self.model.resources.push_and_get_key(resource);
                self.resources.insert(name, Some(id));
            } else {
                self.resources.insert(name, None);
            }
        }
        self.check_bindings(all, chain);
        self.model.container = Some(Container { namespace, name: container.name.value(), span: container.span });
    }

    /// A target in the same container must be there, unless the container extends what is not.
    fn check_bindings(&mut self, all: &[Declaration<'a, '_>], chain: &[usize]) {
        if self.faults.iter().any(|fault| fault.code == Code::UnknownContainer) {
            return;
        }
        let children = chain.iter().flat_map(|index| &all[*index].container.elements);
        let resources = children.filter_map(|child| match child {
            ContainerElement::EntitySet(resource) | ContainerElement::Singleton(resource) => Some(resource),
            ContainerElement::ActionImport(_) | ContainerElement::FunctionImport(_) => None,
        });
        for target in resources.flat_map(|resource| &resource.bindings) {
            let name = target.value().split('/').next().unwrap_or_default();
            // One with a dot begins with a container, perhaps another service's.
            if name.contains('.') || matches!(self.resources.get(name), Some(Some(_))) {
                continue;
            }
            let message = format!("there is no entity set or singleton `{name}`");
            let problem = Diagnostic::at(Code::UnresolvedBinding, target.span(), message);
            let known = self.resources.iter().filter(|(_, index)| index.is_some()).map(|(name, _)| *name);
            let mut known: Vec<&str> = known.collect();
            known.sort_unstable();
            self.faults.push(problem.expected("a target in the entity container").suggest(name, known));
        }
    }

    /// The children that no extending container has declared; `None` is an import.
    fn children(&mut self, declaration: &Declaration<'a, '_>) -> Vec<(&'a str, Option<Resource<'a>>)> {
        let mut children = Vec::new();
        let mut known = Known::new(declaration.container.name.value(), Code::ChildTwice);
        for element in &declaration.container.elements {
            if let Some(fault) = known.add(element, declaration.scope) {
                self.note(fault);
                self.model.unused.push((element.name(), twice::DECLARED_BEFORE));
                continue;
            }
            let (name, resource) = match element {
                ContainerElement::EntitySet(resource) => (&resource.name, Some((resource, true))),
                ContainerElement::Singleton(resource) => (&resource.name, Some((resource, false))),
                ContainerElement::ActionImport(import) | ContainerElement::FunctionImport(import) => {
                    (&import.name, None)
                }
            };
            let resource = resource.map(|(resource, is_set)| self.resource(declaration.scope, resource, is_set));
            if self.resources.insert(name.value(), None).is_some() {
                self.model.unused.push((element.name(), AGAIN));
                continue;
            }
            match element {
                ContainerElement::ActionImport(import) => self.import(declaration.scope, import, false),
                ContainerElement::FunctionImport(import) => self.import(declaration.scope, import, true),
                ContainerElement::EntitySet(_) | ContainerElement::Singleton(_) => {}
            }
            children.push((name.value(), resource));
        }
        children
    }

    fn import(&mut self, scope: &Scope, import: &'a csdl::Import<'a>, is_function: bool) {
        let overloads =
            self.names.find(scope, import.operation.value(), |key| self.names.operations.get(&key).cloned());
        let is_imported = |index: &OperationId| {
            let operation = &self.model.operations[*index];
            operation.is_function == is_function && !operation.is_bound
        };
        let operations: Vec<OperationId> = overloads.unwrap_or_default().into_iter().filter(is_imported).collect();
        if operations.is_empty() {
            let kind = if is_function { "function" } else { "action" };
            let message = format!("there is no unbound {kind} `{}`", import.operation.value());
            let problem = Diagnostic::at(Code::UnknownOperation, import.operation.span(), message);
            self.note(problem.help("the import is left out"));
        }
        self.model.imports.push(super::service::Import {
            name: import.name.value(),
            is_function,
            operations,
            facts: Said::by(scope, &import.annotations),
            span: import.operation.span(),
        });
    }

    fn resource(&mut self, scope: &Scope, resource: &'a csdl::Resource<'a>, is_set: bool) -> Resource<'a> {
        let (ty, noted) = Definer::define(&self.names, |definer| definer.type_ref(scope, &resource.ty));
        self.faults.extend(noted);
        let is_entity = match &ty.value {
            ValueType::Declared(id) => matches!(self.model.ty(*id).kind, TypeKind::Entity(_)),
            ValueType::Unresolved(_) => true,
            ValueType::Primitive(primitive) => *primitive == super::primitive::Primitive::Untyped,
        };
        if ty.collection || !is_entity {
            let message = format!("`{}` is no entity type", resource.ty.value());
            self.faults
                .push(Diagnostic::at(Code::ResourceType, resource.ty.span(), message).expected("an entity type"));
        }
        Resource {
            name: resource.name.value(),
            is_set,
            ty: ty.value,
            facts: Said::by(scope, &resource.annotations),
            span: resource.span,
        }
    }
}
