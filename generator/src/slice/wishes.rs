//! What the manifest wants beside the roots: exclusions, derived types, targets of navigation.

use std::collections::BTreeSet;

use super::{kept::Kept, paths::Written, patterns, reach::Reach};
use crate::{
    codes::Code,
    error::Diagnostic,
    manifest::SliceEntry,
    model::{Model, OperationId, TypeId, TypeKind, ValueType},
    source::Span,
};

impl Reach<'_> {
    /// Finds the types that are excluded: a value of a derived type is one of the base type too.
    pub(super) fn exclude(&mut self) {
        if self.wishes.exclude.is_empty() {
            return;
        }
        let named = self.model.all_types().map(|(id, _)| id);
        let named: BTreeSet<TypeId> = named.filter(|id| self.is_excluded(&self.model.qualified_name(*id))).collect();
        let derived = self.model.all_types().map(|(id, _)| id);
        let derived = derived.filter(|id| self.model.lineage(*id).iter().any(|(base, _)| named.contains(base)));
        self.slice.excluded = named.iter().copied().chain(derived).collect();
    }

    pub(super) fn is_excluded(&self, name: &str) -> bool {
        self.wishes.exclude.iter().any(|pattern| patterns::matches(pattern.get_ref(), name))
    }

    pub(super) fn is_excluded_operation(&self, index: OperationId) -> bool {
        !self.wishes.exclude.is_empty() && self.is_excluded(&self.model.operation_name(&self.model.operations[index]))
    }

    /// Keeps all that a root with wildcards stands for, but for what is excluded.
    pub(super) fn keep_pattern(&mut self, pattern: &str, span: Span) {
        let roots = patterns::expand(self.model, pattern);
        if roots.is_empty() {
            let problem = Diagnostic::at(Code::UnknownRoot, span, format!("the root `{pattern}` matches nothing"));
            return self.problems.push(
                problem
                    .expected("a pattern of paths from the entity container, or of qualified type names")
                    .help("`*` stands for any characters within a segment; a type is meant by a pattern with a dot"),
            );
        }
        for root in roots {
            if !self.is_excluded_path(&root) {
                self.keep_root(&root, Written::ByPattern, span);
            }
        }
    }

    /// Whether a path leads to or through what is excluded.
    fn is_excluded_path(&self, path: &str) -> bool {
        let mut ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]);
        ends.any(|end| self.is_excluded(&path[..end]))
            || self.model.find_type(path).is_some_and(|id| self.slice.excluded.contains(&id))
    }

    /// Keeps the targets of navigation and the derived types, if the manifest wants them.
    pub(super) fn widen(&mut self) {
        if self.wishes.navigation_targets {
            let types: Vec<TypeId> = self.slice.types.keys().copied().collect();
            let owners: BTreeSet<TypeId> =
                types.iter().flat_map(|id| self.model.lineage(*id)).map(|(owner, _)| owner).collect();
            for owner in owners {
                let reason = Kept::of(owner, format!("navigation from {}", self.model.qualified_name(owner)));
                self.keep_navigation(owner, &reason);
            }
            self.follow();
        }
        if self.wishes.derived_types {
            let derived = self.model.directly_derived_types();
            let mut known = BTreeSet::new();
            while let Some(id) = self.slice.types.keys().copied().find(|id| !known.contains(id)) {
                known.insert(id);
                let reason = Kept::of(id, format!("derived from {}", self.model.qualified_name(id)));
                for heir in derived.get(&id).into_iter().flatten() {
                    self.keep_value(&ValueType::Declared(*heir), &reason, self.model.ty(*heir).span);
                }
                self.follow();
            }
        }
    }

    /// A root that is excluded too is a contradiction.
    pub(super) fn refuse_excluded(&mut self, id: TypeId, root: &str, span: Span) -> bool {
        let is_excluded =
            self.slice.excluded.contains(&id) && !matches!(self.model.ty(id).kind, TypeKind::Definition(_));
        if is_excluded {
            let message = format!("the root `{root}` leads to `{}`, which is excluded", self.model.qualified_name(id));
            let help = "take it out of `exclude` under [slice], or out of the roots";
            self.problems.push(Diagnostic::at(Code::ExcludedRoot, span, message).help(help));
        }
        is_excluded
    }
}

/// The exclusions that mean nothing in the metadata: in all of it, since a slice no longer has what is excluded.
pub(crate) fn idle(model: &Model, wishes: &SliceEntry, manifest_source: u16) -> Vec<Diagnostic> {
    let means = |pattern: &str| {
        let operations = model.operations.iter().map(|operation| model.operation_name(operation));
        let navigation = model.all_types().flat_map(|(id, _)| {
            let own = model.structured(id).map(|ty| &*ty.navigation).unwrap_or_default();
            own.iter().map(move |property| format!("{}/{}", model.qualified_name(id), property.name))
        });
        !patterns::expand(model, pattern).is_empty()
            || model.excluded.iter().any(|name| patterns::matches(pattern, name))
            || operations.chain(navigation).any(|name| patterns::matches(pattern, &name))
    };
    let idle = wishes.exclude.iter().filter(|pattern| !means(pattern.get_ref()));
    let problems = idle.map(|pattern| {
        let span = Span::new(manifest_source, pattern.span());
        Diagnostic::at(Code::UnknownExclusion, span, format!("the exclusion `{}` matches nothing", pattern.get_ref()))
            .expected("a type or operation by qualified name, `namespace.type/property`, or a path from the container")
    });
    problems.collect()
}
