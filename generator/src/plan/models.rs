//! Structs and enums.

use std::collections::BTreeSet;

use super::{
    context::Context,
    data::{
        Body, Clear, Constant, Docs, Enum, Field, FieldType, Flags, Item, Member, ModelStruct, Patch, RustType, Setter,
        TypeFile, Union, Variant,
    },
    docs,
    features::{Condition, Part},
};
use crate::{
    manifest::TypeStyle,
    model::{Enumeration, NavigationProperty, Property, Type, TypeId, TypeKind, TypeRef, ValueType},
    names::{self, NavigationNames, PropertyNames, TypeNames},
    surface::{Accesses, Query, Set},
};

impl Context<'_> {
    pub(super) fn type_file(&self, id: TypeId) -> TypeFile {
        let ty = self.model.ty(id);
        let names = &self.names.types[&id];
        let item = match &ty.kind {
            TypeKind::Enum(enumeration) if enumeration.is_flags => Item::Flags(self.flags(id, ty, enumeration)),
            TypeKind::Enum(enumeration) => Item::Enum(self.open_enum(id, ty, enumeration)),
            _ => Item::Model(Box::new(self.model_struct(id, ty))),
        };
        let mut exports = vec![names.ident.clone()];
        if let Item::Model(model) = &item {
            exports.extend(model.union.iter().map(|union| union.ident.clone()));
            exports.extend(model.body.iter().map(|body| body.patch.clone()));
            exports.extend(model.patch.iter().map(|patch| patch.ident.clone()));
        }
        let (module, file, condition) = (names.module.clone(), names.file.clone(), self.features.of(Part::Type(id)));
        TypeFile { module, file, wire_name: self.model.qualified_name(id), condition, exports, item }
    }

    fn type_docs(&self, id: TypeId, ty: &Type) -> Docs {
        let wire_name = self.model.qualified_name(id);
        let mut docs = docs::description(&ty.facts);
        docs.push(format!("Wire name {}.", docs::code(&wire_name)));
        docs.extend(docs::renamed(ty.name, &self.names.types[&id].ident));
        if self.model.is_open(id) {
            let field = &self.names.types[&id].additional;
            docs.push(format!("The type is open: properties that are not declared are in [`{field}`](Self::{field})."));
        }
        docs.extend(docs::needs(&self.features.of(Part::Type(id))));
        docs
    }

    fn open_enum(&self, id: TypeId, ty: &Type, enumeration: &Enumeration) -> Enum {
        let names = &self.names.types[&id];
        let mut docs = self.type_docs(id, ty);
        docs.push(format!(
            "A member that this build does not know is kept in [`{ident}::{open}`].",
            ident = names.ident,
            open = names.unrecognized
        ));
        Enum {
            ident: names.ident.clone(),
            docs,
            alias: names::alias(ty.name, &names.ident),
            deprecated: ty.facts.deprecated.map(str::to_owned),
            wire_name: self.model.qualified_name(id),
            members: members(enumeration, names),
            unrecognized: names.unrecognized.clone(),
        }
    }

    fn flags(&self, id: TypeId, ty: &Type, enumeration: &Enumeration) -> Flags {
        let names = &self.names.types[&id];
        let mut docs = self.type_docs(id, ty);
        docs.push(String::from(
            "Several may be set; join them with `|`. Names that this build does not know are kept.",
        ));
        Flags {
            ident: names.ident.clone(),
            docs,
            alias: names::alias(ty.name, &names.ident),
            deprecated: ty.facts.deprecated.map(str::to_owned),
            wire_name: self.model.qualified_name(id),
            members: members(enumeration, names),
        }
    }

    fn model_struct(&self, id: TypeId, ty: &Type) -> ModelStruct {
        let names = &self.names.types[&id];
        let accesses = self.surface.accesses(self.model, id);
        let properties = self.model.properties(id).zip(&names.properties);
        let fields = properties.filter_map(|(property, names)| self.field(id, &accesses, property, names));
        let navigation = self.model.navigation(id).zip(&names.navigation);
        let related = navigation.filter_map(|((way, property), names)| {
            let kept = self.slice.navigation.contains(&way);
            kept.then(|| self.related(id, &accesses, property, names)).flatten()
        });
        let is_complex = matches!(ty.kind, TypeKind::Complex(_));
        let has_body = self.surface.bodies.contains(&id);
        ModelStruct {
            ident: names.ident.clone(),
            docs: self.type_docs(id, ty),
            alias: names::alias(ty.name, &names.ident),
            deprecated: ty.facts.deprecated.map(str::to_owned),
            wire_name: self.model.qualified_name(id),
            odata_type: self.odata_type(id, is_complex),
            is_open: self.model.is_open(id),
            fields: fields.chain(related).collect(),
            additional: names.additional.clone(),
            is_complex,
            setters: if is_complex { self.setters(id, names) } else { Vec::new() },
            body: (has_body && !is_complex).then(|| Body {
                patch: names.patch.clone(),
                open: self.model.is_open(id),
                setters: self.setters(id, names),
            }),
            patch: (has_body && is_complex).then(|| self.patch(id, names)),
            union: self.surface.unions.get(&id).map(|union| self.union(id, names, union.is_given)),
        }
    }

    fn union(&self, id: TypeId, names: &TypeNames, is_given: bool) -> Union {
        let docs = vec![
            format!("A [`{}`] or a value of a type derived from it.", names.ident),
            format!(
                "A type that this build does not know is kept in [`{union}::{open}`].",
                union = names.union,
                open = names.unrecognized
            ),
        ];
        let variants = names.variants.iter().map(|(variant, ident)| Variant {
            ident: ident.clone(),
            ty: self.struct_type(id, *variant),
            docs: [docs::code(&self.model.qualified_name(*variant))]
                .into_iter()
                .chain(docs::marked(self.model.ty(*variant).name, ident))
                .collect(),
            wire_name: self.model.qualified_name(*variant),
            deprecated: self.model.ty(*variant).facts.deprecated.map(str::to_owned),
        });
        let own = names.variants.iter().find(|(variant, _)| *variant == id).map(|(_, ident)| ident);
        Union {
            ident: names.union.clone(),
            docs,
            variants: variants.collect(),
            unrecognized: names.unrecognized.clone(),
            default: own.unwrap_or(&names.unrecognized).clone(),
            is_given,
            aliases: self.aliases(names.variants.iter().map(|(variant, _)| *variant)),
        }
    }

    fn aliases(&self, types: impl Iterator<Item = TypeId>) -> Vec<(String, String)> {
        let namespaces: BTreeSet<_> = types.map(|id| self.model.namespaces.get(self.model.ty(id).namespace)).collect();
        let aliases = self.model.aliases.iter().filter(|(_, namespace)| namespaces.contains(&Some(namespace)));
        aliases.map(|(alias, namespace)| ((*alias).to_owned(), (*namespace).to_owned())).collect()
    }

    fn patch(&self, id: TypeId, names: &TypeNames) -> Patch {
        let setters: Vec<Setter> =
            self.setters(id, names).into_iter().filter(|setter| setter.when == Set::Always).collect();
        let (nested, others): (Vec<_>, Vec<_>) = setters.into_iter().partition(|setter| setter.patch.is_some());
        let clears = others
            .into_iter()
            .filter_map(|setter| Some(Clear { ident: setter.clear?, wire_name: setter.wire_name }))
            .collect();
        Patch { ident: names.patch.clone(), nested, clears }
    }

    fn odata_type(&self, id: TypeId, is_complex: bool) -> Option<String> {
        let style = &self.manifest.service.odata_type;
        let name = self.model.qualified_name(id);
        match if is_complex { style.complex } else { style.entity } {
            TypeStyle::Omit => None,
            TypeStyle::Fragment => Some(format!("#{name}")),
            TypeStyle::Name => Some(name),
        }
    }

    fn field(&self, id: TypeId, accesses: &Accesses, property: &Property, names: &PropertyNames) -> Option<Field> {
        let access = accesses.access(property);
        let definition = self.definition(&property.ty);
        let definition = definition.as_ref().map(|(name, ty)| (name.as_str(), *ty));
        let refusals = [(&access.create, "set on creation"), (&access.change, "set by a change")];
        let refusals = refusals.into_iter().filter_map(|(refusal, what)| docs::refusal(refusal, what));
        Some(Field {
            ident: names.field.clone(),
            wire_name: property.name.to_owned(),
            docs: docs::property(property, definition, access.set, &names.field).into_iter().chain(refusals).collect(),
            alias: names::alias(property.name, &names.field),
            deprecated: property.facts.deprecated.map(str::to_owned),
            ty: self.field_type(id, &property.ty)?,
            updatable: access.set.on_update(),
            nullable: property.nullable,
            condition: Condition::new(),
            constant: Constant {
                ident: names.constant.clone(),
                docs: constant_docs(accesses, property.name, &names.constant, false),
                value: self.queried_type(id, &property.ty.value)?,
                related: false,
            },
        })
    }

    /// The field of a navigation property: filled by `$expand`.
    fn related(
        &self,
        id: TypeId,
        accesses: &Accesses,
        property: &NavigationProperty,
        names: &NavigationNames,
    ) -> Option<Field> {
        let field = &names.field;
        let wire_name = docs::code(property.name);
        let mut docs = docs::description(&property.facts);
        docs.push(format!("Wire name {wire_name}; present only if `$expand` asks for it."));
        docs.extend(docs::renamed(property.name, field));
        let target = property.ty.value.declared();
        let condition = self.features.within(Part::Type(id), target.map(Part::Type));
        docs.extend(docs::needs(&condition));
        Some(Field {
            ident: field.clone(),
            wire_name: property.name.to_owned(),
            docs,
            alias: names::alias(property.name, field),
            deprecated: property.facts.deprecated.map(str::to_owned),
            ty: self.field_type(id, &property.ty)?,
            updatable: false,
            nullable: property.nullable,
            condition,
            constant: Constant {
                ident: names.constant.clone(),
                docs: constant_docs(accesses, property.name, &names.constant, true),
                value: self.queried_type(id, &property.ty.value)?,
                related: true,
            },
        })
    }

    pub(super) fn setters(&self, id: TypeId, names: &TypeNames) -> Vec<Setter> {
        let accesses = self.surface.accesses(self.model, id);
        let properties = self.model.properties(id).zip(&names.properties);
        let setter = |(property, names)| self.setter(id, accesses.access(property).set, property, names);
        properties.filter_map(setter).collect()
    }

    fn setter(&self, id: TypeId, set: Set, property: &Property, names: &PropertyNames) -> Option<Setter> {
        let ty = self.field_type(id, &property.ty)?;
        let usual = format!("Sets the property {}.", docs::code(property.name));
        let docs = docs::unless_usual(
            self.described(&property.facts, &property.ty),
            usual,
            docs::renamed(property.name, &names.set),
        );
        Some(Setter {
            ident: names.set.clone(),
            clear: property.nullable.then(|| names.clear.clone()),
            field: names.field.clone(),
            wire_name: property.name.to_owned(),
            docs,
            patch: self.patch_type(&property.ty, &ty),
            deprecated: property.facts.deprecated.map(str::to_owned),
            when: Some(set).filter(|set| *set != Set::Never)?,
            ty,
        })
    }

    fn patch_type(&self, ty: &TypeRef, field: &FieldType) -> Option<RustType> {
        match &ty.value {
            ValueType::Declared(id) if !field.list && !field.union && self.surface.bodies.contains(id) => {
                Some(self.absolute(*id, &self.names.types[id].patch))
            }
            _ => None,
        }
    }
}

