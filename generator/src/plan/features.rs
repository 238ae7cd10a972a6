//! Cargo features: the part of a large crate that each resource of the container needs.
//!
//! A struct needs the types of its properties, and those derived from them where it holds a union. A builder needs what it
//! contains, what it casts to and what its operations take and return. Navigation to entities that live elsewhere is what ties
//! a schema together, so that it is not followed: a field, a way or a cast that leads out of what a feature needs is there
//! with the feature of its target.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    manifest::Manifest,
    model::{Model, OperationId, TypeId, TypeRef, ValueType},
    names::Names,
    slice::Slice,
    surface::Surface,
};

/// A crate of more types has features, unless the manifest says otherwise.
const MANY: usize = 500;

/// So many features may be in a condition on average, unless the manifest says otherwise.
const SHORT: usize = 5;

/// Each resource is held against each type and each other resource. Where there are more pairs, there are no features unless
/// the manifest wants them; Graph has 500 000.
const CONSIDERED: usize = 10_000_000;

/// The feature of all that there is.
pub(crate) const FULL: &str = "full";

/// The features any of which enables a part; none for a part that is always there.
pub type Condition = Vec<String>;

/// A feature of a resource or of an import.
#[derive(Clone, Debug)]
pub struct Feature {
    /// The name.
    pub name: String,
    /// The name in the container.
    pub wire_name: String,
    /// The features that it enables: they need nothing beyond what it needs.
    pub implies: Vec<String>,
}

/// What a file of the crate is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// The struct or enum of a type.
    Type(TypeId),
    /// The builders of requests to a type.
    Requests(TypeId),
    /// The call of an operation.
    Call(OperationId),
}

/// Which features each part needs; without roots, all parts are always there.
#[derive(Debug, Default)]
pub(super) struct Features {
    /// By name.
    roots: Vec<Root>,
    /// Indices of roots; a part that no root needs is not here.
    needed_by: BTreeMap<Part, BTreeSet<usize>>,
}

/// A resource or an import.
#[derive(Debug)]
struct Root {
    feature: String,
    wire_name: String,
    /// An entity set has the better name for what it shares with a singleton.
    is_set: bool,
    /// Where a program starts.
    starts: Vec<Part>,
    /// Indices of roots that need nothing beyond what this one needs.
    implies: BTreeSet<usize>,
}

impl Features {
    /// The features of a crate that is large and has short conditions, or of which the manifest wants them.
    pub(super) fn new(model: &Model, slice: &Slice, surface: &Surface, names: &Names, manifest: &Manifest) -> Self {
        let wanted = manifest.package.features;
        if !wanted.unwrap_or(slice.types.len() > MANY) {
            return Self::default();
        }
        let mut features = Self { roots: roots(model, slice, names), needed_by: BTreeMap::new() };
        let most = features.roots.len().saturating_mul(slice.types.len().max(features.roots.len()));
        if wanted.is_none() && most > CONSIDERED {
            return Self::default();
        }
        let (uses, mut known) = (Uses::new(model, slice, surface), BTreeMap::new());
        for (index, root) in features.roots.iter().enumerate() {
            for part in uses.all_of(&root.starts, &mut known) {
                features.needed_by.entry(part).or_default().insert(index);
            }
        }
        for (root, implies) in features.implications().into_iter().enumerate() {
            features.roots[root].implies = implies;
        }
        if wanted.is_none() && !features.is_short() { Self::default() } else { features }
    }

    /// Whether conditions are short, on average. Where all hangs together they are as long as the list of features, and
    /// a feature saves little.
    fn is_short(&self) -> bool {
        let features: usize = self.needed_by.values().map(|needed| self.nearest(needed).count()).sum();
        features <= SHORT * self.needed_by.len()
    }

