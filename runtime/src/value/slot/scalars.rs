//! Fields of the other primitive types and of flags, and collections of them.

use std::{any::Any, fmt};

use crate::value::{Scalar, Token};

/// An optional scalar to write to, whatever its type.
pub trait ScalarSlot {
    /// What a value looks like in JSON, for error messages.
    fn expected(&self) -> &'static str;
    /// See [`Scalar::READS_DIGITS`].
    fn reads_digits(&self) -> bool;
    /// Takes a value in, `None` being null; returns `false` if the token is no such value.
    fn read(&mut self, token: Option<&Token<'_>>) -> bool;
    /// Copies a field of the same type.
    fn assign(&mut self, from: &dyn Any);
}

impl<T: Scalar> ScalarSlot for &mut Option<T> {
    fn expected(&self) -> &'static str {
        T::EXPECTED
    }

    fn reads_digits(&self) -> bool {
        T::READS_DIGITS
    }

    fn read(&mut self, token: Option<&Token<'_>>) -> bool {
        **self = match token {
            Some(token) => T::from_token(token),
            None => None,
        };
        self.is_some() || token.is_none()
    }

    fn assign(&mut self, from: &dyn Any) {
        **self = match from.downcast_ref::<Option<T>>() {
            Some(Some(value)) => Some(value.clone()),
            _ => None,
        };
    }
}

/// An optional scalar to read from, whatever its type.
pub trait ScalarPeek {
    /// The value to write.
    fn token(&self) -> Option<Token<'_>>;
    /// The field with its type.
    fn as_any(&self) -> &dyn Any;
    /// Whether a field of the same type has the same value.
    fn equals(&self, other: &dyn Any) -> bool;
    /// Shows the value.
    ///
    /// # Errors
    ///
    /// The formatter's.
    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

#[expect(clippy::manual_map, reason = "`map` is one function more for each type")]
impl<T: Scalar> ScalarPeek for &Option<T> {
    fn token(&self) -> Option<Token<'_>> {
        match self {
            Some(value) => Some(value.to_token()),
            None => None,
        }
    }

    fn as_any(&self) -> &dyn Any {
        *self
    }

    fn equals(&self, other: &dyn Any) -> bool {
        match (self, other.downcast_ref::<Option<T>>()) {
            (Some(one), Some(Some(other))) => one == other,
            (None, Some(None)) => true,
            _ => false,
        }
    }

    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Some(value) => f.debug_tuple("Some").field(value).finish(),
            None => f.write_str("None"),
        }
    }
}

/// An optional list of scalars to write to, whatever their type.
pub trait ScalarsSlot {
    /// What an item looks like in JSON, for error messages.
    fn expected(&self) -> &'static str;
    /// See [`Scalar::READS_DIGITS`].
    fn reads_digits(&self) -> bool;
    /// Makes the list null (`false`) or empty (`true`).
    fn reset(&mut self, present: bool);
    /// Adds an item, unless the list is null; returns `false` if the token is no such value.
    fn push(&mut self, token: &Token<'_>) -> bool;
    /// Copies a field of the same type.
    fn assign(&mut self, from: &dyn Any);
}

impl<T: Scalar> ScalarsSlot for &mut Option<Vec<T>> {
    fn expected(&self) -> &'static str {
        T::EXPECTED
    }

    fn reads_digits(&self) -> bool {
        T::READS_DIGITS
    }

    fn reset(&mut self, present: bool) {
        **self = if present { Some(const { Vec::new() }) } else { None };
    }

    fn push(&mut self, token: &Token<'_>) -> bool {
        match (&mut **self, T::from_token(token)) {
            (Some(list), Some(item)) => {
                list.push(item);
                true
            }
            _ => false,
        }
    }

    fn assign(&mut self, from: &dyn Any) {
        **self = match from.downcast_ref::<Option<Vec<T>>>() {
            Some(Some(list)) => Some(list.clone()),
            _ => None,
        };
    }
}

/// An optional list of scalars to read from, whatever their type.
pub trait ScalarsPeek {
    /// The number of items; `None` for null.
    fn count(&self) -> Option<usize>;
    /// An item to write.
    fn token(&self, index: usize) -> Option<Token<'_>>;
    /// The field with its type.
    fn as_any(&self) -> &dyn Any;
    /// Whether a field of the same type has the same value.
    fn equals(&self, other: &dyn Any) -> bool;
    /// Shows the value.
    ///
    /// # Errors
    ///
    /// The formatter's.
    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

#[expect(clippy::manual_map, reason = "`map` is one function more for each type")]
impl<T: Scalar> ScalarsPeek for &Option<Vec<T>> {
    fn count(&self) -> Option<usize> {
        match self {
            Some(list) => Some(list.as_slice().len()),
            None => None,
        }
    }

    fn token(&self, index: usize) -> Option<Token<'_>> {
        match self {
            Some(list) => {
                let list = list.as_slice();
                if index < list.len() { Some(list[index].to_token()) } else { None }
            }
            None => None,
        }
    }

    fn as_any(&self) -> &dyn Any {
        *self
    }

    fn equals(&self, other: &dyn Any) -> bool {
        match (self, other.downcast_ref::<Option<Vec<T>>>()) {
            (Some(one), Some(Some(other))) => one == other,
            (None, Some(None)) => true,
            _ => false,
        }
    }

    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Some(list) => f.debug_tuple("Some").field(list).finish(),
            None => f.write_str("None"),
        }
    }
}
