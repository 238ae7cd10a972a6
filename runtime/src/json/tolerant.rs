//! JSON text to models, where some of it is not what the schema says: what does not fit is set aside, and everything else is read.
//!
//! This is the second reading of an answer, after [`read`](super::read) has failed.

#[cfg(feature = "requests")]
use serde_json::Map;
use serde_json::{Value, value::RawValue};

use super::{
    convert::{Converted, Wanted, convert},
    lenient::{self, Object, Property},
    located::UNICODE_NAME,
    scope::{Segment, deviate, within},
    unknown::{kept, raw},
};
use crate::value::{
    Additional, EnumSlot, Kept, Model, ModelSlot, ModelsSlot, Name, Scalar, ScalarSlot, ScalarsSlot, Shape, Slot,
    Token, VisitSlots, enumeration::MEMBER, kept_name, model::shape, type_name,
};

/// Reads an object; `None` if the text is none.
pub(super) fn read_model(model: &mut dyn Model, text: &str) -> Option<()> {
    let object = lenient::object(text)?;
    let union_type = lenient::control(&object, "type");
    model.slots(&mut Reader { object, union_type });
    Some(())
}

/// Reads an object of which no schema says anything; `None` if the text is none.
#[cfg(feature = "requests")]
pub(super) fn read_any_object(text: &str) -> Option<Map<String, Value>> {
    let object = lenient::object(text)?;
    let entries = object.iter().map(|property| {
        let name = property.name.clone().into_owned();
        (name.clone(), within(Segment::Property(name), || read_unknown(property)).value)
    });
    Some(entries.collect())
}

/// What an object should have been.
pub(super) fn an_object(model: &dyn Model) -> String {
    format!("an object ({})", shape(model).name)
}

struct Reader<'a> {
    object: Object<'a>,
    union_type: Option<String>,
}

impl VisitSlots for Reader<'_> {
    fn union_type(&mut self) -> Option<&str> {
        self.union_type.as_deref().map(type_name)
    }

    fn fields(&mut self, shape: &'static Shape, slots: &mut [Slot<'_>], additional: &mut Additional) {
        for property in &self.object {
            let name = &*property.name;
            let index = shape.properties.iter().position(|declared| *declared == name);
            within(Segment::Property(name.to_owned()), || match index.and_then(|index| slots.get_mut(index)) {
                Some(slot) => read_property(slot, name, property.value, additional),
                None => additional.push(kept_name(name), read_unknown(property)),
            });
        }
    }
}

fn read_unknown(property: &Property<'_>) -> Kept {
    let value = property.value;
    if !property.has_unicode_name {
        deviate(UNICODE_NAME, value.get(), false);
        return set_aside(value);
    }
    kept(value.get()).unwrap_or_else(|_| {
        deviate("JSON that a program can read", value.get(), false);
        set_aside(value)
    })
}

fn set_aside(value: &RawValue) -> Kept {
    let text = value.get();
    let value = lenient::value(text);
    match raw(text) {
        Ok(text) => Kept::set_aside(value, text),
        Err(_) => Kept::whole(value),
    }
}

fn read_property(slot: &mut Slot<'_>, name: &str, value: &RawValue, additional: &mut Additional) {
    let mut items = Items { name, additional };
    let fit = read_slot(slot, value.get(), &mut items);
    if let Fit::Misfit(_) = fit {
        clear(slot);
    }
    tell(fit, value, additional, || kept_name(name));
}

/// Tells what does not fit as it is, and sets it aside under a name if it does not fit at all.
fn tell(fit: Fit, value: &RawValue, additional: &mut Additional, name: impl FnOnce() -> Name) {
    match fit {
        Fit::Fits => {}
        Fit::Converted(expected) => deviate(expected, value.get(), true),
        Fit::Misfit(expected) => {
            deviate(expected, value.get(), false);
            additional.push(name(), set_aside(value));
        }
    }
}

/// How a value fits its property, and what the schema says of it where it does not.
pub(super) enum Fit {
    Fits,
    Converted(String),
    Misfit(String),
}

/// Where the items of a collection go that do not fit.
struct Items<'a> {
    name: &'a str,
    additional: &'a mut Additional,
}

impl Items<'_> {
    fn read(&mut self, array: &[&RawValue], mut read: impl FnMut(&str) -> Fit) {
        for (index, value) in array.iter().enumerate() {
            within(Segment::Index(index), || {
                tell(read(value.get()), value, self.additional, || format!("{}[{index}]", self.name).into());
            });
        }
    }
}

