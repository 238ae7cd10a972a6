//! The items of a page.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserializer,
    de::{DeserializeOwned, DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value};

use super::{
    Deviation,
    exact::OwnText,
    located::Located,
    scope,
    tolerant::{self, Fit, read_scalar},
};

/// Calls a function that reads an object, and says what of it is not what the schema says.
///
/// # Errors
///
/// Those of the function.
pub(crate) fn told<T, E>(read: impl FnOnce() -> Result<T, E>) -> Result<(T, Vec<Deviation>), E> {
    let first = scope::count();
    let value = read()?;
    Ok((value, scope::since(first)))
}

/// Reads the value of a property that has items. What is no item is left out and told, where that is tolerated.
///
/// # Errors
///
/// The map's; strictly, an item is not what the schema says.
pub(crate) fn read_items<'de, T: DeserializeOwned, A: MapAccess<'de>>(map: &mut A) -> Result<Vec<T>, A::Error> {
    if scope::is_tolerant() { map.next_value_seed(ItemsSeed(PhantomData)) } else { map.next_value() }
}

struct ItemsSeed<T>(PhantomData<fn() -> T>);

impl<'de, T: DeserializeOwned> DeserializeSeed<'de> for ItemsSeed<T> {
    type Value = Vec<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<T>, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T: DeserializeOwned> Visitor<'de> for ItemsSeed<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
        let mut read = Vec::new();
        while let Some(item) = items.next_element_seed(ItemSeed(PhantomData))? {
            read.extend(item);
        }
        Ok(read)
    }
}

/// Reads an item; none if it is not what the schema says.
struct ItemSeed<T>(PhantomData<fn() -> T>);

impl<'de, T: DeserializeOwned> DeserializeSeed<'de> for ItemSeed<T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        let text = OwnText.deserialize(deserializer)?;
        let first = scope::count();
        match T::deserialize(Located(&text)) {
            Ok(item) => Ok(Some(item)),
            Err(error) => {
                scope::take_back(first);
                scope::forgive(expected(&error), &text);
                Ok(None)
            }
        }
    }
}

/// What an error of ours expected. Serde's own say what they found, which may be personal.
fn expected(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let expected = message.strip_prefix("expected ").filter(|_| error.line() == 0);
    expected.unwrap_or("what the program's type has").to_owned()
}

/// Reads an object of which no schema says anything. What no program can read is told, and near to what came.
///
/// # Errors
///
/// The text is no object; strictly, something in it cannot be read.
pub(crate) fn read_any_object(text: &str) -> Result<Map<String, Value>, serde_json::Error> {
    if !scope::is_tolerant() {
        return serde_json::from_str(text);
    }
    tolerant::read_any_object(text).ok_or_else(|| serde_json::Error::custom("expected an object"))
}

/// Reads a number of items, which services also write as a string, or null.
pub(crate) struct CountSeed;

impl<'de> DeserializeSeed<'de> for CountSeed {
    type Value = Option<u64>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<u64>, D::Error> {
        let text = OwnText.deserialize(deserializer)?;
        let mut count: Option<i64> = None;
        let fit = read_scalar(&mut &mut count, &text);
        let count = count.map(u64::try_from).transpose();
        match (fit, count) {
            (Fit::Fits, Ok(count)) => Ok(count),
            _ if !scope::is_tolerant() => Err(D::Error::custom(format_args!("found {text}, expected {COUNT}"))),
            (Fit::Converted(_), Ok(count)) => {
                scope::deviate(COUNT, &text, true);
                Ok(count)
            }
            _ => {
                scope::deviate(COUNT, &text, false);
                Ok(None)
            }
        }
    }
}

const COUNT: &str = "a number of items";
