//! Types that are needed and not here.

use super::{kept::Kept, reach::Reach};
use crate::{
    codes::Code,
    error::Diagnostic,
    manifest::entries,
    model::{AbsentFile, ValueType},
    source::Span,
};

const PUT_BESIDE: &str = "put the file beside the metadata, or name it under [[source.reference]] in the manifest";

/// How many problems may come with a suggestion: each reads all names.
const SUGGESTIONS: usize = 20;

impl Reach<'_> {
    /// Keeps the type of a part, or says that the part is left out.
    pub(super) fn keep_part(
        &mut self,
        value: &ValueType,
        part: impl Fn() -> String,
        reason: &Kept,
        span: Span,
    ) -> bool {
        match value {
            ValueType::Unresolved(name) => {
                self.miss(name, &part(), span);
                false
            }
            ValueType::Primitive(_) | ValueType::Declared(_) => self.keep_value(value, reason, span),
        }
    }

    /// Something that is kept has a part of a type that is not here: the part is left out.
    pub(super) fn miss(&mut self, name: &str, because: &str, span: Span) {
        if !self.missed.insert(span) {
            return;
        }
        if let Some(file) = self.model.absent_file(name).filter(|_| self.everything) {
            *self.left.entry(file).or_default() += 1;
            return;
        }
        let warning = self.missing(Code::UnknownType, name, because, span);
        self.slice.warnings.push(warning);
    }

    pub(super) fn missing(&self, code: Code, name: &str, because: &str, span: Span) -> Diagnostic {
        let message = format!("the type `{name}` is declared in no input");
        let (message, expected) = match code {
            Code::UnknownType => (format!("{message}: {because} is left out"), String::from("what has this type")),
            _ => (message, format!("its declaration: it is kept because of {because}")),
        };
        let problem = Diagnostic::at(code, span, message).expected(expected);
        match self.model.absent_file(name) {
            Some(AbsentFile { uri, span }) => {
                let problem = problem.second(*span, format!("refers to `{uri}` for it, which is not here"));
                problem.help(PUT_BESIDE).get_past(entries::reference(uri))
            }
            None if self.problems.len() + self.slice.warnings.len() < SUGGESTIONS => {
                let known = self.model.all_types().map(|(id, _)| self.model.qualified_name(id)).collect::<Vec<_>>();
                problem.suggest(name, known.iter().map(String::as_str))
            }
            None => problem,
        }
    }

    pub(super) fn note_left(&mut self) {
        let warnings = self.left.iter().map(|(AbsentFile { uri, span }, uses)| {
            let what =
                if *uses == 1 { "one thing that needs it is" } else { &format!("{uses} things that need it are") };
            let message = format!("`{uri}` is not here: {what} left out");
            Diagnostic::at(Code::AbsentFile, *span, message).help(PUT_BESIDE)
        });
        self.slice.warnings.extend(warnings);
    }
}
