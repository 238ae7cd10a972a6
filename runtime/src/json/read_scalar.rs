//! A scalar on its own.

use serde::{
    Deserializer,
    de::{self, DeserializeSeed},
};

use super::{
    exact::{FromText, read_exact},
    read_field::SlotSeed,
    scope,
    tolerant::{Fit, read_scalar},
};
use crate::value::{Scalar, ScalarSlot, Slot};

/// Reads a scalar on its own, for its implementation of serde's trait.
///
/// # Errors
///
/// The deserializer's, and one that says what was expected.
pub fn deserialize_scalar<'de, T: Scalar, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value: Option<T> = None;
    read_into(&mut &mut value, deserializer)?;
    value.ok_or_else(|| de::Error::custom(format_args!("found null, expected {}", T::EXPECTED)))
}

fn read_into<'de, D: Deserializer<'de>>(slot: &mut dyn ScalarSlot, deserializer: D) -> Result<(), D::Error> {
    if scope::is_tolerant() {
        read_exact(TolerantScalar(slot), deserializer)
    } else {
        SlotSeed(&mut Slot::Scalar(slot)).deserialize(deserializer)
    }
}

struct TolerantScalar<'a>(&'a mut dyn ScalarSlot);

impl<'de> FromText<'de> for TolerantScalar<'_> {
    type Value = ();

    fn read_text<E: de::Error>(self, text: &str) -> Result<(), E> {
        match read_scalar(self.0, text) {
            Fit::Fits => Ok(()),
            Fit::Converted(expected) => {
                scope::deviate(expected, text, true);
                Ok(())
            }
            Fit::Misfit(expected) => Err(E::custom(format_args!("expected {expected}"))),
        }
    }

    fn read_other<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        SlotSeed(&mut Slot::Scalar(self.0)).deserialize(deserializer)
    }
}
