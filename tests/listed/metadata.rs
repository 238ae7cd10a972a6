//! What metadata declares and annotates, read from the XML by the standard's rules alone, and not by the generator.

use std::collections::{BTreeMap, HashMap};

use roxmltree::{Document, Node};

/// An element of a document.
pub type Element<'d> = Node<'d, 'd>;

/// Something of a type: a property, navigation property, entity set or singleton.
#[derive(Clone, Debug)]
pub struct Declared {
    /// The whole name of the type, without `Collection()`.
    pub ty: String,
    pub is_collection: bool,
    pub is_navigation: bool,
}

#[derive(Debug, Default)]
struct Type {
    base: Option<String>,
    members: BTreeMap<String, Declared>,
}

/// An annotation without a qualifier.
#[derive(Clone, Debug)]
struct Annotation<'d> {
    term: String,
    element: Element<'d>,
}

/// The declarations of all documents, and the annotations of each target.
#[derive(Debug, Default)]
pub struct Metadata<'d> {
    types: HashMap<String, Type>,
    /// The whole name of the service's container.
    pub container: Option<String>,
    pub resources: BTreeMap<String, Declared>,
    /// By whole name: `ns.Type`, `ns.Type/Property`; of what a container has, `/Set` and `/Set/Property`.
    annotations: HashMap<String, Vec<Annotation<'d>>>,
}

/// A schema, with the aliases of its document.
#[derive(Clone, Copy)]
struct Schema<'d, 'a> {
    element: Element<'d>,
    aliases: &'a HashMap<&'d str, &'d str>,
}

impl<'d> Metadata<'d> {
    /// Reads the documents of a service, and those that they refer to.
    pub fn read(own: &'d [Document<'d>], references: &'d [Document<'d>]) -> Self {
        let aliases: Vec<HashMap<&str, &str>> = own.iter().chain(references).map(aliases).collect();
        let schemas: Vec<Schema<'d, '_>> = own
            .iter()
            .chain(references)
            .zip(&aliases)
            .flat_map(|(document, aliases)| {
                let schemas = document.descendants().filter(|node| node.has_tag_name_of("Schema"));
                schemas.map(move |element| Schema { element, aliases })
            })
            .collect();
        let mut metadata = Self::default();
        for schema in &schemas {
            metadata.read_types(*schema);
        }
        let containers = metadata.read_containers(&schemas, own);
        metadata.container = containers.first().cloned();
        for schema in &schemas {
            metadata.read_annotations(*schema, &containers);
        }
        metadata
    }

    fn read_types(&mut self, schema: Schema<'d, '_>) {
        for element in schema.children(&["EntityType", "ComplexType"]) {
            let name = schema.whole(element.name());
            let mut ty =
                Type { base: element.attribute("BaseType").map(|base| schema.expand(base)), ..Type::default() };
            for member in element.children_of(&["Property", "NavigationProperty"]) {
                let declared = schema.declared(member, "Type");
                ty.members.entry(member.name().to_owned()).or_insert(declared);
                self.annotate(format!("{name}/{}", member.name()), schema, member);
            }
            self.types.entry(name.clone()).or_insert(ty);
            self.annotate(name, schema, element);
        }
    }

    /// The container that no other one of the service extends, with those that it extends; their names.
    fn read_containers(&mut self, schemas: &[Schema<'d, '_>], own: &'d [Document<'d>]) -> Vec<String> {
        let all = schemas.iter().flat_map(|schema| {
            let containers = schema.children(&["EntityContainer"]);
            containers.map(move |element| (schema.whole(element.name()), *schema, element))
        });
        let all: Vec<(String, Schema<'d, '_>, Element<'d>)> = all.collect();
        let base = |schema: &Schema<'d, '_>, element: Element<'d>| {
            element.attribute("Extends").map(|base| schema.expand(base))
        };
        let is_own = |element: &Element<'d>| own.iter().any(|document| std::ptr::eq(document, element.document()));
        let extended: Vec<String> = all.iter().filter_map(|(_, schema, element)| base(schema, *element)).collect();
        let mut next = all.iter().find(|(name, _, element)| is_own(element) && !extended.contains(name));
        let mut names = Vec::new();
        while let Some((name, schema, element)) = next.filter(|(name, ..)| !names.contains(name)) {
            names.push(name.clone());
            for child in element.children_of(&["EntitySet", "Singleton"]) {
                let ty = if child.has_tag_name_of("EntitySet") { "EntityType" } else { "Type" };
                let is_collection = child.has_tag_name_of("EntitySet");
                let declared = Declared { is_collection, ..schema.declared(child, ty) };
                if !self.resources.contains_key(child.name()) {
                    self.resources.insert(child.name().to_owned(), declared);
                    self.annotate(format!("/{}", child.name()), *schema, child);
                }
            }
            let base = base(schema, *element);
            next = all.iter().find(|(name, ..)| Some(name) == base.as_ref());
        }
        names
    }

    fn read_annotations(&mut self, schema: Schema<'d, '_>, containers: &[String]) {
        for element in schema.children(&["Annotations"]) {
            let Some(target) = element.attribute("Target") else { continue };
            if element.has_attribute("Qualifier") {
                continue;
            }
            let expanded: Vec<String> = target.split('/').map(|segment| schema.expand(segment)).collect();
            let target = match &*expanded {
                [container, path @ ..] if containers.contains(container) => format!("/{}", path.join("/")),
                _ => expanded.join("/"),
            };
            self.annotate(target, schema, element);
        }
    }

    fn annotate(&mut self, target: String, schema: Schema<'d, '_>, element: Element<'d>) {
        let unqualified = element.children_of(&["Annotation"]).filter(|one| !one.has_attribute("Qualifier"));
        let annotations = unqualified
            .filter_map(|element| Some(Annotation { term: schema.expand(element.attribute("Term")?), element }));
        let annotations: Vec<Annotation<'d>> = annotations.collect();
        if !annotations.is_empty() {
            self.annotations.entry(target).or_default().extend(annotations);
        }
    }

    /// The annotation that a target has of a term, whose value stands in the element.
    pub fn annotation(&self, target: &str, term: &str) -> Option<Element<'d>> {
        let annotations = self.annotations.get(target)?;
        annotations.iter().find(|annotation| annotation.term == term).map(|annotation| annotation.element)
    }

    /// The annotated paths of the container, without the leading slash.
    pub fn container_paths(&self) -> impl Iterator<Item = &str> {
        self.annotations.keys().filter_map(|target| target.strip_prefix('/'))
    }

    /// A property that a type has by itself or from its base types, and the type that declares it.
    pub fn member(&self, ty: &str, name: &str) -> Option<(String, &Declared)> {
        let mut ty = ty;
        // A type that is its own base type would be asked without end.
        for _ in 0..=self.types.len() {
            let declaration = self.types.get(ty)?;
            if let Some(member) = declaration.members.get(name) {
                return Some((ty.to_owned(), member));
            }
            ty = declaration.base.as_ref()?;
        }
        None
    }

    /// The types that metadata declares, sorted.
    pub fn types(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.types.keys().map(String::as_str).collect();
        names.sort_unstable();
        names
    }

    /// The navigation properties that a type declares itself, with the types that they lead to.
    pub fn navigation(&self, ty: &str) -> impl Iterator<Item = (&str, &str)> {
        let members = self.types.get(ty).into_iter().flat_map(|ty| &ty.members);
        members.filter(|(_, member)| member.is_navigation).map(|(name, member)| (&**name, &*member.ty))
    }

    /// Whether metadata declares the type.
    pub fn has_type(&self, name: &str) -> bool {
        self.types.contains_key(name)
    }
}

