//! Open enumerations: a member that the service adds tomorrow is kept as it is.

use std::{
    fmt,
    hash::{Hash, Hasher},
    mem,
};

use crate::value::{Literal, Scalar, Token};

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

    pub(crate) fn to_token(&self) -> Token<'_> {
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

    fn by_digits(&self, text: &str) -> Option<usize> {
        self.by_number(text.parse().ok()?)
    }

    #[inline]
    pub(crate) fn name(&self, place: usize) -> &'static str {
        self.members.get(place).map_or("", |(name, _)| name)
    }

    /// Names arrive as strings, as do numbers (`enumValue` in the ABNF of OData 4.01); some services write numbers as such.
    pub(crate) fn read(&self, token: &Token<'_>) -> Option<Place<Unrecognized>> {
        match token {
            Token::Text(text) => Some(parse(self, text).or_else(|other| self.by_digits(text).ok_or(other))),
            Token::Int(number) => Some(self.by_number(*number).ok_or_else(|| Unrecognized::from_number(*number))),
            _ => None,
        }
    }

    /// The token to write: what was read, if it is no known member.
    pub(crate) fn token<'a>(&self, place: Place<&'a Unrecognized>) -> Token<'a> {
        match place {
            Ok(place) => Token::from(self.name(place)),
            Err(other) => other.to_token(),
        }
    }
}

/// The place of a member in [`EnumType::members`], or what is no member that this build knows.
pub type Place<U> = Result<usize, U>;

/// The name on the wire.
#[must_use]
pub fn name<'a>(names: &EnumType, place: Place<&'a Unrecognized>) -> &'a str {
    match place {
        Ok(place) => names.name(place),
        Err(other) => other.as_str(),
    }
}

/// The number in the schema, or the one that came.
#[must_use]
pub fn number(names: &EnumType, place: Place<&Unrecognized>) -> Option<i64> {
    match place {
        Ok(place) => names.members.get(place).map(|(_, number)| *number),
        Err(other) => other.number(),
    }
}

/// Whether two values are equal: members of one number are, by whatever name (CSDL XML 4.01, section 10.3).
#[must_use]
pub fn equal(names: &EnumType, one: Place<&Unrecognized>, other: Place<&Unrecognized>) -> bool {
    match (one, other) {
        (Ok(_), Ok(_)) => number(names, one) == number(names, other),
        (Err(one), Err(other)) => one == other,
        _ => false,
    }
}

/// Hashes a value by what makes it equal to others.
pub fn hash<H: Hasher>(names: &EnumType, place: Place<&Unrecognized>, state: &mut H) {
    match place {
        Ok(_) => number(names, place).hash(state),
        Err(other) => other.hash(state),
    }
}

/// The member of that name, known or not.
///
/// # Errors
///
/// What is no member that this build knows.
pub fn parse(names: &EnumType, text: &str) -> Place<Unrecognized> {
    names.by_name(text).ok_or_else(|| Unrecognized::from_name(text))
}

/// The known member of that name.
///
/// # Errors
///
/// One that lists the legal names.
pub fn try_parse<E: OpenEnum>(text: &str) -> Result<E, ParseMemberError> {
    let legal = E::TYPE.members.iter().map(|(name, _)| *name);
    match E::TYPE.by_name(text) {
        Some(place) => Ok(E::at(Ok(place))),
        None => Err(ParseMemberError::new(E::TYPE.name, text, legal)),
    }
}

/// An enumeration type with a single value.
///
/// An implementor writes two functions. Everything else works on places, once for all types: whole services have hundreds of them.
pub trait OpenEnum: Clone + Send + Sync + 'static {
    /// The names.
    const TYPE: &'static EnumType;

    /// The values, in the order of the names.
    const MEMBERS: &'static [Self];

    /// What is no member that this build knows.
    fn unrecognized(&self) -> Option<&Unrecognized>;

    /// The place of the value.
    ///
    /// # Errors
    ///
    /// What is no member that this build knows.
    fn place(&self) -> Place<&Unrecognized> {
        if let Some(other) = self.unrecognized() {
            return Err(other);
        }
        let value = mem::discriminant(self);
        let mut place = 0;
        while place < Self::MEMBERS.len() && mem::discriminant(&Self::MEMBERS[place]) != value {
            place += 1;
        }
        Ok(place)
    }

    /// The value of a place.
    ///
    /// # Panics
    ///
    /// If the type has no such place.
    fn at(place: Place<Unrecognized>) -> Self;
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

impl<T: OpenEnum + fmt::Debug + PartialEq> Scalar for T {
    const EXPECTED: &'static str = MEMBER;
    const LITERAL: Literal = Literal::Member(T::TYPE.name);

    fn from_token(token: &Token<'_>) -> Option<Self> {
        T::TYPE.read(token).map(T::at)
    }

    fn to_token(&self) -> Token<'_> {
        T::TYPE.token(self.place())
    }
}

/// What a value of an enumeration type looks like in JSON.
pub(crate) const MEMBER: &str = "the name of an enumeration member";
