//! `Edm.Duration`.

use std::{fmt, str::FromStr};

use super::{
    Literal,
    digits::{number, whole},
    textual::textual,
};

/// `Edm.Duration`: days, hours, minutes and seconds in the form of ISO 8601, `P1DT2H3M4.5S`.
///
/// Nanoseconds are the finest that it holds: further digits of a fraction are read and left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Duration(pub time::Duration);

textual!(
    Duration,
    "a duration, PnDTnHnMnS",
    Literal::Prefixed("duration"),
    |text: &str| text.parse().ok(),
    ToString::to_string
);

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

/// By the rule `durationValue` of the ABNF, whose letters are of any case, and each of whose parts may be absent.
impl FromStr for Duration {
    type Err = ParseDurationError;

    fn from_str(text: &str) -> Result<Self, ParseDurationError> {
        read(text).map(Self).ok_or(ParseDurationError)
    }
}

fn read(text: &str) -> Option<time::Duration> {
    let text = text.to_ascii_uppercase();
    let (sign, text) = text.strip_prefix('-').map_or((1, text.as_str()), |rest| (-1, rest));
    let text = text.strip_prefix('P')?;
    let (date, time) = text.split_once('T').unwrap_or((text, ""));
    let (days, after_days) = component(date, 'D')?;
    let (hours, time) = component(time, 'H')?;
    let (minutes, time) = component(time, 'M')?;
    let (seconds, nanoseconds) = if time.is_empty() { (0, 0) } else { fractional(time.strip_suffix('S')?)? };
    if !after_days.is_empty() {
        return None;
    }
    let units = [(days, 86_400), (hours, 3_600), (minutes, 60), (seconds, 1)];
    let seconds: i128 = units.iter().map(|(number, seconds)| i128::from(*number) * seconds).sum();
    Some(time::Duration::new(i64::try_from(sign * seconds).ok()?, i32::try_from(sign).ok()? * nanoseconds))
}

/// The number in front of a unit, 0 if the unit is absent, and what stands behind the unit.
fn component(text: &str, unit: char) -> Option<(u64, &str)> {
    match text.split_once(unit) {
        Some((digits, rest)) => Some((number(digits)?, rest)),
        None => Some((0, text)),
    }
}

/// Seconds and nanoseconds.
fn fractional(text: &str) -> Option<(u64, i32)> {
    match text.split_once('.') {
        Some((seconds, fraction)) => Some((number(seconds)?, super::digits::nanoseconds(fraction)?)),
        None => Some((whole(text)?.parse().ok()?, 0)),
    }
}
