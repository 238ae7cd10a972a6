//! JSON to models: one visitor for all of them.

use std::fmt;

use serde::{
    Deserializer,
    de::{self, DeserializeSeed, IgnoredAny, MapAccess, Visitor},
};

use super::{
    exact::{FromText, OwnText, read_exact},
    lenient,
    read_field::SlotSeed,
    scope, tolerant,
    unknown::{KeptSeed, kept},
};
use crate::value::{Additional, Model, Name, Shape, Slot, VisitSlots, is_type, kept_name, model::shape, type_name};

/// Reads a JSON object.
///
/// # Errors
///
/// The deserializer's.
pub fn deserialize_model<'de, M: Model + Default, D: Deserializer<'de>>(deserializer: D) -> Result<M, D::Error> {
    let mut model = M::default();
    read_into(&mut model, deserializer)?;
    Ok(model)
}

fn read_into<'de, D: Deserializer<'de>>(model: &mut dyn Model, deserializer: D) -> Result<(), D::Error> {
    if scope::is_tolerant() {
        read_exact(TolerantModel(model), deserializer)
    } else {
        deserializer.deserialize_map(ModelVisitor(model))
    }
}

/// Reads by the text, setting aside what does not fit, or strictly where there is no text.
struct TolerantModel<'a>(&'a mut dyn Model);

impl<'de> FromText<'de> for TolerantModel<'_> {
    type Value = ();

    fn read_text<E: de::Error>(self, text: &str) -> Result<(), E> {
        let expected = tolerant::an_object(self.0);
        tolerant::read_model(self.0, text).ok_or_else(|| E::custom(format_args!("expected {expected}")))
    }

    fn read_other<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(ModelVisitor(self.0))
    }
}

pub(super) struct ModelVisitor<'a>(pub(super) &'a mut dyn Model);

impl<'de> Visitor<'de> for ModelVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", shape(self.0).name)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let mut reader = Reader { map, early: Vec::new(), union_type: None, result: Ok(()) };
        self.0.slots(&mut reader);
        reader.result
    }
}

/// Reads an object's properties into the fields that it is shown.
struct Reader<A, E> {
    map: A,
    /// What a union read to know its type, as text.
    early: Vec<(String, Box<str>)>,
    union_type: Option<String>,
    result: Result<(), E>,
}

impl<'de, A: MapAccess<'de>> VisitSlots for Reader<A, A::Error> {
    fn union_type(&mut self) -> Option<&str> {
        match read_type(&mut self.map, &mut self.early) {
            Ok(union_type) => self.union_type = union_type,
            Err(error) => self.result = Err(error),
        }
        self.union_type.as_deref().map(type_name)
    }

    fn fields(&mut self, shape: &'static Shape, slots: &mut [Slot<'_>], additional: &mut Additional) {
        if self.result.is_ok() && !self.early.is_empty() {
            let early = std::mem::take(&mut self.early);
            self.result = read_early(shape, slots, additional, early).map_err(de::Error::custom);
        }
        if self.result.is_ok() {
            self.result = read_properties(shape, slots, additional, &mut self.map);
        }
    }
}

/// Reads as far as the type is said, and that too: services write it first, but need not.
fn read_type<'de, A: MapAccess<'de>>(
    map: &mut A,
    early: &mut Vec<(String, Box<str>)>,
) -> Result<Option<String>, A::Error> {
    while let Some(name) = map.next_key::<String>()? {
        let text = map.next_value_seed(OwnText)?;
        let union_type = if is_type(&name) { lenient::string(&text) } else { None };
        early.push((name, text));
        if union_type.is_some() {
            return Ok(union_type);
        }
    }
    Ok(None)
}

fn read_early(
    shape: &'static Shape,
    slots: &mut [Slot<'_>],
    additional: &mut Additional,
    early: Vec<(String, Box<str>)>,
) -> Result<(), serde_json::Error> {
    for (name, text) in early {
        let index = shape.properties.iter().position(|property| *property == name);
        match index.and_then(|index| slots.get_mut(index)) {
            // As slices, since that is what nearly everything is read from: one copy of the code is enough.
            Some(slot) => SlotSeed(slot).deserialize(&mut serde_json::Deserializer::from_slice(text.as_bytes()))?,
            None => additional.push(kept_name(&name), kept(&text)?),
        }
    }
    Ok(())
}

fn read_properties<'de, A: MapAccess<'de>>(
    shape: &'static Shape,
    slots: &mut [Slot<'_>],
    additional: &mut Additional,
    map: &mut A,
) -> Result<(), A::Error> {
    let mut next = 0;
    while let Some(key) = map.next_key_seed(KeySeed { shape, next })? {
        let index = match key {
            Key::Declared(index) => index,
            Key::Other(name) => {
                additional.push(name, map.next_value_seed(KeptSeed)?);
                continue;
            }
        };
        match slots.get_mut(index) {
            Some(slot) => map.next_value_seed(SlotSeed(slot))?,
            None => drop(map.next_value::<IgnoredAny>()?),
        }
        next = index + 1;
    }
    Ok(())
}

enum Key {
    Declared(usize),
    Other(Name),
}

/// Looks a name up from the property after the last one found: in declared order that is one comparison each.
struct KeySeed {
    shape: &'static Shape,
    next: usize,
}

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a property name")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Key, E> {
        let properties = self.shape.properties;
        if properties.get(self.next).is_some_and(|property| *property == name) {
            return Ok(Key::Declared(self.next));
        }
        if name.starts_with('@') {
            return Ok(Key::Other(kept_name(name)));
        }
        let (before, after) = properties.split_at(self.next.min(properties.len()));
        let found = after
            .iter()
            .position(|property| *property == name)
            .map(|index| index + before.len())
            .or_else(|| before.iter().position(|property| *property == name));
        Ok(found.map_or_else(|| Key::Other(kept_name(name)), Key::Declared))
    }
}
