//! The elements that are written, copied from the files and cut to what is kept.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{keep::Keep, paths::Fate, spelling::Aliases, targets::Targets};
use crate::{
    csdl::{self, ContainerElement, Edmx, Element, Schema, SchemaElement, Text, Version, reread},
    error::Diagnostic,
    model::TypeId,
    source::{Source, Span},
};

type Result<T> = std::result::Result<T, Box<Diagnostic>>;

/// A file with its aliases.
pub(super) struct Document<'a> {
    source: &'a Source,
    edmx: &'a Edmx<'a>,
    aliases: Aliases<'a>,
}

impl<'a> Document<'a> {
    pub(super) fn new(source: &'a Source, edmx: &'a Edmx<'a>) -> Self {
        Self { source, edmx, aliases: Aliases::of(edmx) }
    }

    /// `Version`, in one of the two forms that there are.
    pub(super) fn version(&self) -> &'static str {
        match self.edmx.version {
            Version::V4_0 => "4.0",
            Version::V4_01 => "4.01",
        }
    }

    fn elements(&self) -> impl Iterator<Item = (&'a Schema<'a>, &'a SchemaElement<'a>)> {
        self.edmx.schemas.iter().flat_map(|schema| schema.elements.iter().map(move |element| (schema, element)))
    }

    fn read(&self, schema: &Schema<'a>, start: usize) -> Result<Element<'a>> {
        let mut element = reread(self.source, &schema.enclosing, start)?;
        self.aliases.expand_all(&mut element);
        Ok(element)
    }

    fn read_at(&self, schema: &Schema<'a>, span: Span) -> Result<Element<'a>> {
        self.read(schema, span.start as usize)
    }

    /// The element that an attribute stands in: no `<` stands between the two.
    fn read_around(&self, schema: &Schema<'a>, attribute: &Text<'a>) -> Result<Element<'a>> {
        let before = self.source.text.get(..attribute.span().start as usize).unwrap_or_default();
        self.read(schema, before.rfind('<').unwrap_or_default())
    }
}

/// The annotations of a target, by schema, target and qualifier. Some services say a term of it many times, where the
/// standard allows one: the first is written, the one that [`Facts`](crate::model::Facts) are of.
type Groups<'a> = BTreeMap<(&'a str, String, Option<String>), Vec<Element<'a>>>;

/// All that is written, by namespace.
pub(super) struct Parts<'a> {
    schemas: BTreeMap<&'a str, Vec<Element<'a>>>,
    /// By which a service may name the types in what it sends.
    aliases: BTreeMap<&'a str, &'a str>,
}

