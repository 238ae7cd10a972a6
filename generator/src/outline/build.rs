//! From the stages to the outline.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    data::{Kind, Member, Outline, Place, Property, RustNames, Set, Type, Value},
    facts::facts,
    methods::{self, steps},
    stages::Stages,
    uses,
};
use crate::{
    model::{Model, OperationId, Structured, TypeId, TypeKind, TypeRef, ValueType},
    plan::{self, Item, ModelStruct, TypeFile},
    slice::Slice,
    source::Span,
    summary,
};

/// The outline of a run.
pub(crate) fn of(stages: &Stages<'_>) -> Outline {
    let build = Build::new(stages);
    let mut types: Vec<Type> = build.shown.keys().map(|id| build.ty(*id)).collect();
    types.sort_by(|a, b| a.name.cmp(&b.name));
    let (resources, operations) = (build.resources(), build.operations());
    uses::connect(&mut types, &resources, &operations);
    uses::chain(&mut types);
    let client = &stages.plan.client;
    let types_left = stages.model.types.len().saturating_sub(types.len());
    Outline { title: client.title.clone(), client: client.ident.clone(), resources, types, operations, types_left }
}

pub(super) struct Build<'a> {
    pub(super) stages: &'a Stages<'a>,
    /// The types to show, each with the kept type whose struct has its fields: itself, or one derived from it.
    shown: BTreeMap<TypeId, Option<TypeId>>,
    /// The planned types by qualified name.
    files: BTreeMap<&'a str, &'a TypeFile>,
    builders: BTreeMap<&'a str, &'a plan::BuilderFile>,
    /// The methods that call each operation.
    pub(super) calls: BTreeMap<OperationId, Vec<String>>,
}

impl<'a> Build<'a> {
    fn new(stages: &'a Stages<'a>) -> Self {
        let files = stages.plan.types.iter().map(|file| (file.wire_name.as_str(), file));
        let builders = stages.plan.client.builders.iter().map(|file| (file.wire_name.as_str(), file));
        Self {
            stages,
            shown: shown(stages.model, stages.slice),
            files: files.collect(),
            builders: builders.collect(),
            calls: methods::calls(stages),
        }
    }

    fn ty(&self, id: TypeId) -> Type {
        let model = self.stages.model;
        let (ty, name) = (model.ty(id), model.qualified_name(id));
        let file = self.files.get(name.as_str());
        let structured = model.structured(id);
        let (kind, members) = match &ty.kind {
            TypeKind::Entity(_) => (Kind::Entity, Vec::new()),
            TypeKind::Complex(_) | TypeKind::Definition(_) => (Kind::Complex, Vec::new()),
            TypeKind::Enum(enumeration) => {
                let kind = if enumeration.is_flags { Kind::Flags } else { Kind::Enum };
                (kind, enumeration.members.iter().map(|member| self.member(file.copied(), member)).collect())
            }
        };
        let rust = file.and_then(|file| Some(file.path(file.exports.first()?)));
        let builder = self.builders.get(name.as_str());
        let builders = builder.map(|file| {
            let collection = file.collection.as_ref().map(|collection| collection.ident.clone());
            [file.entity.ident.clone()].into_iter().chain(collection)
        });
        let exports = file.iter().flat_map(|file| file.exports.iter().skip(1).cloned());
        Type {
            kind,
            base: structured.and_then(|ty| ty.base).map(|base| model.qualified_name(base)),
            is_abstract: structured.is_some_and(|ty| ty.is_abstract),
            is_open: structured.is_some_and(|ty| ty.is_open),
            rust,
            beside: exports.chain(builders.into_iter().flatten()).collect(),
            properties: structured.map(|ty| self.properties(id, ty)).unwrap_or_default(),
            navigation: self.navigation(id),
            members,
            declared: self.place(ty.span),
            facts: facts(&ty.facts),
            used_by: Vec::new(),
            because: vec![self.because(id)],
            name,
        }
    }

    fn because(&self, id: TypeId) -> String {
        let Stages { model, slice, .. } = self.stages;
        if let Some(kept) = slice.types.get(&id) {
            return kept.because.clone();
        }
        if slice.addressed.contains(&id) {
            return String::from("requests pass through it");
        }
        let derived = model.all_types().find(|(derived, _)| {
            self.shown.contains_key(derived) && model.structured(*derived).is_some_and(|ty| ty.base == Some(id))
        });
        let name = derived.map(|(derived, _)| model.qualified_name(derived)).unwrap_or_default();
        format!("it is the base type of {name}")
    }

