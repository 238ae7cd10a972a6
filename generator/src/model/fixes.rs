//! The manifest's corrections of the metadata.

use super::{
    build::Builder,
    declarations::{KeyProperty, TypeKind},
    definer::Slot,
    facts::{Facts, PropertyRef},
    ids::TypeId,
    types::slots,
};
use crate::{
    codes::Code,
    error::Diagnostic,
    manifest::{Capability, Fix},
    source::Span,
};

/// What a right `Type` settles.
const OF_TYPE: &[Code] =
    &[Code::MissingAttribute, Code::NotQualified, Code::NoPrimitiveType, Code::NavigationTarget, Code::PropertyType];
/// What a right `BaseType` settles.
const OF_BASE: &[Code] = &[Code::WrongBase, Code::CyclicBase];
/// What a right `Nullable` settles.
const OF_NULLABLE: &[Code] = &[Code::NotBoolean];
const ABSENT: &str = "the manifest says that the service does not have it";

impl Builder<'_> {
    /// Applies what declarations are to say.
    pub(super) fn fix(&mut self, fixes: &[Fix], manifest: u16) {
        for fix in fixes {
            let span = Span::new(manifest, fix.target.span());
            if fix.is_empty() {
                self.note(
                    Diagnostic::at(Code::FixIncomplete, span, "this fix says nothing")
                        .expected("`nullable`, `type`, `absent`, `base-type`, `key`, or `capability` with `allowed`"),
                );
                continue;
            }
            if let Some(base) = &fix.base_type
                && let Err(problem) = self.fix_base(fix.target.get_ref(), base, span)
            {
                self.note(problem);
            }
            if (fix.nullable.is_some() || fix.ty.is_some() || fix.absent.is_some())
                && let Err(problem) = self.fix_property(fix, span)
            {
                self.note(problem);
            }
        }
    }

    fn fix_property(&mut self, fix: &Fix, span: Span) -> Result<(), Diagnostic> {
        let target = fix.target.get_ref();
        let found = target.split_once('/').and_then(|(name, member)| {
            let id = self.names.find_type(&self.everywhere, name)?;
            Some((id, self.slot(id, member)?))
        });
        let missing = || {
            let message = format!("there is no property `{target}`");
            Diagnostic::at(Code::FixTarget, span, message).expected("`namespace.type/property`")
        };
        let Some((id, slot)) = found else {
            return Err(self.suggest_target(missing(), &self.everywhere, target));
        };
        if fix.absent == Some(true) {
            self.take_away(id, slot);
            return Ok(());
        }
        let ty = match &fix.ty {
            Some(ty) => Some(self.names.type_ref(&self.everywhere, ty, span)?),
            None => None,
        };
        let missing = missing();
        let Some(structured) = self.structured_mut(id) else {
            return Err(missing);
        };
        let (has_type, has_nullable) = (ty.is_some(), fix.nullable.is_some());
        let (changed, place) = match slot {
            Slot::Property(index) => {
                let property = &mut structured.properties[index];
                let nullable = replace(&mut property.nullable, fix.nullable);
                (replace(&mut property.ty, ty) | nullable, property.span)
            }
            Slot::Navigation(index) => {
                let property = &mut structured.navigation[index];
                let nullable = replace(&mut property.nullable, fix.nullable);
                (replace(&mut property.ty, ty) | nullable, property.span)
            }
            Slot::Member(_) => return Err(missing),
        };
        let settled = [(has_type, OF_TYPE), (has_nullable, OF_NULLABLE)];
        let settled = settled.into_iter().filter_map(|(is_said, codes)| is_said.then_some(codes));
        self.settle(place, settled, changed, span)
    }

    /// A correction that changes nothing is needed only where the metadata cannot be read otherwise.
    fn settle(
        &mut self,
        place: Span,
        settled: impl Iterator<Item = &'static [Code]>,
        changed: bool,
        span: Span,
    ) -> Result<(), Diagnostic> {
        let before = self.model.settled.len();
        self.model.settled.extend(settled.map(|codes| (place, codes)));
        let is_of_use = self.faults.iter().any(|fault| self.model.is_settled(fault));
        if changed || is_of_use {
            return Ok(());
        }
        self.model.settled.truncate(before);
        Err(without_effect(span))
    }

    fn take_away(&mut self, id: TypeId, slot: Slot) {
        let element = match (&mut self.model.types[id].kind, slot) {
            (TypeKind::Entity(ty) | TypeKind::Complex(ty), Slot::Property(index)) => {
                ty.properties.remove(index);
                "Property"
            }
            (TypeKind::Entity(ty) | TypeKind::Complex(ty), Slot::Navigation(index)) => {
                ty.navigation.remove(index);
                "NavigationProperty"
            }
            (TypeKind::Enum(ty), Slot::Member(index)) => {
                ty.members.remove(index);
                "Member"
            }
            _ => return,
        };
        self.slots[id] = slots(&self.model.ty(id).kind);
        self.model.unused.push((element, ABSENT));
    }

    fn fix_base(&mut self, target: &str, base: &str, span: Span) -> Result<(), Diagnostic> {
        let id = self.fixed_type(target, span)?;
        let new = match base {
            "" => None,
            name => Some(self.fixed_type(name, span)?),
        };
        let is_complex = self.model.is_complex(id);
        let fits = |new: TypeId| {
            new != id
                && !self.model.is_derived(new, id)
                && self.model.structured(new).is_some()
                && self.model.is_complex(new) == is_complex
        };
        if !new.is_none_or(fits) {
            let message = format!("`{base}` cannot be the base type of `{target}`");
            return Err(Diagnostic::at(Code::FixTarget, span, message)
                .expected("a type of the same kind, which is not derived from it"));
        }
        let place = self.model.ty(id).span;
        let Some(ty) = self.structured_mut(id) else { return Err(self.no_type(target, span)) };
        let changed = ty.missing_base.take().is_some() || ty.base != new;
        ty.base = new;
        self.settle(place, [OF_BASE].into_iter(), changed, span)
    }

    pub(super) fn fixed_type(&self, name: &str, span: Span) -> Result<TypeId, Diagnostic> {
        self.names.find_type(&self.everywhere, name).ok_or_else(|| self.no_type(name, span))
    }

    fn no_type(&self, name: &str, span: Span) -> Diagnostic {
        let problem = Diagnostic::at(Code::FixTarget, span, format!("there is no type `{name}`"));
        self.suggest_target(problem.expected("`namespace.type`"), &self.everywhere, name)
    }

    /// The key that a fix gives in place of the declared one.
    pub(super) fn fixed_key(
        &self,
        id: TypeId,
        declared: &[&str],
        fix: &Fix,
        span: Span,
    ) -> Result<Vec<KeyProperty>, Diagnostic> {
        let target = fix.target.get_ref();
        let paths = fix.key.as_deref().unwrap_or_default();
        if paths == declared {
            return Err(without_effect(span));
        }
        let part = |path: &String| {
            let part = self.alternate_part(id, &PropertyRef { path: path.clone(), alias: None }).map_err(|path| {
                let message = format!("`{path}` is no property of `{target}` that may be in a key");
                Diagnostic::at(Code::FixTarget, span, message)
            })?;
            let alias = path.contains('/').then(|| path.replace('/', "_"));
            Ok(KeyProperty { path: path.split('/').map(str::to_owned).collect(), alias, ..part })
        };
        paths.iter().map(part).collect()
    }

    /// Applies what services allow, over all annotations.
    pub(super) fn fix_capabilities(&mut self, fixes: &[Fix], manifest: u16) {
        for fix in fixes {
            let (Some(capability), Some(allowed)) = (fix.capability, fix.allowed) else { continue };
            let (target, span) = (fix.target.get_ref(), Span::new(manifest, fix.target.span()));
            let everywhere = self.everywhere.clone();
            let Some(place) = self.place(&everywhere, target) else {
                let problem = Diagnostic::at(Code::FixTarget, span, format!("there is no `{target}`"));
                let problem =
                    problem.expected("`namespace.type`, `namespace.type/property` or `namespace.container/set`");
                let problem = self.suggest_target(problem, &everywhere, target);
                self.note(problem);
                continue;
            };
            let mut changed = false;
            self.apply(&place, |facts| changed |= allow(facts, capability, allowed));
            if let Err(problem) = self.settle(span, [].into_iter(), changed, span) {
                self.note(problem);
            }
        }
    }
}

fn without_effect(span: Span) -> Diagnostic {
    Diagnostic::at(Code::FixWithoutEffect, span, "this fix changes nothing")
        .expected("the metadata says so already")
        .help("the metadata was mended: remove the fix")
}

/// `true` if the facts said something else.
fn allow(facts: &mut Facts, capability: Capability, allowed: bool) -> bool {
    let restriction = match capability {
        Capability::Read => &mut facts.read,
        Capability::ReadByKey => &mut facts.read_by_key,
        Capability::Insert => &mut facts.insert,
        Capability::Update => &mut facts.update,
        Capability::Delete => &mut facts.delete,
        Capability::Filter => &mut facts.filter,
        Capability::Sort => &mut facts.sort,
        Capability::Expand => &mut facts.expand,
    };
    let allowed = if allowed { super::facts::Capability::Yes } else { super::facts::Capability::No };
    restriction.allowed.replace(allowed) != Some(allowed)
}

/// `true` if there is a new value, and it differs.
fn replace<T: PartialEq>(old: &mut T, new: Option<T>) -> bool {
    match new {
        Some(new) if new != *old => {
            *old = new;
            true
        }
        _ => false,
    }
}
