//! Fields of open enumerations.

use crate::value::{EnumType, OpenEnum, Place, Token, Unrecognized, enumeration::equal};

/// An optional value of an open enumeration to write to, whatever its type.
pub trait EnumSlot {
    /// The names of the type.
    fn names(&self) -> &'static EnumType;
    /// Puts a value in.
    fn set(&mut self, value: Option<Place<Unrecognized>>);
}

#[expect(clippy::manual_map, reason = "`map` is one function more for each type")]
impl<T: OpenEnum> EnumSlot for &mut Option<T> {
    fn names(&self) -> &'static EnumType {
        T::TYPE
    }

    fn set(&mut self, value: Option<Place<Unrecognized>>) {
        **self = match value {
            Some(place) => Some(T::at(place)),
            None => None,
        };
    }
}

impl dyn EnumSlot + '_ {
    /// Takes a value in, `None` being null; returns `false` if the token is no such value.
    pub(crate) fn read(&mut self, token: Option<&Token<'_>>) -> bool {
        let value = token.and_then(|token| self.names().read(token));
        let is_read = value.is_some() || token.is_none();
        self.set(value);
        is_read
    }
}

/// An optional value of an open enumeration to read from, whatever its type.
pub trait EnumPeek {
    /// The names of the type.
    fn names(&self) -> &'static EnumType;
    /// The value.
    fn get(&self) -> Option<Place<&Unrecognized>>;
}

#[expect(clippy::manual_map, reason = "`map` is one function more for each type")]
impl<T: OpenEnum> EnumPeek for &Option<T> {
    fn names(&self) -> &'static EnumType {
        T::TYPE
    }

    fn get(&self) -> Option<Place<&Unrecognized>> {
        match self {
            Some(value) => Some(value.place()),
            None => None,
        }
    }
}

impl dyn EnumPeek + '_ {
    /// Whether a field of the same type has an equal value.
    pub(super) fn equals(&self, other: &Self) -> bool {
        match (self.get(), other.get()) {
            (Some(one), Some(other)) => equal(self.names(), one, other),
            (one, other) => one.is_none() && other.is_none(),
        }
    }

    /// The value to write.
    pub(crate) fn token(&self) -> Option<Token<'_>> {
        self.get().map(|place| self.names().token(place))
    }
}
