//! Decimal numbers of any length.

mod order;
mod parts;

use std::{borrow::Cow, fmt, str::FromStr};

use parts::{Parts, expanded, is_plain};

/// `Edm.Decimal` (CSDL 4.01, section 3.3): a decimal number with all digits that the service wrote, or one of `INF`, `-INF` and
/// `NaN`.
///
/// Values are compared as numbers: `1.10` equals `1.1`, and `NaN` equals itself and comes last. To calculate with them, turn them
/// into a type that can: with the feature `decimal` there are conversions from and to `rust_decimal::Decimal`, which has 28 digits.
///
/// ```
/// use odata_runtime::Decimal;
///
/// let price: Decimal = "12345678901234567890.10".parse()?;
/// assert_eq!(price.as_str(), "12345678901234567890.10");
/// assert_eq!(price, "12345678901234567890.1".parse()?);
/// assert_eq!(Decimal::new(1995, 2).as_str(), "19.95");
/// # Ok::<(), odata_runtime::ParseDecimalError>(())
/// ```
#[derive(Clone)]
pub struct Decimal(Box<str>);

impl Decimal {
    /// A number of that many units of `10^-scale`: `Decimal::new(1995, 2)` is 19.95.
    #[must_use]
    pub fn new(units: i64, scale: u32) -> Self {
        let (sign, digits) = (if units < 0 { "-" } else { "" }, units.unsigned_abs().to_string());
        let scale = usize::try_from(scale).unwrap_or(usize::MAX);
        if scale == 0 {
            return Self(format!("{sign}{digits}").into());
        }
        if scale > 1_000 {
            return Self(format!("{sign}{digits}e-{scale}").into());
        }
        let digits = format!("{digits:0>width$}", width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        Self(format!("{sign}{whole}.{fraction}").into())
    }

    /// The text, as the service wrote it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is a number, and not one of `INF`, `-INF` and `NaN`.
    #[must_use]
    pub fn is_finite(&self) -> bool {
        self.0.ends_with(|last: char| last.is_ascii_digit())
    }

    /// The nearest double; what is beyond its range is an infinity.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        match self.as_str() {
            "INF" => f64::INFINITY,
            "-INF" => f64::NEG_INFINITY,
            text => text.parse().unwrap_or(f64::NAN),
        }
    }

    /// Without an exponent, and as JSON writes a number: a service takes an exponent only where that was agreed
    /// (OData JSON Format 4.01, section 3.2).
    pub(crate) fn plain(&self) -> Cow<'_, str> {
        if is_plain(&self.0) { Cow::Borrowed(&self.0) } else { Cow::Owned(expanded(&self.0)) }
    }

    /// The value as a whole number; `None` if it has a fraction, or is none of 128 bits.
    pub(crate) fn to_whole(&self) -> Option<i128> {
        let number = Parts::of(&self.0)?;
        let zeros = usize::try_from(number.exponent).ok()?.checked_sub(number.digits.len())?;
        if zeros > 40 {
            return None;
        }
        let sign = if number.is_negative { "-" } else { "" };
        format!("{sign}{}{}", if number.digits.is_empty() { "0" } else { &number.digits }, "0".repeat(zeros))
            .parse()
            .ok()
    }
}

/// As the service wrote it, whatever precision the format asks for.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.precision().is_some() { f.write_str(&self.0) } else { f.pad(&self.0) }
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A text that is no decimal number; the grammar is that of `decimalValue` in the ABNF of OData 4.01.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseDecimalError;

impl fmt::Display for ParseDecimalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a decimal number; expected digits, with a sign, a fraction and an exponent or without, or INF, -INF or NaN")
    }
}

impl std::error::Error for ParseDecimalError {}

impl FromStr for Decimal {
    type Err = ParseDecimalError;

    fn from_str(text: &str) -> Result<Self, ParseDecimalError> {
        let is_decimal = matches!(text, "INF" | "-INF" | "NaN") || Parts::of(text).is_some();
        if is_decimal { Ok(Self(text.into())) } else { Err(ParseDecimalError) }
    }
}

macro_rules! from_whole_numbers {
    ($($type:ty)*) => { $(
        impl From<$type> for Decimal {
            fn from(number: $type) -> Self {
                Self(number.to_string().into())
            }
        }
    )* };
}

from_whole_numbers!(i8 i16 i32 i64 i128 u8 u16 u32 u64 u128);

