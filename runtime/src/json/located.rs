//! JSON text to any type, with the path to each value known while it is read.

use serde::{
    Deserializer,
    de::{DeserializeSeed, MapAccess, SeqAccess, Visitor},
    forward_to_deserialize_any,
};
use serde_json::{Error, value::RawValue};

use super::{
    lenient,
    scope::{Segment, deviate, fail, within},
};

/// What a name should have been that has lone surrogates.
pub(super) const UNICODE_NAME: &str = "a name of Unicode characters";

/// Deserializes a text, and tells its [`scope`](super::scope) where it is.
#[derive(Clone, Copy)]
pub(super) struct Located<'de>(pub(super) &'de str);

impl<'de> Located<'de> {
    /// Reads what has no parts.
    fn read<T>(
        self,
        read: impl FnOnce(&mut serde_json::Deserializer<serde_json::de::StrRead<'de>>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        read(&mut serde_json::Deserializer::from_str(self.0)).inspect_err(|_| fail(self.0))
    }
}

impl<'de> Deserializer<'de> for Located<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let result = match self.0.as_bytes().first() {
            Some(b'{') => match lenient::object(self.0) {
                Some(object) => visitor.visit_map(Properties { rest: object.into_iter(), value: None }),
                None => self.read(|deserializer| deserializer.deserialize_any(visitor)),
            },
            Some(b'[') => match lenient::array(self.0) {
                Some(items) => visitor.visit_seq(Items { rest: items.into_iter(), index: 0 }),
                None => self.read(|deserializer| deserializer.deserialize_any(visitor)),
            },
            _ => self.read(|deserializer| deserializer.deserialize_any(visitor)),
        };
        result.inspect_err(|_| fail(self.0))
    }

    /// A value that the type ignores is skipped: it may hold numbers and strings that no program can read.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.0 == "null" { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        if name == super::exact::TEXT {
            self.read(|deserializer| deserializer.deserialize_newtype_struct(name, visitor))
        } else {
            visitor.visit_newtype_struct(self)
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.read(|deserializer| deserializer.deserialize_enum(name, variants, visitor))
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.read(|deserializer| deserializer.deserialize_bytes(visitor))
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.read(|deserializer| deserializer.deserialize_byte_buf(visitor))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string unit unit_struct
        seq tuple tuple_struct map struct identifier
    }
}

struct Properties<'de> {
    rest: std::vec::IntoIter<lenient::Property<'de>>,
    value: Option<(String, &'de RawValue)>,
}

impl<'de> MapAccess<'de> for Properties<'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(property) = self.rest.next() else { return Ok(None) };
        let lenient::Property { name, has_unicode_name, value } = property;
        if !has_unicode_name {
            within(Segment::Property(name.to_string()), || deviate(UNICODE_NAME, value.get(), false));
        }
        self.value = Some((name.clone().into_owned(), value));
        seed.deserialize(serde::de::value::CowStrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let (name, text) = self.value.take().map_or((String::new(), "null"), |(name, value)| (name, value.get()));
        within(Segment::Property(name), || seed.deserialize(Located(text)))
    }
}

struct Items<'de> {
    rest: std::vec::IntoIter<&'de RawValue>,
    index: usize,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let Some(item) = self.rest.next() else { return Ok(None) };
        let index = self.index;
        self.index += 1;
        within(Segment::Index(index), || seed.deserialize(Located(item.get()))).map(Some)
    }
}
