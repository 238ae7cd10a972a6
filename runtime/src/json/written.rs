//! Values to send.

use std::{borrow::Cow, collections::BTreeMap};

use serde::{
    Serialize, Serializer,
    ser::{SerializeMap, SerializeSeq},
};
use serde_json::{Value, value::RawValue};

use crate::value::{BinaryForm, Kept, Token};

/// A value to send. Unlike [`Json`](crate::Json) it has all digits of its numbers, and leaves open what the service's options decide.
#[derive(Clone, Debug)]
pub(crate) enum Written {
    Null,
    Token(Token<'static>),
    Array(Vec<Self>),
    Object(Object),
    /// The text of JSON.
    Text(Box<RawValue>),
}

/// Properties by name.
pub(crate) type Object = BTreeMap<Cow<'static, str>, Written>;

impl PartialEq for Written {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Token(one), Self::Token(other)) => one == other,
            (Self::Array(one), Self::Array(other)) => one == other,
            (Self::Object(one), Self::Object(other)) => one == other,
            (Self::Text(one), Self::Text(other)) => one.get() == other.get(),
            _ => false,
        }
    }
}

impl From<Value> for Written {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Token(Token::Bool(value)),
            Value::Number(number) => Self::Token(number.as_i64().map_or_else(|| number_token(&number), Token::Int)),
            Value::String(text) => Self::Token(Token::from(text)),
            Value::Array(items) => Self::Array(items.into_iter().map(Self::from).collect()),
            Value::Object(entries) => {
                Self::Object(entries.into_iter().map(|(name, value)| (Cow::Owned(name), Self::from(value))).collect())
            }
        }
    }
}

/// The number with all its digits, also where a program has turned `arbitrary_precision` of `serde_json` on.
fn number_token(number: &serde_json::Number) -> Token<'static> {
    let digits = number.to_string();
    match (number.as_u64(), double(&digits)) {
        (Some(whole), _) => Token::UInt(whole),
        (None, Some(float)) => Token::Float(float),
        (None, None) => Token::Number(digits.into()),
    }
}

impl From<Token<'_>> for Written {
    fn from(token: Token<'_>) -> Self {
        Self::Token(token.into_owned())
    }
}

/// A number with more digits than a double has loses some.
impl From<Token<'_>> for Value {
    fn from(token: Token<'_>) -> Self {
        Written::from(token).to_json()
    }
}

impl From<Option<Token<'_>>> for Written {
    fn from(token: Option<Token<'_>>) -> Self {
        token.map_or(Self::Null, Self::from)
    }
}

impl From<&Kept> for Written {
    fn from(kept: &Kept) -> Self {
        kept.text().map_or_else(|| Self::from(kept.value.clone()), |text| Self::Text(text.to_owned()))
    }
}

impl FromIterator<Self> for Written {
    fn from_iter<I: IntoIterator<Item = Self>>(items: I) -> Self {
        Self::Array(items.into_iter().collect())
    }
}

/// What of a value depends on the service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Form {
    /// Whether whole numbers of 64 bits and decimal numbers are strings (OData JSON Format 4.01, section 3.2).
    pub ieee754_compatible: bool,
    pub binary: BinaryForm,
}

impl Written {
    /// A string.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Token(Token::from(text.into()))
    }

    /// The value as the standard says it without any agreement. A number with more digits than a double has loses some.
    pub(crate) fn to_json(&self) -> Value {
        serde_json::to_value(self.in_form(Form::default())).unwrap_or_default()
    }

    /// The text for a URL.
    #[cfg(feature = "requests")]
    pub(crate) fn to_text(&self) -> String {
        serde_json::to_string(&self.in_form(Form::default())).unwrap_or_default()
    }

    /// The text for a service.
    #[cfg(feature = "requests")]
    pub(crate) fn to_bytes(&self, form: Form) -> Vec<u8> {
        serde_json::to_vec(&self.in_form(form)).unwrap_or_default()
    }

    fn in_form(&self, form: Form) -> InForm<'_> {
        InForm { value: self, form }
    }
}

struct InForm<'a> {
    value: &'a Written,
    form: Form,
}

impl Serialize for InForm<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.value {
            Written::Null => serializer.serialize_unit(),
            Written::Token(token) => write_token(token, self.form, serializer),
            Written::Text(text) => text.serialize(serializer),
            Written::Array(values) => {
                let mut items = serializer.serialize_seq(Some(values.len()))?;
                for value in values {
                    items.serialize_element(&value.in_form(self.form))?;
                }
                items.end()
            }
            Written::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (name, value) in entries {
                    map.serialize_entry(name, &value.in_form(self.form))?;
                }
                map.end()
            }
        }
    }
}

impl Serialize for Token<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_token(self, Form::default(), serializer)
    }
}

fn write_token<S: Serializer>(token: &Token<'_>, form: Form, serializer: S) -> Result<S::Ok, S::Error> {
    match token {
        Token::Long(value) if form.ieee754_compatible => serializer.collect_str(value),
        Token::Number(digits) if form.ieee754_compatible => serializer.serialize_str(digits),
        Token::Base64(text) if form.binary == BinaryForm::Base64 => serializer.serialize_str(&base64(text)),
        Token::Bool(value) => serializer.serialize_bool(*value),
        Token::Int(value) | Token::Long(value) => serializer.serialize_i64(*value),
        Token::UInt(value) => serializer.serialize_u64(*value),
        Token::Float(value) => serializer.serialize_f64(*value),
        Token::Number(digits) => write_number(digits, serializer),
        Token::Text(text) | Token::Base64(text) => serializer.serialize_str(text),
    }
}

/// As a number of the serializer where that has the same digits, since only `serde_json` takes text for a number.
fn write_number<S: Serializer>(digits: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(whole) = digits.parse::<i64>()
        && digits != "-0"
    {
        return serializer.serialize_i64(whole);
    }
    match (double(digits), RawValue::from_string(digits.to_owned())) {
        (Some(float), _) => serializer.serialize_f64(float),
        (None, Ok(text)) => text.serialize(serializer),
        (None, Err(_)) => serializer.serialize_str(digits),
    }
}

/// The double that is written with these digits.
pub(super) fn double(digits: &str) -> Option<f64> {
    let double = serde_json::from_str::<f64>(digits).ok()?;
    let written = Value::from(double).to_string();
    (written == digits).then_some(double)
}

/// The same bytes in base64.
fn base64(base64url: &str) -> String {
    base64url.replace('-', "+").replace('_', "/")
}
