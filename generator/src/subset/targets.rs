//! What out-of-line annotations may be of.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{keep::Keep, paths::Fate};
use crate::{csdl::Element, model::TypeId};

/// The target of annotations that are kept.
pub(super) struct Place {
    pub(super) target: String,
    /// The types that paths in the annotations may start from.
    pub(super) contexts: Vec<TypeId>,
}

pub(super) struct Targets<'k, 'a, 'm> {
    keep: &'k Keep<'a, 'm>,
    types: HashMap<String, TypeId>,
    /// The operations by name and by signature, each with its parameters.
    operations: BTreeMap<String, BTreeSet<String>>,
    terms: BTreeSet<String>,
    /// The containers that come together in one.
    containers: BTreeSet<String>,
    /// The name of that one.
    container: String,
}

impl<'k, 'a, 'm> Targets<'k, 'a, 'm> {
    pub(super) fn new(
        keep: &'k Keep<'a, 'm>,
        schemas: &BTreeMap<&str, Vec<Element<'_>>>,
        containers: BTreeSet<String>,
    ) -> Self {
        let mut operations: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (namespace, elements) in schemas {
            for element in elements.iter().filter(|element| matches!(&*element.name, "Action" | "Function")) {
                let parameters: Vec<&Element> =
                    element.children.iter().filter(|child| child.name == "Parameter").collect();
                let name = format!("{namespace}.{}", element.get("Name").unwrap_or_default());
                let types: Vec<&str> = parameters.iter().filter_map(|parameter| parameter.get("Type")).collect();
                let bound = types.first().copied().unwrap_or_default();
                for form in [name.clone(), format!("{name}({})", types.join(",")), format!("{name}({bound})")] {
                    let names = parameters.iter().filter_map(|parameter| parameter.get("Name"));
                    operations.entry(form).or_default().extend(names.map(str::to_owned));
                }
            }
        }
        let terms = schemas.iter().flat_map(|(namespace, elements)| {
            let terms = elements.iter().filter(|element| element.name == "Term");
            terms.map(move |term| format!("{namespace}.{}", term.get("Name").unwrap_or_default()))
        });
        let terms = terms.collect();
        let container = keep.model.container.as_ref();
        let container = container.map(|found| format!("{}.{}", keep.model.namespaces[found.namespace], found.name));
        Self { keep, types: keep.by_name(), operations, terms, containers, container: container.unwrap_or_default() }
    }

    /// The place of a target without aliases, if what it names is written.
    pub(super) fn find(&self, target: &str) -> Option<Place> {
        let (head, rest) = split(target);
        if let Some(id) = self.types.get(head).copied() {
            let found = self.keep.path(id, rest) == Fate::Kept;
            let member = self.keep.member(id, rest).and_then(|(ty, _)| ty);
            return found
                .then(|| Place { target: target.to_owned(), contexts: [id].into_iter().chain(member).collect() });
        }
        let here = |contexts| Some(Place { target: target.to_owned(), contexts });
        if let Some(parameters) = self.operations.get(head) {
            let found = rest.is_empty() || rest.starts_with(['$', '@']) || parameters.contains(rest);
            return if found { here(Vec::new()) } else { None };
        }
        let is_container = self.containers.contains(head) || head == self.container && !self.containers.is_empty();
        if is_container && (rest.is_empty() || rest.starts_with('@')) {
            return if head == self.container { here(Vec::new()) } else { None };
        }
        if is_container && (self.keep.resource_path(rest) == Fate::Kept || self.is_import(rest)) {
            let ty = self.keep.resource(rest.split('/').next().unwrap_or_default()).and_then(|(ty, _)| ty);
            let target = format!("{}/{rest}", self.container);
            return Some(Place { target, contexts: ty.into_iter().collect() });
        }
        if self.terms.contains(head) { here(Vec::new()) } else { None }
    }

    fn is_import(&self, name: &str) -> bool {
        let (model, slice) = (self.keep.model, self.keep.slice);
        slice.imports.iter().any(|index| model.imports[*index].name == name)
    }
}

/// The first segment, whose parentheses may hold types, and the rest.
fn split(target: &str) -> (&str, &str) {
    let end = target.find(')').map_or(0, |end| end + 1);
    match target[end..].split_once('/') {
        Some((head, rest)) => (&target[..end + head.len()], rest),
        None => (target, ""),
    }
}
