//! Values that no property has.

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error},
};
use serde_json::{Value, value::RawValue};

use super::{
    depth::check_depth,
    exact::{FromText, read_exact},
    written::double,
};
use crate::value::Kept;

/// Reads a value that no property has, with the digits of its numbers.
pub(super) struct KeptSeed;

impl<'de> DeserializeSeed<'de> for KeptSeed {
    type Value = Kept;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Kept, D::Error> {
        read_exact(self, deserializer)
    }
}

impl<'de> FromText<'de> for KeptSeed {
    type Value = Kept;

    fn read_text<E: Error>(self, text: &str) -> Result<Kept, E> {
        kept(text).map_err(E::custom)
    }

    fn read_other<D: Deserializer<'de>>(self, deserializer: D) -> Result<Kept, D::Error> {
        Value::deserialize(deserializer).map(Kept::whole)
    }
}

/// What is kept of a text.
///
/// # Errors
///
/// The text has a number beyond the range of a double, a string that is no Unicode, or too many levels.
pub(super) fn kept(text: &str) -> Result<Kept, serde_json::Error> {
    if let Some(simple) = simple_string(text) {
        return Ok(Kept::whole(Value::from(simple)));
    }
    if let Some(simple) = simple_number(text) {
        return Ok(Kept::whole(Value::from(simple)));
    }
    check_depth(text, 1)?;
    let value = serde_json::from_str(text)?;
    Ok(if has_lossy_number(text) { Kept::with_text(value, raw(text)?) } else { Kept::whole(value) })
}

/// A text as it is written again.
pub(super) fn raw(text: &str) -> Result<Box<RawValue>, serde_json::Error> {
    serde_json::from_str(text)
}

/// The string of a text that has no escape, which nearly all have not.
fn simple_string(text: &str) -> Option<&str> {
    let string = text.strip_prefix('"')?.strip_suffix('"')?;
    (!string.as_bytes().contains(&b'\\')).then_some(string)
}

/// A whole number with few digits, which is written with the same ones.
fn simple_number(text: &str) -> Option<u64> {
    let is_simple = text.len() < 16 && text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    if is_simple { text.parse().ok() } else { None }
}

/// Whether the text has a number that a double would be written with other digits for.
fn has_lossy_number(text: &str) -> bool {
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c == '"' || c == '-' || c.is_ascii_digit()) {
        rest = &rest[start..];
        let length = match rest.strip_prefix('"') {
            Some(string) => 1 + string_length(string),
            None => rest.find(|c| !matches!(c, '0'..='9' | '.' | 'e' | 'E' | '+' | '-')).unwrap_or(rest.len()),
        };
        let (token, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        if !token.starts_with('"') && is_lossy(token) {
            return true;
        }
        rest = after;
    }
    false
}

fn is_lossy(number: &str) -> bool {
    let is_short = number.len() < 16 && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_whole = |number: &str| number.parse::<i64>().is_ok() || number.parse::<u64>().is_ok();
    number == "-0" || !(is_short || is_whole(number) || double(number).is_some())
}

/// The length of a string with its closing quote.
fn string_length(text: &str) -> usize {
    let mut is_escaped = false;
    let end = text.bytes().position(|byte| match byte {
        _ if is_escaped => {
            is_escaped = false;
            false
        }
        b'\\' => {
            is_escaped = true;
            false
        }
        byte => byte == b'"',
    });
    end.map_or(text.len(), |end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_would_be_written_otherwise_are_found_outside_of_strings() {
        for text in ["1.10", "[1,{\"a\":12345678901234567890.5}]", "{\"\\\"\":1e2}", "[-0.0,1E5]"] {
            assert!(has_lossy_number(text), "{text}");
        }
        for text in [
            "1.5",
            "-7",
            "18446744073709551615",
            "1.2345678901234567",
            "\"1.23456789012345678901\"",
            "{\"a\\\\\":\"1234567890123456789.5\"}",
            "null",
        ] {
            assert!(!has_lossy_number(text), "{text}");
        }
    }
}
