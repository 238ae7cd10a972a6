//! Keys of entity types (CSDL XML 4.01, section 6.5).

use std::collections::HashSet;

use super::{
    alternate_keys::is_of_key,
    build::{Builder, Declared},
    declarations::{KeyProperty, NavigationProperty, Property},
    definer::Slot,
    hierarchy::structured,
    ids::TypeId,
    values::ValueType,
};
use crate::{
    codes::Code,
    csdl::{self, Version},
    error::Diagnostic,
    manifest::Fix,
    source::Span,
};

impl<'a> Builder<'a> {
    pub(super) fn define_keys(&mut self, types: &[Declared<'a, '_>], fixes: &[Fix], manifest: u16) {
        let given = self.fix_keys(types, fixes, manifest);
        for (id, _, ty) in structured(types).filter(|(id, ..)| !given.contains(id)) {
            if let Some(second) = ty.keys.get(1) {
                let message = format!("a second `Key` in `{}`", ty.name.value());
                self.note(
                    Diagnostic::at(Code::SecondKey, second.span, message)
                        .help("a key of several properties is one `Key` with several `PropertyRef`s"),
                );
            }
            let mut key = Vec::new();
            for property in ty.keys.first().map(|key| &*key.property_refs).unwrap_or_default() {
                match self.key_property(id, property) {
                    Ok((part, faults)) => {
                        key.push(part);
                        for fault in faults {
                            self.note(fault);
                        }
                    }
                    // The property may be one of the base type that is not here.
                    Err(_) if self.model.missing_base(id).is_some() => {}
                    Err(problem) => self.note(problem),
                }
            }
            let is_complex = self.model.is_complex(id);
            let declared = ty.keys.first().map_or(0, |key| key.property_refs.len());
            if let Some(ty) = self.structured_mut(id) {
                let is_whole = is_complex || !key.is_empty() && key.len() == declared;
                if let Some(missing) = &mut ty.missing_base {
                    missing.is_needed = !is_whole;
                }
                ty.key = key;
            }
        }
        for (id, _, ty) in structured(types) {
            if let Some(key) = ty.keys.first() {
                self.check_inherited(id, key);
            }
        }
    }

    /// Sets the keys that the manifest gives.
    fn fix_keys(&mut self, types: &[Declared<'a, '_>], fixes: &[Fix], manifest: u16) -> HashSet<TypeId> {
        let mut given = HashSet::new();
        for fix in fixes.iter().filter(|fix| fix.key.is_some()) {
            let span = Span::new(manifest, fix.target.span());
            let key = self.fixed_type(fix.target.get_ref(), span).and_then(|id| {
                let declared =
                    structured(types).find(|(other, ..)| *other == id).and_then(|(_, _, ty)| ty.keys.first());
                let declared = declared.into_iter().flat_map(|key| &key.property_refs).map(|part| part.name.value());
                Ok((id, self.fixed_key(id, &declared.collect::<Vec<_>>(), fix, span)?))
            });
            match key {
                Ok((id, key)) => {
                    given.insert(id);
                    if let Some(ty) = self.structured_mut(id) {
                        ty.key = key;
                        ty.missing_base.iter_mut().for_each(|missing| missing.is_needed = false);
                    }
                }
                Err(problem) => self.note(problem),
            }
        }
        given
    }

