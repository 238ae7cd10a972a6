//! What can be checked only when all types are known: base types, targets of navigation.

use std::collections::HashSet;

use super::{
    build::{Builder, Declared},
    declarations::{Missing, Structured, TypeKind},
    ids::TypeId,
    values::ValueType,
};
use crate::{
    codes::Code,
    csdl::{self, SchemaElement, Text},
    error::Diagnostic,
    source::Span,
};

impl<'a> Builder<'a> {
    pub(super) fn define_bases(&mut self, types: &[Declared<'a, '_>]) {
        for (id, declared, ty) in structured(types) {
            if let Some(base) = &ty.base_type {
                let resolved = self.names.find_type(declared.scope, base.value());
                match resolved.map(|resolved| self.base(id, resolved, base)).transpose() {
                    Ok(resolved) => {
                        let missing = || Missing {
                            name: declared.scope.expand(base.value()),
                            span: base.span(),
                            is_needed: true,
                        };
                        if let Some(ty) = self.structured_mut(id) {
                            ty.base = resolved;
                            ty.missing_base = resolved.is_none().then(missing);
                        }
                    }
                    Err(problem) => self.faults.push(problem),
                }
            }
            self.check_navigation(id, ty);
            self.check_properties(id, ty);
        }
        self.break_cycles(types);
    }

    fn base(&self, id: TypeId, resolved: TypeId, base: &Text) -> Result<TypeId, Diagnostic> {
        match (&self.model.ty(id).kind, &self.model.ty(resolved).kind) {
            (TypeKind::Entity(_), TypeKind::Entity(_)) | (TypeKind::Complex(_), TypeKind::Complex(_)) => Ok(resolved),
            (kind, _) => {
                let expected = match kind {
                    TypeKind::Entity(_) => "an entity type",
                    _ => "a complex type",
                };
                let message = format!("`{}` cannot be the base type", base.value());
                Err(Diagnostic::at(Code::WrongBase, base.span(), message).expected(expected))
            }
        }
    }

    fn check_navigation(&mut self, id: TypeId, ty: &csdl::StructuredType) {
        let is_entity = |target: &ValueType| match target {
            ValueType::Primitive(primitive) => *primitive == super::primitive::Primitive::Untyped,
            ValueType::Declared(target) => matches!(self.model.ty(*target).kind, TypeKind::Entity(_)),
            ValueType::Unresolved(_) => true,
        };
        let navigation = self.model.structured(id).into_iter().flat_map(|ty| &ty.navigation);
        let wrong = navigation.filter(|property| !is_entity(&property.ty.value));
        let mut wrong = wrong.map(|property| property.span).peekable();
        for property in &ty.navigation_properties {
            if wrong.next_if_eq(&property.span).is_none() {
                continue;
            }
            let message = format!("`{}` is no entity type", property.ty.value());
            self.faults.push(
                Diagnostic::at(Code::NavigationTarget, property.ty.span(), message)
                    .expected("a navigation property leads to an entity type")
                    .help("a `Property` holds any other type"),
            );
        }
    }

    fn check_properties(&mut self, id: TypeId, ty: &csdl::StructuredType) {
        let is_entity = |id: TypeId| matches!(self.model.ty(id).kind, TypeKind::Entity(_));
        let properties = self.model.structured(id).into_iter().flat_map(|ty| &ty.properties);
        let wrong = properties.filter(|property| property.ty.value.declared().is_some_and(is_entity));
        let wrong: HashSet<Span> = wrong.map(|property| property.span).collect();
        let wrong = ty.properties.iter().filter(|declared| wrong.contains(&declared.span)).map(|declared| {
            let message = format!("`{}` is an entity type", declared.ty.value());
            Diagnostic::at(Code::PropertyType, declared.ty.span(), message)
                .expected("a primitive type, complex type, enumeration or type definition")
                .help("it is generated as a value of that type; a `NavigationProperty` leads to an entity")
        });
        self.faults.extend(wrong);
    }

    /// Reports each cycle once, at the type where it was entered, and opens it there.
    fn break_cycles(&mut self, types: &[Declared<'a, '_>]) {
        let mut visited_from = vec![None; types.len()];
        for (start, ..) in structured(types) {
            let mut next = Some(start);
            while let Some(id) = next {
                match visited_from[usize::from(id)].replace(start) {
                    None => next = self.model.structured(id).and_then(|ty| ty.base),
                    Some(earlier) => {
                        visited_from[usize::from(id)] = Some(earlier);
                        if earlier == start {
                            self.report_cycle(id, types);
                        }
                        next = None;
                    }
                }
            }
        }
    }

    fn report_cycle(&mut self, id: TypeId, types: &[Declared<'a, '_>]) {
        let base = match types[usize::from(id)].element {
            SchemaElement::EntityType(ty) | SchemaElement::ComplexType(ty) => &ty.base_type,
            _ => &None,
        };
        let span = base.as_ref().map_or(self.model.ty(id).span, Text::span);
        let message = format!("`{}` is its own base type", self.model.qualified_name(id));
        self.faults.push(Diagnostic::at(Code::CyclicBase, span, message).expected("base types may not form a cycle"));
        if let Some(ty) = self.structured_mut(id) {
            ty.base = None;
        }
    }

    pub(super) fn describe(&self, value: &ValueType) -> String {
        match value {
            ValueType::Primitive(primitive) => primitive.to_string(),
            ValueType::Declared(id) => self.model.qualified_name(*id),
            ValueType::Unresolved(name) => name.clone(),
        }
    }

    pub(super) fn structured_mut(&mut self, id: TypeId) -> Option<&mut Structured<'a>> {
        match &mut self.model.types[id].kind {
            TypeKind::Entity(ty) | TypeKind::Complex(ty) => Some(ty),
            TypeKind::Enum(_) | TypeKind::Definition(_) => None,
        }
    }
}

/// The entity and complex types among the declarations, with their ids.
pub(super) fn structured<'a, 't>(
    types: &'t [Declared<'a, 't>],
) -> impl Iterator<Item = (TypeId, &'t Declared<'a, 't>, &'a csdl::StructuredType<'a>)> {
    types.iter().enumerate().filter_map(|(index, declared)| match declared.element {
        SchemaElement::EntityType(ty) | SchemaElement::ComplexType(ty) => Some((TypeId::from(index), declared, &**ty)),
        _ => None,
    })
}
