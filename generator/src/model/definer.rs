//! What stands in the element of a type or an operation, apart from all others: so that many are defined side by side.

use std::collections::HashMap;

use super::{
    Primitive, TypeRef, ValueType,
    names::{Names, Scope, by_length},
};
use crate::{codes::Code, csdl::Text, error::Diagnostic, source::Span};

/// What a name inside a type means: an index into the type's list.
#[derive(Clone, Copy)]
pub(super) enum Slot {
    Property(usize),
    Navigation(usize),
    Member(usize),
}

/// In the order of [`by_length`].
pub(super) type Slots<'a> = Vec<(&'a str, Slot)>;

/// Reads declarations; what is wrong with one is noted, and something harmless stands in.
pub(super) struct Definer<'n, 'a> {
    names: &'n Names<'a>,
    noted: Vec<Diagnostic>,
}

impl<'n, 'a> Definer<'n, 'a> {
    /// What is defined, and what was noted.
    pub(super) fn define<T>(names: &'n Names<'a>, define: impl FnOnce(&mut Self) -> T) -> (T, Vec<Diagnostic>) {
        let mut own = Self { names, noted: Vec::new() };
        (define(&mut own), own.noted)
    }

    pub(super) fn note(&mut self, problem: Diagnostic) {
        self.noted.push(problem);
    }

    /// The type that an attribute names; a faulty one is noted, and `Edm.Untyped` stands in.
    pub(super) fn type_ref(&mut self, scope: &Scope, text: &Text) -> TypeRef {
        let untyped = TypeRef { collection: false, value: ValueType::Primitive(Primitive::Untyped) };
        // That the attribute is missing was said when the file was read.
        if text.value().is_empty() {
            return untyped;
        }
        self.names.type_ref(scope, text.value(), text.span()).unwrap_or_else(|problem| {
            self.note(problem);
            untyped
        })
    }

    /// The value of a boolean attribute.
    pub(super) fn flag(&mut self, text: Option<&Text>, default: bool) -> bool {
        match text.map(Text::value) {
            None => default,
            Some("true" | "1") => true,
            Some("false" | "0") => false,
            Some(other) => {
                let message = format!("`{other}` is no truth value");
                let problem = text
                    .map(|text| Diagnostic::at(Code::NotBoolean, text.span(), message).expected("`true` or `false`"));
                self.noted.extend(problem);
                default
            }
        }
    }

    /// The names that a type declares; of one that it declares twice, which is noted, the first.
    pub(super) fn slots(
        &mut self,
        names: impl Iterator<Item = (&'a Text<'a>, Slot)> + Clone,
        owner: &str,
        code: Code,
    ) -> Slots<'a> {
        let mut slots: Slots = names.clone().map(|(name, slot)| (name.value(), slot)).collect();
        slots.sort_by_key(|(name, _)| by_length(name));
        let all = slots.len();
        slots.dedup_by_key(|(name, _)| *name);
        if slots.len() < all {
            self.check_twice(names.map(|(name, _)| name), owner, code);
        }
        slots
    }

    /// Notes each name that is there for a second time.
    pub(super) fn check_twice<'t>(&mut self, names: impl Iterator<Item = &'t Text<'t>>, owner: &str, code: Code) {
        let mut known = HashMap::new();
        for name in names {
            if let Some(first) = known.insert(name.value(), name.span()) {
                self.note(twice(name, first, owner, code));
            }
        }
    }
}

pub(super) fn twice(name: &Text, first: Span, owner: &str, code: Code) -> Diagnostic {
    let message = format!("`{}` is declared twice in `{owner}`", name.value());
    Diagnostic::at(code, name.span(), message).second(first, "first declared here")
}
