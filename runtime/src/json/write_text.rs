//! Models to the text of JSON, for `to_vec` and `to_string` of `serde_json`, by which nearly all are written.
//!
//! That serializer looks at each byte of a string and of a name on its own, which takes more than half of its time. This code is
//! not generic, so that it is compiled once, and writes the same text: a test compares the two.

use std::any::TypeId;

use serde::{Serialize, Serializer, ser::SerializeStruct};
use serde_json::{Error, Value};

use super::{
    exact::TEXT,
    write::{entries, union_type},
};
use crate::value::{Additional, Kept, Model, Peek, Shape, TYPE, Token, VisitPeeks};

/// Whether the serializer is that of `serde_json` which writes compact text to bytes.
#[inline]
pub(super) fn takes_text<S>() -> bool {
    typeid::of::<S>() == TypeId::of::<&mut serde_json::Serializer<&'static mut Vec<u8>>>()
}

/// Text of JSON, which `serde_json` writes as it is.
pub(super) struct Text(Vec<u8>);

impl Text {
    /// # Errors
    ///
    /// What a program put in for JSON cannot be written.
    pub(super) fn of(model: &dyn Model) -> Result<Self, Error> {
        let mut text = Vec::with_capacity(1024);
        write_model(model, &mut text)?;
        Ok(Self(text))
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = str::from_utf8(&self.0).map_err(serde::ser::Error::custom)?;
        let mut raw = serializer.serialize_struct(TEXT, 1)?;
        raw.serialize_field(TEXT, text)?;
        raw.end()
    }
}

fn write_model(model: &dyn Model, text: &mut Vec<u8>) -> Result<(), Error> {
    let mut writer = Writer { text, is_union: false, result: Ok(()) };
    model.peeks(&mut writer);
    writer.result
}

struct Writer<'a> {
    text: &'a mut Vec<u8>,
    is_union: bool,
    result: Result<(), Error>,
}

impl VisitPeeks for Writer<'_> {
    fn union(&mut self) {
        self.is_union = true;
    }

    fn fields(&mut self, shape: &'static Shape, peeks: &[Peek<'_>], additional: &Additional) {
        self.result = write_object(self.is_union, shape, peeks, additional, self.text);
    }
}

fn write_object(
    is_union: bool,
    shape: &Shape,
    peeks: &[Peek<'_>],
    additional: &Additional,
    text: &mut Vec<u8>,
) -> Result<(), Error> {
    let mut object = Object { text, open: b'{' };
    if let Some(name) = union_type(is_union, shape, additional) {
        write_string(&name, object.name(TYPE)?)?;
    }
    object.write_additional(entries(shape, peeks, additional, true))?;
    for (name, peek) in shape.properties.iter().zip(peeks) {
        object.write_property(name, peek)?;
    }
    object.write_additional(entries(shape, peeks, additional, false))?;
    object.end();
    Ok(())
}

struct Object<'a> {
    text: &'a mut Vec<u8>,
    /// What stands before the next property: the brace that opens the object, or a comma.
    open: u8,
}

impl Object<'_> {
    /// Writes the name of a property, and returns where its value goes.
    fn name(&mut self, name: &str) -> Result<&mut Vec<u8>, Error> {
        if has_escape(name.as_bytes()) {
            self.text.push(self.open);
            write_other(&name, self.text)?;
            self.text.push(b':');
        } else {
            self.text.extend_from_slice(&[self.open, b'"']);
            self.text.extend_from_slice(name.as_bytes());
            self.text.extend_from_slice(b"\":");
        }
        self.open = b',';
        Ok(self.text)
    }

    fn end(self) {
        self.text.extend_from_slice(if self.open == b'{' { b"{}" } else { b"}" });
    }

    fn write_additional<'a>(&mut self, entries: impl Iterator<Item = (&'a str, &'a Kept)>) -> Result<(), Error> {
        for (name, kept) in entries {
            match (kept.text(), &kept.value) {
                (None, Value::String(value)) => write_string(value, self.name(name)?)?,
                _ => write_other(kept, self.name(name)?)?,
            }
        }
        Ok(())
    }

    fn write_property(&mut self, name: &str, peek: &Peek<'_>) -> Result<(), Error> {
        match peek {
            Peek::Text(Some(value)) => write_string(value, self.name(name)?),
            Peek::Enum(slot) => match slot.token() {
                Some(token) => write_token(&token, self.name(name)?),
                None => Ok(()),
            },
            Peek::Scalar(slot) => match slot.token() {
                Some(token) => write_token(&token, self.name(name)?),
                None => Ok(()),
            },
            Peek::Model(slot) => match slot.get() {
                Some(model) => write_model(model, self.name(name)?),
                None => Ok(()),
            },
            Peek::Models(list) => match list.count() {
                Some(count) => write_models((0..count).filter_map(|index| list.get(index)), self.name(name)?),
                None => Ok(()),
            },
            Peek::Scalars(_) | Peek::Json(_) if peek.is_some() => write_other(peek, self.name(name)?),
            Peek::Text(None) | Peek::Scalars(_) | Peek::Json(_) => Ok(()),
        }
    }
}

fn write_models<'a>(models: impl Iterator<Item = &'a dyn Model>, text: &mut Vec<u8>) -> Result<(), Error> {
    text.push(b'[');
    for (index, model) in models.enumerate() {
        if index > 0 {
            text.push(b',');
        }
        write_model(model, text)?;
    }
    text.push(b']');
    Ok(())
}

fn write_token(token: &Token<'_>, text: &mut Vec<u8>) -> Result<(), Error> {
    match token {
        Token::Text(value) | Token::Base64(value) => write_string(value, text),
        token => write_other(token, text),
    }
}