fn constant_docs(accesses: &Accesses, name: &str, ident: &str, is_related: bool) -> Docs {
    let noun = if is_related { "navigation property" } else { "property" };
    let usual = format!("The {noun} {} in queries.", docs::code(name));
    let queries: &[(Query, &str)] = if is_related {
        &[(Query::Expand, "for `$expand`")]
    } else {
        &[(Query::Filter, "for filters"), (Query::Sort, "for sorting")]
    };
    let refusals =
        queries.iter().filter_map(|(query, what)| docs::refusal(&accesses.query_refusal(name, *query), what));
    let remarks = refusals.chain(docs::marked(name, ident));
    docs::unless_usual(Docs::new(), usual, remarks)
}

fn members(enumeration: &Enumeration, names: &TypeNames) -> Vec<Member> {
    let members = enumeration.members.iter().zip(&names.members);
    members
        .map(|(member, ident)| {
            let facts = &member.facts;
            let mut docs = docs::description(facts);
            let usual = format!("{}, {}.", docs::code(member.name), member.value);
            let renamed = docs::renamed(member.name, ident);
            if !(enumeration.is_flags && docs.is_empty() && renamed.is_none()) {
                docs.extend([usual].into_iter().chain(renamed));
            }
            Member {
                ident: ident.clone(),
                wire_name: member.name.to_owned(),
                value: member.value,
                docs,
                alias: names::alias(member.name, ident),
                deprecated: facts.deprecated.map(str::to_owned),
            }
        })
        .collect()
}