impl<'a> Parts<'a> {
    pub(super) fn collect(documents: &[Document<'a>], keep: &Keep<'a, '_>) -> Result<Self> {
        let schemas = documents.iter().flat_map(|document| &document.edmx.schemas);
        let aliases = schemas.filter_map(|schema| Some((schema.namespace.value(), schema.alias.as_ref()?.value())));
        let mut parts = Self { schemas: BTreeMap::new(), aliases: aliases.collect() };
        let mut collector = Collector::new(keep);
        for document in documents {
            for (schema, element) in document.elements() {
                if let Some(element) = collector.element(document, schema, element)? {
                    parts.schemas.entry(schema.namespace.value()).or_default().push(element);
                }
            }
        }
        let container = collector.container();
        let targets = Targets::new(keep, &parts.schemas, collector.containers);
        if let Some((namespace, container)) = container {
            parts.schemas.entry(namespace).or_default().push(container);
        }
        let mut groups = Groups::new();
        for document in documents {
            for (schema, element) in document.elements() {
                let SchemaElement::Annotations(group) = element else { continue };
                let target = document.aliases.expand(group.target.value());
                let Some(place) = targets.find(&target) else { continue };
                let mut element = document.read_around(schema, &group.target)?;
                keep.prune(&place.contexts, &mut element);
                let key = (schema.namespace.value(), place.target, element.get("Qualifier").map(str::to_owned));
                groups.entry(key).or_default().append(&mut element.children);
            }
        }
        parts.add_groups(groups);
        Ok(parts)
    }

    fn add_groups(&mut self, groups: Groups<'a>) {
        for ((namespace, target, qualifier), mut children) in groups {
            let mut known = BTreeSet::new();
            children.retain(|child| {
                let key = (child.get("Term").map(str::to_owned), child.get("Qualifier").map(str::to_owned));
                known.insert(key)
            });
            if children.is_empty() {
                continue;
            }
            let attributes = [("Target", target.into())].into_iter();
            let attributes = attributes.chain(qualifier.map(|qualifier| ("Qualifier", qualifier.into())));
            let element = Element { children, ..Element::new("Annotations", attributes) };
            self.schemas.entry(namespace).or_default().push(element);
        }
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Element<'a>> {
        self.schemas.values().flatten()
    }

    pub(super) fn declares(&self, namespace: &str) -> bool {
        self.schemas.contains_key(namespace)
    }

    /// The main namespace goes first, whatever is in it, as generated names depend on it.
    pub(super) fn into_schemas(mut self, main: &'a str) -> Vec<Element<'a>> {
        let first = (main, self.schemas.remove(main).unwrap_or_default());
        let schemas = [first].into_iter().chain(self.schemas).map(|(namespace, children)| {
            let alias = self.aliases.get(namespace).map(|alias| ("Alias", (*alias).into()));
            let attributes = [("Namespace", namespace.into())].into_iter().chain(alias);
            let attributes = attributes.chain([("xmlns", super::write::EDM.into())]);
            Element { children, ..Element::new("Schema", attributes) }
        });
        schemas.collect()
    }
}

/// The references to what is named and not written here.
pub(super) fn references<'a>(
    documents: &[Document<'a>],
    parts: &Parts<'a>,
    names: &BTreeSet<String>,
) -> Vec<Element<'a>> {
    let used: BTreeSet<&str> = names.iter().filter_map(|name| Some(name.rsplit_once('.')?.0)).collect();
    let mut uris: BTreeMap<&str, &str> = BTreeMap::new();
    for reference in documents.iter().flat_map(|document| &document.edmx.references) {
        for include in &reference.includes {
            let (namespace, uri) = (include.namespace.value(), reference.uri.as_ref().map_or("", Text::value));
            if used.contains(namespace) && !parts.declares(namespace) {
                uris.entry(namespace).or_insert(uri);
            }
        }
    }
    let mut by_uri: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (namespace, uri) in uris {
        by_uri.entry(uri).or_default().push(namespace);
    }
    let references = by_uri.into_iter().map(|(uri, namespaces)| {
        let includes = namespaces
            .iter()
            .map(|namespace| Element::new("edmx:Include", [("Namespace", (*namespace).to_owned().into())]));
        let children = includes.collect();
        Element { children, ..Element::new("edmx:Reference", [("Uri", uri.to_owned().into())]) }
    });
    references.collect()
}

/// Reads what is kept, file by file; the containers' children come together in one.
struct Collector<'a, 'k, 'm> {
    keep: &'k Keep<'a, 'm>,
    types: HashMap<Span, TypeId>,
    /// The places of the operations, entity sets, singletons and imports that are kept.
    kept: HashSet<Span>,
    /// The containers with a kept child, by qualified name.
    containers: BTreeSet<String>,
    children: Vec<Element<'a>>,
}

impl<'a, 'k, 'm> Collector<'a, 'k, 'm> {
    fn new(keep: &'k Keep<'a, 'm>) -> Self {
        let (model, slice) = (keep.model, keep.slice);
        let resources = model.resources.iter_enumerated();
        let operations = slice.operations.iter().map(|index| model.operations[*index].span);
        let imports = slice.imports.iter().map(|index| model.imports[*index].span);
        let resources =
            resources.filter(|(index, _)| keep.resources.contains(index)).map(|(_, resource)| resource.span);
        let kept = operations.chain(imports).chain(resources).collect();
        Self { keep, types: keep.by_span(), kept, containers: BTreeSet::new(), children: Vec::new() }
    }

