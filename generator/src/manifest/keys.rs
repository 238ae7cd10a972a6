//! The keys that a manifest may have, by asking its types: a page of reference is compared with them.
//!
//! A deserializer that has no input lets the types name the fields that they would read, and gives each one a value.

use std::fmt;

use serde::{
    Deserialize,
    de::{
        self, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor,
        value::{BorrowedStrDeserializer, StrDeserializer, U64Deserializer},
    },
    forward_to_deserialize_any,
};

use super::Manifest;

/// The keys with the tables that they are in, in the order of declaration: `crate.runtime.path`, say. A table is not listed,
/// only what it holds, but for tables whose keys are free (`service.headers`).
#[doc(hidden)]
#[must_use]
pub fn keys() -> Vec<String> {
    let mut keys = Vec::new();
    // The value is of no use, and whether it is refused depends on nothing but the types: the test of this module sees it.
    let _ = read(&mut keys);
    keys
}

fn read(keys: &mut Vec<String>) -> Result<Manifest, Nothing> {
    Manifest::deserialize(Asked { path: String::new(), keys })
}

/// The value of a key.
struct Asked<'k> {
    path: String,
    keys: &'k mut Vec<String>,
}

/// What a type refuses; it is shown to nobody.
#[derive(Debug)]
struct Nothing;

impl fmt::Display for Nothing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the manifest's types refuse a value")
    }
}

impl std::error::Error for Nothing {}

impl de::Error for Nothing {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

impl Asked<'_> {
    fn note(self) {
        self.keys.push(self.path);
    }
}

impl<'de> Deserializer<'de> for Asked<'_> {
    type Error = Nothing;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Nothing> {
        self.note();
        visitor.visit_str("")
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Nothing> {
        self.note();
        visitor.visit_bool(true)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Nothing> {
        self.note();
        visitor.visit_u64(1)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Nothing> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Nothing> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Nothing> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Nothing> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Nothing> {
        visitor.visit_seq(Item(Some(self)))
    }

    /// A table whose keys are free.
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Nothing> {
        self.note();
        visitor.visit_map(de::value::MapDeserializer::new(std::iter::empty::<(&str, &str)>()))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Nothing> {
        self.note();
        let first: StrDeserializer<'_, Nothing> = variants.first().copied().unwrap_or_default().into_deserializer();
        visitor.visit_enum(first)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Nothing> {
        visitor.visit_map(Fields { rest: fields.iter(), current: "", table: self })
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u128 f32 f64 char str string bytes byte_buf unit unit_struct tuple tuple_struct identifier
        ignored_any
    }
}

/// The one item of a list.
struct Item<'k>(Option<Asked<'k>>);

impl<'de> SeqAccess<'de> for Item<'_> {
    type Error = Nothing;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Nothing> {
        self.0.take().map(|item| seed.deserialize(item)).transpose()
    }
}

/// The fields of a table, and the value of each.
struct Fields<'k> {
    rest: std::slice::Iter<'static, &'static str>,
    current: &'static str,
    table: Asked<'k>,
}

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = Nothing;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Nothing> {
        let Some(field) = self.rest.next() else { return Ok(None) };
        self.current = field;
        seed.deserialize(BorrowedStrDeserializer::new(field)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Nothing> {
        let path = &self.table.path;
        // A value with its place is a struct of three fields, the value's own being the last.
        if self.current.starts_with("$__serde_spanned_private_") {
            let offset: U64Deserializer<Nothing> = 0_u64.into_deserializer();
            return if self.current.ends_with("_value") {
                seed.deserialize(Asked { path: path.clone(), keys: self.table.keys })
            } else {
                seed.deserialize(offset)
            };
        }
        let path = if path.is_empty() { self.current.to_owned() } else { format!("{path}.{}", self.current) };
        seed.deserialize(Asked { path, keys: self.table.keys })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_of_each_table_is_listed() {
        let mut all = Vec::new();
        assert!(read(&mut all).is_ok(), "reading goes to the end: {all:?}");
        assert_eq!(all, keys());
        let tables = |table: &str| all.iter().filter(|key| key.starts_with(&format!("{table}."))).count();
        for key in [
            "roots",
            "members",
            "crate.name",
            "crate.inherit",
            "crate.generated-by",
            "crate.runtime.path",
            "source.csdl",
            "source.max-bytes",
            "source.reference.uri",
            "service.headers",
            "service.odata-type.entity",
            "service.key-style",
            "service.batch-limit",
            "service.odata-version",
            "service.max-version",
            "service.page-size",
            "service.ieee754-compatible",
            "service.binary",
            "service.cloud.name",
            "slice.derived-types",
            "warnings.deny",
            "limits.depth",
            "fix.target",
            "fix.type",
        ] {
            assert!(all.iter().any(|listed| listed == key), "{key} of {all:?}");
        }
        assert_eq!((tables("limits"), tables("warnings"), tables("crate.runtime"), tables("fix")), (7, 2, 7, 9));
        let mut sorted = all.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(sorted.len(), all.len(), "a key is listed twice: {all:?}");
    }
}
