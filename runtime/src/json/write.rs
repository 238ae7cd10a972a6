//! Models to JSON: once for a plain copy of what was read, once as the value of a request.

use std::borrow::Cow;

use serde::{
    Serialize, Serializer,
    ser::{Error, SerializeMap, SerializeSeq},
};

use super::{
    write_text::{Text, takes_text},
    written::{Object, Written},
};
use crate::value::{
    Additional, Kept, Model, Peek, Scalar, Shape, TYPE, Token, VisitPeeks,
    model::{Rules, is_union, look},
};

/// Writes a model as it was read: control information first, as streaming readers need it, then the properties that
/// have a value, then what the schema does not know.
///
/// # Errors
///
/// The serializer's.
pub fn serialize_model<S: Serializer>(model: &dyn Model, serializer: S) -> Result<S::Ok, S::Error> {
    if takes_text::<S>() {
        return Text::of(model).map_err(Error::custom)?.serialize(serializer);
    }
    let mut writer = Writer { map: serializer.serialize_map(None)?, is_union: false, result: Ok(()) };
    model.peeks(&mut writer);
    writer.result?;
    writer.map.end()
}

struct Writer<S: SerializeMap> {
    map: S,
    is_union: bool,
    result: Result<(), S::Error>,
}

impl<S: SerializeMap> VisitPeeks for Writer<S> {
    fn union(&mut self) {
        self.is_union = true;
    }

    fn fields(&mut self, shape: &'static Shape, peeks: &[Peek<'_>], additional: &Additional) {
        self.result = write_type(self.is_union, shape, additional, &mut self.map)
            .and_then(|()| write_properties(shape, peeks, additional, &mut self.map));
    }
}

/// What a union that was not read needs, for its reader to know the type.
#[inline]
pub(super) fn union_type(is_union: bool, shape: &Shape, additional: &Additional) -> Option<String> {
    (is_union && additional.odata_type().is_none()).then(|| format!("#{}", shape.name))
}

fn write_type<S: SerializeMap>(
    is_union: bool,
    shape: &Shape,
    additional: &Additional,
    map: &mut S,
) -> Result<(), S::Error> {
    match union_type(is_union, shape, additional) {
        Some(name) => map.serialize_entry(TYPE, &name),
        None => Ok(()),
    }
}

fn write_properties<S: SerializeMap>(
    shape: &Shape,
    peeks: &[Peek<'_>],
    additional: &Additional,
    map: &mut S,
) -> Result<(), S::Error> {
    write_additional(entries(shape, peeks, additional, true), map)?;
    for (name, value) in shape.properties.iter().copied().zip(peeks) {
        match value {
            Peek::Text(None) => {}
            Peek::Text(Some(text)) => map.serialize_entry(name, text.as_str())?,
            // One look is enough: the token is made when it is asked for.
            Peek::Enum(slot) => match slot.get() {
                None => {}
                Some(Ok(place)) => map.serialize_entry(name, slot.names().name(place))?,
                Some(Err(other)) => map.serialize_entry(name, &other.to_token())?,
            },
            Peek::Scalar(slot) => match slot.token() {
                None => {}
                Some(Token::Text(text)) => map.serialize_entry(name, text.as_ref())?,
                Some(token) => map.serialize_entry(name, &token)?,
            },
            value if value.is_some() => map.serialize_entry(name, value)?,
            _ => {}
        }
    }
    write_additional(entries(shape, peeks, additional, false), map)
}

fn write_additional<'a, S: SerializeMap>(
    entries: impl Iterator<Item = (&'a str, &'a Kept)>,
    map: &mut S,
) -> Result<(), S::Error> {
    for (name, kept) in entries {
        map.serialize_entry(name, kept)?;
    }
    Ok(())
}

/// Control information, or what is none, without the value that was set aside of a property which a program has set since.
pub(super) fn entries<'a>(
    shape: &'a Shape,
    peeks: &'a [Peek<'_>],
    additional: &'a Additional,
    control: bool,
) -> impl Iterator<Item = (&'a str, &'a Kept)> {
    let is_set = |name: &str| {
        let index = shape.properties.iter().position(|property| *property == name);
        index.and_then(|index| peeks.get(index)).is_some_and(Peek::is_some)
    };
    let of_kind = additional.entries().filter(move |(name, _)| is_control(name) == control);
    of_kind.filter(move |(name, kept)| !(kept.is_set_aside() && is_set(name)))
}

/// Whether the value of that name is control information (OData 4.01 JSON Format, section 4.5).
fn is_control(name: &str) -> bool {
    name.as_bytes().contains(&b'@')
}

