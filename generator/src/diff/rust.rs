//! The public items of the crate that elements are emitted as.

use super::state::State;
use crate::{
    model::{ImportId, OperationId, PropertyId, ResourceId, TypeId, TypeRef, ValueType},
    names::OperationMethod,
    surface::Offered,
};

impl State<'_> {
    /// `User`, with its modules below `models`.
    pub(super) fn rust_type(&self, id: TypeId) -> Option<String> {
        let names = self.names.types.get(&id)?;
        let ident = if self.slice.types.contains_key(&id) { &names.ident } else { &names.builder };
        Some(names.module.iter().chain([ident]).map(String::as_str).collect::<Vec<_>>().join("::"))
    }

    /// The field of a property, by its place among those of the type and its base types.
    pub(super) fn rust_property(&self, id: TypeId, place: usize) -> Option<&str> {
        Some(&self.names.types.get(&id)?.properties.get(place)?.field)
    }

    /// The field of a navigation property, by its place among those of the type and its base types.
    pub(super) fn rust_navigation(&self, id: TypeId, place: usize) -> Option<&str> {
        Some(&self.names.types.get(&id)?.navigation.get(place)?.field)
    }

    /// The builder of requests to an entity or to a collection.
    pub(super) fn rust_builder(&self, id: TypeId, of_collection: bool) -> Option<String> {
        let names = self.names.types.get(&id)?;
        Some(if of_collection { names.collection.clone() } else { names.builder.clone() })
    }

    /// The method that leads to what is related, by its place among those of the type and its base types.
    pub(super) fn rust_step(&self, id: TypeId, place: usize) -> Option<&str> {
        Some(&self.names.types.get(&id)?.navigation.get(place)?.method.entity)
    }

    /// The method that leads to a complex value.
    pub(super) fn rust_complex(&self, id: TypeId, property: PropertyId) -> Option<&str> {
        Some(&self.names.types.get(&id)?.complex.get(&property)?.entity)
    }

    /// The method that casts to a derived type.
    pub(super) fn rust_cast(&self, id: TypeId, derived: TypeId) -> Option<&str> {
        let casts = &self.names.types.get(&id)?.casts;
        casts.iter().find(|(to, _)| *to == derived).map(|(_, ident)| ident.as_str())
    }

    /// The method that calls what one of the type's builders offers. Methods stand in the order of the offers.
    pub(super) fn rust_offered(&self, id: TypeId, of_collection: bool, offered: &Offered) -> Option<&str> {
        let (names, surface) = (self.names.types.get(&id)?, &self.surface);
        let (offers, methods) = if of_collection {
            (&surface.collection_operations, &names.collection_operations)
        } else {
            (&surface.operations, &names.operations)
        };
        let mut all = offers.get(&id)?.iter().zip(methods);
        all.find(|(one, _)| *one == offered).map(|(_, method)| method.ident.as_str())
    }

    /// The variant or constant of a member.
    pub(super) fn rust_member(&self, id: TypeId, place: usize) -> Option<&str> {
        self.names.types.get(&id)?.members.get(place).map(String::as_str)
    }

    /// The method that calls an operation: of the builder of what it is bound to, or of the client.
    pub(super) fn rust_operation(&self, index: OperationId) -> Option<String> {
        let method = |(builder, methods): (&str, &[OperationMethod])| {
            let ident = &methods.iter().find(|method| method.operation == index)?.ident;
            Some(format!("{builder}::{ident}"))
        };
        match self.model.operations[index].binding() {
            Some(TypeRef { collection, value: ValueType::Declared(id) }) => {
                let names = self.names.types.get(id)?;
                method(if *collection {
                    (&names.collection, &names.collection_operations)
                } else {
                    (&names.builder, &names.operations)
                })
            }
            Some(_) => None,
            None => self.names.imports.values().find_map(|methods| method((&self.names.client, methods))),
        }
    }

    /// The method of the client that leads to an entity set or singleton.
    pub(super) fn rust_resource(&self, index: ResourceId) -> Option<String> {
        Some(format!("{}::{}", self.names.client, self.names.resources.get(&index)?.entity))
    }

    /// The method of the client that calls an import.
    pub(super) fn rust_import(&self, index: ImportId) -> Option<String> {
        let ident = &self.names.imports.get(&index)?.first()?.ident;
        Some(format!("{}::{ident}", self.names.client))
    }
}
