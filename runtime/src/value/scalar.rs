//! Values that are one JSON token: primitives and enumeration members.

use std::{borrow::Cow, fmt, marker::PhantomData};

use serde::{
    Deserializer,
    de::{self, Visitor},
};

/// A JSON string, number or Boolean.
#[derive(Clone, Debug, PartialEq)]
pub enum Token<'a> {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A whole number above the range of `i64`.
    UInt(u64),
    /// A number with a fraction or an exponent.
    Float(f64),
    /// A string.
    Text(Cow<'a, str>),
}

impl<'a> From<&'a str> for Token<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Token<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl fmt::Display for Token<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(value) => write!(f, "the Boolean {value}"),
            Self::Int(value) => write!(f, "the number {value}"),
            Self::UInt(value) => write!(f, "the number {value}"),
            Self::Float(value) => write!(f, "the number {value}"),
            Self::Text(text) => write!(f, "the string {text:?}"),
        }
    }
}

/// How a scalar is written in a URL (OData 4.01 URL Conventions, section 5.1.1.14.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Literal {
    /// As it is: numbers, Booleans, GUIDs, dates.
    Bare,
    /// In quotes, which are doubled inside.
    Quoted,
    /// In quotes, with a word in front: `duration'PT1S'`.
    Prefixed(&'static str),
    /// In quotes, with the enumeration type in front: `Namespace.Color'Red'`.
    Member(&'static str),
}

/// A primitive or enumeration value (OData JSON Format 4.01, section 7.1).
pub trait Scalar: Clone + fmt::Debug + PartialEq + 'static {
    /// What it looks like in JSON: `a whole number from 0 to 255`, say.
    const EXPECTED: &'static str;

    /// How it is written in a URL.
    const LITERAL: Literal = Literal::Bare;

    /// Reads a value; `None` if the token is no such value.
    fn from_token(token: &Token<'_>) -> Option<Self>;

    /// The token to write.
    fn to_token(&self) -> Token<'_>;
}

/// Reads a scalar on its own, for its implementation of serde's trait.
///
/// # Errors
///
/// The deserializer's, and one that says what was expected.
pub fn deserialize_scalar<'de, T: Scalar, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    struct ScalarVisitor<T>(PhantomData<T>);

    impl<T: Scalar> ScalarVisitor<T> {
        fn read<E: de::Error>(token: &Token<'_>) -> Result<T, E> {
            T::from_token(token).ok_or_else(|| E::custom(format_args!("found {token}, expected {}", T::EXPECTED)))
        }
    }

    impl<T: Scalar> Visitor<'_> for ScalarVisitor<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(T::EXPECTED)
        }

        fn visit_bool<E: de::Error>(self, value: bool) -> Result<T, E> {
            Self::read(&Token::Bool(value))
        }

        fn visit_i64<E: de::Error>(self, value: i64) -> Result<T, E> {
            Self::read(&Token::Int(value))
        }

        fn visit_u64<E: de::Error>(self, value: u64) -> Result<T, E> {
            Self::read(&whole(value))
        }

        fn visit_f64<E: de::Error>(self, value: f64) -> Result<T, E> {
            Self::read(&Token::Float(value))
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
            Self::read(&Token::from(text))
        }
    }

    deserializer.deserialize_any(ScalarVisitor(PhantomData))
}

/// The token of an unsigned number: [`Token::Int`] where it fits, so that readers see one form.
pub(crate) fn whole(value: u64) -> Token<'static> {
    i64::try_from(value).map_or(Token::UInt(value), Token::Int)
}
