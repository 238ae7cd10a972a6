//! JSON to models: one visitor for all of them, and errors that name the path.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{self, DeserializeOwned, DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use crate::value::{
    Additional, EnumSlot, Json, Model, ModelSlot, ModelsSlot, Name, Scalar, ScalarSlot, ScalarsSlot, Shape, Slot,
    Token, VisitSlots, enumeration::MEMBER, kept, model::shape, scalar::whole, type_name,
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

struct SlotSeed<'a, 's>(&'a mut Slot<'s>);

impl<'de> DeserializeSeed<'de> for SlotSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.0 {
            Slot::Text(slot) => deserializer.deserialize_any(TextVisitor(slot)),
            Slot::Enum(slot) => deserializer.deserialize_any(EnumVisitor(&mut **slot)),
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

struct EnumVisitor<'a>(&'a mut dyn EnumSlot);

impl EnumVisitor<'_> {
    fn token<E: de::Error>(self, token: Option<&Token<'_>>) -> Result<(), E> {
        if self.0.read(token) { Ok(()) } else { Err(unexpected(token, MEMBER)) }
    }
}

impl Visitor<'_> for EnumVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MEMBER)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
        self.token(Some(&Token::from(text)))
    }

    visit_tokens!();
}

struct ScalarVisitor<'a>(&'a mut dyn ScalarSlot);

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

struct ScalarsVisitor<'a>(&'a mut dyn ScalarsSlot);

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

struct ItemSeed<'a>(&'a mut dyn ScalarsSlot);

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

struct ModelOptionVisitor<'a>(&'a mut dyn ModelSlot);

impl<'de> Visitor<'de> for ModelOptionVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or null")
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.0.reset(false);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        match self.0.reset(true) {
            Some(model) => ModelVisitor(model).visit_map(map),
            None => Ok(()),
        }
    }
}

struct ModelsVisitor<'a>(&'a mut dyn ModelsSlot);

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
        while items.next_element_seed(ModelSeed(&mut *self.0))?.is_some() {}
        Ok(())
    }
}

/// Reads an item of a list. A null item is passed over.
struct ModelSeed<'a>(&'a mut dyn ModelsSlot);

impl<'de> DeserializeSeed<'de> for ModelSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de> Visitor<'de> for ModelSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or null")
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.0.push() {
            Some(model) => deserializer.deserialize_map(ModelVisitor(model)),
            None => Ok(()),
        }
    }
}
