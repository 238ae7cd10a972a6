//! Scalars that are strings on the wire.

/// A scalar that is a string on the wire, by a pair of functions.
macro_rules! textual {
    ($type:ty, $expected:literal, $literal:expr, $read:expr, $write:expr) => {
        impl $crate::value::Scalar for $type {
            const EXPECTED: &'static str = $expected;
            const LITERAL: $crate::value::Literal = $literal;

            fn from_token(token: &$crate::value::Token<'_>) -> Option<Self> {
                match token {
                    $crate::value::Token::Text(text) => $read(text.as_ref()),
                    _ => None,
                }
            }

            fn to_token(&self) -> $crate::value::Token<'_> {
                $crate::value::Token::from($write(self))
            }
        }
    };
}

pub(super) use textual;
