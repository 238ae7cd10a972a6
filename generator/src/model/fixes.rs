//! The manifest's corrections of the metadata.

use super::{build::Builder, definer::Slot};
use crate::{codes::Code, error::Diagnostic, manifest::Fix, source::Span};

impl Builder<'_> {
    pub(super) fn fix(&mut self, fixes: &[Fix], manifest: u16) {
        for fix in fixes {
            let span = Span::new(manifest, fix.target.span());
            if let Err(problem) = self.apply_fix(fix, span) {
                self.faults.push(problem);
            }
        }
    }

    fn apply_fix(&mut self, fix: &Fix, span: Span) -> Result<(), Diagnostic> {
        if fix.nullable.is_none() && fix.ty.is_none() {
            return Err(Diagnostic::at(Code::FixIncomplete, span, "this fix says nothing")
                .expected("`nullable`, `type`, or both"));
        }
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
        let ty = match &fix.ty {
            Some(ty) => Some(self.names.type_ref(&self.everywhere, ty, span)?),
            None => None,
        };
        let missing = missing();
        let Some(structured) = self.structured_mut(id) else {
            return Err(missing);
        };
        let changed = match slot {
            Slot::Property(index) => {
                let property = &mut structured.properties[index];
                let nullable = replace(&mut property.nullable, fix.nullable);
                replace(&mut property.ty, ty) | nullable
            }
            Slot::Navigation(index) => {
                let property = &mut structured.navigation[index];
                let nullable = replace(&mut property.nullable, fix.nullable);
                replace(&mut property.ty, ty) | nullable
            }
            Slot::Member(_) => return Err(missing),
        };
        if changed {
            Ok(())
        } else {
            Err(Diagnostic::at(Code::FixWithoutEffect, span, "this fix changes nothing")
                .expected("the metadata says so already")
                .help("the metadata was mended: remove the fix"))
        }
    }
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