    /// By root, the others that need nothing beyond what it needs. Of equal ones only the first is anyone's other.
    fn implications(&self) -> Vec<BTreeSet<usize>> {
        let all = || 0..self.roots.len();
        let rank = |root: usize| (!self.roots[root].is_set, root);
        let is_equal = |one: usize, other: usize| self.needs(one, other) && self.needs(other, one);
        let is_first = |one: &usize| !all().any(|other| rank(other) < rank(*one) && is_equal(*one, other));
        let firsts: Vec<usize> = all().filter(is_first).collect();
        let implied = |one: usize| firsts.iter().copied().filter(move |other| one != *other && self.needs(one, *other));
        all().map(|root| implied(root).collect()).collect()
    }

    /// Whether a root needs all that another one does. That is closed, so that where it starts tells.
    fn needs(&self, one: usize, other: usize) -> bool {
        self.roots[other].starts.iter().all(|start| self.needed(*start).is_some_and(|roots| roots.contains(&one)))
    }

    fn needed(&self, part: Part) -> Option<&BTreeSet<usize>> {
        self.needed_by.get(&part)
    }

    /// The features, by name.
    pub(super) fn all(&self) -> Vec<Feature> {
        let feature = |root: &Root| {
            // What an implied root implies goes without saying.
            let farther: BTreeSet<usize> =
                root.implies.iter().flat_map(|index| &self.roots[*index].implies).copied().collect();
            Feature {
                name: root.feature.clone(),
                wire_name: root.wire_name.clone(),
                implies: root.implies.difference(&farther).map(|index| self.roots[*index].feature.clone()).collect(),
            }
        };
        self.roots.iter().map(feature).collect()
    }

    /// The feature of a resource or an import.
    pub(super) fn of_root(&self, wire_name: &str) -> Condition {
        self.roots.iter().filter(|root| root.wire_name == wire_name).map(|root| root.feature.clone()).collect()
    }

    /// When a part is there.
    pub(super) fn of(&self, part: Part) -> Condition {
        if self.roots.is_empty() {
            return Condition::new();
        }
        let Some(needed) = self.needed(part) else { return vec![FULL.to_owned()] };
        self.nearest(needed).map(|root| root.feature.clone()).collect()
    }

    /// Of the roots that need a part those to name: one that implies another one of them goes without saying.
    fn nearest(&self, needed: &BTreeSet<usize>) -> impl Iterator<Item = &Root> {
        needed.iter().map(|index| &self.roots[*index]).filter(|root| root.implies.is_disjoint(needed))
    }

    /// When a part is there, for an owner that is.
    pub(super) fn within(&self, owner: Part, part: Option<Part>) -> Condition {
        let Some(part) = part else { return Condition::new() };
        let is_implied =
            self.needed(owner).is_none_or(|owner| self.needed(part).is_some_and(|part| owner.is_subset(part)));
        if is_implied { Condition::new() } else { self.of(part) }
    }
}

/// The kept resources and imports, by the names of their features.
fn roots(model: &Model, slice: &Slice, names: &Names) -> Vec<Root> {
    let resources = model.resources.iter_enumerated();
    let resources = resources.filter(|(index, _)| slice.resources.contains(index));
    let resources =
        resources.map(|(_, resource)| (resource.name, resource.is_set, requests(&resource.ty).into_iter().collect()));
    let imports = slice.imports.iter().map(|index| &model.imports[*index]).map(|import| {
        let calls = import.operations.iter().filter(|operation| slice.operations.contains(operation));
        (import.name, false, calls.map(|operation| Part::Call(*operation)).collect())
    });
    let root = |(wire_name, is_set, starts): (&str, bool, Vec<Part>)| {
        let feature = names.features.get(wire_name)?.clone();
        let wire_name = wire_name.to_owned();
        (!starts.is_empty()).then_some(Root { feature, wire_name, is_set, starts, implies: BTreeSet::new() })
    };
    let mut roots: Vec<Root> = resources.chain(imports).filter_map(root).collect();
    roots.sort_by(|one, other| one.feature.cmp(&other.feature));
    roots
}

