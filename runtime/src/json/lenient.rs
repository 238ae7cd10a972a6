//! JSON text taken apart, with strings that are no Unicode.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value, value::RawValue};

/// An object's properties as they came.
pub(crate) type Object<'a> = Vec<(Cow<'a, str>, &'a RawValue)>;

/// The properties; `None` if the text is no object.
pub(crate) fn object(text: &str) -> Option<Object<'_>> {
    serde_json::from_str::<Properties<'_>>(text).ok().map(|properties| properties.0)
}

/// The items; `None` if the text is no array.
pub(super) fn array(text: &str) -> Option<Vec<&RawValue>> {
    serde_json::from_str(text).ok()
}

/// The string; `None` if the text is none, or one that is no Unicode.
pub(super) fn string(text: &str) -> Option<String> {
    serde_json::from_str(text).ok()
}

/// The nearest value: what is no Unicode becomes U+FFFD, and a number beyond the range of a double null.
pub(super) fn value(text: &str) -> Value {
    if let Ok(value) = serde_json::from_str(text) {
        return value;
    }
    if let Some(object) = object(text) {
        let entries = object.into_iter().map(|(name, text)| (name.into_owned(), value(text.get())));
        return Value::Object(entries.collect::<Map<_, _>>());
    }
    if let Some(array) = array(text) {
        return array.into_iter().map(|text| value(text.get())).collect();
    }
    let mut deserializer = serde_json::Deserializer::from_str(text);
    LossyString.deserialize(&mut deserializer).map_or(Value::Null, |text| Value::String(text.into_owned()))
}

struct Properties<'a>(Object<'a>);

impl<'de> Deserialize<'de> for Properties<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PropertiesVisitor;

        impl<'de> Visitor<'de> for PropertiesVisitor {
            type Value = Properties<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Properties<'de>, A::Error> {
                let mut properties = Vec::new();
                while let Some(name) = map.next_key_seed(LossyString)? {
                    properties.push((name, map.next_value()?));
                }
                Ok(Properties(properties))
            }
        }

        deserializer.deserialize_map(PropertiesVisitor)
    }
}

/// Reads a string; what is no Unicode becomes U+FFFD.
struct LossyString;

impl<'de> DeserializeSeed<'de> for LossyString {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        // Asked for bytes, `serde_json` lets lone surrogates pass.
        deserializer.deserialize_bytes(self)
    }
}

impl<'de> Visitor<'de> for LossyString {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_bytes<E: Error>(self, bytes: &'de [u8]) -> Result<Cow<'de, str>, E> {
        Ok(String::from_utf8_lossy(bytes))
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(String::from_utf8_lossy(bytes).into_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Cow<'de, str>, A::Error> {
        Err(Error::custom("found an array, expected a string"))
    }
}
