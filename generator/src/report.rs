//! What a run did: the elements of the metadata, and what became of each.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    csdl::{Edmx, SchemaElement},
    error::Diagnostic,
    model::{Model, NavigationId, NavigationProperty, OperationId, TypeId, TypeKind},
    slice::Slice,
    surface::{Reason, operation_left_out, property_left_out, value_left_out},
};

/// What a run did.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Types with a struct or enum, and entity types with a request builder only.
    pub types_kept: usize,
    /// Types of the metadata that are not needed.
    pub types_left: usize,
    /// The elements that were read, kind by kind.
    pub elements: Vec<Count>,
    /// What is suspicious in the metadata.
    pub warnings: Vec<Diagnostic>,
    /// The faults of the metadata outside of what the roots need, errors among them.
    pub outside: Vec<Diagnostic>,
    /// The public API, a line for each type, property, member and request: what a reviewer reads first.
    pub summary: String,
}

/// The elements of a kind: each one read is emitted, or left out for a reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// The element, `EntityType`, say.
    pub element: &'static str,
    /// How many there are in the files.
    pub read: usize,
    /// How many of them the crate has something of its own for.
    pub emitted: usize,
    /// How many it has not, by reason.
    pub left: BTreeMap<&'static str, usize>,
}

const NOT_NEEDED: &str = "the roots do not need it";
const EXCLUDED: &str = "the manifest excludes it";
const VOCABULARY: &str = "it is for annotations, in a vocabulary that the metadata refers to";
const ABSENT_BASE: &str = "its base type is in a file that is not here";
const DEFINITION: &str = "each use is of the primitive type that it stands for";
const OF_LEFT_TYPE: &str = "the type that declares it is left out";
const NOT_UNBOUND: &str = "it names no unbound operation";

/// Counts what was read by the syntax trees, and what was emitted and left out by the later stages.
pub(crate) fn count<'a>(
    trees: impl Iterator<Item = &'a Edmx<'a>>,
    model: &'a Model<'a>,
    slice: &'a Slice,
    left_out: &'a BTreeMap<OperationId, Reason>,
) -> Vec<Count> {
    let in_structs = in_structs(model, slice);
    let counts = ELEMENTS.map(|element| Count { element, ..Count::default() });
    let mut tally = Tally { model, slice, left_out, in_structs, counts };
    trees.for_each(|tree| count_read(tree, |element, number| tally.count(element).read += number));
    tally.types();
    tally.resources();
    tally.operations();
    tally.counts.into()
}

/// In the order of the report.
pub(crate) const ELEMENTS: [&str; 13] = [
    "EntityType",
    "ComplexType",
    "EnumType",
    "TypeDefinition",
    "Property",
    "NavigationProperty",
    "Member",
    "Action",
    "Function",
    "EntitySet",
    "Singleton",
    "ActionImport",
    "FunctionImport",
];

/// Tells the elements of a file, those of [`ELEMENTS`].
pub(crate) fn count_read(tree: &Edmx, mut add: impl FnMut(&'static str, usize)) {
    for element in tree.schemas.iter().flat_map(|schema| &schema.elements) {
        match element {
            SchemaElement::EntityType(ty) | SchemaElement::ComplexType(ty) => {
                let is_entity = matches!(element, SchemaElement::EntityType(_));
                add(if is_entity { "EntityType" } else { "ComplexType" }, 1);
                add("Property", ty.properties.len());
                add("NavigationProperty", ty.navigation_properties.len());
            }
            SchemaElement::EnumType(ty) => {
                add("EnumType", 1);
                add("Member", ty.members.len());
            }
            SchemaElement::TypeDefinition(_) => add("TypeDefinition", 1),
            SchemaElement::Action(_) => add("Action", 1),
            SchemaElement::Function(_) => add("Function", 1),
            SchemaElement::EntityContainer(container) => {
                container.elements.iter().for_each(|child| add(child.name(), 1));
            }
            SchemaElement::Term(_) | SchemaElement::Annotations(_) => {}
        }
    }
}

/// The types that have a struct or a request builder, and their base types, whose properties stand there too.
fn in_structs(model: &Model, slice: &Slice) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    for id in slice.types.keys().chain(&slice.addressed) {
        let mut next = Some(*id);
        while let Some(id) = next.filter(|id| found.insert(*id)) {
            next = model.structured(id).and_then(|ty| ty.base);
        }
    }
    found
}

struct Tally<'a> {
    model: &'a Model<'a>,
    slice: &'a Slice,
    left_out: &'a BTreeMap<OperationId, Reason>,
    in_structs: BTreeSet<TypeId>,
    /// In the order of [`ELEMENTS`].
    counts: [Count; ELEMENTS.len()],
}