impl<'d> Schema<'d, '_> {
    fn children(self, names: &'static [&'static str]) -> impl Iterator<Item = Element<'d>> {
        self.element.children_of(names)
    }

    fn whole(self, name: &str) -> String {
        format!("{}.{name}", self.element.attribute("Namespace").unwrap_or_default())
    }

    /// A name with its namespace in place of an alias.
    fn expand(self, name: &str) -> String {
        let alias = name.rsplit_once('.').and_then(|(alias, name)| Some((self.aliases.get(alias)?, name)));
        alias.map_or_else(|| name.to_owned(), |(namespace, name)| format!("{namespace}.{name}"))
    }

    fn declared(self, element: Element<'d>, attribute: &str) -> Declared {
        let ty = element.attribute(attribute).unwrap_or_default();
        let item = ty.strip_prefix("Collection(").and_then(|ty| ty.strip_suffix(')'));
        Declared {
            ty: self.expand(item.unwrap_or(ty)),
            is_collection: item.is_some(),
            is_navigation: element.has_tag_name_of("NavigationProperty"),
        }
    }
}

/// The namespaces that a document has an alias for: its own schemas', and those that it includes.
fn aliases<'d>(document: &'d Document<'d>) -> HashMap<&'d str, &'d str> {
    let named = document.descendants().filter(|node| node.has_tag_name_of("Schema") || node.has_tag_name_of("Include"));
    named.filter_map(|node| Some((node.attribute("Alias")?, node.attribute("Namespace")?))).collect()
}

/// Elements by local names.
pub trait Named<'d>: Copy {
    fn has_tag_name_of(self, name: &str) -> bool;
    fn children_of(self, names: &'static [&'static str]) -> impl Iterator<Item = Element<'d>>;
    /// The attribute `Name`.
    fn name(self) -> &'d str;
}

impl<'d> Named<'d> for Element<'d> {
    fn has_tag_name_of(self, name: &str) -> bool {
        self.tag_name().name() == name
    }

    fn children_of(self, names: &'static [&'static str]) -> impl Iterator<Item = Element<'d>> {
        self.children().filter(|node| names.contains(&node.tag_name().name()))
    }

    fn name(self) -> &'d str {
        self.attribute("Name").unwrap_or_default()
    }
}
