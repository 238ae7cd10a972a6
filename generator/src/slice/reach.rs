//! What a kept value needs: its type, and the types of that type's properties.

use std::collections::{BTreeMap, BTreeSet};

use super::kept::{Kept, Slice};
use crate::{
    codes::Code,
    error::Diagnostic,
    manifest::{Manifest, SliceEntry},
    model::{AbsentFile, Model, NavigationProperty, TypeId, TypeKind, ValueType},
    source::Span,
};

/// The way from the roots to all that they need.
pub(super) struct Reach<'a> {
    pub(super) model: &'a Model<'a>,
    pub(super) wishes: &'a SliceEntry,
    /// The roots are all that there is, so that what is in absent files is not wanted.
    pub(super) everything: bool,
    pub(super) slice: Slice,
    /// How often each absent file was needed.
    pub(super) left: BTreeMap<&'a AbsentFile, usize>,
    /// Where a type was needed that is not here.
    pub(super) missed: BTreeSet<Span>,
    pub(super) pending: Vec<TypeId>,
    pub(super) problems: Vec<Diagnostic>,
}

impl<'a> Reach<'a> {
    pub(super) fn new(model: &'a Model<'a>, manifest: &'a Manifest) -> Self {
        Self {
            model,
            wishes: &manifest.slice,
            everything: manifest.roots.iter().any(|root| root.get_ref() == "*"),
            slice: Slice::default(),
            left: BTreeMap::new(),
            missed: BTreeSet::new(),
            pending: Vec::new(),
            problems: Vec::new(),
        }
    }
}

impl Reach<'_> {
    /// Keeps what the run means nothing without: the type that a root leads to, or of a part of a key.
    pub(super) fn keep_needed(&mut self, value: &ValueType, reason: &Kept, span: Span) {
        let missing = match value {
            ValueType::Unresolved(name) => Some((name.clone(), span)),
            ValueType::Declared(id) => self.model.missing_base(*id).map(|base| (base.name.clone(), base.span)),
            ValueType::Primitive(_) => None,
        };
        match missing {
            None => {
                self.keep_value(value, reason, span);
            }
            Some((name, span)) => {
                let problem = self.missing(Code::NeededType, &name, &reason.because, span);
                self.problems.push(problem);
            }
        }
    }

    /// `false` if the type is not here, or excluded.
    pub(super) fn keep_value(&mut self, value: &ValueType, reason: &Kept, span: Span) -> bool {
        match value {
            ValueType::Primitive(_) => true,
            ValueType::Declared(id) if self.slice.excluded.contains(id) => false,
            ValueType::Declared(id) => match self.model.missing_base(*id) {
                None => {
                    self.keep(*id, reason);
                    true
                }
                Some(base) => {
                    self.miss(&base.name, &self.model.qualified_name(*id), base.span);
                    false
                }
            },
            ValueType::Unresolved(name) => {
                self.miss(name, &reason.because, span);
                false
            }
        }
    }

    fn keep(&mut self, id: TypeId, reason: &Kept) {
        if matches!(self.model.ty(id).kind, TypeKind::Definition(_)) {
            self.slice.definitions.insert(id);
            return;
        }
        if self.slice.types.contains_key(&id) {
            return;
        }
        self.slice.types.insert(id, reason.clone());
        self.pending.push(id);
        if let Some(base) = self.model.lacked_base(id) {
            self.miss(&base.name, &format!("what {} inherits", self.model.qualified_name(id)), base.span);
        }
    }

    pub(super) fn follow(&mut self) {
        while let Some(id) = self.pending.pop() {
            let name = self.model.qualified_name(id);
            for property in self.model.properties(id) {
                let reason = Kept::of(id, format!("{name}/{}", property.name));
                self.keep_value(&property.ty.value, &reason, property.span);
            }
            let kept: Vec<&NavigationProperty> = self
                .model
                .navigation(id)
                .filter(|(way, _)| self.slice.navigation.contains(way))
                .map(|(_, property)| property)
                .collect();
            for property in kept {
                let reason = Kept::of(id, format!("{name}/{}", property.name));
                self.keep_value(&property.ty.value, &reason, property.span);
            }
        }
        // A step of a root path has no struct, but its key may need types.
        let addressed: Vec<TypeId> = self.slice.addressed.iter().copied().collect();
        for id in addressed {
            for part in self.model.key(id).iter().chain(self.model.alternate_keys(id).into_iter().flatten()) {
                let reason = Kept::of(id, format!("the key of {}", self.model.qualified_name(id)));
                self.keep_needed(&part.ty, &reason, self.model.ty(id).span);
            }
        }
    }

    pub(super) fn address(&mut self, target: &ValueType, reason: &Kept) {
        if let ValueType::Declared(id) = target {
            self.slice.addressed.insert(*id);
            self.slice.steps.entry(*id).or_insert_with(|| reason.clone());
        }
    }
}
