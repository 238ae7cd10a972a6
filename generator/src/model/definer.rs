//! What stands in the element of a type or an operation, apart from all others: so that many are defined side by side.

use super::{
    names::{Names, Scope},
    primitive::Primitive,
    twice::{Declaration, Known},
    values::{TypeRef, ValueType},
};
use crate::{codes::Code, csdl::Text, error::Diagnostic};

/// What a name inside a type means: an index into the type's list.
#[derive(Clone, Copy)]
pub(super) enum Slot {
    Property(usize),
    Navigation(usize),
    Member(usize),
}

/// In the order of [`by_length`](super::names::by_length).
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

    /// The first declaration of each name; the others are noted.
    pub(super) fn firsts<'t, T: Declaration<'a>>(
        &mut self,
        all: &'t [T],
        known: &mut Known<'t, 'a>,
        scope: &Scope,
    ) -> Vec<&'t T>
    where
        'a: 't,
    {
        let mut firsts = Vec::with_capacity(all.len());
        for declaration in all {
            match known.add(declaration, scope) {
                None => firsts.push(declaration),
                Some(fault) => self.note(fault),
            }
        }
        firsts
    }
}
