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
        f64::from_token(token).map(|value| value as Self)
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

/// A scalar that is a string on the wire, by a pair of functions.
#[cfg(any(feature = "uuid", feature = "time", feature = "binary"))]
macro_rules! textual {
    ($type:ty, $expected:literal, $literal:expr, $parse:expr, $print:expr) => {
        impl Scalar for $type {
            const EXPECTED: &'static str = $expected;
            const LITERAL: Literal = $literal;

            fn from_token(token: &Token<'_>) -> Option<Self> {
                match token {
                    Token::Text(text) => $parse(text.as_ref()),
                    _ => None,
                }
            }

            fn to_token(&self) -> Token<'_> {
                Token::from($print(self))
            }
        }
    };
}

#[cfg(feature = "uuid")]
textual!(uuid::Uuid, "a GUID", Literal::Bare, |text: &str| uuid::Uuid::try_parse(text).ok(), ToString::to_string);

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

#[cfg(feature = "time")]
pub use temporal::Duration;

#[cfg(feature = "time")]
mod temporal {
    //! Dates and times.

    use std::{fmt, str::FromStr};

    use time::{
        Date, OffsetDateTime, Time,
        format_description::{StaticFormatDescription, well_known::Rfc3339},
        macros::format_description,
    };

    use crate::value::{Literal, Scalar, Token};

    const DATE: StaticFormatDescription = format_description!("[year]-[month]-[day]");
    const TIME: StaticFormatDescription = format_description!("[hour]:[minute]:[second]");
    const TIME_WITH_FRACTION: StaticFormatDescription = format_description!("[hour]:[minute]:[second].[subsecond]");
    const TIME_READ: StaticFormatDescription =
        format_description!("[hour]:[minute][optional [:[second][optional [.[subsecond]]]]]");

    textual!(Date, "a date, YYYY-MM-DD", Literal::Bare, |text: &str| Date::parse(text, DATE).ok(), |date: &Date| date
        .format(DATE)
        .unwrap_or_default());
    textual!(
        Time,
        "a time of day, hh:mm:ss",
        Literal::Bare,
        |text: &str| Time::parse(text, TIME_READ).ok(),
        |time: &Time| {
            // A fraction that is not there, as `.0`, is refused where the property has no room for one, which is the default.
            let format = if time.nanosecond() == 0 { TIME } else { TIME_WITH_FRACTION };
            time.format(format).unwrap_or_default()
        }
    );
    textual!(
        OffsetDateTime,
        "a date and time with an offset, YYYY-MM-DDThh:mm:ssZ",
        Literal::Bare,
        |text: &str| OffsetDateTime::parse(text, &Rfc3339).ok(),
        |time: &OffsetDateTime| time.format(&Rfc3339).unwrap_or_default()
    );

    /// `Edm.Duration`: days, hours, minutes and seconds in the form of ISO 8601, `P1DT2H3M4.5S`.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub struct Duration(pub time::Duration);

    impl fmt::Display for Duration {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            let nanoseconds = self.0.whole_nanoseconds().unsigned_abs();
            let (seconds, fraction) = (nanoseconds / 1_000_000_000, nanoseconds % 1_000_000_000);
            let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60);
            f.write_str(if self.0.is_negative() { "-P" } else { "P" })?;
            if days > 0 {
                write!(f, "{days}D")?;
            }
            if days == 0 || seconds % 86_400 > 0 || fraction > 0 {
                f.write_str("T")?;
                if hours > 0 {
                    write!(f, "{hours}H")?;
                }
                if minutes > 0 {
                    write!(f, "{minutes}M")?;
                }
                let seconds = seconds % 60;
                if fraction > 0 {
                    let digits = format!("{fraction:09}");
                    write!(f, "{seconds}.{}S", digits.trim_end_matches('0'))?;
                } else if seconds > 0 || (hours == 0 && minutes == 0) {
                    write!(f, "{seconds}S")?;
                }
            }
            Ok(())
        }
    }

    /// A text that is no duration of days, hours, minutes and seconds.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct ParseDurationError;

    impl fmt::Display for ParseDurationError {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("not a duration; expected the form P1DT2H3M4.5S")
        }
    }

    impl std::error::Error for ParseDurationError {}

    impl FromStr for Duration {
        type Err = ParseDurationError;

        fn from_str(text: &str) -> Result<Self, ParseDurationError> {
            parse(text).map(Self).ok_or(ParseDurationError)
        }
    }

    fn parse(text: &str) -> Option<time::Duration> {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let mut rest = text.strip_prefix('P').filter(|rest| !rest.is_empty())?;
        let mut nanoseconds: i128 = 0;
        let mut units: &[(char, i128)] = &[('D', 86_400)];
        while !rest.is_empty() {
            if let Some(time) = rest.strip_prefix('T') {
                if units.len() == 3 || time.is_empty() {
                    return None;
                }
                units = &[('H', 3_600), ('M', 60), ('S', 1)];
                rest = time;
            }
            let end = rest.find(|c: char| c.is_ascii_alphabetic())?;
            let unit = rest[end..].chars().next()?;
            let position = units.iter().position(|(name, _)| *name == unit)?;
            let (whole, fraction) = rest[..end].split_once('.').unwrap_or((&rest[..end], ""));
            if !fraction.is_empty() && unit != 'S' {
                return None;
            }
            let fraction = format!("{fraction:0<9}");
            let value = whole.parse::<u64>().ok()?;
            nanoseconds = nanoseconds
                .checked_add(i128::from(value).checked_mul(units[position].1)?.checked_mul(1_000_000_000)?)?
                .checked_add(i128::from(fraction.get(..9)?.parse::<u32>().ok()?))?;
            units = &units[position + 1..];
            rest = &rest[end + 1..];
        }
        let signed = if negative { -nanoseconds } else { nanoseconds };
        let seconds = i64::try_from(signed / 1_000_000_000).ok()?;
        Some(time::Duration::new(seconds, i32::try_from(signed % 1_000_000_000).ok()?))
    }

    textual!(
        Duration,
        "a duration, PnDTnHnMnS",
        Literal::Prefixed("duration"),
        |text: &str| text.parse().ok(),
        ToString::to_string
    );
}

#[cfg(feature = "binary")]
pub use binary::Binary;

#[cfg(feature = "binary")]
mod binary {
    //! Bytes.

    use base64::{
        Engine,
        alphabet::URL_SAFE,
        engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
    };

    use crate::value::{Literal, Scalar, Token};

    /// `Edm.Binary`: base64url on the wire, with or without padding; the standard alphabet is read as well.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub struct Binary(pub Vec<u8>);

    const ENGINE: GeneralPurpose = GeneralPurpose::new(
        &URL_SAFE,
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
    );

    fn decode(text: &str) -> Option<Binary> {
        ENGINE.decode(text.replace('+', "-").replace('/', "_")).ok().map(Binary)
    }

    textual!(Binary, "base64url text", Literal::Prefixed("binary"), decode, |bytes: &Binary| ENGINE.encode(&bytes.0));
}
