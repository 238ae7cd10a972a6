//! What of the model is written: the slice, and what it cannot stand without.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::{
    model::{Model, NamespaceId, ResourceId, TypeId, TypeKind, ValueType},
    names::folded,
    slice::Slice,
    source::Span,
};

/// Why a type is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// A root, or the property, parameter or annotation that uses the type.
    pub because: String,
    /// The type that it is kept for, if it is not for a root.
    pub by: Option<String>,
}

/// How much of a structured type is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Extent {
    /// Its key, its streams, and what a path goes on by: no value of it is read.
    Step,
    /// All structural properties.
    Whole,
}

/// What is written.
pub(super) struct Keep<'a, 'm> {
    pub(super) model: &'m Model<'a>,
    pub(super) slice: &'m Slice,
    types: BTreeMap<TypeId, Extent>,
    pub(super) resources: BTreeSet<ResourceId>,
    /// The properties and navigation properties that keys lead through: the type or a base type of it, and the name.
    keys: BTreeSet<(TypeId, String)>,
    /// Names of terms and of whatever else is no type, by which annotations may go.
    others: BTreeSet<String>,
}

impl<'a, 'm> Keep<'a, 'm> {
    pub(super) fn new(model: &'m Model<'a>, slice: &'m Slice) -> Self {
        let mut keep = Self {
            model,
            slice,
            types: BTreeMap::new(),
            resources: slice.resources.clone(),
            keys: BTreeSet::new(),
            others: BTreeSet::new(),
        };
        slice.types.keys().chain(&slice.definitions).for_each(|id| keep.add_type(*id, Extent::Whole));
        slice.addressed.iter().for_each(|id| keep.add_type(*id, Extent::Step));
        keep.add_namesakes();
        keep.add_namesakes_of_resources();
        keep.add_homes();
        keep
    }

    /// Types whose names differ in case alone are told apart in Rust, which must come out the same without the rest of
    /// the schema.
    fn add_namesakes(&mut self) {
        let mut namesakes: HashMap<(NamespaceId, String), Vec<TypeId>> = HashMap::new();
        for (id, ty) in self.model.all_types() {
            namesakes.entry((ty.namespace, folded(ty.name))).or_default().push(id);
        }
        let mut namesakes: Vec<Vec<TypeId>> = namesakes.into_values().filter(|ids| ids.len() > 1).collect();
        namesakes.retain(|ids| ids.iter().any(|id| self.has_type(*id)));
        for id in namesakes.into_iter().flatten() {
            self.add_type(id, Extent::Step);
        }
    }

    /// The same of entity sets and singletons.
    fn add_namesakes_of_resources(&mut self) {
        let names = self.slice.resources.iter().map(|id| folded(self.model.resources[*id].name));
        let names: BTreeSet<String> = names.collect();
        for (id, resource) in self.model.resources.iter_enumerated() {
            if names.contains(&folded(resource.name)) {
                self.resources.insert(id);
                resource.ty.declared().into_iter().for_each(|ty| self.add_type(ty, Extent::Step));
            }
        }
    }

    /// The entity sets of what relationships lead to: what has one is changed and deleted there.
    fn add_homes(&mut self) {
        let (model, slice) = (self.model, self.slice);
        let related = slice.navigation.iter().filter_map(|id| model.navigation_property(*id));
        let related = related.filter(|property| !property.contains_target);
        let mut types: Vec<TypeId> = related.filter_map(|property| property.ty.value.declared()).collect();
        let mut next = 0;
        while let Some(id) = types.get(next) {
            types.extend(slice.casts_of(*id).filter(|derived| !types.contains(derived)).collect::<Vec<_>>());
            next += 1;
        }
        for id in types.into_iter().flat_map(|id| model.sets_of(id)) {
            self.resources.insert(id);
            model.resources[id].ty.declared().into_iter().for_each(|ty| self.add_type(ty, Extent::Step));
        }
    }

    /// Keeps what is named, and says whether there is anything new.
    pub(super) fn add(&mut self, names: &BTreeSet<String>) -> bool {
        let before = (self.types.len(), self.others.len());
        for name in names {
            match self.id(name) {
                Some(id) if self.types.contains_key(&id) => {}
                Some(id) => self.add_type(id, Extent::Whole),
                None => {
                    self.others.insert(name.clone());
                }
            }
        }
        before != (self.types.len(), self.others.len())
    }

    fn add_type(&mut self, id: TypeId, extent: Extent) {
        let model = self.model;
        self.raise(id, extent);
        for (base, _) in model.lineage(id) {
            self.raise(base, extent);
        }
        for part in model.key(id).iter().chain(model.alternate_keys(id).into_iter().flatten()) {
            self.add_key_path(id, &part.path);
        }
    }

    /// A part of a key may be in a complex property, or behind a navigation property that the roots do not need.
    fn add_key_path(&mut self, id: TypeId, path: &[String]) {
        let mut next = Some(id);
        for name in path {
            let Some(owner) = next else { return };
            let lineage = self.model.lineage(owner).into_iter();
            self.keys.extend(lineage.map(|(base, _)| (base, name.clone())));
            next = self.member(owner, name).and_then(|(ty, _)| ty);
            if let Some(target) = next.filter(|target| !self.types.contains_key(target)) {
                self.add_type(target, Extent::Step);
            }
        }
    }

