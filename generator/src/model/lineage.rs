//! Questions to the model that take base types into account.

use std::collections::BTreeMap;

use super::{
    declarations::{KeyProperty, Missing, NavigationProperty, Property, Structured, Type, TypeKind},
    ids::{NavigationId, PropertyId, ResourceId, TypeId},
    primitive::Primitive,
    schema::{AbsentFile, Model},
    values::ValueType,
};
use crate::{error::Diagnostic, source::Span};

impl<'a> Model<'a> {
    /// The type of that id.
    #[must_use]
    pub fn ty(&self, id: TypeId) -> &Type<'a> {
        &self.types[id]
    }

    /// Whether the manifest puts right what a fault is about.
    #[must_use]
    pub fn is_settled(&self, fault: &Diagnostic) -> bool {
        let is_within =
            |tag: &Span, span: Span| tag.source == span.source && tag.start <= span.start && span.end <= tag.end;
        let mut settled = self.settled.iter().filter(|(_, codes)| codes.contains(&fault.code));
        settled.any(|(tag, _)| fault.span.is_some_and(|span| is_within(tag, span)))
    }

    /// All types with their ids.
    pub fn all_types(&self) -> impl Iterator<Item = (TypeId, &Type<'a>)> {
        self.types.iter_enumerated()
    }

    /// The qualified name, `microsoft.graph.user`.
    #[must_use]
    pub fn qualified_name(&self, id: TypeId) -> String {
        let ty = self.ty(id);
        format!("{}.{}", self.namespaces[ty.namespace], ty.name)
    }

    /// The type of that qualified name.
    #[must_use]
    pub fn find_type(&self, qualified_name: &str) -> Option<TypeId> {
        let (namespace, name) = qualified_name.rsplit_once('.')?;
        let is_it = |ty: &Type| ty.name == name && self.namespaces[ty.namespace] == namespace;
        self.all_types().find(|(_, ty)| is_it(ty)).map(|(id, _)| id)
    }

    /// The entity type or complex type of that id.
    #[must_use]
    pub fn structured(&self, id: TypeId) -> Option<&Structured<'a>> {
        match &self.ty(id).kind {
            TypeKind::Entity(structured) | TypeKind::Complex(structured) => Some(structured),
            TypeKind::Enum(_) | TypeKind::Definition(_) => None,
        }
    }

    /// The base type, however far down, that no input declares, and without which a type cannot be emitted.
    #[must_use]
    pub fn missing_base(&self, id: TypeId) -> Option<&Missing> {
        self.last_base(id).filter(|missing| missing.is_needed)
    }

    /// The base type, however far down, that no input declares, and whose properties a type does without.
    #[must_use]
    pub fn lacked_base(&self, id: TypeId) -> Option<&Missing> {
        self.last_base(id).filter(|missing| !missing.is_needed)
    }

    fn last_base(&self, mut id: TypeId) -> Option<&Missing> {
        loop {
            let structured = self.structured(id)?;
            match structured.base {
                Some(base) => id = base,
                None => return structured.missing_base.as_ref(),
            }
        }
    }

    /// The file that a name would be in, if it is of a namespace whose file is not among the inputs.
    #[must_use]
    pub fn absent_file(&self, qualified_name: &str) -> Option<&AbsentFile> {
        self.absent.get(qualified_name.rsplit_once('.')?.0)
    }

    /// A structured type and its base types, the most general first.
    #[must_use]
    pub fn lineage(&self, id: TypeId) -> Vec<(TypeId, &Structured<'a>)> {
        let mut lineage = Vec::new();
        let mut next = Some(id);
        while let Some(id) = next {
            let Some(structured) = self.structured(id) else { break };
            lineage.push((id, structured));
            next = structured.base;
        }
        lineage.reverse();
        lineage
    }

    /// Whether a type is derived from another, directly or not.
    #[must_use]
    pub fn is_derived(&self, id: TypeId, base: TypeId) -> bool {
        id != base && self.lineage(id).iter().any(|(ancestor, _)| *ancestor == base)
    }

    /// Whether a value is a stream, which JSON does not hold.
    #[must_use]
    pub fn is_stream(&self, ty: &ValueType) -> bool {
        match ty {
            ValueType::Primitive(primitive) => *primitive == Primitive::Stream,
            ValueType::Declared(id) => matches!(self.ty(*id).kind, TypeKind::Definition(Primitive::Stream)),
            ValueType::Unresolved(_) => false,
        }
    }

    /// Whether an entity type is of media entities: the type itself or a base type says so.
    #[must_use]
    pub fn is_media(&self, id: TypeId) -> bool {
        self.lineage(id).iter().any(|(_, structured)| structured.has_stream)
    }

    /// Whether values may have properties that are not declared: the type itself or a base type says so.
    #[must_use]
    pub fn is_open(&self, id: TypeId) -> bool {
        self.lineage(id).iter().any(|(_, structured)| structured.is_open)
    }

    /// The types derived directly from each type, by qualified name.
    #[must_use]
    pub fn directly_derived_types(&self) -> BTreeMap<TypeId, Vec<TypeId>> {
        let mut derived: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
        for (id, _) in self.all_types().filter(|(id, _)| self.missing_base(*id).is_none()) {
            if let Some(base) = self.structured(id).and_then(|structured| structured.base) {
                derived.entry(base).or_default().push(id);
            }
        }
        derived
    }

    /// The types derived from each type, directly or not, by qualified name.
    #[must_use]
    pub fn derived_types(&self) -> BTreeMap<TypeId, Vec<TypeId>> {
        let mut derived: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
        for (id, _) in self.all_types().filter(|(id, _)| self.missing_base(*id).is_none()) {
            for (base, _) in self.lineage(id).into_iter().filter(|(base, _)| *base != id) {
                derived.entry(base).or_default().push(id);
            }
        }
        derived
    }

    /// The property of that id.
    #[must_use]
    pub fn property(&self, id: PropertyId) -> Option<&Property<'a>> {
        self.structured(id.owner)?.properties.get(id.index as usize)
    }

    /// The navigation property of that id.
    #[must_use]
    pub fn navigation_property(&self, id: NavigationId) -> Option<&NavigationProperty<'a>> {
        self.structured(id.owner)?.navigation.get(id.index as usize)
    }

    /// The properties of a structured type, those of its base types first, each as the most derived type declares it.
    pub fn properties(&self, id: TypeId) -> impl Iterator<Item = &Property<'a>> {
        self.all_properties(id).map(|(_, property)| property)
    }

    /// The same, by their first declarations.
    pub fn all_properties(&self, id: TypeId) -> impl Iterator<Item = (PropertyId, &Property<'a>)> {
        let lineage = self.lineage(id);
        let narrowed = narrowed(&lineage);
        let all = lineage.into_iter().flat_map(|(owner, _)| self.own_properties(owner));
        all.map(move |(id, property)| {
            (id, narrowed.iter().find(|other| other.name == property.name).copied().unwrap_or(property))
        })
    }

    /// The navigation properties that a type itself declares.
    pub fn own_navigation(&self, owner: TypeId) -> impl Iterator<Item = (NavigationId, &NavigationProperty<'a>)> {
        let own = self.structured(owner).map(|ty| &*ty.navigation).unwrap_or_default();
        (0..).zip(own).map(move |(index, property)| (NavigationId { owner, index }, property))
    }

    /// The properties that a type itself declares.
    pub fn own_properties(&self, owner: TypeId) -> impl Iterator<Item = (PropertyId, &Property<'a>)> {
        let own = self.structured(owner).map(|ty| &*ty.properties).unwrap_or_default();
        (0..).zip(own).map(move |(index, property)| (PropertyId { owner, index }, property))
    }

    /// The navigation properties of a structured type, those of its base types first, each as the most derived type declares it.
    pub fn navigation(&self, id: TypeId) -> impl Iterator<Item = (NavigationId, &NavigationProperty<'a>)> {
        let lineage = self.lineage(id);
        let narrowed: Vec<_> = lineage.iter().rev().flat_map(|(_, ty)| &ty.redeclared_navigation).collect();
        let all = lineage.into_iter().flat_map(|(owner, _)| self.own_navigation(owner));
        all.map(move |(way, property)| {
            let other = narrowed.iter().find(|other| other.name == property.name);
            (way, other.copied().unwrap_or(property))
        })
    }

    /// The complex type that a value is of.
    #[must_use]
    pub fn complex_type(&self, value: &ValueType) -> Option<TypeId> {
        match value {
            ValueType::Declared(id) if self.is_complex(*id) => Some(*id),
            _ => None,
        }
    }

    /// Whether it is a complex type.
    #[must_use]
    pub fn is_complex(&self, id: TypeId) -> bool {
        matches!(self.ty(id).kind, TypeKind::Complex(_))
    }

    /// The properties of complex types, those of the base types first.
    pub fn complex_properties(&self, id: TypeId) -> impl Iterator<Item = (PropertyId, &Property<'a>)> {
        self.all_properties(id).filter(|(_, property)| self.complex_type(&property.ty.value).is_some())
    }

    /// Whether a property is one stream.
    #[must_use]
    pub fn is_single_stream(&self, property: &Property) -> bool {
        !property.ty.collection && self.is_stream(&property.ty.value)
    }

    /// The entity sets that have entities of a type: those of the type, and those of its base types.
    pub fn sets_of(&self, id: TypeId) -> impl Iterator<Item = ResourceId> {
        let lineage: Vec<TypeId> = self.lineage(id).into_iter().map(|(id, _)| id).collect();
        let sets = self.resources.iter_enumerated().filter(|(_, resource)| resource.is_set);
        sets.filter(move |(_, set)| set.ty.declared().is_some_and(|id| lineage.contains(&id))).map(|(id, _)| id)
    }

    /// The key of an entity type, its own or that of a base type.
    #[must_use]
    pub fn key(&self, id: TypeId) -> &[KeyProperty] {
        let declared = self.lineage(id).into_iter().rev().map(|(_, structured)| &*structured.key);
        declared.into_iter().find(|key| !key.is_empty()).unwrap_or_default()
    }
}

/// The properties that types of a lineage declare again, those of the most derived type first.
fn narrowed<'m, 'a>(lineage: &[(TypeId, &'m Structured<'a>)]) -> Vec<&'m Property<'a>> {
    lineage.iter().rev().flat_map(|(_, ty)| &ty.redeclared).collect()
}