fn read_slot(slot: &mut Slot<'_>, text: &str, items: &mut Items<'_>) -> Fit {
    match slot {
        Slot::Text(slot) => read_text(slot, text),
        Slot::Enum(slot) => read_enum(&mut **slot, text),
        Slot::Scalar(slot) => read_scalar(&mut **slot, text),
        Slot::Scalars(list) => read_scalars(&mut **list, text, items),
        Slot::Model(slot) => read_complex(&mut **slot, text),
        Slot::Models(list) => read_models(&mut **list, text, items),
        Slot::Json(slot) => match serde_json::from_str::<Option<Value>>(text) {
            Ok(value) => {
                **slot = value;
                Fit::Fits
            }
            Err(_) => Fit::Misfit(String::from("JSON that a program can read")),
        },
    }
}

fn clear(slot: &mut Slot<'_>) {
    match slot {
        Slot::Text(slot) => **slot = None,
        Slot::Enum(slot) => slot.set(None),
        Slot::Scalar(slot) => drop(slot.read(None)),
        Slot::Scalars(list) => list.reset(false),
        Slot::Model(slot) => drop(slot.reset(false).is_some()),
        Slot::Models(list) => list.reset(false),
        Slot::Json(slot) => **slot = None,
    }
}

/// A value that is one token.
fn read_token(text: &str, wanted: Wanted, mut read: impl FnMut(Option<&Token<'_>>) -> bool) -> Fit {
    match convert(text, wanted, &mut read) {
        Converted::AsItIs => Fit::Fits,
        Converted::WithoutLoss => Fit::Converted(wanted.expected.to_owned()),
        Converted::Not => Fit::Misfit(wanted.expected.to_owned()),
    }
}

fn read_text(slot: &mut Option<String>, text: &str) -> Fit {
    let wanted = Wanted { expected: String::EXPECTED, reads_digits: false };
    read_token(text, wanted, |token| {
        *slot = match token {
            Some(Token::Text(text)) => Some(text.to_string()),
            _ => None,
        };
        slot.is_some() || token.is_none()
    })
}

fn read_enum(slot: &mut dyn EnumSlot, text: &str) -> Fit {
    read_token(text, Wanted { expected: MEMBER, reads_digits: false }, |token| slot.read(token))
}

pub(super) fn read_scalar(slot: &mut dyn ScalarSlot, text: &str) -> Fit {
    let wanted = Wanted { expected: slot.expected(), reads_digits: slot.reads_digits() };
    read_token(text, wanted, |token| slot.read(token))
}

fn read_scalars(list: &mut dyn ScalarsSlot, text: &str, items: &mut Items<'_>) -> Fit {
    let wanted = Wanted { expected: list.expected(), reads_digits: list.reads_digits() };
    let Some(array) = read_array(text, |present| list.reset(present)) else {
        return Fit::Misfit(format!("an array of which each item is {}", wanted.expected));
    };
    // A null item is passed over: a list of scalars has no place for it.
    items.read(&array, |text| read_token(text, wanted, |token| token.is_none_or(|token| list.push(token))));
    Fit::Fits
}

/// The items of an array, of which null has none; `None` if the text is no array.
fn read_array(text: &str, reset: impl FnOnce(bool)) -> Option<Vec<&RawValue>> {
    let array = if text == "null" { Some(Vec::new()) } else { lenient::array(text) };
    if array.is_some() {
        reset(text != "null");
    }
    array
}

fn read_complex(slot: &mut dyn ModelSlot, text: &str) -> Fit {
    if text == "null" {
        slot.reset(false);
        return Fit::Fits;
    }
    let Some(model) = slot.reset(true) else { return Fit::Fits };
    let expected = an_object(model);
    read_model(model, text).map_or(Fit::Misfit(expected), |()| Fit::Fits)
}

fn read_models(list: &mut dyn ModelsSlot, text: &str, items: &mut Items<'_>) -> Fit {
    let Some(array) = read_array(text, |present| list.reset(present)) else {
        return Fit::Misfit(String::from("an array of objects or null"));
    };
    items.read(&array, |text| match text {
        "null" => Fit::Fits,
        text if !text.starts_with('{') => Fit::Misfit(String::from("an object or null")),
        text => {
            if let Some(model) = list.push() {
                read_model(model, text);
            }
            Fit::Fits
        }
    });
    Fit::Fits
}
