//! Types of values.

use std::collections::BTreeSet;

use super::{
    context::Context,
    data::{Client, FieldType, Item, KeyKind, Kind, RustType, TypeFile},
};
use crate::{
    model::{Enumeration, Primitive, Type, TypeId, TypeKind, TypeRef, ValueType},
    surface::value_left_out,
};

/// The Rust type of a primitive; `None` for `Edm.Stream`, which is no value in JSON.
pub(super) fn primitive(primitive: Primitive) -> Option<(RustType, Kind)> {
    let scalar = |name| Some((RustType::Std(name), Kind::Scalar));
    let runtime = |name| Some((RustType::Runtime(name), Kind::Scalar));
    match primitive {
        Primitive::Binary => runtime("Binary"),
        Primitive::Boolean => scalar("bool"),
        Primitive::Byte => scalar("u8"),
        Primitive::Date => runtime("Date"),
        Primitive::DateTimeOffset => runtime("OffsetDateTime"),
        Primitive::Decimal => runtime("Decimal"),
        Primitive::Double => scalar("f64"),
        Primitive::Duration => runtime("Duration"),
        Primitive::Guid => runtime("Uuid"),
        Primitive::Int16 => scalar("i16"),
        Primitive::Int32 => scalar("i32"),
        Primitive::Int64 => scalar("i64"),
        Primitive::SByte => scalar("i8"),
        Primitive::Single => scalar("f32"),
        Primitive::Stream => None,
        Primitive::String => Some((RustType::Std("String"), Kind::Text)),
        Primitive::TimeOfDay => runtime("Time"),
        Primitive::Geo | Primitive::Untyped => Some((RustType::Runtime("Json"), Kind::Json)),
    }
}

fn enumeration(ty: &Enumeration) -> Kind {
    if ty.is_flags { Kind::Scalar } else { Kind::Enum }
}

/// The runtime's features for the types that a crate uses.
pub(super) fn features(types: &[TypeFile], client: &Client) -> BTreeSet<&'static str> {
    let fields = types.iter().filter_map(|file| match &file.item {
        Item::Model(model) => Some(model.fields.iter().map(|field| &field.ty.value)),
        Item::Enum(_) | Item::Flags(_) => None,
    });
    let builders = client.builders.iter().flat_map(|file| &file.entity.navigation);
    let keys = client.resources.iter().chain(builders).filter_map(|navigation| navigation.entity.as_ref());
    let keys = keys.flat_map(|step| &step.key);
    let alternate = client.builders.iter().flat_map(|file| &file.collection).flat_map(|builder| &builder.keys);
    let alternate = alternate.flat_map(|alternate| &alternate.key);
    let keys = keys.chain(alternate).map(|parameter| &parameter.ty);
    let entities = client.builders.iter().flat_map(|file| &file.entity.operations);
    let collections = client.builders.iter().flat_map(|file| &file.collection).flat_map(|file| &file.operations);
    let operations = || client.operations.iter().chain(entities.clone()).chain(collections.clone());
    let arguments = operations().flat_map(|operation| operation.arguments.iter().map(|argument| &argument.ty.value));
    let outcomes = operations().filter_map(|operation| operation.outcome.rust_type());
    let setters = client.calls.iter().flat_map(|call| call.setters.iter().map(|setter| &setter.ty.value));
    fields.flatten().chain(keys).chain(arguments).chain(outcomes).chain(setters).filter_map(feature).collect()
}

fn feature(ty: &RustType) -> Option<&'static str> {
    match ty {
        RustType::Runtime("Date" | "OffsetDateTime" | "Time" | "Duration") => Some("time"),
        RustType::Runtime("Uuid") => Some("uuid"),
        RustType::Runtime("Binary") => Some("binary"),
        RustType::Runtime(_) | RustType::Std(_) | RustType::Model { .. } | RustType::Request { .. } => None,
    }
}

