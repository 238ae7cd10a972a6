//! A root that is a path from the container, or the name of a type.

use super::{kept::Kept, reach::Reach};
use crate::{
    codes::Code,
    error::Diagnostic,
    model::{ImportId, ResourceId, TypeId, ValueType},
    source::Span,
};

/// The metadata that a manifest names has what earlier roots needed, and no more.
const NOT_HERE: &str =
    "if the service has it, fetch the metadata again: this may be a slice that was made for other roots";

/// How the manifest has a root.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// As it is: the run means nothing without what it names.
    Whole,
    /// By a pattern: what is not whole in the metadata is left out, with a warning.
    ByPattern,
}

impl Reach<'_> {
    pub(super) fn keep_root(&mut self, root: &str, written: Written, span: Span) {
        let reason = Kept::root(root);
        if let Some(id) = self.model.find_type(root) {
            if self.refuse_excluded(id, root, span) {
                return;
            }
            self.keep_needed(&ValueType::Declared(id), &reason, span);
            return;
        }
        let mut segments = root.split('/').peekable();
        let first = segments.next().unwrap_or_default();
        if segments.peek().is_none() && self.keep_import(first, written, &reason) {
            return;
        }
        let resources = &self.model.resources;
        let Some(index) = resources.iter().position(|resource| resource.name == first).map(ResourceId::from) else {
            let imports = self.model.imports.iter().map(|import| import.name);
            let namespaces = &self.model.namespaces;
            let types = self.model.types.iter().filter(|_| root.contains('.'));
            let types: Vec<_> = types.map(|ty| format!("{}.{}", namespaces[ty.namespace], ty.name)).collect();
            let types = types.iter().map(String::as_str);
            let names = resources.iter().map(|resource| resource.name).chain(imports).chain(types);
            let problem = Diagnostic::at(Code::UnknownRoot, span, format!("the root `{root}` matches nothing"))
                .expected("a path from the entity container, a qualified type name, or *")
                .help(NOT_HERE)
                .suggest(first, names);
            return self.problems.push(problem);
        };
        self.slice.resources.insert(index);
        let mut target = resources[index].ty.clone();
        while let Some(segment) = segments.next() {
            self.address(&target, &reason);
            let ValueType::Declared(id) = target else { break };
            let is_last = segments.peek().is_none();
            if let Some(derived) = self.cast(id, segment) {
                target = ValueType::Declared(derived);
                continue;
            }
            if is_last && self.keep_operations(id, segment, written, &reason) {
                return;
            }
            if let Some(result) = self.keep_composable(id, segment, written, &reason) {
                target = ValueType::Declared(result);
                continue;
            }
            let mut complex = self.model.complex_properties(id);
            if let Some((place, property)) = complex.find(|(_, property)| property.name == segment) {
                self.slice.complex.insert(place);
                target = property.ty.value.clone();
                continue;
            }
            let all: Vec<_> = self.model.navigation(id).collect();
            let Some((way, navigation)) = all.iter().find(|(_, property)| property.name == segment) else {
                let operations = self.model.bound_to(id, false).into_iter().chain(self.model.bound_to(id, true));
                let operations: Vec<_> = operations.map(|index| self.model.operations[index].name).collect();
                let names = all.iter().map(|(_, property)| property.name).chain(operations);
                let problem = Diagnostic::at(Code::UnknownRoot, span, format!("the root `{root}` matches nothing"))
                    .expected(format!(
                        "`{segment}` as a navigation property, complex property, operation or derived type of {}",
                        self.model.qualified_name(id)
                    ))
                    .help(NOT_HERE)
                    .suggest(segment, names);
                return self.problems.push(problem);
            };
            self.slice.navigation.insert(*way);
            target = navigation.ty.value.clone();
        }
        if let ValueType::Declared(id) = target
            && self.refuse_excluded(id, root, span)
        {
            return;
        }
        self.address(&target, &reason);
        self.keep_needed(&target, &reason, span);
    }

    /// The type that a segment casts to: one derived from that of the path so far (OData 4.01 URL Conventions, section 4.11).
    fn cast(&mut self, base: TypeId, segment: &str) -> Option<TypeId> {
        let id = self.model.find_type(segment)?;
        self.model.is_derived(id, base).then(|| {
            self.slice.casts.insert((base, id));
            id
        })
    }

    /// Keeps the composable functions of that name, and says what type a path leads to that goes on behind them.
    fn keep_composable(&mut self, id: TypeId, segment: &str, written: Written, reason: &Kept) -> Option<TypeId> {
        let model = self.model;
        let bound = model.bound_to(id, false).into_iter().chain(model.bound_to(id, true));
        let mut named = bound
            .map(|index| &model.operations[index])
            .filter(|operation| operation.name == segment || model.operation_name(operation) == segment);
        let (result, _) = named
            .find_map(|function| function.leads_to().filter(|(id, many)| !many && model.structured(*id).is_some()))?;
        self.keep_operations(id, segment, written, reason).then_some(result)
    }

    fn keep_import(&mut self, name: &str, written: Written, reason: &Kept) -> bool {
        let Some(index) = self.model.imports.iter().position(|import| import.name == name).map(ImportId::from) else {
            return false;
        };
        self.keep_named(&self.model.imports[index].operations, written, reason);
        self.offer_import(index);
        true
    }

    /// Keeps an import, unless the operations that it names are left out.
    pub(super) fn offer_import(&mut self, index: ImportId) {
        let operations = &self.model.imports[index].operations;
        if operations.is_empty() || operations.iter().any(|operation| self.slice.operations.contains(operation)) {
            self.slice.imports.insert(index);
        }
    }
}