impl Serialize for Kept {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.text() {
            Some(text) => text.serialize(serializer),
            None => self.value.serialize(serializer),
        }
    }
}

/// Writes a scalar on its own, for its implementation of serde's trait.
///
/// # Errors
///
/// The serializer's.
pub fn serialize_scalar<S: Serializer>(scalar: &impl Scalar, serializer: S) -> Result<S::Ok, S::Error> {
    scalar.to_token().serialize(serializer)
}

impl Peek<'_> {
    /// Whether the field has a value.
    pub(crate) fn is_some(&self) -> bool {
        match self {
            Self::Text(text) => text.is_some(),
            Self::Enum(slot) => slot.get().is_some(),
            Self::Scalar(slot) => slot.token().is_some(),
            Self::Scalars(list) => list.count().is_some(),
            Self::Model(slot) => slot.get().is_some(),
            Self::Models(list) => list.count().is_some(),
            Self::Json(value) => value.is_some(),
        }
    }
}

impl Serialize for Peek<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => text.serialize(serializer),
            Self::Enum(slot) => slot.token().serialize(serializer),
            Self::Scalar(slot) => slot.token().serialize(serializer),
            Self::Scalars(list) => {
                serializer.collect_seq((0..list.count().unwrap_or_default()).map(|index| list.token(index)))
            }
            Self::Model(slot) => slot.get().map(Whole).serialize(serializer),
            Self::Models(list) => {
                let count = list.count().unwrap_or_default();
                let mut items = serializer.serialize_seq(Some(count))?;
                for model in (0..count).filter_map(|index| list.get(index)) {
                    items.serialize_element(&Whole(model))?;
                }
                items.end()
            }
            Self::Json(value) => value.serialize(serializer),
        }
    }
}

struct Whole<'a>(&'a dyn Model);

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_model(self.0, serializer)
    }
}

/// The value of a model in a request: with `@odata.type` as the service wants it, without other control information,
/// and with what the schema does not know, which the service would otherwise delete with the item.
pub(crate) fn request_value(model: &dyn Model) -> Written {
    let mut values = request_values(model);
    look(model, |shape, _, additional| {
        let as_read = additional.get(TYPE).or_else(|| additional.get("@type"));
        let name = as_read.and_then(serde_json::Value::as_str).or_else(|| shape.odata_type()).map(Written::text);
        if let Some(name) = name.or_else(|| union_type(is_union(model), shape, additional).map(Written::text)) {
            values.insert(TYPE.into(), name);
        }
    });
    Written::Object(values)
}

/// The properties that have a value, and what the schema does not know.
fn request_values(model: &dyn Model) -> Object {
    let mut values = Object::new();
    look(model, |shape, peeks, additional| {
        values = declared_values(shape, peeks, |_| true).collect();
        values.extend(dynamic_values(additional));
    });
    values
}

pub(super) fn dynamic_values(additional: &Additional) -> impl Iterator<Item = (Cow<'static, str>, Written)> {
    additional.dynamic().map(|(name, kept)| (Cow::Owned(name.to_owned()), Written::from(kept)))
}

/// The properties that have a value and that a change may set.
pub(crate) fn settable_values(model: &dyn Model) -> Object {
    let mut values = Object::new();
    look(model, |shape, peeks, additional| {
        values = declared_values(shape, peeks, |rules| !rules.is_read_only()).collect();
        if shape.is_open {
            values.extend(dynamic_values(additional));
        }
    });
    values
}

fn declared_values(
    shape: &Shape,
    peeks: &[Peek<'_>],
    is_wanted: impl Fn(Rules) -> bool,
) -> impl Iterator<Item = (Cow<'static, str>, Written)> {
    let fields = shape.rules().zip(peeks);
    let wanted = fields.filter(move |((_, rules), field)| is_wanted(*rules) && field.is_some());
    wanted.map(|((name, _), field)| (Cow::Borrowed(name), field.request_value()))
}

impl Peek<'_> {
    /// The field's value in a request.
    pub(crate) fn request_value(&self) -> Written {
        match self {
            Self::Text(value) => value.as_deref().map_or(Written::Null, Written::text),
            Self::Enum(slot) => slot.token().into(),
            Self::Scalar(slot) => slot.token().into(),
            Self::Scalars(list) => list
                .count()
                .map_or(Written::Null, |len| (0..len).map(|index| Written::from(list.token(index))).collect()),
            Self::Model(slot) => slot.get().map_or(Written::Null, request_value),
            Self::Models(list) => list.count().map_or(Written::Null, |len| {
                (0..len).map(|index| list.get(index).map_or(Written::Null, request_value)).collect()
            }),
            Self::Json(value) => (*value).clone().map_or(Written::Null, Written::from),
        }
    }
}
