//! Keys in paths (OData 4.01 URL Conventions, sections 4.3.1 and 4.3.6).

use std::borrow::Cow;

use super::{encode::segment, literal::literal};
use crate::value::{Literal, Scalar, Token};

/// How a service writes keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeyStyle {
    /// `Products('a')`.
    #[default]
    Parentheses,
    /// `Products/a`.
    Segment,
}

/// The value of a key property, by type: strings are quoted in parentheses, other values are not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    text: String,
    quoted: bool,
}

impl Key {
    /// A string, or a member of an enumeration.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self { text: text.to_owned(), quoted: true }
    }

    /// A value that is written bare: a number, a GUID, a date.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "key values are small, and a call reads better without `&`")]
    pub fn bare<V: Scalar>(value: V) -> Self {
        Self { text: literal(&value), quoted: false }
    }

    /// As a path segment. URL parsers take `.`, `..` and an empty segment away, in any encoding; such a key is `None`.
    pub(crate) fn segment(&self) -> Option<Cow<'_, str>> {
        (!matches!(self.text.as_str(), "" | "." | "..")).then(|| segment(&self.text))
    }

    /// As a literal, with quotes doubled.
    pub(crate) fn literal(&self) -> String {
        if self.quoted {
            format!("'{}'", segment(&self.text.replace('\'', "''")))
        } else {
            segment(&self.text).into_owned()
        }
    }
}

/// A value of a key property.
pub trait KeyValue {
    /// As it stands in a path.
    fn to_key(&self) -> Key;
}

impl KeyValue for str {
    fn to_key(&self) -> Key {
        Key::text(self)
    }
}

impl<V: Scalar> KeyValue for V {
    fn to_key(&self) -> Key {
        match (V::LITERAL, self.to_token()) {
            (Literal::Member(_), Token::Text(member)) => Key::text(&member),
            (Literal::Member(_), Token::Int(number)) => Key::text(&number.to_string()),
            _ => Key { text: literal(self), quoted: false },
        }
    }
}
