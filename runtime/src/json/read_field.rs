//! JSON to the fields of a model: a visitor for each kind.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer},
};
use serde_json::Number;

use super::{
    exact::{FromText, read_exact},
    read::ModelVisitor,
};
use crate::value::{
    EnumSlot, ModelSlot, ModelsSlot, Scalar, ScalarSlot, ScalarsSlot, Slot, Token, enumeration::MEMBER, scalar::whole,
};

pub(super) struct SlotSeed<'a, 's>(pub(super) &'a mut Slot<'s>);

impl<'de> DeserializeSeed<'de> for SlotSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.0 {
            Slot::Text(slot) => deserializer.deserialize_any(TextVisitor(slot)),
            Slot::Enum(slot) => deserializer.deserialize_any(EnumVisitor(&mut **slot)),
            Slot::Scalar(slot) if slot.reads_digits() => read_exact(Digits(ScalarVisitor(&mut **slot)), deserializer),
            Slot::Scalar(slot) => deserializer.deserialize_any(ScalarVisitor(&mut **slot)),
            Slot::Scalars(list) => deserializer.deserialize_any(ScalarsVisitor(&mut **list)),
            Slot::Model(slot) => deserializer.deserialize_option(ModelOptionVisitor(&mut **slot)),
            Slot::Models(list) => deserializer.deserialize_any(ModelsVisitor(&mut **list)),
            Slot::Json(slot) => {
                **slot = Option::deserialize(deserializer)?;
                Ok(())
            }
        }
    }
}

/// Takes a token in, of which null is none.
trait TakeToken {
    fn token<E: de::Error>(self, token: Option<&Token<'_>>) -> Result<(), E>;
}

/// The tokens of a scalar but for text, for a visitor that is a [`TakeToken`].
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

        /// A number, where a program has turned `arbitrary_precision` of `serde_json` on.
        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
            let number = Number::deserialize(MapAccessDeserializer::new(map))?;
            self.token(Some(&number_token(&number)))
        }
    };
}

fn number_token(number: &Number) -> Token<'static> {
    let whole = number.as_i64().map(Token::Int).or_else(|| number.as_u64().map(Token::UInt));
    whole.or_else(|| number.as_f64().map(Token::Float)).unwrap_or_else(|| Token::Number(number.to_string().into()))
}

#[cold]
fn unexpected<E: de::Error>(token: Option<&Token<'_>>, expected: &str) -> E {
    match token {
        Some(token) => E::custom(format_args!("found {token}, expected {expected}")),
        None => E::custom(format_args!("found null, expected {expected}")),
    }
}

struct TextVisitor<'a>(&'a mut Option<String>);

impl TakeToken for TextVisitor<'_> {
    fn token<E: de::Error>(self, token: Option<&Token<'_>>) -> Result<(), E> {
        *self.0 = None;
        if token.is_none() { Ok(()) } else { Err(unexpected(token, String::EXPECTED)) }
    }
}

impl<'de> Visitor<'de> for TextVisitor<'_> {
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

impl TakeToken for EnumVisitor<'_> {
    fn token<E: de::Error>(self, token: Option<&Token<'_>>) -> Result<(), E> {
        if self.0.read(token) { Ok(()) } else { Err(unexpected(token, MEMBER)) }
    }
}

impl<'de> Visitor<'de> for EnumVisitor<'_> {
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

impl TakeToken for ScalarVisitor<'_> {
    fn token<E: de::Error>(self, token: Option<&Token<'_>>) -> Result<(), E> {
        if self.0.read(token) { Ok(()) } else { Err(unexpected(token, self.0.expected())) }
    }
}

impl<'de> Visitor<'de> for ScalarVisitor<'_> {
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

impl TakeToken for ItemSeed<'_> {
    // A null item is passed over: a list of scalars has no place for it.
    fn token<E: de::Error>(self, token: Option<&Token<'_>>) -> Result<(), E> {
        let Some(token) = token else { return Ok(()) };
        if self.0.push(token) { Ok(()) } else { Err(unexpected(Some(token), self.0.expected())) }
    }
}

impl<'de> DeserializeSeed<'de> for ItemSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.0.reads_digits() { read_exact(Digits(self), deserializer) } else { deserializer.deserialize_any(self) }
    }
}

/// Shows a number by its digits to a visitor, and everything else as it is.
struct Digits<V>(V);

impl<'de, V: for<'any> Visitor<'any, Value = ()> + TakeToken> FromText<'de> for Digits<V> {
    type Value = ();

    fn read_text<E: de::Error>(self, text: &str) -> Result<(), E> {
        if text.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
            self.0.token(Some(&Token::Number(text.into())))
        } else {
            serde_json::Deserializer::from_slice(text.as_bytes()).deserialize_any(self.0).map_err(E::custom)
        }
    }

    fn read_other<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self.0)
    }
}

impl<'de> Visitor<'de> for ItemSeed<'_> {
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
        self.visit_none()
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        self.0.reset(false);
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.0.reset(true) {
            Some(model) => deserializer.deserialize_map(ModelVisitor(model)),
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
