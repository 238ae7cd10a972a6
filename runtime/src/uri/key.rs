//! Keys in paths (OData 4.01 URL Conventions, sections 4.3.1 and 4.3.6).

use std::borrow::Cow;

use super::{
    encode::{literal as literal_in_path, segment},
    literal::literal,
};
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

    /// As a path segment; `None` for a key that cannot be one. URL parsers take `.`, `..` and an empty segment away, in any
    /// encoding, and one that begins with `$` is a word of OData (OData 4.01 URL Conventions, section 4.3.6).
    pub(crate) fn segment(&self) -> Option<Cow<'_, str>> {
        let is_key = !matches!(self.text.as_str(), "" | "." | "..") && !self.text.starts_with('$');
        is_key.then(|| segment(&self.text))
    }

    /// As a literal, with quotes doubled.
    pub(crate) fn literal(&self) -> String {
        if self.quoted {
            format!("'{}'", literal_in_path(&self.text.replace('\'', "''")))
        } else {
            literal_in_path(&self.text)
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