/// What a part cannot be compiled without, or would be of no use.
struct Uses<'a> {
    model: &'a Model<'a>,
    slice: &'a Slice,
    surface: &'a Surface<'a>,
    /// The types that have a feature of their own.
    at_roots: BTreeSet<TypeId>,
}

impl<'a> Uses<'a> {
    fn new(model: &'a Model<'a>, slice: &'a Slice, surface: &'a Surface<'a>) -> Self {
        let resources = model.resources.iter_enumerated();
        let kept = resources.filter(|(index, _)| slice.resources.contains(index));
        let at_roots = kept.filter_map(|(_, resource)| resource.ty.declared()).collect();
        Self { model, slice, surface, at_roots }
    }

    /// The parts, and all that they use. What was looked at for one root is known for the next.
    fn all_of(&self, starts: &[Part], known: &mut BTreeMap<Part, BTreeSet<Part>>) -> BTreeSet<Part> {
        let mut found = BTreeSet::new();
        let mut pending = starts.to_vec();
        while let Some(part) = pending.pop() {
            if found.insert(part) {
                let used = known.entry(part).or_insert_with(|| self.used_by(part));
                pending.extend(used.difference(&found));
            }
        }
        found
    }

    fn used_by(&self, part: Part) -> BTreeSet<Part> {
        let mut used = BTreeSet::new();
        match part {
            Part::Type(id) => self.add_type(id, &mut used),
            Part::Requests(id) => self.add_requests(id, &mut used),
            Part::Call(index) => self.add_call(index, &mut used),
        }
        used
    }

    fn add_type(&self, id: TypeId, used: &mut BTreeSet<Part>) {
        used.extend(self.model.properties(id).filter_map(|property| value(&property.ty)));
        let derived = self.surface.unions.get(&id).into_iter().flat_map(|union| &union.derived);
        used.extend(derived.copied().map(Part::Type));
    }

    fn add_requests(&self, id: TypeId, used: &mut BTreeSet<Part>) {
        // A step of a root path has no struct, but its key may need types.
        used.extend(self.slice.types.contains_key(&id).then_some(Part::Type(id)));
        let keys = self.model.alternate_keys(id).into_iter().flatten().chain(self.model.key(id));
        used.extend(keys.filter_map(|part| part.ty.declared()).map(Part::Type));
        let kept = |id| self.slice.navigation.contains(&id);
        let contained = self.model.navigation(id).filter(|(id, _)| kept(*id));
        let contained = contained.filter(|(_, property)| property.contains_target);
        used.extend(contained.filter_map(|(_, property)| requests(&property.ty.value)));
        let complex = self.model.complex_properties(id);
        let complex = complex.filter(|(id, _)| self.slice.complex.contains(id));
        let complex = complex.filter_map(|(_, property)| self.model.complex_type(&property.ty.value));
        used.extend(complex.map(Part::Requests));
        let casts = self.slice.casts_of(id).filter(|derived| !self.at_roots.contains(derived));
        used.extend(casts.map(Part::Requests));
        let bound =
            [&self.surface.operations, &self.surface.collection_operations].into_iter().filter_map(|of| of.get(&id));
        used.extend(bound.flatten().map(|offered| Part::Call(offered.operation)));
    }

    fn add_call(&self, index: OperationId, used: &mut BTreeSet<Part>) {
        let operation = &self.model.operations[index];
        let arguments = operation.arguments().iter().map(|argument| &argument.ty);
        used.extend(arguments.chain(&operation.returns).filter_map(value));
        let next = operation.leads_to().filter(|(id, _)| self.slice.addressed.contains(id));
        used.extend(next.map(|(id, _)| Part::Requests(id)));
    }
}

fn value(ty: &TypeRef) -> Option<Part> {
    ty.value.declared().map(Part::Type)
}

fn requests(target: &ValueType) -> Option<Part> {
    target.declared().map(Part::Requests)
}
