//! Primitive values as JSON has them.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use odata_runtime::{
    Binary, Date, Decimal, Duration, Json, OffsetDateTime, Scalar, Time, Token, Uuid, client::Item, from_str,
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

/// What is read, and what is written of it.
fn written<T: Scalar>(text: &str) -> Option<String> {
    let value = T::from_token(&Token::from(text))?;
    match value.to_token() {
        Token::Text(written) | Token::Base64(written) => Some(written.into_owned()),
        other => panic!("{other} is no string"),
    }
}

fn are_read<T: Scalar>(cases: &[(&str, &str)]) {
    for (text, again) in cases {
        assert_eq!(written::<T>(text).as_deref(), Some(*again), "{text}");
        assert_eq!(written::<T>(again).as_deref(), Some(*again), "{again} is what it was");
    }
}

fn are_refused<T: Scalar>(texts: &[&str]) {
    for text in texts {
        assert_eq!(written::<T>(text), None, "{text}");
    }
}

#[test]
fn dates_are_those_of_the_grammar() {
    are_read::<Date>(&[
        ("2024-02-29", "2024-02-29"),
        ("0000-01-01", "0000-01-01"),
        ("-0001-12-31", "-0001-12-31"),
        ("12024-01-01", "12024-01-01"),
        ("-10000-04-01", "-10000-04-01"),
        ("999999-12-31", "999999-12-31"),
    ]);
    are_refused::<Date>(&[
        "",
        "2024-02-30",
        "2024-2-3",
        "+2024-01-01",
        "024-01-01",
        "02024-01-01",
        "2024-01-01Z",
        "2024-01",
        "1000000-01-01",
        "२०२४-01-01",
        "2024-+1-01",
        "--2024-01-01",
        " 2024-01-01",
    ]);
}

#[test]
fn times_are_those_of_the_grammar() {
    are_read::<Time>(&[
        ("06:07", "06:07:00"),
        ("06:07:08.123456789012", "06:07:08.123456789"),
        ("23:59:60", "23:59:59.999999999"),
    ]);
    are_refused::<Time>(&[
        "24:00",
        "06:7",
        "06",
        "06:07:",
        "06:07:08.",
        "06:07:61",
        "06:07:08.1234567890123",
        "06:07.5",
        "06:07:+8",
        "06:07Z",
    ]);
}

#[test]
fn points_in_time_are_those_of_the_grammar() {
    are_read::<OffsetDateTime>(&[
        ("2024-01-01T10:00Z", "2024-01-01T10:00:00Z"),
        ("2024-01-01t10:00:01.50z", "2024-01-01T10:00:01.5Z"),
        ("2024-01-01T10:00-23:59", "2024-01-01T10:00:00-23:59"),
        ("2024-01-01T10:00+00:00", "2024-01-01T10:00:00Z"),
        ("1972-06-30T23:59:60Z", "1972-06-30T23:59:59.999999999Z"),
        ("-10000-04-01T00:00Z", "-10000-04-01T00:00:00Z"),
        ("12024-01-01T00:00:00-01:30", "12024-01-01T00:00:00-01:30"),
    ]);
    are_refused::<OffsetDateTime>(&[
        "2024-01-01T10:00",
        "2024-01-01 10:00Z",
        "2024-01-01T10:00+24:00",
        "2024-01-01T10:00+01:60",
        "2024-01-01T10:00+0100",
        "2024-01-01T10Z",
        "2024-01-01T24:00Z",
        "2012-09-03T23%3A59Z",
        "2024-01-01T10:00+1:00",
        "2024-01-01T10:00ZZ",
        "INF",
    ]);
}

#[test]
fn durations_are_those_of_the_grammar() {
    are_read::<Duration>(&[
        ("-P6DT23H59M59.9999S", "-P6DT23H59M59.9999S"),
        ("pt90m", "PT1H30M"),
        ("P1DT", "P1D"),
        ("P", "PT0S"),
        ("PT0.1234567891S", "PT0.123456789S"),
        ("-PT0.5S", "-PT0.5S"),
    ]);
    are_refused::<Duration>(&[
        "",
        "-",
        "+P6DT1H",
        "P1Y",
        "P1M",
        "P1W",
        "PT1",
        "P1H",
        "PT1D",
        "PT1M1H",
        "PT1HT1M",
        "PT.5S",
        "PT5.S",
        "P1.5D",
        "PT+5S",
        "P-1D",
        "PT1S1S",
        "P99999999999999999999D",
        "P1DT1H ",
    ]);
}

#[test]
fn guids_have_hyphens_and_nothing_around_them() {
    let guid = "01234567-89ab-cdef-0123-456789abcdef";
    are_read::<Uuid>(&[(guid, guid), ("01234567-89AB-CDEF-0123-456789ABCDEF", guid)]);
    are_refused::<Uuid>(&[
        "0123456789abcdef0123456789abcdef",
        "{01234567-89ab-cdef-0123-456789abcdef}",
        "urn:uuid:01234567-89ab-cdef-0123-456789abcdef",
        "01234567-89ab-cdef-0123-456789abcdeg",
    ]);
}

#[test]
fn binary_is_in_either_alphabet_with_all_of_its_padding_or_none() {
    are_read::<Binary>(&[
        ("", ""),
        ("Zg==", "Zg=="),
        ("Zg", "Zg=="),
        ("Zm8", "Zm8="),
        ("AP_-Pj8", "AP_-Pj8="),
        ("AP/+Pj8=", "AP_-Pj8="),
    ]);
    are_refused::<Binary>(&["Zg=", "Zm8==", "Zh==", "Z", "Zm9v\r\nYg==", "Zm9v Yg==", "AP_+Pj8=", "=", "Zm9vYg==Zg=="]);
}
