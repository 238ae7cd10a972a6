//! Pages as text: what no [`Value`] can hold stands in it as a mark.

use serde_json::Value;

/// In a string: half of a character.
pub const LONE: &str = "\u{27e6}lone\u{27e7}";

/// A number beyond the range of a double.
pub const BIG: &str = "\u{27e6}big\u{27e7}";

/// The name of the type's control information behind all properties.
pub const TYPE: &str = "~type";

/// The text that a service sends.
pub fn text(value: &Value) -> String {
    let text = value.to_string().replace(&format!("\"{BIG}\""), "1e400").replace(LONE, "\\ud800");
    text.replace(&format!("\"{TYPE}\""), "\"@odata.type\"")
}

/// The value of a text, with marks.
pub fn value(text: &str) -> Value {
    let text = text.replace("1e400", &format!("\"{BIG}\"")).replace("\\ud800", LONE);
    serde_json::from_str(&text).unwrap()
}

/// A value as it is after it was sent.
pub fn as_written(value: &Value) -> Value {
    self::value(&text(value))
}

/// Whether two values are the same but for the forms of numbers and the padding of base64.
pub fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one == other || one.as_f64() == other.as_f64(),
        (Value::String(one), Value::String(other)) => one.trim_end_matches('=') == other.trim_end_matches('='),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(name, value)| other.get(name).is_some_and(|other| same(value, other)))
        }
        _ => one == other,
    }
}
