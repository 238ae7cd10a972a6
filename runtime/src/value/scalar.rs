//! Values that are one JSON token: primitives and enumeration members.

use std::{borrow::Cow, fmt};

/// A JSON string, number or Boolean.
#[derive(Clone, Debug)]
pub enum Token<'a> {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A whole number above the range of `i64`.
    UInt(u64),
    /// A whole number of a type of 64 bits, which some services have as a string.
    Long(i64),
    /// A number with a fraction or an exponent.
    Float(f64),
    /// A number by its digits, of which a double would lose some.
    Number(Cow<'a, str>),
    /// A string.
    Text(Cow<'a, str>),
    /// Bytes in base64url with padding, which some services have in base64.
    Base64(Cow<'a, str>),
}

/// Whole numbers are equal whatever the size of their type.
impl PartialEq for Token<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Bool(one), Self::Bool(other)) => one == other,
            (Self::Int(one) | Self::Long(one), Self::Int(other) | Self::Long(other)) => one == other,
            (Self::UInt(one), Self::UInt(other)) => one == other,
            (Self::Float(one), Self::Float(other)) => one == other,
            (Self::Number(one), Self::Number(other))
            | (Self::Text(one) | Self::Base64(one), Self::Text(other) | Self::Base64(other)) => one == other,
            _ => false,
        }
    }
}

impl Token<'_> {
    /// With text of its own.
    pub(crate) fn into_owned(self) -> Token<'static> {
        match self {
            Self::Bool(value) => Token::Bool(value),
            Self::Int(value) => Token::Int(value),
            Self::UInt(value) => Token::UInt(value),
            Self::Long(value) => Token::Long(value),
            Self::Float(value) => Token::Float(value),
            Self::Number(text) => Token::Number(Cow::Owned(text.into_owned())),
            Self::Text(text) => Token::Text(Cow::Owned(text.into_owned())),
            Self::Base64(text) => Token::Base64(Cow::Owned(text.into_owned())),
        }
    }
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
            Self::Int(value) | Self::Long(value) => write!(f, "the number {value}"),
            Self::UInt(value) => write!(f, "the number {value}"),
            Self::Float(value) => write!(f, "the number {value}"),
            Self::Number(text) => write!(f, "the number {text}"),
            Self::Text(text) | Self::Base64(text) => write!(f, "the string {text:?}"),
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

    /// Whether it is read from the digits of a number, [`Token::Number`], of which a double would lose some.
    const READS_DIGITS: bool = false;

    /// Reads a value; `None` if the token is no such value.
    fn from_token(token: &Token<'_>) -> Option<Self>;

    /// The token to write.
    fn to_token(&self) -> Token<'_>;
}

/// The token of an unsigned number: [`Token::Int`] where it fits, so that readers see one form.
pub(crate) fn whole(value: u64) -> Token<'static> {
    i64::try_from(value).map_or(Token::UInt(value), Token::Int)
}
