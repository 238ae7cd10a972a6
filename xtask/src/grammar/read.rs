//! What the strict reader takes for a value.

use odata_runtime::requests::Item;
use odata_runtime::{Binary, Date, Decimal, Duration, OffsetDateTime, Scalar, Time, Token, Uuid, from_str};

/// Whether a text is read as a value of a rule; `None` if the rule is of nothing that the runtime reads by itself.
pub(super) fn is_read(rule: &str, text: &str) -> Option<bool> {
    let read = match rule {
        "binaryValue" => is_string::<Binary>,
        "booleanValue" => |text: &str| from_str::<Item<bool>>(text).is_ok(),
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
    Some(read(text))
}

fn is_string<T: Scalar>(text: &str) -> bool {
    T::from_token(&Token::from(text)).is_some()
}
