//! The entity container: entity sets, singletons and imports of operations.

use std::collections::BTreeMap;

use super::{Differ, Kind, Place, state::State};
use crate::{
    model::{Import, ImportId, Resource, ResourceId},
    surface::Way,
};

impl Differ<'_> {
    pub(super) fn container(&mut self) {
        let name = |state: &State| {
            let container = state.model.container.as_ref()?;
            Some(format!("{}.{}", state.model.namespaces[container.namespace], container.name))
        };
        let (old, new) = (name(self.old), name(self.new));
        let path = new.clone().or_else(|| old.clone()).unwrap_or_default();
        if let (Some(old), Some(new)) = (old, new)
            && old != new
        {
            self.changed(Kind::ContainerRenamed, Place::new(&path, None), old, new);
        }
        self.resources(&path);
        self.imports(&path);
    }

    fn resources(&mut self, container: &str) {
        let (old, mut new) = (resources(self.old), resources(self.new));
        for (name, (index, resource)) in old {
            let rust = self.old.rust_resource(index);
            let place = Place::new(container, rust.as_deref()).below(name, None);
            if let Some((new_index, other)) = new.remove(name) {
                self.resource(place, resource, other);
                let targets = resource.ty.declared().zip(other.ty.declared());
                let several = targets.filter(|_| resource.is_set && other.is_set).map(|(old, new)| [old, new]);
                self.way(place, [Way::Resource(index), Way::Resource(new_index)], several);
                self.rust_name(place, rust.as_deref(), self.new.rust_resource(new_index).as_deref());
            } else {
                let kind = if resource.is_set { Kind::EntitySetRemoved } else { Kind::SingletonRemoved };
                self.removed(kind, place, self.old.value_text(&resource.ty));
            }
        }
        for (name, (index, resource)) in new {
            let rust = self.new.rust_resource(index);
            let kind = if resource.is_set { Kind::EntitySetAdded } else { Kind::SingletonAdded };
            let place = Place::new(container, rust.as_deref()).below(name, None);
            self.added(kind, place, self.new.value_text(&resource.ty));
        }
    }

    fn resource(&mut self, place: Place, old: &Resource, new: &Resource) {
        if old.is_set != new.is_set {
            let text = |is_set: bool| if is_set { "entity set" } else { "singleton" };
            self.changed(Kind::ResourceKindChanged, place, text(old.is_set), text(new.is_set));
        }
        if !self.old.is_same_value(&old.ty, self.new, &new.ty) {
            let (before, after) = (self.old.value_text(&old.ty), self.new.value_text(&new.ty));
            self.changed(Kind::ResourceTypeChanged, place, before, after);
        }
        self.facts(place, &old.facts, &new.facts);
    }

    fn imports(&mut self, container: &str) {
        let (old, mut new) = (imports(self.old), imports(self.new));
        for (name, (index, import)) in old {
            let (rust, before) = (self.old.rust_import(index), import_text(self.old, import));
            let place = Place::new(container, rust.as_deref()).below(name, None);
            if let Some((_, other)) = new.remove(name) {
                let after = import_text(self.new, other);
                if before != after {
                    self.changed(Kind::ImportRetargeted, place, before, after);
                }
                self.facts(place, &import.facts, &other.facts);
            } else {
                self.removed(Kind::ImportRemoved, place, before);
            }
        }
        for (name, (index, import)) in new {
            let (rust, after) = (self.new.rust_import(index), import_text(self.new, import));
            self.added(Kind::ImportAdded, Place::new(container, rust.as_deref()).below(name, None), after);
        }
    }
}

/// The kept entity sets and singletons, by name.
fn resources<'m>(state: &State<'m>) -> BTreeMap<&'m str, (ResourceId, &'m Resource<'m>)> {
    let resources = state.model.resources.iter_enumerated();
    let kept = resources.filter(|(index, _)| state.slice.resources.contains(index));
    kept.map(|(index, resource)| (resource.name, (index, resource))).collect()
}

/// The kept imports, by name.
fn imports<'m>(state: &State<'m>) -> BTreeMap<&'m str, (ImportId, &'m Import<'m>)> {
    let kept = state.slice.imports.iter().map(|index| (*index, &state.model.imports[*index]));
    kept.map(|(index, import)| (import.name, (index, import))).collect()
}

/// What an import stands for.
fn import_text(state: &State, import: &Import) -> String {
    let noun = if import.is_function { "function" } else { "action" };
    let operation = import.operations.first().map(|index| &state.model.operations[*index]);
    format!("{noun} {}", operation.map(|operation| state.model.operation_name(operation)).unwrap_or_default())
}
