//! Declarations of types: what stands in the element itself.

use std::ops::RangeInclusive;

use rayon::prelude::*;

use super::{
    build::{Builder, Declared},
    declarations::{Enumeration, Member, NavigationProperty, Property, Structured, Type, TypeKind},
    definer::{Definer, Slot, Slots},
    facts::Said,
    names::{Scope, by_length},
    primitive::Primitive,
    twice::{self, Known},
    values::{TypeRef, ValueType},
};
use crate::{
    codes::Code,
    csdl::{self, SchemaElement, Text},
    error::Diagnostic,
};

impl<'a> Builder<'a> {
    pub(super) fn define_types(&mut self, types: &[Declared<'a, '_>]) {
        let names = &self.names;
        let define = |declared| Definer::define(names, |definer| definer.ty(declared));
        let defined: Vec<_> = types.par_iter().map(define).collect();
        for ((defined, noted), declared) in defined.into_iter().zip(types) {
            self.faults.extend(noted);
            if let Some((ty, _)) = &defined {
                self.count_left(declared.element, &ty.kind);
            }
            if let Some((ty, slots)) = defined {
                self.model.types.push(ty);
                self.slots.push(slots);
            }
        }
    }
}

impl Builder<'_> {
    /// Counts what is declared for a second time.
    fn count_left(&mut self, element: &SchemaElement, kind: &TypeKind) {
        let mut left = |element, read: usize, kept: usize| {
            self.model.unused.extend((kept..read).map(|_| (element, twice::DECLARED_BEFORE)));
        };
        match (element, kind) {
            (
                SchemaElement::EntityType(read) | SchemaElement::ComplexType(read),
                TypeKind::Entity(kept) | TypeKind::Complex(kept),
            ) => {
                left("Property", read.properties.len(), kept.properties.len());
                left("NavigationProperty", read.navigation_properties.len(), kept.navigation.len());
            }
            (SchemaElement::EnumType(read), TypeKind::Enum(kept)) => {
                left("Member", read.members.len(), kept.members.len());
            }
            _ => {}
        }
    }
}