    /// A part of a key, with what is wrong with it.
    fn key_property(
        &self,
        id: TypeId,
        declared: &csdl::PropertyRef,
    ) -> Result<(KeyProperty, Vec<Diagnostic>), Diagnostic> {
        let path: Vec<String> = declared.name.value().split('/').map(str::to_owned).collect();
        let mut value = ValueType::Declared(id);
        let mut last = None;
        let mut way = None;
        for segment in &path {
            let found = match value {
                ValueType::Declared(id) => self.find_slot(id, segment),
                _ => None,
            };
            if let Some(navigation) = found.and_then(|(id, slot)| self.single_navigation(id, slot)) {
                value = navigation.ty.value.clone();
                (last, way) = (None, Some(navigation));
                continue;
            }
            let property = found.and_then(|(id, slot)| match slot {
                Slot::Property(index) => self.model.structured(id).map(|ty| &ty.properties[index]),
                Slot::Navigation(_) | Slot::Member(_) => None,
            });
            let Some(property) = property else {
                let candidates = match value {
                    ValueType::Declared(id) => self.slot_names(id),
                    _ => Vec::new(),
                };
                let message = format!("the key names no property `{segment}`");
                return Err(Diagnostic::at(Code::KeyProperty, declared.name.span(), message)
                    .expected(format!("a property of `{}`", self.describe(&value)))
                    .suggest(segment, candidates));
            };
            value = property.ty.value.clone();
            last = Some(property);
        }
        let Some(property) = last else {
            let message = format!("`{}` ends with a navigation property", declared.name.value());
            return Err(Diagnostic::at(Code::KeyProperty, declared.name.span(), message)
                .expected("a property of the entity that it leads to"));
        };
        let mut faults = self.faults(declared, property);
        faults.extend(way.filter(|_| self.model.version == Version::V4_0).map(|navigation| {
            let message = format!("`{}` is in the key by way of a navigation property", declared.name.value());
            Diagnostic::at(Code::KeyNavigation, declared.name.span(), message)
                .second(navigation.span, "declared here")
                .help("only metadata of version 4.01 has such keys; it is a part of the key all the same")
        }));
        let alias = declared.alias.as_ref().map(|alias| alias.value().to_owned());
        Ok((KeyProperty { path, alias, ty: value }, faults))
    }

    /// A navigation property to one entity, which a path of a key may go on behind.
    fn single_navigation(&self, id: TypeId, slot: Slot) -> Option<&NavigationProperty<'a>> {
        match slot {
            Slot::Navigation(index) => {
                let property = self.model.structured(id)?.navigation.get(index)?;
                (!property.ty.collection).then_some(property)
            }
            Slot::Property(_) | Slot::Member(_) => None,
        }
    }

    fn faults(&self, declared: &csdl::PropertyRef, property: &Property) -> Vec<Diagnostic> {
        let (name, span) = (declared.name.value(), declared.name.span());
        let is_known = !matches!(property.ty.value, ValueType::Unresolved(_));
        let ty = (is_known && !is_of_key(&self.model, &property.ty)).then(|| {
            Diagnostic::at(Code::KeyType, span, format!("`{name}` is of a type that no key may be of"))
                .expected("an enumeration, or a primitive type that equality is defined for")
                .second(property.span, "declared here")
        });
        let nullable = property.nullable.then(|| {
            Diagnostic::at(Code::NullableKey, span, format!("`{name}` is in the key and may be null"))
                .second(property.span, "`Nullable=\"false\"` is missing here")
        });
        let alias = (name.contains('/') && declared.alias.is_none()).then(|| {
            Diagnostic::at(Code::KeyAlias, span, format!("`{name}` is a path and has no alias"))
                .expected("an `Alias`, by which the key is written in URLs")
        });
        ty.into_iter().chain(nullable).chain(alias).collect()
    }

    fn check_inherited(&mut self, id: TypeId, key: &csdl::Key) {
        let bases = self.model.lineage(id).into_iter().filter(|(base, _)| *base != id);
        let keyed = bases.filter(|(_, ty)| !ty.key.is_empty()).map(|(base, _)| base).next();
        if let Some(base) = keyed {
            let (name, base_name) = (self.model.qualified_name(id), self.model.qualified_name(base));
            let message = format!("`{name}` has the key of `{base_name}` already");
            let problem = Diagnostic::at(Code::InheritedKey, key.span, message);
            self.note(problem.second(self.model.ty(base).span, "which it is derived from"));
        }
    }
}
