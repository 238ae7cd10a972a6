//! The text of a value, by which it is read where [`Json`](crate::Json) would lose digits.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, IntoDeserializer, MapAccess, Visitor},
};

use super::depth::check_depth;

/// The name under which `serde_json` gives the text of a value, as it does to its own `RawValue`. To other deserializers it is the
/// name of a newtype, which they do not look at.
pub(super) const TEXT: &str = "$serde_json::private::RawValue";

/// What is made of a value's text, or of its deserializer where that has no text.
pub(super) trait FromText<'de>: Sized {
    type Value;

    fn read_text<E: Error>(self, text: &str) -> Result<Self::Value, E>;

    fn read_other<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error>;
}

pub(super) fn read_exact<'de, F: FromText<'de>, D: Deserializer<'de>>(
    reader: F,
    deserializer: D,
) -> Result<F::Value, D::Error> {
    deserializer.deserialize_newtype_struct(TEXT, TextVisitor(reader))
}

struct TextVisitor<F>(F);

impl<'de, F: FromText<'de>> Visitor<'de> for TextVisitor<F> {
    type Value = F::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<F::Value, D::Error> {
        self.0.read_other(deserializer)
    }

    // What deserializes one value of Rust does not know newtypes.

    fn visit_unit<E: Error>(self) -> Result<F::Value, E> {
        self.0.read_other(().into_deserializer())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<F::Value, E> {
        self.0.read_other(value.into_deserializer())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<F::Value, E> {
        self.0.read_other(value.into_deserializer())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<F::Value, E> {
        self.0.read_other(value.into_deserializer())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<F::Value, E> {
        self.0.read_other(value.into_deserializer())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<F::Value, E> {
        self.0.read_other(value.into_deserializer())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<F::Value, A::Error> {
        match map.next_key_seed(IsText)? {
            Some(true) => map.next_value_seed(TextSeed(self.0, PhantomData)),
            _ => Err(Error::custom("found an object, expected a value with its text")),
        }
    }
}

/// Whether a name is [`TEXT`], without a copy of it.
struct IsText;

impl<'de> DeserializeSeed<'de> for IsText {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for IsText {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<bool, E> {
        Ok(name == TEXT)
    }
}

struct TextSeed<'de, F>(F, PhantomData<&'de ()>);

impl<'de, F: FromText<'de>> DeserializeSeed<'de> for TextSeed<'de, F> {
    type Value = F::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<F::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de, F: FromText<'de>> Visitor<'de> for TextSeed<'de, F> {
    type Value = F::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text of a value")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<F::Value, E> {
        self.0.read_text(text)
    }
}

/// The text itself; of another deserializer's value the text that it would have in JSON.
pub(crate) struct OwnText;

impl<'de> FromText<'de> for OwnText {
    type Value = Box<str>;

    fn read_text<E: Error>(self, text: &str) -> Result<Box<str>, E> {
        check_depth(text, 1)?;
        Ok(text.into())
    }

    fn read_other<D: Deserializer<'de>>(self, deserializer: D) -> Result<Box<str>, D::Error> {
        serde_json::Value::deserialize(deserializer).map(|value| value.to_string().into())
    }
}

impl<'de> DeserializeSeed<'de> for OwnText {
    type Value = Box<str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Box<str>, D::Error> {
        read_exact(self, deserializer)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use serde::de::value::Error;

    use super::*;

    #[test]
    fn text_is_that_of_the_input() {
        for text in ["12345678901234567890.10", r#""\u0041""#, "{ }", "null", "1e400"] {
            let mut deserializer = serde_json::Deserializer::from_str(text);
            assert_eq!(*OwnText.deserialize(&mut deserializer).unwrap(), *text);
        }
    }

    #[test]
    fn values_without_text_are_written() {
        let value = serde_json::json!({ "a": [1.5] });
        assert_eq!(&*OwnText.deserialize(value).unwrap(), r#"{"a":[1.5]}"#);
        let number = IntoDeserializer::<Error>::into_deserializer(7_i64);
        assert_eq!(&*OwnText.deserialize(number).unwrap(), "7");
    }
}