impl Context<'_> {
    /// The type of a property; `None` if it has no value in JSON, or one of a type that is not here.
    pub(super) fn field_type(&self, owner: TypeId, ty: &TypeRef) -> Option<FieldType> {
        if value_left_out(self.model, self.slice, &ty.value).is_some() {
            return None;
        }
        let (value, kind) = match &ty.value {
            ValueType::Primitive(value) => primitive(*value)?,
            ValueType::Declared(id) => match &self.model.ty(*id).kind {
                TypeKind::Definition(value) => primitive(*value)?,
                TypeKind::Enum(ty) => (self.model_type(owner, *id), enumeration(ty)),
                TypeKind::Entity(_) | TypeKind::Complex(_) => (self.model_type(owner, *id), Kind::Model),
            },
            ValueType::Unresolved(_) => return None,
        };
        let union = self.is_union(&ty.value);
        // The variants of a union are boxed.
        let boxed = !ty.collection && !union && kind == Kind::Model && self.surface.cycles.joins(owner, &ty.value);
        Some(FieldType { value, kind, list: ty.collection && kind != Kind::Json, boxed, union })
    }

    /// The type definition that a value is of, with its name.
    pub(super) fn definition(&self, ty: &TypeRef) -> Option<(String, &Type<'_>)> {
        let id = ty.value.declared()?;
        let definition = self.model.ty(id);
        matches!(definition.kind, TypeKind::Definition(_)).then(|| (self.model.qualified_name(id), definition))
    }

    /// The type of a property in queries: expressions are over the struct of a type, whatever is derived from it.
    pub(super) fn queried_type(&self, owner: TypeId, ty: &ValueType) -> Option<RustType> {
        match ty {
            ValueType::Declared(id) if self.is_union(ty) => Some(self.struct_type(owner, *id)),
            _ => self.field_type(owner, &TypeRef { collection: false, value: ty.clone() }).map(|ty| ty.value),
        }
    }

    /// The type of a parameter or of a result, as any file names it.
    pub(super) fn value_type(&self, ty: &TypeRef) -> Option<FieldType> {
        if value_left_out(self.model, self.slice, &ty.value).is_some() {
            return None;
        }
        let (value, kind) = match &ty.value {
            ValueType::Primitive(value) => primitive(*value)?,
            ValueType::Declared(id) => match &self.model.ty(*id).kind {
                TypeKind::Definition(value) => primitive(*value)?,
                TypeKind::Enum(ty) => (self.absolute(*id, self.value_name(*id)?), enumeration(ty)),
                TypeKind::Entity(_) | TypeKind::Complex(_) => (self.absolute(*id, self.value_name(*id)?), Kind::Model),
            },
            ValueType::Unresolved(_) => return None,
        };
        let union = self.is_union(&ty.value);
        Some(FieldType { value, kind, list: ty.collection && kind != Kind::Json, boxed: false, union })
    }

    /// The type as a file in `models` names it.
    fn model_type(&self, from: TypeId, id: TypeId) -> RustType {
        self.named_from(from, id, self.value_name(id).unwrap_or_default())
    }

    /// The struct of a type as a file in `models` names it.
    pub(super) fn struct_type(&self, from: TypeId, id: TypeId) -> RustType {
        self.named_from(from, id, &self.names.types[&id].ident)
    }

    fn named_from(&self, from: TypeId, id: TypeId, ident: &str) -> RustType {
        let module = &self.names.types[&id].module;
        let is_near = self.names.types[&from].module == *module;
        RustType::Model { module: module.clone(), ident: ident.to_owned(), is_near }
    }

    /// The name of the type of a value: the union, if it may be of a derived type.
    fn value_name(&self, id: TypeId) -> Option<&str> {
        let names = self.names.types.get(&id)?;
        Some(if self.surface.unions.contains_key(&id) { &names.union } else { &names.ident })
    }

    fn is_union(&self, value: &ValueType) -> bool {
        matches!(value, ValueType::Declared(id) if self.surface.unions.contains_key(id))
    }

    /// What requests to a type read.
    pub(super) fn read_type(&self, id: TypeId) -> RustType {
        self.absolute(id, self.value_name(id).unwrap_or_default())
    }

    /// A name beside a type, from the crate's root.
    pub(super) fn absolute(&self, id: TypeId, ident: &str) -> RustType {
        RustType::Model { module: self.names.types[&id].module.clone(), ident: ident.to_owned(), is_near: false }
    }

    /// The type of a key property, and how it is written.
    pub(super) fn key_type(&self, ty: &ValueType) -> (RustType, KeyKind) {
        let value = match ty {
            ValueType::Declared(id) => match &self.model.ty(*id).kind {
                TypeKind::Enum(_) => return (self.absolute(*id, &self.names.types[id].ident), KeyKind::Member),
                TypeKind::Definition(value) => primitive(*value),
                TypeKind::Entity(_) | TypeKind::Complex(_) => None,
            },
            ValueType::Primitive(value) => primitive(*value),
            ValueType::Unresolved(_) => None,
        };
        match value {
            Some((ty, Kind::Scalar)) => (ty, KeyKind::Bare),
            _ => (RustType::Std("String"), KeyKind::Text),
        }
    }
}
