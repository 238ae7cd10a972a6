//! Questions to the model that take base types into account.

use std::collections::BTreeMap;

use super::{
    AbsentFile, KeyProperty, Missing, Model, NavigationProperty, Primitive, Property, Structured, Type, TypeId,
    TypeKind, ValueType,
};

impl<'a> Model<'a> {
    /// The type of that id.
    #[must_use]
    pub fn ty(&self, id: TypeId) -> &Type<'a> {
        &self.types[id.0 as usize]
    }

    /// All types with their ids.
    pub fn all_types(&self) -> impl Iterator<Item = (TypeId, &Type<'a>)> {
        (0..).map(TypeId).zip(&self.types)
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
    pub fn missing_base(&self, mut id: TypeId) -> Option<&Missing> {
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

    /// The properties of a structured type, those of its base types first.
    pub fn properties(&self, id: TypeId) -> impl Iterator<Item = &Property<'a>> {
        self.lineage(id).into_iter().flat_map(|(_, structured)| &structured.properties)
    }

    /// The navigation properties of a structured type, those of its base types first: declaring type, index, property.
    pub fn navigation(&self, id: TypeId) -> impl Iterator<Item = (TypeId, usize, &NavigationProperty<'a>)> {
        let own = |(owner, structured): (TypeId, &'_ Structured)| (owner, structured.navigation.len());
        let owners: Vec<_> = self.lineage(id).into_iter().map(own).collect();
        owners.into_iter().flat_map(move |(owner, len)| {
            (0..len).filter_map(move |index| {
                let property = self.structured(owner)?.navigation.get(index)?;
                Some((owner, index, property))
            })
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

    /// The properties of complex types, those of the base types first: declaring type, index, property.
    pub fn complex_properties(&self, id: TypeId) -> impl Iterator<Item = (TypeId, usize, &Property<'a>)> {
        let all = |(owner, structured): (TypeId, &'_ Structured)| (owner, structured.properties.len());
        let owners: Vec<_> = self.lineage(id).into_iter().map(all).collect();
        let properties = owners.into_iter().flat_map(move |(owner, len)| {
            (0..len).filter_map(move |index| Some((owner, index, self.structured(owner)?.properties.get(index)?)))
        });
        properties.filter(|(_, _, property)| self.complex_type(&property.ty.value).is_some())
    }

    /// Whether a property is one stream.
    #[must_use]
    pub fn is_single_stream(&self, property: &Property) -> bool {
        !property.ty.collection && self.is_stream(&property.ty.value)
    }

    /// The key of an entity type, its own or that of a base type.
    #[must_use]
    pub fn key(&self, id: TypeId) -> &[KeyProperty] {
        let declared = self.lineage(id).into_iter().rev().map(|(_, structured)| &*structured.key);
        declared.into_iter().find(|key| !key.is_empty()).unwrap_or_default()
    }
}
