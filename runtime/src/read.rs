//! JSON to models: one visitor for all of them, and errors that name the path.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{self, DeserializeOwned, DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use crate::{
    Additional, Json, Model, ModelList, ModelOption, Scalar, ScalarList, ScalarOption, Shape, Slot, Token,
    additional::{Name, kept, type_name},
    model::shape,
    scalar::whole,
};

/// Reads a value from JSON.
///
/// # Errors
///
/// A [`ReadError`] that names the path to the value at fault.
pub fn from_slice<T: DeserializeOwned>(json: &[u8]) -> Result<T, ReadError> {
    serde_json::from_slice(json).map_err(|error| locate::<T>(json, error))
}

/// Reads a value from JSON.
///
/// # Errors
///
/// A [`ReadError`] that names the path to the value at fault.
pub fn from_str<T: DeserializeOwned>(json: &str) -> Result<T, ReadError> {
    from_slice(json.as_bytes())
}

/// Reads once more to find the path, so that reading what is right pays nothing for it.
fn locate<T: DeserializeOwned>(json: &[u8], error: serde_json::Error) -> ReadError {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    match serde_path_to_error::deserialize::<_, T>(&mut deserializer) {
        Err(located) => {
            let path = located.path().to_string();
            ReadError { path, error: located.into_inner() }
        }
        // Right so far: what is wrong follows the value.
        Ok(_) => ReadError { path: String::from("."), error },
    }
}

/// JSON that is not what the schema says.
#[derive(Debug)]
pub struct ReadError {
    path: String,
    error: serde_json::Error,
}

impl ReadError {
    /// The path to the value at fault, `policyDetails[2].policyId`; `.` for the whole.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The line in the JSON text, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.error.line()
    }

    /// The column in that line, in bytes from 1.
    #[must_use]
    pub fn column(&self) -> usize {
        self.error.column()
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.error)
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}

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

struct ModelVisitor<'a>(&'a mut dyn Model);

impl<'de> Visitor<'de> for ModelVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", shape(self.0).name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut early = if self.0.is_union() { read_type(self.0, &mut map)? } else { Vec::new() };
        let mut result = Ok(());
        self.0.slots(&mut |shape, slots, additional| {
            if !early.is_empty() {
                result = read_early(shape, slots, additional, std::mem::take(&mut early)).map_err(de::Error::custom);
            }
            if result.is_ok() {
                result = read_properties(shape, slots, additional, &mut map);
            }
        });
        result
    }
}

/// Reads a union as far as its type is said, and makes it one of that type. Returns what came before and the type itself:
/// services write it first, but need not.
fn read_type<'de, A: MapAccess<'de>>(union: &mut dyn Model, map: &mut A) -> Result<Vec<(String, Json)>, A::Error> {
    let mut early: Vec<(String, Json)> = Vec::new();
    while let Some((name, value)) = map.next_entry::<String, Json>()? {
        let odata_type = value.as_str().filter(|_| name == "@odata.type" || name == "@type").map(type_name);
        if let Some(name) = odata_type {
            union.set_type(name);
        }
        let is_type = odata_type.is_some();
        early.push((name, value));
        if is_type {
            break;
        }
    }
    Ok(early)
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

struct SlotSeed<'a, 's>(&'a mut Slot<'s>);

impl<'de> DeserializeSeed<'de> for SlotSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.0 {
            Slot::Text(slot) => deserializer.deserialize_any(TextVisitor(slot)),
            Slot::Scalar(slot) => deserializer.deserialize_any(ScalarVisitor(&mut **slot)),
            Slot::Scalars(list) => deserializer.deserialize_any(ScalarsVisitor(&mut **list)),
            Slot::Model(slot) => deserializer.deserialize_any(ModelOptionVisitor(&mut **slot)),
            Slot::Models(list) => deserializer.deserialize_any(ModelsVisitor(&mut **list)),
            Slot::Json(slot) => {
                **slot = Option::deserialize(deserializer)?;
                Ok(())
            }
        }
    }
}