    fn element(
        &mut self,
        document: &Document<'a>,
        schema: &Schema<'a>,
        element: &'a SchemaElement<'a>,
    ) -> Result<Option<Element<'a>>> {
        Ok(match element {
            SchemaElement::EntityType(ty) | SchemaElement::ComplexType(ty) => match self.types.get(&ty.span) {
                Some(id) => Some(self.structured(*id, document.read_at(schema, ty.span)?)),
                None => None,
            },
            SchemaElement::EnumType(ty) if self.types.contains_key(&ty.span) => {
                Some(without_copies(document.read_at(schema, ty.span)?))
            }
            SchemaElement::TypeDefinition(ty) if self.types.contains_key(&ty.span) => {
                Some(document.read_at(schema, ty.span)?)
            }
            SchemaElement::Term(name)
                if self.keep.has_other(&format!("{}.{}", schema.namespace.value(), name.value())) =>
            {
                Some(document.read_around(schema, name)?)
            }
            SchemaElement::Action(operation) | SchemaElement::Function(operation)
                if self.kept.contains(&operation.span) =>
            {
                Some(self.operation(document.read_at(schema, operation.span)?))
            }
            SchemaElement::EntityContainer(container) => {
                self.container_children(document, schema, container)?;
                None
            }
            _ => None,
        })
    }

    fn structured(&self, id: TypeId, element: Element<'a>) -> Element<'a> {
        let (keep, mut element) = (self.keep, without_copies(element));
        element.children.retain(|child| match &*child.name {
            "Property" | "NavigationProperty" => keep.has_member(id, child.get("Name").unwrap_or_default()),
            _ => true,
        });
        for child in &mut element.children {
            let mut contexts = vec![id];
            let member = child.get("Name").and_then(|name| keep.member(id, name));
            let target = member.and_then(|(ty, _)| ty);
            contexts.extend(target);
            if child.name == "NavigationProperty" {
                self.navigation(id, target, child);
            }
            keep.prune(&contexts, child);
        }
        keep.prune(&[id], &mut element);
        let missing = keep.model.structured(id).and_then(|ty| ty.missing_base.as_ref());
        if missing.is_some_and(|base| !base.is_needed && keep.is_undeclared(&base.name)) {
            element.remove("BaseType");
        }
        element
    }

    /// Takes off what refers to something that is left out.
    fn navigation(&self, id: TypeId, target: Option<TypeId>, element: &mut Element<'a>) {
        let leads = |from: Option<TypeId>, path: Option<&str>| {
            from.zip(path).is_some_and(|(from, path)| self.keep.path(from, path) == Fate::Kept)
        };
        if !leads(target, element.get("Partner")) {
            element.remove("Partner");
        }
        element.children.retain(|child| {
            child.name != "ReferentialConstraint"
                || leads(Some(id), child.get("Property")) && leads(target, child.get("ReferencedProperty"))
        });
    }

    fn operation(&self, mut element: Element<'a>) -> Element<'a> {
        let keep = self.keep;
        let leads = element.get("EntitySetPath").is_some_and(|path| {
            let (parameter, rest) = path.split_once('/').unwrap_or((path, ""));
            let mut parameters = element.children.iter().filter(|child| child.name == "Parameter");
            let ty = parameters.find(|child| child.get("Name") == Some(parameter)).and_then(|child| child.get("Type"));
            let ty = ty.map(|ty| ty.strip_prefix("Collection(").and_then(|ty| ty.strip_suffix(')')).unwrap_or(ty));
            ty.and_then(|ty| keep.id(ty)).is_some_and(|id| keep.path(id, rest) == Fate::Kept)
        });
        if !leads {
            element.remove("EntitySetPath");
        }
        element
    }

    fn container_children(
        &mut self,
        document: &Document<'a>,
        schema: &Schema<'a>,
        container: &'a csdl::EntityContainer<'a>,
    ) -> Result<()> {
        let name = format!("{}.{}", schema.namespace.value(), container.name.value());
        for child in &container.elements {
            let (span, known_by) = match child {
                ContainerElement::EntitySet(resource) | ContainerElement::Singleton(resource) => {
                    (resource.span, resource.span)
                }
                ContainerElement::ActionImport(import) | ContainerElement::FunctionImport(import) => {
                    (import.span, import.operation.span())
                }
            };
            if self.kept.contains(&known_by) {
                let element = document.read_at(schema, span)?;
                self.children.push(self.child(element));
                self.containers.insert(name.clone());
            }
        }
        let chosen = self.keep.model.container.as_ref().is_some_and(|chosen| chosen.span == container.span);
        if chosen {
            let element = document.read_at(schema, container.span)?;
            self.children.extend(element.children.into_iter().filter(|child| child.name == "Annotation"));
        }
        Ok(())
    }

    fn child(&self, mut element: Element<'a>) -> Element<'a> {
        let keep = self.keep;
        let ty = element.get("Name").and_then(|name| keep.resource(name)).and_then(|(ty, _)| ty);
        let leads = |target: &str| keep.resource_path(in_container(target)) == Fate::Kept;
        if !element.get("EntitySet").is_some_and(leads) {
            element.remove("EntitySet");
        }
        element.children.retain(|child| {
            child.name != "NavigationPropertyBinding"
                || ty.zip(child.get("Path")).is_some_and(|(ty, path)| keep.path(ty, path) == Fate::Kept)
                    && child.get("Target").is_some_and(leads)
        });
        for child in &mut element.children {
            if let Some((_, target)) = child.attributes.iter_mut().find(|(name, _)| name == "Target") {
                *target = in_container(target).to_owned().into();
            }
        }
        keep.prune(ty.as_slice(), &mut element);
        element
    }

    /// All that the service's container and those that it extends have, in the one.
    fn container(&mut self) -> Option<(&'a str, Element<'a>)> {
        let container = self.keep.model.container.as_ref()?;
        if self.containers.is_empty() {
            return None;
        }
        let children = std::mem::take(&mut self.children);
        let element = Element { children, ..Element::new("EntityContainer", [("Name", container.name.into())]) };
        Some((self.keep.model.namespaces[container.namespace], element))
    }
}

/// A path from the container, without the container's name.
fn in_container(path: &str) -> &str {
    match path.split_once('/') {
        Some((container, rest)) if container.contains('.') => rest,
        _ => path,
    }
}

/// Of the members of one name, the first counts.
fn without_copies(mut element: Element) -> Element {
    let mut known = HashSet::new();
    element.children.retain(|child| {
        !matches!(&*child.name, "Property" | "NavigationProperty" | "Member")
            || child.get("Name").is_none_or(|name| known.insert(name.to_owned()))
    });
    element
}
