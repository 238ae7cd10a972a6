//! Which faults of the metadata matter to what is kept.
//!
//! A declaration ends where the next one begins, so the place of a fault says which declaration it is in. Faults elsewhere, in
//! the document itself, in an overlay or in the manifest, always matter.

use std::collections::{BTreeSet, HashMap};

use crate::{
    csdl::{self, ContainerElement, SchemaElement},
    error::Diagnostic,
    model::{Model, TypeId},
    slice::Slice,
    source::Span,
};

/// What a place in the metadata belongs to. Names are looked up, since of two declarations of one name the model has only one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part<'a> {
    /// `Schema`, `Reference` and the like.
    Document,
    /// Annotations of a target that does not exist, and terms: they matter if the roots are everything.
    Unknown,
    /// A type, its key, or a member of an enumeration.
    Type(TypeId),
    /// A property or navigation property.
    Property(TypeId, &'a str),
    /// All overloads of an action or function.
    Operation(&'a str, &'a str),
    /// An entity set, singleton or import.
    Child(&'a str),
}

/// The parts of all files of a run, by their places.
pub(crate) struct Places<'a>(Vec<((u16, u32), Part<'a>)>);

impl<'a> Places<'a> {
    pub(crate) fn new(files: impl Iterator<Item = &'a csdl::Edmx<'a>>, model: &Model<'a>) -> Self {
        let ids = model.all_types().map(|(id, ty)| ((model.namespaces[ty.namespace], ty.name), id));
        let ids: HashMap<(&str, &str), TypeId> = ids.collect();
        let mut places = Self(Vec::new());
        for schema in files.flat_map(|edmx| &edmx.schemas) {
            if let Some(tag) = schema.enclosing.last() {
                places.add(*tag, Part::Document);
            }
            for element in &schema.elements {
                places.add_element(schema.namespace.value(), element, &ids, model);
            }
        }
        places.0.sort_unstable_by_key(|(start, _)| *start);
        places
    }

    fn add(&mut self, span: Span, part: Part<'a>) {
        self.0.push(((span.source, span.start), part));
    }

    fn add_element(
        &mut self,
        namespace: &'a str,
        element: &'a SchemaElement<'a>,
        ids: &HashMap<(&str, &str), TypeId>,
        model: &Model<'a>,
    ) {
        let name = element.type_name().map(csdl::Text::value).unwrap_or_default();
        let id = ids.get(&(namespace, name)).copied();
        let of_type = id.map_or(Part::Unknown, Part::Type);
        match element {
            SchemaElement::EntityType(ty) | SchemaElement::ComplexType(ty) => {
                self.add(ty.span, of_type);
                ty.keys.iter().for_each(|key| self.add(key.span, of_type));
                let properties = ty.properties.iter().map(|property| (&property.name, property.span));
                let navigation = ty.navigation_properties.iter().map(|property| (&property.name, property.span));
                for (name, span) in properties.chain(navigation) {
                    self.add(span, id.map_or(Part::Unknown, |id| Part::Property(id, name.value())));
                }
            }
            SchemaElement::EnumType(ty) => self.add(ty.span, of_type),
            SchemaElement::TypeDefinition(ty) => self.add(ty.span, of_type),
            SchemaElement::Action(operation) | SchemaElement::Function(operation) => {
                self.add(operation.span, Part::Operation(namespace, operation.name.value()));
            }
            SchemaElement::EntityContainer(container) => {
                self.add(container.span, Part::Document);
                for child in &container.elements {
                    let (span, name) = match child {
                        ContainerElement::EntitySet(child) | ContainerElement::Singleton(child) => {
                            (child.span, &child.name)
                        }
                        ContainerElement::ActionImport(child) | ContainerElement::FunctionImport(child) => {
                            (child.span, &child.name)
                        }
                    };
                    self.add(span, Part::Child(name.value()));
                }
            }
            SchemaElement::Annotations(group) => self.add(group.target.span(), target(group.target.value(), model)),
            SchemaElement::Term(name) => self.add(name.span(), Part::Unknown),
        }
    }

    /// What a fault is in. No source of these files has a place before its first schema.
    pub(crate) fn part(&self, fault: &Diagnostic) -> Part<'a> {
        let Some(span) = fault.span else { return Part::Document };
        let behind = self.0.partition_point(|(start, _)| *start <= (span.source, span.start));
        let last = behind.checked_sub(1).map(|index| self.0[index]);
        last.filter(|((source, _), _)| *source == span.source).map_or(Part::Document, |(_, part)| part)
    }
}

