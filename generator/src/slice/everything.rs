//! The root `*`: all that the metadata declares.

use super::{complex::Offers, kept::Kept, reach::Reach};
use crate::model::{TypeId, TypeKind, ValueType};

impl Reach<'_> {
    pub(super) fn keep_all(&mut self) {
        let root = Kept::root("*");
        for (id, ty) in self.model.all_types().filter(|(_, ty)| !ty.vocabulary) {
            self.keep_value(&ValueType::Declared(id), &root, ty.span);
            if self.model.missing_base(id).is_none() {
                self.keep_navigation(id, &root);
            }
        }
        for index in self.model.operations.keys() {
            if !self.is_excluded_operation(index) {
                self.keep_operation(index, &root);
            }
        }
        for (index, import) in self.model.imports.iter_enumerated() {
            if !self.is_excluded(import.name) {
                self.offer_import(index);
            }
        }
        for (index, resource) in self.model.resources.iter_enumerated() {
            let name = || resource.name.to_owned();
            if !self.is_excluded(resource.name) && self.keep_part(&resource.ty, name, &root, resource.span) {
                self.slice.resources.insert(index);
                self.address(&resource.ty, &root);
            }
        }
        self.address_all();
    }

    /// Keeps what a type's own navigation properties lead to.
    pub(super) fn keep_navigation(&mut self, id: TypeId, reason: &Kept) {
        for (way, navigation) in self.model.own_navigation(id) {
            let name = || format!("{}/{}", self.model.qualified_name(id), navigation.name);
            let excluded = !self.wishes.exclude.is_empty() && self.is_excluded(&name());
            if !excluded && self.keep_part(&navigation.ty.value, name, reason, navigation.span) {
                self.slice.navigation.insert(way);
                self.address(&navigation.ty.value, reason);
            }
        }
    }

    /// Casts lead to the types derived directly, and from there on: hierarchies are deep, and each step is a method.
    /// Properties lead to complex values, and casts to their derived types, where those offer something.
    fn address_all(&mut self) {
        let derived = self.model.directly_derived_types();
        let offers = Offers::new(self.model, &self.slice);
        let results = self.slice.operations.iter().filter_map(|index| self.model.operations[*index].leads_to());
        let leads_on = |id: TypeId| match self.model.ty(id).kind {
            TypeKind::Entity(_) => true,
            TypeKind::Complex(_) => offers.has(self.model, id),
            TypeKind::Enum(_) | TypeKind::Definition(_) => false,
        };
        self.slice.addressed.extend(results.filter(|(id, many)| !many && leads_on(*id)).map(|(id, _)| id));
        let mut pending: Vec<TypeId> = self.slice.addressed.iter().copied().collect();
        while let Some(id) = pending.pop() {
            let casts = derived.get(&id).into_iter().flatten().copied();
            let casts = casts.filter(|derived| !self.model.is_complex(*derived) || offers.adds(*derived));
            let mut next: Vec<TypeId> = casts.collect();
            self.slice.casts.extend(next.iter().map(|derived| (id, *derived)));
            for (place, property) in self.model.complex_properties(id) {
                if let Some(ty) = offers.behind(self.model, property) {
                    self.slice.complex.insert(place);
                    next.push(ty);
                }
            }
            pending.extend(next.into_iter().filter(|id| self.slice.addressed.insert(*id)));
        }
    }
}