    /// The struct that has the fields of a type.
    fn model_struct(&self, id: TypeId) -> Option<&'a ModelStruct> {
        let witness = self.shown.get(&id).copied().flatten()?;
        match &self.files.get(self.stages.model.qualified_name(witness).as_str())?.item {
            Item::Model(model) => Some(model),
            Item::Enum(_) | Item::Flags(_) => None,
        }
    }

    fn properties(&self, id: TypeId, ty: &Structured<'_>) -> Vec<Property> {
        let Some(model) = self.model_struct(id) else { return Vec::new() };
        let key = self.stages.model.key(id);
        let properties = ty.properties.iter().map(|property| Property {
            name: property.name.to_owned(),
            value: self.value(&property.ty, property.nullable),
            is_key: key.iter().any(|part| part.path == [property.name]),
            is_contained: false,
            set: set(model, property.name),
            facets: property.facets.iter().map(|(facet, value)| (*facet, (*value).to_owned())).collect(),
            rust: rust_names(model, property.name),
            methods: self.methods(id, property.name),
            declared: self.place(property.span),
            facts: facts(&property.facts),
        });
        properties.collect()
    }

    fn navigation(&self, id: TypeId) -> Vec<Property> {
        let model = self.model_struct(id);
        let own = self.stages.model.own_navigation(id);
        let kept = own.filter(|(way, _)| self.stages.slice.navigation.contains(way));
        let properties = kept.map(|(_, property)| Property {
            name: property.name.to_owned(),
            value: self.value(&property.ty, property.nullable),
            is_key: false,
            is_contained: property.contains_target,
            set: Set::Never,
            facets: Vec::new(),
            rust: model.and_then(|model| rust_names(model, property.name)),
            methods: self.methods(id, property.name),
            declared: self.place(property.span),
            facts: facts(&property.facts),
        });
        properties.collect()
    }

    /// The methods of a type's own builder that lead to a property; for a type without one, none.
    fn methods(&self, id: TypeId, name: &str) -> Vec<String> {
        let builder = self.builders.get(self.stages.model.qualified_name(id).as_str());
        let builders = builder.map(|file| (&file.entity.ident, &file.entity.navigation));
        builders
            .into_iter()
            .flat_map(|(ident, ways)| ways.iter().filter(|way| way.wire_name == name).flat_map(|way| steps(ident, way)))
            .collect()
    }

    fn member(&self, file: Option<&TypeFile>, member: &crate::model::Member<'_>) -> Member {
        let planned = match file.map(|file| &file.item) {
            Some(Item::Enum(item)) => &*item.members,
            Some(Item::Flags(item)) => &*item.members,
            Some(Item::Model(_)) | None => &[],
        };
        let ident = planned.iter().find(|planned| planned.wire_name == member.name);
        Member {
            name: member.name.to_owned(),
            value: member.value,
            rust: ident.map(|planned| planned.ident.clone()),
            declared: self.place(member.span),
            facts: facts(&member.facts),
        }
    }

    pub(super) fn value(&self, ty: &TypeRef, is_nullable: bool) -> Value {
        let model = self.stages.model;
        let (name, stands_for) = match &ty.value {
            ValueType::Primitive(primitive) => (primitive.to_string(), None),
            ValueType::Declared(id) => match &model.ty(*id).kind {
                TypeKind::Definition(primitive) => (model.qualified_name(*id), Some(primitive.to_string())),
                TypeKind::Entity(_) | TypeKind::Complex(_) | TypeKind::Enum(_) => (model.qualified_name(*id), None),
            },
            ValueType::Unresolved(name) => (name.clone(), None),
        };
        Value { ty: name, stands_for, is_collection: ty.collection, is_nullable }
    }

    pub(super) fn place(&self, span: Span) -> Place {
        let file = self.stages.sources.get(span.source).map(|source| source.name.clone()).unwrap_or_default();
        Place { file, line: self.stages.sources.location(span).map_or(0, |(line, _)| line) }
    }
}

/// The kept types, those that requests pass through, and their base types.
fn shown(model: &Model<'_>, slice: &Slice) -> BTreeMap<TypeId, Option<TypeId>> {
    let mut shown = BTreeMap::new();
    let passed: BTreeSet<TypeId> = slice.addressed.iter().copied().filter(|id| !slice.types.contains_key(id)).collect();
    // Kept types first, so that what they inherit has fields.
    let kept = slice.types.keys().map(|id| (*id, Some(*id)));
    for (id, witness) in kept.chain(passed.iter().map(|id| (*id, None))) {
        for (ancestor, _) in model.lineage(id) {
            shown.entry(ancestor).or_insert(witness);
        }
        shown.insert(id, witness.or(shown.get(&id).copied().flatten()));
    }
    shown
}

fn rust_names(model: &ModelStruct, name: &str) -> Option<RustNames> {
    let field = model.fields.iter().find(|field| field.wire_name == name)?;
    let setter = setters(model).find(|setter| setter.wire_name == name);
    Some(RustNames {
        field: field.ident.clone(),
        ty: format!("Option<{}>", summary::type_name(&field.ty)),
        setter: setter.map(|setter| setter.ident.clone()),
        clear: clear(model, name),
        constant: field.constant.ident.clone(),
    })
}

/// The method that sets a property to null.
fn clear(model: &ModelStruct, name: &str) -> Option<String> {
    let clears = model.patch.iter().flat_map(|patch| &patch.clears);
    let nested = model.patch.iter().flat_map(|patch| &patch.nested);
    let setters = nested.chain(model.body.iter().flat_map(|body| &body.setters));
    let clear = clears.filter(|clear| clear.wire_name == name).map(|clear| clear.ident.clone());
    clear.chain(setters.filter(|setter| setter.wire_name == name).filter_map(|setter| setter.clear.clone())).next()
}

fn set(model: &ModelStruct, name: &str) -> Set {
    setters(model).find(|setter| setter.wire_name == name).map_or(Set::Never, |setter| setter.when)
}

fn setters(model: &ModelStruct) -> impl Iterator<Item = &plan::Setter> {
    model.setters.iter().chain(model.body.iter().flat_map(|body| &body.setters))
}
