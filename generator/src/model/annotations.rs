//! Out-of-line annotations: upstream's, which may miss, and our overlays', which may not.

use std::borrow::Cow;

use super::{
    build::Builder,
    declarations::TypeKind,
    definer::Slot,
    document::Document,
    facts::{Facts, Said},
    ids::{ImportId, OperationId, ResourceId, TypeId},
    names::{Scope, nearest_type},
    used_terms,
};
use crate::{
    codes::Code,
    csdl::{self, SchemaElement},
    error::Diagnostic,
};

/// How many problems may come with a suggestion of a type.
const SUGGESTIONS: usize = 20;

/// What a target path leads to.
pub(super) enum Place {
    Type(TypeId),
    Slot(TypeId, Slot),
    Operations(Vec<OperationId>),
    Parameters(Vec<(OperationId, usize)>),
    Results(Vec<OperationId>),
    Resource(ResourceId),
    Import(ImportId),
    /// What a path from a resource leads to.
    Along(ResourceId, String),
    /// Something that exists, but that we keep no facts of.
    Elsewhere,
}

impl<'a> Builder<'a> {
    pub(super) fn annotate(&mut self, documents: &[Document<'a>]) {
        for document in documents {
            for group in document.annotations() {
                match self.place(&document.scope, group.target.value()) {
                    None if !is_path(group.target.value()) => {
                        let message = format!("`{}` is no target path", group.target.value());
                        let problem = Diagnostic::at(Code::TargetPath, group.target.span(), message);
                        self.note(problem.expected("`Type/member`, or `operation(Type,Type)/parameter`"));
                    }
                    None => {
                        let message = format!("there is no `{}` to annotate", group.target.value());
                        let problem = Diagnostic::at(Code::UnknownTarget, group.target.span(), message);
                        self.note(problem.help("the annotations are left out"));
                    }
                    Some(place) if group.qualifier.is_none() => {
                        for annotation in &group.annotations {
                            self.apply(&place, |facts| {
                                facts.annotate(&document.scope, annotation, false);
                            });
                        }
                    }
                    Some(_) => {}
                }
            }
        }
    }

    pub(super) fn overlay(&mut self, overlays: &'a [csdl::Edmx<'a>]) {
        for edmx in overlays {
            let document = Document::new(edmx, self.everywhere.clone(), false);
            for (_, element) in document.elements() {
                match element {
                    SchemaElement::Annotations(group) => self.overlay_group(&document.scope, group),
                    other => {
                        let problem =
                            Diagnostic::at(Code::OverlayDeclaration, span(other), "a declaration in an overlay");
                        self.note(problem.expected("an overlay holds `Annotations` only"));
                    }
                }
            }
        }
    }

    fn overlay_group(&mut self, scope: &Scope<'a>, group: &'a csdl::Annotations<'a>) {
        let target = &group.target;
        let place = match self.place(scope, target.value()) {
            None => {
                let problem = Diagnostic::at(
                    Code::OverlayTarget,
                    target.span(),
                    format!("there is no `{}` to annotate", target.value()),
                );
                let problem = self.suggest_target(problem, scope, target.value());
                self.note(problem);
                return;
            }
            Some(Place::Elsewhere) => {
                let message = format!("annotations of `{}` have no effect", target.value());
                let expected =
                    "a type, a member where it is declared, an operation, a parameter, or what the container has";
                self.faults.push(Diagnostic::at(Code::OverlayWithoutEffect, target.span(), message).expected(expected));
                return;
            }
            Some(place) => place,
        };
        for annotation in &group.annotations {
            let mut used = false;
            if group.qualifier.is_none() {
                self.apply(&place, |facts| used = facts.annotate(scope, annotation, true));
            }
            if !used {
                let term = &annotation.term;
                let expanded = scope.split(term.value()).map(|(namespace, name)| format!("{namespace}.{name}"));
                let problem = Diagnostic::at(
                    Code::OverlayWithoutEffect,
                    term.span(),
                    format!("`{}` has no effect", term.value()),
                )
                .expected("a term that the generator uses, without qualifier");
                let known: Vec<String> = used_terms::names().collect();
                let known = known.iter().map(String::as_str);
                let nearest = problem.suggest(expanded.as_deref().unwrap_or(term.value()), known);
                self.note(nearest);
            }
        }
    }

