//! What the body of an answer is read as.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{self, DeserializeOwned, IgnoredAny, MapAccess, Visitor},
    forward_to_deserialize_any,
};

use crate::json::{ReadError, from_slice, properties, without_mark};

/// A stream: the bytes as they come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content(pub Vec<u8>);

/// What the body of an answer is read as: JSON, the bytes of a [`Content`], or [`Ignored`].
///
/// An `Option` is `None` if the service answers without a body (204), or with null.
pub trait ReadBody: Sized {
    /// Reads a body, which may be empty; `None` if that is no value of this type.
    ///
    /// # Errors
    ///
    /// The body is not what the schema says.
    fn read(body: &[u8]) -> Result<Option<Self>, ReadError>;
}

impl<T: DeserializeOwned> ReadBody for T {
    fn read(body: &[u8]) -> Result<Option<Self>, ReadError> {
        if let Ok(nothing) = T::deserialize(Nothing)
            && is_null(body)
        {
            return Ok(Some(nothing));
        }
        match body {
            [] => Ok(None),
            body if is_error(body) => Err(ReadError::whole("found an error, expected a value")),
            body => from_slice(body).map(Some),
        }
    }
}

/// A stream: the bytes as they come.
impl ReadBody for Content {
    fn read(body: &[u8]) -> Result<Option<Self>, ReadError> {
        Ok(Some(body).filter(|body| !body.is_empty()).map(|body| Self(body.to_vec())))
    }
}

/// What a service answers a request with that has no result: success is all that counts, so that the body may be
/// anything, or absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ignored;

impl ReadBody for Ignored {
    fn read(_: &[u8]) -> Result<Option<Self>, ReadError> {
        Ok(Some(Self))
    }
}

/// Whether a body stands for null: it is empty (OData 4.01 Protocol, section 11.2.4.1), or, as some services have it,
/// `null`, or an object with nothing but annotations and `"value": null`.
pub(crate) fn is_null(body: &[u8]) -> bool {
    let body = without_mark(body);
    body.is_empty() || serde_json::from_slice::<Null>(body).is_ok()
}

/// Whether a body is an error and nothing else (OData JSON Format 4.01, section 21.1): a gateway sends one with the status 200, which
/// would be an entity without properties.
fn is_error(body: &[u8]) -> bool {
    let first = without_mark(body).trim_ascii_start().strip_prefix(b"{");
    if !first.is_some_and(|first| first.trim_ascii_start().starts_with(br#""error""#)) {
        return false;
    }
    let text = String::from_utf8_lossy(without_mark(body));
    let body = properties(&text);
    let Some([error]) = body.as_deref() else { return false };
    let Some(members) = properties(error.value.get()) else { return false };
    ["code", "message"].iter().all(|name| members.iter().any(|member| member.name == *name))
}

/// Reads null. An object that has anything else is given up at its first property.
struct Null;

impl<'de> Deserialize<'de> for Null {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self)
    }
}

impl<'de> Visitor<'de> for Null {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("null")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self, A::Error> {
        let mut is_null = false;
        while let Some(name) = map.next_key::<String>()? {
            match name.as_str() {
                "value" => {
                    map.next_value::<()>()?;
                    is_null = true;
                }
                "@odata.null" | "@null" => is_null |= map.next_value::<bool>()?,
                name if name.starts_with('@') => drop(map.next_value::<IgnoredAny>()?),
                _ => return Err(de::Error::custom("there is a property")),
            }
        }
        if is_null { Ok(self) } else { Err(de::Error::custom("there is no value")) }
    }
}

/// Deserializes as a missing member of an object does: an `Option` is `None`, and everything else an error.
struct Nothing;

impl<'de> Deserializer<'de> for Nothing {
    type Error = de::value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(de::Error::custom("there is no value"))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_none()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct newtype_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