/// The tokens of a scalar but for text, for a visitor with a method `token`.
macro_rules! visit_tokens {
    () => {
        fn visit_unit<E: de::Error>(self) -> Result<(), E> {
            self.token(None)
        }

        fn visit_bool<E: de::Error>(self, value: bool) -> Result<(), E> {
            self.token(Some(&Token::Bool(value)))
        }

        fn visit_i64<E: de::Error>(self, value: i64) -> Result<(), E> {
            self.token(Some(&Token::Int(value)))
        }

        fn visit_u64<E: de::Error>(self, value: u64) -> Result<(), E> {
            self.token(Some(&whole(value)))
        }

        fn visit_f64<E: de::Error>(self, value: f64) -> Result<(), E> {
            self.token(Some(&Token::Float(value)))
        }
    };
}

#[cold]
fn unexpected<E: de::Error>(token: Option<&Token<'_>>, expected: &str) -> E {
    match token {
        Some(token) => E::custom(format_args!("found {token}, expected {expected}")),
        None => E::custom(format_args!("found null, expected {expected}")),
    }
}

struct TextVisitor<'a>(&'a mut Option<String>);

impl TextVisitor<'_> {
    fn token<E: de::Error>(self, token: Option<&Token<'_>>) -> Result<(), E> {
        *self.0 = None;
        if token.is_none() { Ok(()) } else { Err(unexpected(token, String::EXPECTED)) }
    }
}

impl Visitor<'_> for TextVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(String::EXPECTED)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
        self.visit_string(text.to_owned())
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<(), E> {
        *self.0 = Some(text);
        Ok(())
    }

    visit_tokens!();
}

struct ScalarVisitor<'a>(&'a mut dyn ScalarOption);

impl ScalarVisitor<'_> {
    fn token<E: de::Error>(self, token: Option<&Token<'_>>) -> Result<(), E> {
        if self.0.read(token) { Ok(()) } else { Err(unexpected(token, self.0.expected())) }
    }
}

impl Visitor<'_> for ScalarVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.expected())
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
        self.token(Some(&Token::from(text)))
    }

    visit_tokens!();
}

struct ScalarsVisitor<'a>(&'a mut dyn ScalarList);

impl<'de> Visitor<'de> for ScalarsVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an array of which each item is {}", self.0.expected())
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.0.reset(false);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        self.0.reset(true);
        while items.next_element_seed(ItemSeed(&mut *self.0))?.is_some() {}
        Ok(())
    }
}

struct ItemSeed<'a>(&'a mut dyn ScalarList);

impl ItemSeed<'_> {
    /// A null item is passed over: a list of scalars has no place for it.
    fn token<E: de::Error>(self, token: Option<&Token<'_>>) -> Result<(), E> {
        let Some(token) = token else { return Ok(()) };
        if self.0.push(token) { Ok(()) } else { Err(unexpected(Some(token), self.0.expected())) }
    }
}

impl<'de> DeserializeSeed<'de> for ItemSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for ItemSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.expected())
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
        self.token(Some(&Token::from(text)))
    }

    visit_tokens!();
}

struct ModelOptionVisitor<'a>(&'a mut dyn ModelOption);

impl<'de> Visitor<'de> for ModelOptionVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or null")
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.0.clear();
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        ModelVisitor(self.0.make()).visit_map(map)
    }
}

struct ModelsVisitor<'a>(&'a mut dyn ModelList);

impl<'de> Visitor<'de> for ModelsVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of objects or null")
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.0.reset(false);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        self.0.reset(true);
        while let Some(present) = items.next_element_seed(ModelSeed(self.0))? {
            if !present {
                self.0.pop();
            }
        }
        Ok(())
    }
}

/// Reads an item of a list; `false` if it is null, which is passed over.
struct ModelSeed<'a>(&'a mut dyn ModelList);

impl<'de> DeserializeSeed<'de> for ModelSeed<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(ModelItemVisitor(self.0.push()))
    }
}

struct ModelItemVisitor<'a>(&'a mut dyn Model);

impl<'de> Visitor<'de> for ModelItemVisitor<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", shape(self.0).name)
    }

    fn visit_unit<E: de::Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<bool, A::Error> {
        ModelVisitor(self.0).visit_map(map).map(|()| true)
    }
}