impl Tally<'_> {
    fn types(&mut self) {
        for (id, ty) in self.model.all_types() {
            let (element, left) = match &ty.kind {
                TypeKind::Entity(_) => ("EntityType", self.left_type(id)),
                TypeKind::Complex(_) => ("ComplexType", self.left_type(id)),
                TypeKind::Enum(_) => ("EnumType", self.left_type(id)),
                TypeKind::Definition(_) => ("TypeDefinition", Some(DEFINITION)),
            };
            self.add(element, left);
            if let TypeKind::Enum(enumeration) = &ty.kind {
                self.add_all("Member", left.map(|_| OF_LEFT_TYPE), enumeration.members.len());
            }
            let Some(structured) = self.model.structured(id) else { continue };
            if !self.in_structs.contains(&id) {
                let properties = structured.properties.len() + structured.redeclared.len();
                let navigation = structured.navigation.len() + structured.redeclared_navigation.len();
                self.add_all("Property", Some(OF_LEFT_TYPE), properties);
                self.add_all("NavigationProperty", Some(OF_LEFT_TYPE), navigation);
                continue;
            }
            for property in structured.properties.iter().chain(&structured.redeclared) {
                self.add("Property", property_left_out(self.model, self.slice, id, property));
            }
            for (way, property) in self.model.own_navigation(id) {
                let kept = self.slice.navigation.contains(&way);
                let unkept = || (!kept).then_some(NOT_NEEDED);
                let left = value_left_out(self.model, self.slice, &property.ty.value).or_else(unkept);
                self.add("NavigationProperty", left);
            }
            for property in &structured.redeclared_navigation {
                let is_kept = |(way, other): (NavigationId, &NavigationProperty)| {
                    other.name == property.name && self.slice.navigation.contains(&way)
                };
                let kept = self.model.navigation(id).any(is_kept);
                let left = value_left_out(self.model, self.slice, &property.ty.value);
                self.add("NavigationProperty", left.or_else(|| (!kept).then_some(NOT_NEEDED)));
            }
        }
    }

    fn left_type(&self, id: TypeId) -> Option<&'static str> {
        if self.slice.types.contains_key(&id) || self.slice.addressed.contains(&id) {
            None
        } else if self.model.missing_base(id).is_some() {
            Some(ABSENT_BASE)
        } else if self.slice.excluded.contains(&id) {
            Some(EXCLUDED)
        } else if self.model.ty(id).vocabulary {
            Some(VOCABULARY)
        } else {
            Some(NOT_NEEDED)
        }
    }

    fn resources(&mut self) {
        for (index, resource) in self.model.resources.iter_enumerated() {
            let kept = self.slice.resources.contains(&index);
            let unkept = || (!kept).then_some(NOT_NEEDED);
            let left = value_left_out(self.model, self.slice, &resource.ty).or_else(unkept);
            self.add(if resource.is_set { "EntitySet" } else { "Singleton" }, left);
        }
        for (element, reason) in &self.model.unused {
            self.add(element, Some(reason));
        }
    }

    fn operations(&mut self) {
        for (index, operation) in self.model.operations.iter_enumerated() {
            let element = if operation.is_function { "Function" } else { "Action" };
            let kept = self.slice.operations.contains(&index);
            let unkept = || operation_left_out(self.model, self.slice, operation).unwrap_or(NOT_NEEDED);
            let left = self.left_out.get(&index).copied().or_else(|| (!kept).then(unkept));
            self.add(element, left);
        }
        for (index, import) in self.model.imports.iter_enumerated() {
            let element = if import.is_function { "FunctionImport" } else { "ActionImport" };
            let mut reasons = import.operations.iter().map(|id| {
                let unkept = || operation_left_out(self.model, self.slice, &self.model.operations[*id]);
                self.left_out.get(id).copied().or_else(unkept)
            });
            let left = if import.operations.is_empty() {
                Some(NOT_UNBOUND)
            } else if let Some(reason) = reasons.next().flatten().filter(|_| reasons.all(|reason| reason.is_some())) {
                Some(reason)
            } else {
                (!self.slice.imports.contains(&index)).then_some(NOT_NEEDED)
            };
            self.add(element, left);
        }
    }

    fn count(&mut self, element: &'static str) -> &mut Count {
        let index = ELEMENTS.iter().position(|other| *other == element).unwrap_or_default();
        &mut self.counts[index]
    }

    fn add(&mut self, element: &'static str, left: Option<&'static str>) {
        self.add_all(element, left, 1);
    }

    fn add_all(&mut self, element: &'static str, left: Option<&'static str>, number: usize) {
        if number == 0 {
            return;
        }
        let count = self.count(element);
        match left {
            None => count.emitted += number,
            Some(reason) => *count.left.entry(reason).or_default() += number,
        }
    }
}