/// Writes what is no string in the way of `serde_json`.
fn write_other(value: &impl Serialize, text: &mut Vec<u8>) -> Result<(), Error> {
    serde_json::to_writer(text, value)
}

fn write_string(value: &str, text: &mut Vec<u8>) -> Result<(), Error> {
    if has_escape(value.as_bytes()) {
        return write_other(&value, text);
    }
    text.reserve(value.len() + 2);
    text.push(b'"');
    text.extend_from_slice(value.as_bytes());
    text.push(b'"');
    Ok(())
}

/// Whether a string is written with escapes (RFC 8259, section 7), by blocks, of which the last one overlaps the one before.
fn has_escape(bytes: &[u8]) -> bool {
    if let Some(last) = bytes.last_chunk::<16>() {
        bytes.as_chunks::<16>().0.iter().any(block_has_escape) || block_has_escape(last)
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        block_has_escape(first) | block_has_escape(last)
    } else {
        bytes.iter().any(|byte| is_escaped(*byte))
    }
}

/// The compiler knows the length, so that it compares all bytes at once.
#[inline]
fn block_has_escape<const LENGTH: usize>(block: &[u8; LENGTH]) -> bool {
    block.iter().fold(false, |found, byte| found | is_escaped(*byte))
}

#[inline]
fn is_escaped(byte: u8) -> bool {
    byte < b' ' || byte == b'"' || byte == b'\\'
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use serde::{Deserialize, Deserializer};
    use serde_json::json;

    use super::*;
    use crate::{
        json::{read::deserialize_model, write::serialize_model},
        value::{Slot, VisitSlots},
    };

    #[derive(Default)]
    struct Sample {
        name: Option<String>,
        count: Option<i64>,
        share: Option<f64>,
        tags: Option<Vec<String>>,
        part: Option<Box<Self>>,
        parts: Option<Vec<Self>>,
        any: Option<Value>,
        additional: Additional,
    }

    const SHAPE: &Shape = &Shape {
        name: "test.sample",
        odata_type: &[],
        is_open: false,
        properties: &["name", "count", "share", "tags", "part", "parts", "any"],
        rules: &[0; 7],
    };

    impl Model for Sample {
        fn slots(&mut self, visit: &mut dyn VisitSlots) {
            let slots = &mut [
                Slot::Text(&mut self.name),
                Slot::Scalar(&mut &mut self.count),
                Slot::Scalar(&mut &mut self.share),
                Slot::Scalars(&mut &mut self.tags),
                Slot::Model(&mut &mut self.part),
                Slot::Models(&mut &mut self.parts),
                Slot::Json(&mut self.any),
            ];
            visit.fields(SHAPE, slots, &mut self.additional);
        }

        fn peeks(&self, visit: &mut dyn VisitPeeks) {
            let peeks = &[
                Peek::Text(&self.name),
                Peek::Scalar(&&self.count),
                Peek::Scalar(&&self.share),
                Peek::Scalars(&&self.tags),
                Peek::Model(&&self.part),
                Peek::Models(&&self.parts),
                Peek::Json(&self.any),
            ];
            visit.fields(SHAPE, peeks, &self.additional);
        }
    }

    impl Serialize for Sample {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serialize_model(self, serializer)
        }
    }

    impl<'de> Deserialize<'de> for Sample {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserialize_model(deserializer)
        }
    }

    fn assert_same(sample: &Sample) -> String {
        let text = serde_json::to_string(sample).unwrap();
        let mut by_serializer = std::io::Cursor::new(Vec::new());
        serde_json::to_writer(&mut by_serializer, sample).unwrap();
        assert_eq!(text.as_bytes(), by_serializer.into_inner());
        text
    }

    #[test]
    fn the_serializers_of_serde_json_are_told_apart() {
        assert!(takes_text::<&mut serde_json::Serializer<&mut Vec<u8>>>());
        assert!(!takes_text::<&mut serde_json::Serializer<&mut std::io::Cursor<Vec<u8>>>>());
        assert!(!takes_text::<serde_json::value::Serializer>());
        let pretty = serde_json::to_string_pretty(&Sample { count: Some(1), ..Sample::default() }).unwrap();
        assert_eq!(pretty, "{\n  \"count\": 1\n}");
    }

    #[test]
    fn the_text_is_that_of_the_serializer() {
        assert_eq!(assert_same(&Sample::default()), "{}");
        let json = json!({
            "@odata.etag": "W/\"1\"", "count": 7, "share": 0.1, "tags": ["a", "\t"], "any": {"b": [null, "{"]},
            "part": {"@odata.type": "#x", "name": "{"}, "parts": [{}, {"name": ""}, {"novel": {}}],
            "a@b": {}, "novel\n": "\u{0}", "novel": {"c": [1.5]},
        });
        let mut text = json.to_string();
        text.replace_range(text.len() - 1.., r#","lossy":1.10}"#);
        let sample: Sample = serde_json::from_str(&text).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&assert_same(&sample)).unwrap()["lossy"], json!(1.1));
        assert!(assert_same(&sample).contains(r#""lossy":1.10"#));
        assert_eq!(assert_same(&Sample { share: Some(f64::NAN), ..Sample::default() }), r#"{"share":"NaN"}"#);
    }

    #[test]
    fn what_is_escaped_is_found_at_each_place_of_a_string() {
        for length in 0..40 {
            for place in 0..=length {
                for part in ["\"", "\\", "\n", "\u{1f}", " ", "\u{7f}", "é", "\u{1f600}", ""] {
                    let name = "x".repeat(place) + part + &"y".repeat(length - place);
                    let sample = Sample { name: Some(name.clone()), ..Sample::default() };
                    assert_eq!(serde_json::from_str::<Value>(&assert_same(&sample)).unwrap(), json!({ "name": name }));
                }
            }
        }
    }
}
