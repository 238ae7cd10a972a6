//! The primitive types as Rust types (CSDL 4.01, section 3.3; OData JSON Format 4.01, section 7.1).

use crate::value::{Decimal, Literal, Scalar, Token};

impl Scalar for String {
    const EXPECTED: &'static str = "a string";
    const LITERAL: Literal = Literal::Quoted;

    fn from_token(token: &Token<'_>) -> Option<Self> {
        match token {
            Token::Text(text) => Some(text.as_ref().to_owned()),
            _ => None,
        }
    }

    fn to_token(&self) -> Token<'_> {
        Token::from(self.as_str())
    }
}

impl Scalar for bool {
    const EXPECTED: &'static str = "a Boolean";

    fn from_token(token: &Token<'_>) -> Option<Self> {
        match token {
            Token::Bool(value) => Some(*value),
            _ => None,
        }
    }

    fn to_token(&self) -> Token<'_> {
        Token::Bool(*self)
    }
}

/// Whole numbers arrive as numbers; those of 64 bits as strings, too, where the service writes `IEEE754Compatible=true`.
macro_rules! whole_number {
    ($type:ty, $expected:literal, $token:ident $(, $text:ident)?) => {
        impl Scalar for $type {
            const EXPECTED: &'static str = $expected;

            fn from_token(token: &Token<'_>) -> Option<Self> {
                match token {
                    Token::Int(value) | Token::Long(value) => (*value).try_into().ok(),
                    $(Token::$text(text) => text.parse().ok(),)?
                    _ => None,
                }
            }

            fn to_token(&self) -> Token<'_> {
                Token::$token(i64::from(*self))
            }
        }
    };
}

whole_number!(u8, "a whole number from 0 to 255", Int);
whole_number!(i8, "a whole number from -128 to 127", Int);
whole_number!(i16, "a whole number of 16 bits", Int);
whole_number!(i32, "a whole number of 32 bits", Int);
whole_number!(i64, "a whole number of 64 bits", Long, Text);

impl Scalar for f64 {
    const EXPECTED: &'static str = "a number, \"NaN\", \"INF\" or \"-INF\"";

    #[expect(clippy::cast_precision_loss, reason = "a double is what the schema declares")]
    fn from_token(token: &Token<'_>) -> Option<Self> {
        match token {
            Token::Int(value) | Token::Long(value) => Some(*value as Self),
            Token::UInt(value) => Some(*value as Self),
            Token::Float(value) => Some(*value),
            Token::Text(text) => match text.as_ref() {
                "NaN" => Some(Self::NAN),
                "INF" => Some(Self::INFINITY),
                "-INF" => Some(Self::NEG_INFINITY),
                _ => None,
            },
            Token::Number(text) => text.parse().ok(),
            Token::Bool(_) | Token::Base64(_) => None,
        }
    }

    fn to_token(&self) -> Token<'_> {
        if self.is_nan() {
            Token::from("NaN")
        } else if self.is_infinite() {
            Token::from(if *self > 0.0 { "INF" } else { "-INF" })
        } else {
            Token::Float(*self)
        }
    }
}

impl Scalar for f32 {
    const EXPECTED: &'static str = f64::EXPECTED;

    #[expect(clippy::cast_possible_truncation, reason = "a single is what the schema declares")]
    fn from_token(token: &Token<'_>) -> Option<Self> {
        let value = f64::from_token(token)?;
        let single = value as Self;
        // A number beyond the range is no infinity.
        (single.is_finite() || !value.is_finite()).then_some(single)
    }

    fn to_token(&self) -> Token<'_> {
        // By way of the shortest text, so that 0.1 is not written as 0.10000000149011612.
        match self.to_string().parse::<f64>() {
            Ok(value) if value.is_finite() => Token::Float(value),
            _ if self.is_nan() => Token::from("NaN"),
            _ => Token::from(if *self > 0.0 { "INF" } else { "-INF" }),
        }
    }
}

impl Scalar for Decimal {
    const EXPECTED: &'static str = "a decimal number";
    const READS_DIGITS: bool = true;

    fn from_token(token: &Token<'_>) -> Option<Self> {
        match token {
            Token::Int(value) | Token::Long(value) => Some((*value).into()),
            Token::UInt(value) => Some((*value).into()),
            Token::Float(value) => Some((*value).into()),
            Token::Number(text) | Token::Text(text) => text.parse().ok(),
            Token::Bool(_) | Token::Base64(_) => None,
        }
    }

    fn to_token(&self) -> Token<'_> {
        if self.is_finite() { Token::Number(self.plain()) } else { Token::from(self.as_str()) }
    }
}