    fn raise(&mut self, id: TypeId, extent: Extent) {
        let known = self.types.entry(id).or_insert(extent);
        *known = extent.max(*known);
    }

    /// Why each type is written.
    pub(super) fn reasons(&self) -> BTreeMap<String, Reason> {
        let name = |id: TypeId| self.model.qualified_name(id);
        self.types.keys().map(|id| (name(*id), self.reason(*id))).collect()
    }

    fn reason(&self, id: TypeId) -> Reason {
        let name = |id: TypeId| self.model.qualified_name(id);
        if let Some(kept) = self.slice.types.get(&id).or_else(|| self.slice.steps.get(&id)) {
            return Reason { because: kept.because.clone(), by: kept.by.map(name) };
        }
        let heir = self.slice.types.keys().chain(&self.slice.addressed);
        let heir = heir.copied().find(|heir| self.model.is_derived(*heir, id));
        match heir.map(name) {
            Some(heir) => Reason { because: format!("it is a base type of {heir}"), by: Some(heir) },
            None => Reason { because: "something that is kept names it, or is named alike".to_owned(), by: None },
        }
    }

    pub(super) fn id(&self, name: &str) -> Option<TypeId> {
        let (namespace, name) = name.rsplit_once('.')?;
        let types = &self.model.types;
        let found = types.binary_search_by_key(&(namespace, name), |ty| (self.model.namespaces[ty.namespace], ty.name));
        found.ok()
    }

    /// The types that are written, by where they are declared.
    pub(super) fn by_span(&self) -> HashMap<Span, TypeId> {
        self.types.keys().map(|id| (self.model.ty(*id).span, *id)).collect()
    }

    /// The types that are written, by qualified name.
    pub(super) fn by_name(&self) -> HashMap<String, TypeId> {
        self.types.keys().map(|id| (self.model.qualified_name(*id), *id)).collect()
    }

    pub(super) fn has_type(&self, id: TypeId) -> bool {
        self.types.contains_key(&id)
    }

    /// Whether a name that is no type's is used.
    pub(super) fn has_other(&self, name: &str) -> bool {
        self.others.contains(name)
    }

    /// Whether a type's own property, navigation property or member is written.
    pub(super) fn has_member(&self, id: TypeId, name: &str) -> bool {
        let Some(structured) = self.model.structured(id) else {
            return self.has_type(id);
        };
        let is_of_key = self.keys.contains(&(id, name.to_owned()));
        if structured.redeclared_navigation.iter().any(|property| property.name == name) {
            let mut all = self.model.navigation(id).filter(|(_, property)| property.name == name);
            return is_of_key || all.any(|(way, _)| self.slice.navigation.contains(&way));
        }
        if let Some((way, _)) = self.model.own_navigation(id).find(|(_, property)| property.name == name) {
            return is_of_key || self.slice.navigation.contains(&way);
        }
        let mut properties = structured.properties.iter().chain(&structured.redeclared);
        let Some(property) = properties.find(|property| property.name == name) else { return false };
        let is_left_out = |value: &ValueType| match value {
            ValueType::Primitive(_) => false,
            ValueType::Declared(id) => self.slice.excluded.contains(id),
            ValueType::Unresolved(name) => self.is_undeclared(name),
        };
        match self.types.get(&id) {
            None => false,
            Some(_) if is_left_out(&property.ty.value) => false,
            Some(Extent::Whole) => true,
            Some(Extent::Step) => {
                let mut complex = self.model.complex_properties(id).filter(|(_, other)| other.name == name);
                complex.any(|(place, _)| self.slice.complex.contains(&place))
                    || is_of_key
                    || self.model.is_single_stream(property)
            }
        }
    }

    /// Whether no file declares a type, here or elsewhere.
    pub(super) fn is_undeclared(&self, name: &str) -> bool {
        self.model.absent_file(name).is_none()
    }

    /// The type of a property or navigation property that a type declares or inherits, and whether it is written.
    pub(super) fn member(&self, id: TypeId, name: &str) -> Option<(Option<TypeId>, bool)> {
        if let TypeKind::Enum(ty) = &self.model.ty(id).kind {
            return ty.members.iter().any(|member| member.name == name).then(|| (None, self.has_type(id)));
        }
        // The most derived declaration has the narrowest type.
        self.model.lineage(id).into_iter().rev().find_map(|(owner, structured)| {
            let own = structured.properties.iter().chain(&structured.redeclared);
            let own = own.map(|property| (property.name, &property.ty.value));
            let related = structured.navigation.iter().chain(&structured.redeclared_navigation);
            let mut all = own.chain(related.map(|property| (property.name, &property.ty.value)));
            let (_, value) = all.find(|(other, _)| *other == name)?;
            Some((value.declared(), self.has_member(owner, name)))
        })
    }

    /// The type of an entity set or singleton, and whether it is written.
    pub(super) fn resource(&self, name: &str) -> Option<(Option<TypeId>, bool)> {
        let (id, resource) = self.model.resources.iter_enumerated().find(|(_, resource)| resource.name == name)?;
        Some((resource.ty.declared(), self.resources.contains(&id)))
    }
}