    pub(super) fn apply(&mut self, place: &Place, mut apply: impl FnMut(&mut Said<Facts<'a>>)) {
        match place {
            Place::Type(id) => apply(&mut self.model.types[*id].facts),
            Place::Slot(id, slot) => match (slot, &mut self.model.types[*id].kind) {
                (Slot::Property(index), TypeKind::Entity(ty) | TypeKind::Complex(ty)) => {
                    apply(&mut ty.properties[*index].facts);
                }
                (Slot::Navigation(index), TypeKind::Entity(ty) | TypeKind::Complex(ty)) => {
                    apply(&mut ty.navigation[*index].facts);
                }
                (Slot::Member(index), TypeKind::Enum(ty)) => apply(&mut ty.members[*index].facts),
                _ => {}
            },
            Place::Operations(overloads) => {
                for index in overloads {
                    apply(&mut self.model.operations[*index].facts);
                }
            }
            Place::Parameters(parameters) => {
                for (operation, index) in parameters {
                    apply(&mut self.model.operations[*operation].parameters[*index].facts);
                }
            }
            Place::Results(overloads) => {
                for id in overloads {
                    apply(&mut self.model.operations[*id].result_facts);
                }
            }
            Place::Resource(id) => apply(&mut self.model.resources[*id].facts),
            Place::Import(id) => apply(&mut self.model.imports[*id].facts),
            Place::Along(id, path) => {
                let along = self.model.along.entry(*id).or_default();
                apply(along.entry(path.clone()).or_default());
            }
            Place::Elsewhere => {}
        }
    }

    /// What a target path leads to (CSDL XML 4.01, section 14.2.2).
    pub(super) fn place(&self, scope: &Scope, target: &str) -> Option<Place> {
        if split_once(target, b'@').is_some() {
            return Some(Place::Elsewhere);
        }
        if let Some((name, rest)) = split_once(target, b'(') {
            return self.operations(scope, name, Some(rest));
        }
        let (name, path) = split_once(target, b'/').map_or((target, None), |(name, path)| (name, Some(path)));
        let (member, deeper) = match path.and_then(|path| split_once(path, b'/')) {
            Some((member, deeper)) => (Some(member), Some(deeper)),
            None => (path, None),
        };
        if let Some(id) = self.names.find_type(scope, name) {
            let Some(member) = member else {
                return Some(Place::Type(id));
            };
            let (owner, slot) = self.find_slot(id, member)?;
            // Facts belong to a declaration, so an inherited member's have no place, nor have those of a deeper path.
            let is_own = owner == id && deeper.is_none();
            return Some(if is_own { Place::Slot(id, slot) } else { Place::Elsewhere });
        }
        if self.names.is_other(scope, name) {
            return self.in_container(scope, name, member, deeper);
        }
        if self.names.namespace(name).is_some() {
            return Some(Place::Elsewhere);
        }
        self.operations(scope, target, None)
    }

    fn in_container(&self, scope: &Scope, name: &str, member: Option<&str>, path: Option<&str>) -> Option<Place> {
        let Some(member) = member else {
            return Some(Place::Elsewhere);
        };
        let (namespace, local) = scope.split(name)?;
        let namespace = self.names.namespace(namespace)?;
        if !self.containers.contains(&(namespace, local)) {
            return Some(Place::Elsewhere);
        }
        match (*self.resources.get(member)?, path) {
            (None, Some(_)) => Some(Place::Elsewhere),
            (None, None) => {
                let found = self.model.imports.iter().position(|import| import.name == member);
                found.map(|index| Place::Import(index.into()))
            }
            (Some(id), None) => Some(Place::Resource(id)),
            (Some(id), Some(path)) => {
                self.along(scope, self.model.resources[id].ty.declared()?, path).map(|path| Place::Along(id, path))
            }
        }
    }

    /// A path of properties and casts from a type, with the whole names of the types that it casts to.
    fn along(&self, scope: &Scope, mut id: TypeId, path: &str) -> Option<String> {
        let mut segments: Vec<Cow<str>> = Vec::new();
        let mut at_end = false;
        for segment in path.split('/') {
            if at_end {
                return None;
            }
            if let Some(derived) = self.names.find_type(scope, segment) {
                segments.push(self.model.qualified_name(derived).into());
                id = derived;
                continue;
            }
            let (owner, slot) = self.find_slot(id, segment)?;
            let ty = match slot {
                Slot::Property(index) => &self.model.structured(owner)?.properties.get(index)?.ty,
                Slot::Navigation(index) => &self.model.structured(owner)?.navigation.get(index)?.ty,
                Slot::Member(_) => return None,
            };
            segments.push(segment.into());
            match ty.value.declared() {
                Some(next) => id = next,
                None => at_end = true,
            }
        }
        Some(segments.join("/"))
    }

    /// The overloads of an operation, or one parameter of them; `rest` is what follows the opening parenthesis.
    fn operations(&self, scope: &Scope, name: &str, rest: Option<&str>) -> Option<Place> {
        let (name, types, parameter) = match rest {
            Some(rest) => {
                let (types, path) = rest.rsplit_once(')')?;
                (name, Some(types), path.strip_prefix('/'))
            }
            None => match name.split_once('/') {
                Some((name, parameter)) => (name, None, Some(parameter)),
                None => (name, None, None),
            },
        };
        let mut overloads = self.names.find(scope, name, |key| self.names.operations.get(&key).cloned())?;
        if let Some(types) = types {
            overloads.retain(|index| self.has_signature(scope, *index, types));
        }
        if overloads.is_empty() {
            return None;
        }
        Some(match parameter {
            None => Place::Operations(overloads),
            Some("$ReturnType") => Place::Results(overloads),
            Some(name) => {
                let found: Vec<_> = overloads
                    .into_iter()
                    .filter_map(|operation| {
                        let mut parameters = self.model.operations[operation].parameters.iter();
                        Some((operation, parameters.position(|parameter| parameter.name == name)?))
                    })
                    .collect();
                if found.is_empty() {
                    return None;
                }
                Place::Parameters(found)
            }
        })
    }

    /// An action is told from others by its binding parameter alone, a function by all parameters.
    fn has_signature(&self, scope: &Scope, operation: OperationId, types: &str) -> bool {
        let operation = &self.model.operations[operation];
        let mut written = types.split(',').filter(|name| !name.trim().is_empty());
        let agrees = |(name, parameter): (&str, &super::service::Parameter)| {
            let ty = self.names.type_ref(scope, name, operation.span);
            ty.is_ok_and(|ty| ty == parameter.ty)
        };
        let count = written.clone().count();
        let is_complete = count == operation.parameters.len() || (!operation.is_function && count <= 1);
        is_complete && written.by_ref().zip(&operation.parameters).all(agrees)
    }

    /// Adds the nearest target to a problem, if there is one.
    pub(super) fn suggest_target(&self, problem: Diagnostic, scope: &Scope, target: &str) -> Diagnostic {
        let (name, member) = match target.split_once('/') {
            Some((name, member)) => (name, Some(member)),
            None => (target, None),
        };
        match (self.names.find_type(scope, name), member) {
            (Some(id), Some(member)) => problem.suggest(member, self.slot_names(id)),
            (None, Some(member)) if self.names.is_other(scope, name) => {
                let resources = self.model.resources.iter();
                problem.suggest(member, resources.map(|resource| resource.name))
            }
            _ => self.suggest_type(problem, name),
        }
    }

    /// Adds the nearest type to a problem, if there is one.
    pub(super) fn suggest_type(&self, problem: Diagnostic, name: &str) -> Diagnostic {
        // A suggestion reads all names; in a file of a thousand faults that would be the longest task of all.
        if self.faults.len() >= SUGGESTIONS {
            return problem;
        }
        let expanded = self.everywhere.split(name).map(|(namespace, name)| format!("{namespace}.{name}"));
        match nearest_type(&self.model, expanded.as_deref().unwrap_or(name)) {
            Some(nearest) => problem.help(format!("did you mean `{nearest}`?")),
            None => problem,
        }
    }
}

/// As that of `str`, for a character of ASCII; there are thousands of targets.
fn split_once(text: &str, by: u8) -> Option<(&str, &str)> {
    let at = memchr::memchr(by, text.as_bytes())?;
    Some((&text[..at], &text[at + 1..]))
}

/// Whether a target is written as the standard says, whatever it leads to: parentheses in pairs, a type in each place.
fn is_path(target: &str) -> bool {
    let Some((_, rest)) = target.split_once('(') else { return !target.contains(')') };
    let Some((types, _)) = rest.rsplit_once(')') else { return false };
    types.trim().is_empty() || types.split(',').all(|ty| !ty.trim().is_empty())
}

fn span(element: &SchemaElement) -> crate::source::Span {
    match element {
        SchemaElement::EntityType(ty) | SchemaElement::ComplexType(ty) => ty.span,
        SchemaElement::EnumType(ty) => ty.span,
        SchemaElement::TypeDefinition(ty) => ty.span,
        SchemaElement::Term(name) => name.span(),
        SchemaElement::Action(operation) | SchemaElement::Function(operation) => operation.span,
        SchemaElement::EntityContainer(container) => container.span,
        SchemaElement::Annotations(annotations) => annotations.target.span(),
    }
}
