//! Types and declarations in short, as CSDL writes them, and whether two states mean the same by them.

use super::state::State;
use crate::model::{
    NavigationProperty, Operation, Parameter, Primitive, Property, TypeId, TypeKind, TypeRef, ValueType,
};

/// What decides the Rust type of a value.
#[derive(PartialEq)]
enum Shape<'a> {
    /// Any JSON, lists included.
    Json,
    Primitive(Primitive, bool),
    Declared((&'a str, &'a str), bool),
    Unresolved(&'a str, bool),
}

impl State<'_> {
    pub(super) fn value_text(&self, value: &ValueType) -> String {
        match value {
            ValueType::Primitive(primitive) => primitive_text(*primitive),
            ValueType::Declared(id) => self.model.qualified_name(*id),
            ValueType::Unresolved(name) => name.clone(),
        }
    }

    pub(super) fn type_text(&self, ty: &TypeRef) -> String {
        let value = self.value_text(&ty.value);
        if ty.collection { format!("Collection({value})") } else { value }
    }

    pub(super) fn property_text(&self, property: &Property) -> String {
        format!("{}{}", self.type_text(&property.ty), null(property.nullable))
    }

    pub(super) fn navigation_text(&self, property: &NavigationProperty) -> String {
        let ty = self.type_text(&property.ty);
        format!("{ty}{}", if property.contains_target { ", contained" } else { "" })
    }

    pub(super) fn parameter_text(&self, parameter: &Parameter) -> String {
        let optional = if parameter.is_optional() { ", optional" } else { "" };
        format!("{}{optional}", self.type_text(&parameter.ty))
    }

    /// `action(id: Edm.String) -> ns.user`.
    pub(super) fn operation_text(&self, operation: &Operation) -> String {
        let noun = if operation.is_function { "function" } else { "action" };
        let arguments = operation.arguments().iter();
        let arguments: Vec<_> =
            arguments.map(|argument| format!("{}: {}", argument.name, self.type_text(&argument.ty))).collect();
        let result = operation.returns.as_ref().map(|returns| format!(" -> {}", self.type_text(returns)));
        format!("{noun}({}){}", arguments.join(", "), result.unwrap_or_default())
    }

    pub(super) fn kind_text(&self, id: TypeId) -> &'static str {
        match self.model.ty(id).kind {
            TypeKind::Entity(_) => "entity type",
            TypeKind::Complex(_) => "complex type",
            TypeKind::Enum(_) => "enumeration type",
            TypeKind::Definition(_) => "type definition",
        }
    }

    fn shape<'s>(&'s self, ty: &'s TypeRef) -> Shape<'s> {
        let primitive = |primitive| match primitive {
            Primitive::Geo | Primitive::Untyped => Shape::Json,
            other => Shape::Primitive(other, ty.collection),
        };
        match &ty.value {
            ValueType::Primitive(value) => primitive(*value),
            ValueType::Unresolved(name) => Shape::Unresolved(name, ty.collection),
            ValueType::Declared(id) => match self.model.ty(*id).kind {
                TypeKind::Definition(value) => primitive(value),
                _ => Shape::Declared(self.name(*id), ty.collection),
            },
        }
    }

    /// Whether the metadata of two states says the same type.
    pub(super) fn is_same_value(&self, value: &ValueType, other: &State, other_value: &ValueType) -> bool {
        match (value, other_value) {
            (ValueType::Primitive(one), ValueType::Primitive(other)) => one == other,
            (ValueType::Declared(one), ValueType::Declared(two)) => self.name(*one) == other.name(*two),
            (ValueType::Unresolved(one), ValueType::Unresolved(other)) => one == other,
            _ => false,
        }
    }

    /// Whether two states have the same Rust type for a value.
    pub(super) fn is_same_rust(&self, ty: &TypeRef, other: &State, other_type: &TypeRef) -> bool {
        self.shape(ty) == other.shape(other_type)
    }
}

pub(super) fn null(nullable: bool) -> &'static str {
    if nullable { "" } else { ", not null" }
}

pub(super) fn primitive_text(primitive: Primitive) -> String {
    primitive.to_string()
}