/// The shortest number that the double is the nearest of.
impl From<f64> for Decimal {
    fn from(number: f64) -> Self {
        let text = if number.is_nan() {
            String::from("NaN")
        } else if number.is_infinite() {
            String::from(if number > 0.0 { "INF" } else { "-INF" })
        } else {
            number.to_string()
        };
        Self(text.into())
    }
}

#[cfg(feature = "decimal")]
impl From<rust_decimal::Decimal> for Decimal {
    fn from(number: rust_decimal::Decimal) -> Self {
        Self(number.to_string().into())
    }
}

/// Fails for what has more than the 28 digits of `rust_decimal`, and for `INF`, `-INF` and `NaN`.
#[cfg(feature = "decimal")]
impl TryFrom<&Decimal> for rust_decimal::Decimal {
    type Error = rust_decimal::Error;

    fn try_from(number: &Decimal) -> Result<Self, rust_decimal::Error> {
        Self::from_str_exact(&number.plain())
    }
}

/// As from a reference.
#[cfg(feature = "decimal")]
impl TryFrom<Decimal> for rust_decimal::Decimal {
    type Error = rust_decimal::Error;

    fn try_from(number: Decimal) -> Result<Self, rust_decimal::Error> {
        Self::try_from(&number)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn text_is_kept_and_written_without_an_exponent() {
        for (text, plain) in [
            ("1.10", "1.10"),
            ("0", "0"),
            ("-0.0", "-0.0"),
            ("+7", "7"),
            ("007.50", "7.5"),
            ("1e3", "1000"),
            ("1.25E2", "125"),
            ("12.5e-4", "0.00125"),
            ("-2.5e1", "-25"),
            ("1234567e-3", "1234.567"),
            ("12345678901234567890.12", "12345678901234567890.12"),
            ("1e400000", "1e400000"),
            ("0e9", "0"),
        ] {
            assert_eq!(decimal(text).as_str(), text);
            assert_eq!(decimal(text).plain(), plain, "{text}");
        }
    }

    #[test]
    fn what_is_no_decimal_is_refused() {
        for text in [
            "",
            "+",
            "-",
            ".1",
            "42.",
            "1.e5",
            "1e",
            "1e+",
            "e5",
            "1,5",
            "0x1",
            "inf",
            "nan",
            "+INF",
            " 1",
            "1e9999999999",
        ] {
            assert_eq!(text.parse::<Decimal>(), Err(ParseDecimalError), "{text}");
        }
    }

    #[test]
    fn values_are_compared_as_numbers() {
        let ascending =
            ["-INF", "-1e30", "-2", "-1.5", "0", "1e-9", "0.9", "1.1", "1.11", "9", "10", "1e2", "INF", "NaN"];
        for pair in ascending.windows(2) {
            assert!(decimal(pair[0]) < decimal(pair[1]), "{pair:?}");
        }
        for (one, other) in [("1.10", "1.1"), ("-0", "0.00"), ("1e3", "1000"), ("+5", "05")] {
            assert_eq!(decimal(one), decimal(other));
        }
    }

    #[test]
    fn whole_numbers_are_recognized() {
        for (text, whole) in [
            ("1.0", Some(1)),
            ("9007199254740993.00", Some(9_007_199_254_740_993)),
            ("1.5e1", Some(15)),
            ("0.0", Some(0)),
            ("1.5", None),
            ("1e-1", None),
            ("1e60", None),
        ] {
            assert_eq!(decimal(text).to_whole(), whole, "{text}");
        }
    }

    #[test]
    fn units_and_scale_make_a_number() {
        assert_eq!(format!("{:.1} {:>6}", Decimal::new(12_345, 3), Decimal::new(15, 1)), "12.345    1.5");
        for (number, text) in
            [(Decimal::new(5, 3), "0.005"), (Decimal::new(-1995, 2), "-19.95"), (Decimal::new(7, 0), "7")]
        {
            assert_eq!(number.as_str(), text);
        }
    }

    #[cfg(feature = "decimal")]
    #[test]
    fn what_fits_is_a_decimal_of_28_digits() {
        use rust_decimal::Decimal as Short;

        assert_eq!(Short::try_from(decimal("1.5e3")).unwrap(), Short::new(1500, 0));
        assert_eq!(Decimal::from(Short::new(1250, 2)).as_str(), "12.50");
        for text in ["1234567890123456789012345678901.5", "0.12345678901234567890123456789012", "INF", "NaN"] {
            assert!(Short::try_from(decimal(text)).is_err(), "{text}");
        }
    }
}
