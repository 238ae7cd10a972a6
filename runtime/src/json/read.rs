//! JSON to models: one visitor for all of them.

use std::fmt;

use serde::{
    Deserializer,
    de::{self, DeserializeSeed, IgnoredAny, MapAccess, Visitor},
};

use super::read_field::SlotSeed;
use crate::value::{Additional, Json, Model, Name, Shape, Slot, VisitSlots, kept, model::shape, type_name};

/// Reads a JSON object.
///
/// # Errors
///
/// The deserializer's.
pub fn deserialize_model<'de, M: Model + Default, D: Deserializer<'de>>(deserializer: D) -> Result<M, D::Error> {
    let mut model = M::default();
    deserializer.deserialize_map(ModelVisitor(&mut model))?;
    Ok(model)
}

pub(super) struct ModelVisitor<'a>(pub(super) &'a mut dyn Model);

impl<'de> Visitor<'de> for ModelVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", shape(self.0).name)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let mut reader = Reader { map, early: Vec::new(), result: Ok(()) };
        self.0.slots(&mut reader);
        reader.result
    }
}

/// Reads an object's properties into the fields that it is shown.
struct Reader<A, E> {
    map: A,
    /// What a union read to know its type.
    early: Vec<(String, Json)>,
    result: Result<(), E>,
}

impl<'de, A: MapAccess<'de>> VisitSlots for Reader<A, A::Error> {
    fn union_type(&mut self) -> Option<&str> {
        self.result = read_type(&mut self.map, &mut self.early);
        self.early.last().and_then(odata_type)
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
fn read_type<'de, A: MapAccess<'de>>(map: &mut A, early: &mut Vec<(String, Json)>) -> Result<(), A::Error> {
    while early.last().and_then(odata_type).is_none() {
        let Some(entry) = map.next_entry()? else { break };
        early.push(entry);
    }
    Ok(())
}

/// The type's name, if that is what a property says.
fn odata_type((name, value): &(String, Json)) -> Option<&str> {
    value.as_str().filter(|_| name == "@odata.type" || name == "@type").map(type_name)
}

fn read_early(
    shape: &'static Shape,
    slots: &mut [Slot<'_>],
    additional: &mut Additional,
    early: Vec<(String, Json)>,
) -> Result<(), serde_json::Error> {
    for (name, value) in early {
        let index = shape.properties.iter().position(|property| *property == name);
        match index.and_then(|index| slots.get_mut(index)) {
            Some(slot) => SlotSeed(slot).deserialize(value)?,
            None => additional.push(name.into(), value),
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
                additional.push(name, map.next_value::<Json>()?);
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
        let (before, after) = properties.split_at(self.next.min(properties.len()));
        let found = after
            .iter()
            .position(|property| *property == name)
            .map(|index| index + before.len())
            .or_else(|| before.iter().position(|property| *property == name));
        Ok(found.map_or_else(|| Key::Other(kept(name)), Key::Declared))
    }
}
