//! Primitive values as JSON has them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use odata_runtime::{
    Binary, Date, Decimal, Duration, Json, OffsetDateTime, Scalar, Time, Uuid, client::Item, from_str,
};
use serde_json::json;

/// The value that is read, written again.
fn again<T: Scalar>(wire: &Json) -> Json {
    let Item(value): Item<T> = from_str(&wire.to_string()).unwrap();
    Json::from(value.to_token())
}

#[test]
fn a_value_is_written_as_it_was_read() {
    for time in ["00:00:00", "06:07:08", "23:59:59.5", "23:59:59.000000001"] {
        assert_eq!(again::<Time>(&json!(time)), time);
    }
    for point in ["2024-02-29T00:00:00Z", "2024-02-29T23:59:59.25Z", "2024-02-29T12:00:00+02:00"] {
        assert_eq!(again::<OffsetDateTime>(&json!(point)), point);
    }
    for duration in ["PT0S", "P1DT2H3M4.5S", "-PT1M"] {
        assert_eq!(again::<Duration>(&json!(duration)), duration);
    }
    assert_eq!(again::<Date>(&json!("2024-02-29")), "2024-02-29");
    assert_eq!(again::<Uuid>(&json!("f09b4ab6-4ab6-f09b-b64a-9bf0b64a9bf0")), "f09b4ab6-4ab6-f09b-b64a-9bf0b64a9bf0");
    assert_eq!(again::<Binary>(&json!("AP_-Pj8=")), "AP_-Pj8=");
    for number in [json!(19.95), json!(-7), json!(i64::MAX), json!(i64::MIN)] {
        assert_eq!(again::<Decimal>(&number).to_string().trim_matches('"'), number.to_string());
    }
}

#[test]
fn a_time_has_a_fraction_only_where_it_has_one() {
    // `.0` is refused where the property has no room for a fraction, and by default it has none.
    for (read, written) in [
        ("06:07", "06:07:00"),
        ("06:07:08.0", "06:07:08"),
        ("06:07:08.000", "06:07:08"),
        ("06:07:08.500", "06:07:08.5"),
    ] {
        assert_eq!(again::<Time>(&json!(read)), written);
    }
}
