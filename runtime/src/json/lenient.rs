//! JSON text taken apart, with strings that are no Unicode.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value, value::RawValue};

use super::depth::MAX_DEPTH;

/// An object's properties as they came.
pub(crate) type Object<'a> = Vec<Property<'a>>;

/// A property as it came.
pub(crate) struct Property<'a> {
    /// What of it is no Unicode is U+FFFD.
    pub name: Cow<'a, str>,
    pub has_unicode_name: bool,
    pub value: &'a RawValue,
}

/// The properties; `None` if the text is no object.
pub(crate) fn object(text: &str) -> Option<Object<'_>> {
    serde_json::from_str::<Properties<'_>>(text).ok().map(|properties| properties.0)
}

/// The first string among the control information of that name, `type` say, which OData 4.01 also writes without `odata.`.
pub(crate) fn control(object: &[Property<'_>], name: &str) -> Option<String> {
    let is_it = |known: &str| {
        known.strip_prefix("@").is_some_and(|known| known.strip_prefix("odata.").unwrap_or(known) == name)
    };
    object.iter().filter(|property| is_it(&property.name)).find_map(|property| string(property.value.get()))
}

/// The items; `None` if the text is no array.
pub(super) fn array(text: &str) -> Option<Vec<&RawValue>> {
    serde_json::from_str(text).ok()
}

/// The string; `None` if the text is none, or one that is no Unicode.
pub(super) fn string(text: &str) -> Option<String> {
    serde_json::from_str(text).ok()
}

/// The nearest value of a text, with U+FFFD for what is no Unicode; `None` if it is no JSON. A byte order mark in front is passed
/// over.
#[cfg(feature = "requests")]
pub(crate) fn nearest(json: &[u8]) -> Option<Value> {
    let text = String::from_utf8_lossy(super::without_mark(json));
    let text: &RawValue = serde_json::from_str(&text).ok()?;
    Some(value(text.get()))
}

/// The nearest value: what is no Unicode becomes U+FFFD, and a number beyond the range of a double null, as does what is nested too
/// deeply.
pub(super) fn value(text: &str) -> Value {
    nearest_within(text, MAX_DEPTH)
}

fn nearest_within(text: &str, levels: usize) -> Value {
    if let Ok(value) = serde_json::from_str(text) {
        return value;
    }
    let Some(levels) = levels.checked_sub(1) else { return Value::Null };
    if let Some(object) = object(text) {
        let entries = object.into_iter();
        let nearest = |property: Property<'_>| {
            let value = nearest_within(property.value.get(), levels);
            (property.name.into_owned(), value)
        };
        return Value::Object(entries.map(nearest).collect::<Map<_, _>>());
    }
    if let Some(array) = array(text) {
        return array.into_iter().map(|text| nearest_within(text.get(), levels)).collect();
    }
    let mut deserializer = serde_json::Deserializer::from_str(text);
    LossyString.deserialize(&mut deserializer).map_or(Value::Null, |(text, _)| Value::String(text.into_owned()))
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
                while let Some((name, has_unicode_name)) = map.next_key_seed(LossyString)? {
                    properties.push(Property { name, has_unicode_name, value: map.next_value()? });
                }
                Ok(Properties(properties))
            }
        }

        deserializer.deserialize_map(PropertiesVisitor)
    }
}

/// Reads a string; what is no Unicode becomes U+FFFD, and it is said whether all was Unicode.
struct LossyString;

impl<'de> DeserializeSeed<'de> for LossyString {
    type Value = (Cow<'de, str>, bool);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        // Asked for bytes, `serde_json` lets lone surrogates pass.
        deserializer.deserialize_bytes(self)
    }
}

impl<'de> Visitor<'de> for LossyString {
    type Value = (Cow<'de, str>, bool);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_bytes<E: Error>(self, bytes: &'de [u8]) -> Result<Self::Value, E> {
        let text = String::from_utf8_lossy(bytes);
        let is_unicode = matches!(text, Cow::Borrowed(_));
        Ok((text, is_unicode))
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
        let text = String::from_utf8_lossy(bytes);
        let is_unicode = matches!(text, Cow::Borrowed(_));
        Ok((Cow::Owned(text.into_owned()), is_unicode))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Self::Value, A::Error> {
        Err(Error::custom("found an array, expected a string"))
    }
}