impl<'a> Definer<'_, 'a> {
    fn ty(&mut self, declared: &Declared<'a, '_>) -> Option<(Type<'a>, Slots<'a>)> {
        let scope = declared.scope;
        let (name, kind, annotations, span) = match declared.element {
            SchemaElement::EntityType(ty) => {
                (&ty.name, TypeKind::Entity(self.structured_type(scope, ty)), &ty.annotations, ty.span)
            }
            SchemaElement::ComplexType(ty) => {
                (&ty.name, TypeKind::Complex(self.structured_type(scope, ty)), &ty.annotations, ty.span)
            }
            SchemaElement::EnumType(ty) => {
                (&ty.name, TypeKind::Enum(self.enumeration(scope, ty)), &ty.annotations, ty.span)
            }
            SchemaElement::TypeDefinition(ty) => {
                (&ty.name, TypeKind::Definition(self.underlying(scope, ty)), &ty.annotations, ty.span)
            }
            _ => return None,
        };
        let ty = Type {
            namespace: declared.namespace,
            name: name.value(),
            kind,
            vocabulary: declared.vocabulary,
            facets: match declared.element {
                SchemaElement::TypeDefinition(ty) => facets(&ty.facets),
                _ => Vec::new(),
            },
            facts: Said::by(scope, annotations),
            span,
        };
        let slots = slots(&ty.kind);
        Some((ty, slots))
    }

    fn structured_type(&mut self, scope: &Scope, ty: &'a csdl::StructuredType<'a>) -> Structured<'a> {
        let mut known = Known::new(ty.name.value(), Code::PropertyTwice);
        let declared = self.firsts(&ty.properties, &mut known, scope);
        let mut properties = Vec::with_capacity(declared.len());
        for property in declared {
            self.check_facets(property);
            properties.push(Property {
                name: property.name.value(),
                ty: self.type_ref(scope, &property.ty),
                nullable: self.flag(property.nullable.as_ref(), true),
                facets: facets(&property.facets),
                facts: Said::by(scope, &property.annotations),
                span: property.span,
            });
        }
        let declared = self.firsts(&ty.navigation_properties, &mut known, scope);
        let mut navigation = Vec::with_capacity(declared.len());
        for property in declared {
            navigation.push(NavigationProperty {
                name: property.name.value(),
                ty: self.type_ref(scope, &property.ty),
                nullable: self.flag(property.nullable.as_ref(), true),
                contains_target: self.flag(property.contains_target.as_ref(), false),
                facts: Said::by(scope, &property.annotations),
                span: property.span,
            });
        }
        Structured {
            base: None,
            missing_base: None,
            is_abstract: self.flag(ty.is_abstract.as_ref(), false),
            is_open: self.flag(ty.open_type.as_ref(), false),
            has_stream: self.flag(ty.has_stream.as_ref(), false),
            key: Vec::new(),
            properties,
            navigation,
            redeclared: Vec::new(),
            redeclared_navigation: Vec::new(),
        }
    }

    fn enumeration(&mut self, scope: &Scope, ty: &'a csdl::EnumType<'a>) -> Enumeration<'a> {
        let (underlying, range) = self.integers(ty);
        self.check_values(ty);
        let declared = self.firsts(&ty.members, &mut Known::new(ty.name.value(), Code::MemberTwice), scope);
        let mut members = Vec::with_capacity(declared.len());
        let mut next = Some(0);
        for member in declared {
            let number = match &member.value {
                Some(text) => text.value().trim().parse().map_err(|_| {
                    let message = format!("`{}` is no value of an enumeration", text.value());
                    Diagnostic::at(Code::MemberValue, text.span(), message).expected("an integer of 64 bits")
                }),
                None => next.ok_or_else(|| {
                    Diagnostic::at(Code::MemberValue, member.span, "the value of this member is out of range")
                        .expected("an integer of 64 bits, one more than the last")
                }),
            };
            let value = number.unwrap_or_else(|problem| {
                self.note(problem);
                0
            });
            if !range.contains(&value) {
                let span = member.value.as_ref().map_or(member.span, Text::span);
                let message = format!("`{value}` is no value of `{underlying}`");
                let problem = Diagnostic::at(Code::MemberValue, span, message);
                self.note(problem.expected(format!("{} to {}", range.start(), range.end())));
            }
            next = i64::checked_add(value, 1);
            members.push(Member {
                name: member.name.value(),
                value,
                facts: Said::by(scope, &member.annotations),
                span: member.span,
            });
        }
        Enumeration { is_flags: self.flag(ty.is_flags.as_ref(), false), members }
    }

    /// Either all members have a value or none; those of flags always do, and no negative one.
    fn check_values(&mut self, ty: &csdl::EnumType) {
        let given = ty.members.iter().filter(|member| member.value.is_some()).count();
        let is_flags = ty.is_flags.as_ref().is_some_and(|text| matches!(text.value(), "true" | "1"));
        let negative = ty
            .members
            .iter()
            .filter_map(|member| member.value.as_ref())
            .find(|text| text.value().trim().starts_with('-'));
        let without = ty.members.iter().find(|member| member.value.is_none());
        let fault = match (without, negative.filter(|_| is_flags)) {
            (Some(member), _) if given > 0 => Some((member.span, "has no value, and other members have one")),
            (Some(member), _) if is_flags => Some((member.span, "has no value, and is one of flags")),
            (_, Some(text)) => Some((text.span(), "has a negative value, and is one of flags")),
            _ => None,
        };
        if let Some((span, what)) = fault {
            let name = ty.name.value();
            let problem = Diagnostic::at(Code::MemberValues, span, format!("a member of `{name}` {what}"));
            self.note(problem.expected("a `Value` for each member, or for none; of flags for each, and none below 0"));
        }
    }

    /// The underlying type of an enumeration, and its values (CSDL XML 4.01, section 10.1).
    fn integers<'t>(&mut self, ty: &'t csdl::EnumType) -> (&'t str, RangeInclusive<i64>) {
        let Some(text) = &ty.underlying_type else {
            return ("Edm.Int32", i64::MIN..=i64::MAX);
        };
        let range = match text.value() {
            "Edm.Byte" => 0..=255,
            "Edm.SByte" => -128..=127,
            "Edm.Int16" => i64::from(i16::MIN)..=i64::from(i16::MAX),
            "Edm.Int32" => i64::from(i32::MIN)..=i64::from(i32::MAX),
            "Edm.Int64" => i64::MIN..=i64::MAX,
            other => {
                let message = format!("`{other}` cannot be the type of members' values");
                let problem = Diagnostic::at(Code::EnumType, text.span(), message);
                self.note(problem.expected("`Edm.Byte`, `Edm.SByte`, `Edm.Int16`, `Edm.Int32` or `Edm.Int64`"));
                i64::MIN..=i64::MAX
            }
        };
        (text.value(), range)
    }

    fn underlying(&mut self, scope: &Scope, ty: &csdl::TypeDefinition) -> Primitive {
        let underlying = self.type_ref(scope, &ty.underlying_type);
        if let TypeRef { collection: false, value: ValueType::Primitive(primitive) } = underlying {
            return primitive;
        }
        let message = format!("`{}` is no primitive type", ty.underlying_type.value());
        let problem = Diagnostic::at(Code::UnderlyingType, ty.underlying_type.span(), message);
        self.note(problem.expected("a primitive type, `Edm.String`, say"));
        Primitive::Untyped
    }
}

/// Facets as written.
pub(super) fn facets<'a>(declared: &'a [(&'static str, Text<'a>)]) -> Vec<(&'static str, &'a str)> {
    declared.iter().map(|(facet, text)| (*facet, text.value())).collect()
}

/// What the names inside a type mean.
pub(super) fn slots<'a>(kind: &TypeKind<'a>) -> Slots<'a> {
    let mut slots: Slots = match kind {
        TypeKind::Entity(ty) | TypeKind::Complex(ty) => {
            let properties = ty.properties.iter().map(|property| property.name).zip((0..).map(Slot::Property));
            let navigation = ty.navigation.iter().map(|property| property.name).zip((0..).map(Slot::Navigation));
            properties.chain(navigation).collect()
        }
        TypeKind::Enum(ty) => ty.members.iter().map(|member| member.name).zip((0..).map(Slot::Member)).collect(),
        TypeKind::Definition(_) => Vec::new(),
    };
    slots.sort_by_key(|(name, _)| by_length(name));
    slots
}
