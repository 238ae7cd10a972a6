//! Text of a query, in which it is not yet decided how enumeration members are written.

use std::borrow::Cow;

use crate::uri::literal::{quoted, text};
use crate::value::{Literal, Scalar};

/// How a service reads enumeration members in a query (OData 4.01 URL Conventions, section 5.1.1.14.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EnumLiterals {
    /// `Namespace.Color'Red'`, which every service takes.
    #[default]
    Qualified,
    /// `'Red'`, as Graph has it.
    Quoted,
}

/// Text of a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fragment(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// The path of a property, from what the query is about.
    Path(Cow<'static, str>),
    /// Text that stays as it is.
    Text(Cow<'static, str>),
    /// A value of an enumeration type.
    Member { type_name: &'static str, name: String },
}

impl Fragment {
    pub(super) fn path(path: &'static str) -> Self {
        Self(vec![Piece::Path(Cow::Borrowed(path))])
    }

    pub(super) fn literal<T: Scalar>(value: &T) -> Self {
        let text = text(value);
        let piece = match T::LITERAL {
            Literal::Bare => Piece::Text(Cow::Owned(text)),
            Literal::Quoted => Piece::Text(Cow::Owned(quoted(&text))),
            Literal::Prefixed(word) => Piece::Text(Cow::Owned(format!("{word}{}", quoted(&text)))),
            Literal::Member(type_name) => Piece::Member { type_name, name: text },
        };
        Self(vec![piece])
    }

    #[must_use]
    pub(super) fn text(mut self, text: impl Into<Cow<'static, str>>) -> Self {
        self.0.push(Piece::Text(text.into()));
        self
    }

    #[must_use]
    pub(super) fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    #[must_use]
    pub(super) fn in_parentheses(self) -> Self {
        Self::default().text("(").then(self).text(")")
    }

    /// The fragments with something between them.
    pub(super) fn join(fragments: impl IntoIterator<Item = Self>, separator: &'static str) -> Self {
        let mut fragments = fragments.into_iter();
        let first = fragments.next().unwrap_or_default();
        fragments.fold(first, |joined, fragment| joined.text(separator).then(fragment))
    }

    /// With each path starting from another, which is a path of what the query is about now.
    #[must_use]
    pub(super) fn below(self, start: &Self) -> Self {
        self.map_paths(|path| {
            let mut below = start.clone();
            if let Some(Piece::Path(start)) = below.0.last_mut()
                && !path.is_empty()
            {
                let slash = if start.is_empty() { "" } else { "/" };
                *start = format!("{start}{slash}{path}").into();
            }
            below.0
        })
    }

    /// With each path starting from the variable of a lambda expression.
    #[must_use]
    pub(super) fn of_variable(self, variable: &str) -> Self {
        self.map_paths(|path| {
            let slash = if path.is_empty() { "" } else { "/" };
            vec![Piece::Text(format!("{variable}{slash}{path}").into())]
        })
    }

    fn map_paths(self, change: impl Fn(&str) -> Vec<Piece>) -> Self {
        let pieces = self.0.into_iter().flat_map(|piece| match piece {
            Piece::Path(path) => change(&path),
            other => vec![other],
        });
        Self(pieces.collect())
    }

    /// The text, before it is percent-encoded.
    pub(crate) fn render(&self, members: EnumLiterals) -> String {
        let mut rendered = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Path(path) if path.is_empty() => rendered.push_str("$it"),
                Piece::Path(text) | Piece::Text(text) => rendered.push_str(text),
                Piece::Member { type_name, name } => {
                    if members == EnumLiterals::Qualified {
                        rendered.push_str(type_name);
                    }
                    rendered.push_str(&quoted(name));
                }
            }
        }
        rendered
    }
}
