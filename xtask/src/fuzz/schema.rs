//! Metadata made up by the standard's rules, with names that do their worst.

use std::collections::BTreeSet;

use fastrand::Rng;

use super::document::Node;
use super::names::NAMES;
use super::{annotation, operation};

pub(super) const PRIMITIVES: &[&str] = &[
    "Edm.String",
    "Edm.Int32",
    "Edm.Int64",
    "Edm.Boolean",
    "Edm.Double",
    "Edm.Decimal",
    "Edm.Guid",
    "Edm.Date",
    "Edm.DateTimeOffset",
    "Edm.TimeOfDay",
    "Edm.Duration",
    "Edm.Binary",
    "Edm.Stream",
    "Edm.Untyped",
    "Edm.GeographyPoint",
    "Edm.SByte",
    "Edm.Single",
    "Edm.Byte",
    "Edm.Int16",
    "Edm.PrimitiveType",
    "Edm.ComplexType",
    "Edm.EntityType",
];

/// The first 13 can be a key.
const KEYS: usize = 13;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Entity,
    Complex,
    Enum,
    Definition,
}

#[derive(Clone, Debug)]
pub(super) struct Declared {
    pub(super) kind: Kind,
    pub(super) namespace: usize,
    pub(super) name: String,
    pub(super) base: Option<usize>,
    /// The names of its own properties, and whether each is a navigation property.
    pub(super) members: Vec<(String, bool)>,
}

/// What is declared, while it is written.
pub(super) struct Maker<'r> {
    pub(super) random: &'r mut Rng,
    pub(super) types: Vec<Declared>,
    namespaces: Vec<(String, Option<String>)>,
    /// One name in so many is a plain one.
    plain: bool,
}

/// A document of the standard's form.
pub(super) fn document(random: &mut Rng) -> Node {
    let mut maker = Maker::new(random);
    maker.declare();
    let mut schemas: Vec<Node> = (0..maker.namespaces.len()).map(|place| maker.schema(place)).collect();
    for index in 0..maker.types.len() {
        let node = maker.type_of(index);
        schemas[maker.types[index].namespace].children.push(node);
    }
    let last = schemas.len() - 1;
    operation::add(&mut maker, &mut schemas[0]);
    annotation::add(&mut maker, &mut schemas[last]);
    let version = *maker.pick(&["4.0", "4.01"]);
    let mut services = Node::new("edmx:DataServices");
    services.children = schemas;
    let mut edmx =
        Node::new("edmx:Edmx").with("Version", version).with("xmlns:edmx", "http://docs.oasis-open.org/odata/ns/edmx");
    edmx.children = annotation::references(&mut maker);
    edmx.child(services)
}

impl<'r> Maker<'r> {
    fn new(random: &'r mut Rng) -> Self {
        let all = [("Case", Some("C")), ("Case.type", None), ("org.example.deep.v1", Some("self")), ("a", Some("A"))];
        let count = random.usize(1..=all.len());
        let namespaces = all[..count].iter().map(|(name, alias)| ((*name).to_owned(), alias.map(str::to_owned)));
        let plain = random.bool();
        Self { namespaces: namespaces.collect(), random, types: Vec::new(), plain }
    }