/// What annotations apply to.
fn target<'a>(target: &'a str, model: &Model<'a>) -> Part<'a> {
    let (first, rest) = target.split_once('/').map_or((target, None), |(first, rest)| (first, Some(rest)));
    let name = first.split('(').next().unwrap_or_default();
    let Some((prefix, local)) = name.rsplit_once('.') else { return Part::Unknown };
    let alias = model.aliases.iter().find(|(alias, _)| *alias == prefix);
    let namespace = alias.map_or(prefix, |(_, namespace)| *namespace);
    let own = rest.map(|rest| rest.split('/').next().unwrap_or_default());
    if let Some(id) = model.find_type(&format!("{namespace}.{local}")) {
        let is_declared = |name: &&str| {
            let declared = model.structured(id);
            declared.is_some_and(|ty| {
                ty.properties.iter().chain(&ty.redeclared).any(|property| property.name == *name)
                    || ty.navigation.iter().chain(&ty.redeclared_navigation).any(|property| property.name == *name)
            })
        };
        return own.filter(is_declared).map_or(Part::Type(id), |own| Part::Property(id, own));
    }
    let is_container = |name: &str| model.container.as_ref().is_some_and(|container| container.name == name);
    match own {
        Some(child) if is_container(local) => Part::Child(child),
        None if is_container(local) => Part::Document,
        _ if model.operations.iter().any(|operation| operation.name == local) => Part::Operation(namespace, local),
        _ => Part::Unknown,
    }
}

/// What the crate has something of.
pub(crate) struct Kept<'m, 'a> {
    model: &'m Model<'a>,
    slice: &'m Slice,
    /// The types whose properties stand in structs, and their base types.
    in_structs: BTreeSet<TypeId>,
    /// Those that paths lead through, and their base types.
    addressed: BTreeSet<TypeId>,
}

impl<'m, 'a> Kept<'m, 'a> {
    pub(crate) fn new(model: &'m Model<'a>, slice: &'m Slice) -> Self {
        let types = slice.types.keys().chain(&slice.definitions).copied();
        let in_structs = with_bases(model, types);
        let addressed = with_bases(model, slice.addressed.iter().copied());
        Self { model, slice, in_structs, addressed }
    }

    /// Whether something of a part is kept.
    pub(crate) fn has(&self, part: Part, is_everything: bool) -> bool {
        match part {
            Part::Document => true,
            Part::Unknown => is_everything,
            Part::Type(id) => self.in_structs.contains(&id) || self.addressed.contains(&id),
            Part::Property(id, name) => self.has_property(id, name),
            Part::Operation(namespace, name) => self.slice.operations.iter().any(|index| {
                let operation = &self.model.operations[*index];
                operation.name == name && self.model.namespaces[operation.namespace] == namespace
            }),
            Part::Child(name) => self.has_child(name),
        }
    }

    fn has_property(&self, id: TypeId, name: &str) -> bool {
        let Some(structured) = self.model.structured(id) else { return self.has(Part::Type(id), false) };
        if let Some((way, _)) = self.model.own_navigation(id).find(|(_, property)| property.name == name) {
            return self.slice.navigation.contains(&way);
        }
        if structured.redeclared_navigation.iter().any(|property| property.name == name) {
            let mut all = self.model.navigation(id).filter(|(_, property)| property.name == name);
            return all.any(|(way, _)| self.slice.navigation.contains(&way));
        }
        let mut properties = structured.properties.iter().chain(&structured.redeclared);
        let Some(property) = properties.find(|property| property.name == name) else { return false };
        let is_addressed = || {
            let mut complex = self.model.complex_properties(id).filter(|(_, other)| other.name == name);
            complex.any(|(place, _)| self.slice.complex.contains(&place))
                || structured.key.iter().any(|part| part.path.first().is_some_and(|first| first == name))
                || self.model.is_single_stream(property)
        };
        self.in_structs.contains(&id) || self.addressed.contains(&id) && is_addressed()
    }

    fn has_child(&self, name: &str) -> bool {
        let Slice { resources, imports, .. } = self.slice;
        resources.iter().any(|id| self.model.resources[*id].name == name)
            || imports.iter().any(|id| self.model.imports[*id].name == name)
    }
}

fn with_bases(model: &Model, types: impl Iterator<Item = TypeId>) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    for id in types {
        let mut next = Some(id);
        while let Some(id) = next.filter(|id| found.insert(*id)) {
            next = model.structured(id).and_then(|ty| ty.base);
        }
    }
    found
}
