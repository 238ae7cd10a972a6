//! Open enumerations: a member that the service adds tomorrow is kept as it is.

use std::{fmt, mem::discriminant};

use crate::{Literal, Scalar, Token};

/// A member of an enumeration type: the Rust value, the name on the wire and the number.
#[derive(Debug)]
pub struct Member<T> {
    /// The Rust value.
    pub value: T,
    /// The name on the wire.
    pub name: &'static str,
    /// The number in the schema.
    pub number: i64,
}

impl<T> Member<T> {
    /// A row of the table.
    pub const fn new(value: T, name: &'static str, number: i64) -> Self {
        Self { value, name, number }
    }
}

/// A value that is no member which this build knows, kept as the service wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Unrecognized(Box<Repr>);

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Repr {
    Name(Box<str>),
    Number(i64, Box<str>),
}

impl Unrecognized {
    /// The name, or the number in decimal digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match &*self.0 {
            Repr::Name(text) | Repr::Number(_, text) => text,
        }
    }

    fn from_name(name: &str) -> Self {
        Self(Box::new(Repr::Name(name.into())))
    }

    fn from_number(number: i64) -> Self {
        Self(Box::new(Repr::Number(number, number.to_string().into())))
    }

    /// The number, if the service wrote one.
    fn number(&self) -> Option<i64> {
        match *self.0 {
            Repr::Name(_) => None,
            Repr::Number(number, _) => Some(number),
        }
    }
}

/// The members of an enumeration type.
#[derive(Debug)]
pub struct Members<T: 'static> {
    /// The qualified name of the type.
    pub type_name: &'static str,
    /// All members in declared order.
    pub known: &'static [Member<T>],
    /// Keeps a value that is no known member.
    pub open: fn(Unrecognized) -> T,
}

/// An enumeration type with a single value.
pub trait OpenEnum: Clone + fmt::Debug + Eq + Send + Sync + 'static {
    /// The members.
    const MEMBERS: Members<Self>;

    /// The value that is no known member.
    fn as_unrecognized(&self) -> Option<&Unrecognized>;
}

/// The row of a known member. Those have no content, so that the variant alone tells them apart, which is faster than to
/// compare values.
fn member<T: OpenEnum>(value: &T) -> Option<&'static Member<T>> {
    let variant = discriminant(value);
    T::MEMBERS.known.iter().find(|member| discriminant(&member.value) == variant)
}

/// The name on the wire.
pub fn name<T: OpenEnum>(value: &T) -> &str {
    match value.as_unrecognized() {
        Some(other) => other.as_str(),
        None => member(value).map_or("", |member| member.name),
    }
}

/// The number in the schema, or the one that came.
pub fn number<T: OpenEnum>(value: &T) -> Option<i64> {
    match value.as_unrecognized() {
        Some(other) => other.number(),
        None => member(value).map(|member| member.number),
    }
}

/// The member of that name, known or not.
#[must_use]
pub fn parse<T: OpenEnum>(text: &str) -> T {
    known(text).unwrap_or_else(|| (T::MEMBERS.open)(Unrecognized::from_name(text)))
}

fn known<T: OpenEnum>(text: &str) -> Option<T> {
    T::MEMBERS.known.iter().find(|member| member.name == text).map(|member| member.value.clone())
}

/// The known member of that name.
///
/// # Errors
///
/// One that lists the legal names.
pub fn try_parse<T: OpenEnum>(text: &str) -> Result<T, ParseMemberError> {
    known(text).ok_or_else(|| {
        ParseMemberError::new(T::MEMBERS.type_name, text, T::MEMBERS.known.iter().map(|member| member.name))
    })
}

/// Names arrive as strings; some services write numbers.
#[must_use]
pub fn from_token<T: OpenEnum>(token: &Token<'_>) -> Option<T> {
    match token {
        Token::Text(text) => Some(parse(text)),
        Token::Int(number) => {
            let known =
                T::MEMBERS.known.iter().find(|member| member.number == *number).map(|member| member.value.clone());
            Some(known.unwrap_or_else(|| (T::MEMBERS.open)(Unrecognized::from_number(*number))))
        }
        _ => None,
    }
}

/// The token to write: what was read, if it is no known member.
pub fn to_token<T: OpenEnum>(value: &T) -> Token<'_> {
    match value.as_unrecognized() {
        None => Token::from(member(value).map_or("", |member| member.name)),
        Some(other) => other.number().map_or_else(|| Token::from(other.as_str()), Token::Int),
    }
}

/// A text that is no member of the enumeration type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseMemberError {
    type_name: &'static str,
    text: String,
    members: Vec<&'static str>,
}

impl ParseMemberError {
    pub(crate) fn new(type_name: &'static str, text: &str, members: impl Iterator<Item = &'static str>) -> Self {
        Self { type_name, text: text.to_owned(), members: members.collect() }
    }

    /// The text at fault.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The legal names.
    #[must_use]
    pub fn members(&self) -> &[&'static str] {
        &self.members
    }
}

impl fmt::Display for ParseMemberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let members = self.members.join(", ");
        write!(f, "{:?} is not a member of {}; expected one of: {members}", self.text, self.type_name)
    }
}

impl std::error::Error for ParseMemberError {}

/// Gives an [`OpenEnum`] its inherent methods and the traits of the standard library and serde.
#[macro_export]
macro_rules! open_enum {
    ($name:ident) => {
        impl $name {
            /// The name on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                $crate::private::enumeration::name(self)
            }

            /// The number in the schema; `None` for a name that this build does not know.
            #[must_use]
            pub fn value(&self) -> Option<i64> {
                $crate::private::enumeration::number(self)
            }

            /// The known member of that name, for checks that an open enumeration does not make.
            ///
            /// # Errors
            ///
            /// One that lists the legal names.
            pub fn try_parse(text: &str) -> Result<Self, $crate::ParseMemberError> {
                $crate::private::enumeration::try_parse(text)
            }
        }

        impl Eq for $name {}

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                $crate::private::enumeration::parse(text)
            }
        }

        $crate::scalar_traits!($name);
    };
}

impl<T: OpenEnum> Scalar for T {
    const EXPECTED: &'static str = "the name of an enumeration member";
    const LITERAL: Literal = Literal::Prefixed(T::MEMBERS.type_name);

    fn from_token(token: Token<'_>) -> Option<Self> {
        from_token(&token)
    }

    fn to_token(&self) -> Token<'_> {
        to_token(self)
    }
}

/// What open enumerations and flags have in common.
#[doc(hidden)]
#[macro_export]
macro_rules! scalar_traits {
    ($name:ident) => {
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(&self.as_str())
            }
        }

        impl $crate::private::serde::Serialize for $name {
            fn serialize<S>(&self, serializer: S) -> Result<S::Ok, S::Error>
            where
                S: $crate::private::serde::Serializer,
            {
                $crate::private::serialize_scalar(self, serializer)
            }
        }

        impl<'de> $crate::private::serde::Deserialize<'de> for $name {
            fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
            where
                D: $crate::private::serde::Deserializer<'de>,
            {
                $crate::private::deserialize_scalar(deserializer)
            }
        }
    };
}