    pub(super) fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.random.usize(..all.len())]
    }

    pub(super) fn chance(&mut self, one_in: u32) -> bool {
        self.random.u32(..one_in) == 0
    }

    /// A name that is not among those.
    pub(super) fn name(&mut self, taken: &mut BTreeSet<String>) -> String {
        let mut name = if self.plain || self.chance(3) {
            format!("{}{}", self.pick(&["thing", "Thing", "is", "user_", "ID"]), self.random.u8(..40))
        } else {
            (*self.pick(NAMES)).to_owned()
        };
        while !taken.insert(name.clone()) {
            name.push(self.random.alphabetic());
        }
        name
    }

    fn declare(&mut self) {
        let mut taken = vec![BTreeSet::new(); self.namespaces.len()];
        let most = if self.chance(8) { 60 } else { 12 };
        let count = self.random.usize(1..=most);
        for index in 0..count {
            let namespace = self.random.usize(..self.namespaces.len());
            let kind = *self.pick(&[Kind::Entity, Kind::Entity, Kind::Complex, Kind::Enum, Kind::Definition]);
            let name = self.name(&mut taken[namespace]);
            let bases: Vec<usize> = (0..index).filter(|other| self.types[*other].kind == kind).collect();
            let derives = matches!(kind, Kind::Entity | Kind::Complex) && self.random.bool() && !bases.is_empty();
            let base = derives.then(|| *self.pick(&bases));
            self.types.push(Declared { kind, namespace, name, base, members: Vec::new() });
        }
    }

    fn schema(&mut self, place: usize) -> Node {
        let (name, alias) = self.namespaces[place].clone();
        let schema =
            Node::new("Schema").with("Namespace", name).with("xmlns", "http://docs.oasis-open.org/odata/ns/edm");
        match alias {
            Some(alias) => schema.with("Alias", alias),
            None => schema,
        }
    }

    /// The qualified name, sometimes by its alias.
    pub(super) fn qualified(&mut self, index: usize) -> String {
        let by_alias = self.random.bool();
        let Declared { namespace, name, .. } = &self.types[index];
        let (full, alias) = &self.namespaces[*namespace];
        format!("{}.{name}", alias.as_ref().filter(|_| by_alias).unwrap_or(full))
    }

    pub(super) fn main(&self) -> &str {
        &self.namespaces[0].0
    }

    /// One of the types of a kind.
    pub(super) fn one_of(&mut self, kind: Kind) -> Option<usize> {
        let all: Vec<usize> = (0..self.types.len()).filter(|index| self.types[*index].kind == kind).collect();
        (!all.is_empty()).then(|| *self.pick(&all))
    }

    /// The type of a structural property.
    pub(super) fn value(&mut self) -> String {
        let kind = *self.pick(&[None, None, Some(Kind::Complex), Some(Kind::Enum), Some(Kind::Definition)]);
        let declared = kind.and_then(|kind| self.one_of(kind));
        let name = match declared {
            Some(index) => self.qualified(index),
            None => (*self.pick(PRIMITIVES)).to_owned(),
        };
        if self.chance(4) { format!("Collection({name})") } else { name }
    }

    fn type_of(&mut self, index: usize) -> Node {
        match self.types[index].kind {
            Kind::Entity => self.structured(index, "EntityType"),
            Kind::Complex => self.structured(index, "ComplexType"),
            Kind::Enum => self.enumeration(index),
            Kind::Definition => {
                let underlying = (*self.pick(&PRIMITIVES[..12])).to_owned();
                Node::new("TypeDefinition")
                    .with("Name", self.types[index].name.clone())
                    .with("UnderlyingType", underlying)
            }
        }
    }

    fn structured(&mut self, index: usize, element: &'static str) -> Node {
        let mut node = Node::new(element).with("Name", self.types[index].name.clone());
        let base = self.types[index].base;
        if let Some(base) = base {
            node = node.with("BaseType", self.qualified(base));
        }
        for flag in ["Abstract", "OpenType", "HasStream"] {
            if self.chance(6) {
                node = node.with(flag, *self.pick(&["true", "false"]));
            }
        }
        let mut taken = self.inherited(index);
        if base.is_none() && element == "EntityType" && !self.chance(12) {
            let names: Vec<String> = (0..self.random.usize(1..=2)).map(|_| self.name(&mut taken)).collect();
            let mut key = Node::new("Key");
            for name in &names {
                key = key.child(Node::new("PropertyRef").with("Name", name.clone()));
            }
            node = node.child(key);
            for name in names {
                let ty = *self.pick(&PRIMITIVES[..KEYS - 2]);
                let property = Node::new("Property").with("Name", name.clone()).with("Type", ty);
                node = node.child(property.with("Nullable", "false"));
                self.types[index].members.push((name, false));
            }
        }
        for _ in 0..self.random.usize(..7) {
            let name = self.name(&mut taken);
            let target = if self.chance(3) { self.one_of(Kind::Entity) } else { None };
            let property = match target {
                Some(target) => self.navigation(name.clone(), target),
                None => self.property(name.clone()),
            };
            self.types[index].members.push((name, target.is_some()));
            node = node.child(property);
        }
        node
    }

    /// The names that the bases have.
    fn inherited(&self, index: usize) -> BTreeSet<String> {
        let chain = std::iter::successors(self.types[index].base, |base| self.types[*base].base);
        chain.flat_map(|base| self.types[base].members.iter().map(|(name, _)| name.clone())).collect()
    }

    fn property(&mut self, name: String) -> Node {
        let mut node = Node::new("Property").with("Name", name).with("Type", self.value());
        let facets: [(&str, &[&str]); 6] = [
            ("Nullable", &["true", "false"]),
            ("MaxLength", &["1", "max", "255", "0"]),
            ("Precision", &["0", "7", "12"]),
            ("Scale", &["0", "2", "variable", "floating"]),
            ("SRID", &["4326", "variable"]),
            ("DefaultValue", &["", "0", "text", "\"quoted\"", "*/"]),
        ];
        for (facet, values) in facets {
            if self.chance(5) {
                node = node.with(facet, *self.pick(values));
            }
        }
        node
    }

    fn navigation(&mut self, name: String, target: usize) -> Node {
        let entity = self.qualified(target);
        let ty = if self.random.bool() { format!("Collection({entity})") } else { entity };
        let mut node = Node::new("NavigationProperty").with("Name", name).with("Type", ty);
        if self.chance(4) {
            node = node.with("ContainsTarget", "true");
        }
        if self.chance(8) {
            node = node.child(Node::new("OnDelete").with("Action", "Cascade"));
        }
        node
    }

    fn enumeration(&mut self, index: usize) -> Node {
        let mut node = Node::new("EnumType").with("Name", self.types[index].name.clone());
        let flags = self.chance(3);
        if flags {
            node = node.with("IsFlags", "true");
        }
        if self.chance(4) {
            node = node.with("UnderlyingType", *self.pick(&["Edm.Byte", "Edm.Int64", "Edm.SByte", "Edm.Int16"]));
        }
        let (mut taken, valued) = (BTreeSet::new(), flags || self.random.bool());
        for number in 0..self.random.usize(..7) {
            let mut member = Node::new("Member").with("Name", self.name(&mut taken));
            if valued {
                member = member.with("Value", (1_u64 << number).to_string());
            }
            node = node.child(member);
        }
        node
    }
}
