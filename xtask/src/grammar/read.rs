//! What the readers take for a value.

use odata_runtime::requests::Item;
use odata_runtime::{
    Binary, Date, Decimal, Duration, Json, OffsetDateTime, Scalar, Time, Uuid, from_slice_tolerant, from_str,
};

/// How strictly.
#[derive(Clone, Copy)]
pub(super) enum Reader {
    Strict,
    Tolerant,
}

/// Whether a text is read as a value of a rule; `None` if the rule is of nothing that the runtime reads by itself.
pub(super) fn is_read(rule: &str, text: &str, reader: Reader) -> Option<bool> {
    let read = match rule {
        "binaryValue" => is_string::<Binary>,
        "booleanValue" => is_token::<bool>,
        "byteValue" => is_string::<u8>,
        "dateTimeOffsetValue" => is_string::<OffsetDateTime>,
        "dateValue" => is_string::<Date>,
        "decimalValue" => is_string::<Decimal>,
        "doubleValue" => is_string::<f64>,
        "durationValue" => is_string::<Duration>,
        "guidValue" => is_string::<Uuid>,
        "int16Value" => is_string::<i16>,
        "int32Value" => is_string::<i32>,
        "int64Value" => is_string::<i64>,
        "sbyteValue" => is_string::<i8>,
        "singleValue" => is_string::<f32>,
        "timeOfDayValue" => is_string::<Time>,
        _ => return None,
    };
    Some(read(text, reader))
}

fn is_string<T: Scalar>(text: &str, reader: Reader) -> bool {
    is_token::<T>(&Json::from(text).to_string(), reader)
}

fn is_token<T: Scalar>(json: &str, reader: Reader) -> bool {
    match reader {
        Reader::Strict => from_str::<Item<T>>(json).is_ok(),
        Reader::Tolerant => from_slice_tolerant::<Item<T>>(json.as_bytes()).is_ok(),
    }
}
