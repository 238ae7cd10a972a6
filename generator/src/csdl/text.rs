//! The value of an attribute or element, with its place.

use std::borrow::Cow;

use crate::source::Span;

/// The value of an attribute, or the text of an element. A tree consists of these for the most part, so they are small.
#[derive(Clone, Debug)]
pub struct Text<'a>(Form<'a>);

#[derive(Clone, Debug)]
enum Form<'a> {
    /// As it stands in the file: the length is also that of the place.
    Written { value: &'a str, source: u16, start: u32 },
    /// Made of what stands at the place.
    Made(Box<(String, Span)>),
}

impl<'a> Text<'a> {
    pub(super) fn new(value: Cow<'a, str>, span: Span) -> Self {
        let Span { source, start, end } = span;
        Self(match value {
            Cow::Borrowed(value) if value.len() == (end - start) as usize => Form::Written { value, source, start },
            value => Form::Made(Box::new((value.into_owned(), span))),
        })
    }

    /// Entities are resolved.
    #[must_use]
    pub fn value(&self) -> &str {
        match &self.0 {
            Form::Written { value, .. } => value,
            Form::Made(made) => &made.0,
        }
    }

    /// The value on its own.
    pub(super) fn into_value(self) -> Cow<'a, str> {
        match self.0 {
            Form::Written { value, .. } => Cow::Borrowed(value),
            Form::Made(made) => Cow::Owned(made.0),
        }
    }

    /// Without the quotes.
    #[must_use]
    pub fn span(&self) -> Span {
        match &self.0 {
            Form::Written { value, source, start } => {
                let start = *start as usize;
                Span::new(*source, start..start + value.len())
            }
            Form::Made(made) => made.1,
        }
    }
}
