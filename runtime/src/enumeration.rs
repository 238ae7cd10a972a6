//! Open enumerations: a member that the service adds tomorrow is kept as it is.

use std::{fmt, mem::discriminant};

use crate::{Literal, Scalar, Token};

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

    fn to_token(&self) -> Token<'_> {
        self.number().map_or_else(|| Token::from(self.as_str()), Token::Int)
    }

    /// The number, if the service wrote one.
    fn number(&self) -> Option<i64> {
        match *self.0 {
            Repr::Name(_) => None,
            Repr::Number(number, _) => Some(number),
        }
    }
}

/// The names of an enumeration type and of its members.
#[derive(Debug)]
pub struct EnumType {
    /// The qualified name.
    pub name: &'static str,
    /// The name on the wire and the number of each member, in declared order.
    pub members: &'static [(&'static str, i64)],
}

impl EnumType {
    fn by_name(&self, name: &str) -> Option<usize> {
        self.members.iter().position(|(member, _)| *member == name)
    }

    fn by_number(&self, number: i64) -> Option<usize> {
        self.members.iter().position(|(_, member)| *member == number)
    }

    fn no_member(&self, text: &str) -> ParseMemberError {
        ParseMemberError::new(self.name, text, self.members.iter().map(|(name, _)| *name))
    }
}

/// An enumeration type with a single value.
///
/// What is generic over it is little and calls what is not: whole services have hundreds of these types.
pub trait OpenEnum: Clone + Send + Sync + 'static {
    /// The names.
    const TYPE: &'static EnumType;

    /// The values, in the order of the names.
    const MEMBERS: &'static [Self];

    /// Keeps a value that is no known member.
    const OPEN: fn(Unrecognized) -> Self;

    /// The value that is no known member.
    fn as_unrecognized(&self) -> Option<&Unrecognized>;
}

/// The place of a known member. Those have no content, so that the variant alone tells them apart.
fn place<T: OpenEnum>(value: &T) -> Option<usize> {
    let variant = discriminant(value);
    T::MEMBERS.iter().position(|member| discriminant(member) == variant)
}

fn at<T: OpenEnum>(place: Option<usize>) -> Option<T> {
    T::MEMBERS.get(place?).cloned()
}

/// The name on the wire.
pub fn name<T: OpenEnum>(value: &T) -> &str {
    match value.as_unrecognized() {
        Some(other) => other.as_str(),
        None => known(T::TYPE, place(value)).0,
    }
}

fn known(names: &'static EnumType, place: Option<usize>) -> (&'static str, Option<i64>) {
    match place.and_then(|place| names.members.get(place)) {
        Some((name, number)) => (name, Some(*number)),
        None => ("", None),
    }
}

/// The number in the schema, or the one that came.
pub fn number<T: OpenEnum>(value: &T) -> Option<i64> {
    match value.as_unrecognized() {
        Some(other) => other.number(),
        None => known(T::TYPE, place(value)).1,
    }
}

/// Whether two values are the same member, known or not.
pub fn equal<T: OpenEnum>(one: &T, other: &T) -> bool {
    discriminant(one) == discriminant(other) && one.as_unrecognized() == other.as_unrecognized()
}

/// The member of that name, known or not.
#[must_use]
pub fn parse<T: OpenEnum>(text: &str) -> T {
    match at(T::TYPE.by_name(text)) {
        Some(member) => member,
        None => (T::OPEN)(Unrecognized::from_name(text)),
    }
}

/// The known member of that name.
///
/// # Errors
///
/// One that lists the legal names.
pub fn try_parse<T: OpenEnum>(text: &str) -> Result<T, ParseMemberError> {
    match at(T::TYPE.by_name(text)) {
        Some(member) => Ok(member),
        None => Err(T::TYPE.no_member(text)),
    }
}

/// Names arrive as strings; some services write numbers.
#[must_use]
pub fn from_token<T: OpenEnum>(token: &Token<'_>) -> Option<T> {
    match token {
        Token::Text(text) => Some(parse(text)),
        Token::Int(number) => match at(T::TYPE.by_number(*number)) {
            Some(member) => Some(member),
            None => Some((T::OPEN)(Unrecognized::from_number(*number))),
        },
        _ => None,
    }
}

/// The token to write: what was read, if it is no known member.
pub fn to_token<T: OpenEnum>(value: &T) -> Token<'_> {
    match value.as_unrecognized() {
        None => Token::from(known(T::TYPE, place(value)).0),
        Some(other) => other.to_token(),
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

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                $crate::private::enumeration::equal(self, other)
            }
        }

        impl Eq for $name {}

        impl $crate::private::Hash for $name {
            fn hash<H: $crate::private::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl $crate::private::Debug for $name {
            fn fmt(&self, f: &mut $crate::private::Formatter<'_>) -> $crate::private::Fmt {
                f.write_str(self.as_str())
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                $crate::private::enumeration::parse(text)
            }
        }

        $crate::scalar_traits!($name);
    };
}

impl<T: OpenEnum + fmt::Debug + PartialEq> Scalar for T {
    const EXPECTED: &'static str = "the name of an enumeration member";
    const LITERAL: Literal = Literal::Prefixed(T::TYPE.name);

    fn from_token(token: &Token<'_>) -> Option<Self> {
        from_token(token)
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
        impl $crate::private::Display for $name {
            fn fmt(&self, f: &mut $crate::private::Formatter<'_>) -> $crate::private::Fmt {
                f.pad(&self.as_str())
            }
        }

        impl $crate::private::Serialize for $name {
            fn serialize<S: $crate::private::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::private::serialize_scalar(self, serializer)
            }
        }

        impl<'de> $crate::private::Deserialize<'de> for $name {
            fn deserialize<D: $crate::private::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::private::deserialize_scalar(deserializer)
            }
        }
    };
}
