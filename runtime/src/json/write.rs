//! Models to JSON: once for a plain copy of what was read, once as the value of a request.

use serde::{
    Serialize, Serializer,
    ser::{SerializeMap, SerializeSeq},
};
use serde_json::{Map, Value};

use crate::value::{
    Additional, Model, Peek, Scalar, Shape, Token, VisitPeeks,
    model::{Rules, is_union, look},
};

/// Writes a model as it was read: control information first, as streaming readers need it, then the properties that
/// have a value, then what the schema does not know.
///
/// # Errors
///
/// The serializer's.
pub fn serialize_model<S: Serializer>(model: &dyn Model, serializer: S) -> Result<S::Ok, S::Error> {
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

/// Control information with the type's name.
const TYPE: &str = "@odata.type";

/// What a union that was not read needs, for its reader to know the type.
#[inline]
fn union_type(is_union: bool, shape: &Shape, additional: &Additional) -> Option<String> {
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
    write_additional(additional, true, map)?;
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
    write_additional(additional, false, map)
}

/// Writes control information, or what is none.
fn write_additional<S: SerializeMap>(additional: &Additional, control: bool, map: &mut S) -> Result<(), S::Error> {
    for (name, value) in additional.iter() {
        if name.as_bytes().contains(&b'@') == control {
            map.serialize_entry(name, value)?;
        }
    }
    Ok(())
}

/// Writes a scalar on its own, for its implementation of serde's trait.
///
/// # Errors
///
/// The serializer's.
pub fn serialize_scalar<S: Serializer>(scalar: &impl Scalar, serializer: S) -> Result<S::Ok, S::Error> {
    scalar.to_token().serialize(serializer)
}

impl Serialize for Token<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Int(value) => serializer.serialize_i64(*value),
            Self::UInt(value) => serializer.serialize_u64(*value),
            Self::Float(value) => serializer.serialize_f64(*value),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
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
pub(crate) fn request_value(model: &dyn Model) -> Value {
    let mut values = request_values(model);
    look(model, |shape, _, additional| {
        let as_read = additional.get(TYPE).or_else(|| additional.get("@type")).cloned();
        let name = as_read.or_else(|| shape.odata_type().map(Value::from));
        if let Some(name) = name.or_else(|| union_type(is_union(model), shape, additional).map(Value::from)) {
            values.insert(TYPE.to_owned(), name);
        }
    });
    Value::Object(values)
}

/// The properties that have a value, and what the schema does not know.
fn request_values(model: &dyn Model) -> Map<String, Value> {
    let mut values = Map::new();
    look(model, |shape, peeks, additional| {
        values = declared_values(shape, peeks, |_| true).collect();
        for (name, value) in additional.iter().filter(|(name, _)| !name.contains('@')) {
            values.insert(name.to_owned(), value.clone());
        }
    });
    values
}

/// The properties that have a value and that a change may set.
pub(crate) fn settable_values(model: &dyn Model) -> Map<String, Value> {
    let mut values = Map::new();
    look(model, |shape, peeks, _| {
        values = declared_values(shape, peeks, |rules| !rules.is_read_only()).collect();
    });
    values
}

fn declared_values(
    shape: &Shape,
    peeks: &[Peek<'_>],
    is_wanted: impl Fn(Rules) -> bool,
) -> impl Iterator<Item = (String, Value)> {
    let fields = shape.rules().zip(peeks);
    let wanted = fields.filter(move |((_, rules), field)| is_wanted(*rules) && field.is_some());
    wanted.map(|((name, _), field)| (name.to_owned(), field.request_value()))
}

impl Peek<'_> {
    /// The field's value in a request.
    pub(crate) fn request_value(&self) -> Value {
        match self {
            Self::Text(text) => text.as_deref().map_or(Value::Null, Value::from),
            Self::Enum(slot) => slot.token().map_or(Value::Null, Value::from),
            Self::Scalar(slot) => slot.token().map_or(Value::Null, Value::from),
            Self::Scalars(list) => list.count().map_or(Value::Null, |len| {
                (0..len).map(|index| list.token(index).map_or(Value::Null, Value::from)).collect()
            }),
            Self::Model(slot) => slot.get().map_or(Value::Null, request_value),
            Self::Models(list) => list
                .count()
                .map_or(Value::Null, |len| (0..len).map(|i| list.get(i).map_or(Value::Null, request_value)).collect()),
            Self::Json(value) => (*value).clone().unwrap_or_default(),
        }
    }
}

impl From<Token<'_>> for Value {
    fn from(token: Token<'_>) -> Self {
        match token {
            Token::Bool(value) => Self::from(value),
            Token::Int(value) => Self::from(value),
            Token::UInt(value) => Self::from(value),
            Token::Float(value) => Self::from(value),
            Token::Text(text) => Self::String(text.into_owned()),
        }
    }
}
