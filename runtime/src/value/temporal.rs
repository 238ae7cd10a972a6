//! Dates and times.
//!
//! They are read by the rules `dateValue`, `timeOfDayValue` and `dateTimeOffsetValue` of the ABNF. Formats of `time` cannot say
//! them: a year has four digits or more, and never a plus.

use time::{Date, Month, OffsetDateTime, Time, UtcOffset};

use super::{
    Literal,
    digits::{fraction, nanoseconds, two, whole},
    textual::textual,
};

textual!(Date, "a date, YYYY-MM-DD", Literal::Bare, read_date, |date: &Self| write_date(*date));
textual!(Time, "a time of day, hh:mm:ss", Literal::Bare, read_time, |time: &Self| write_time(*time));
textual!(
    OffsetDateTime,
    "a date and time with an offset, YYYY-MM-DDThh:mm:ssZ",
    Literal::Bare,
    read_point,
    write_point
);

/// The most digits of a fraction of a second (rule `fractionalSeconds`).
const MAX_FRACTION: usize = 12;

fn read_date(text: &str) -> Option<Date> {
    let (year_and_month, day) = text.rsplit_once('-')?;
    let (year, month) = year_and_month.rsplit_once('-')?;
    Date::from_calendar_date(read_year(year)?, Month::try_from(two(month)?).ok()?, two(day)?).ok()
}

fn read_year(text: &str) -> Option<i32> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let is_padded = digits.len() == 4 || digits.len() > 4 && !digits.starts_with('0');
    let year: i32 = whole(digits).filter(|_| is_padded)?.parse().ok()?;
    Some(sign * year)
}

fn write_date(date: Date) -> String {
    let (year, month, day) = date.to_calendar_date();
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:04}-{:02}-{day:02}", year.unsigned_abs(), u8::from(month))
}

fn read_time(text: &str) -> Option<Time> {
    let (hour, rest) = text.split_once(':')?;
    let (minute, seconds) = rest.split_once(':').unwrap_or((rest, "00"));
    let (second, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
    let nanosecond = nanoseconds(fraction).filter(|_| fraction.len() <= MAX_FRACTION)?;
    // A leap second is the end of the one before, as `time` reads RFC 3339.
    let (second, nanosecond) = if second == "60" { (59, 999_999_999) } else { (two(second)?, nanosecond) };
    Time::from_hms_nano(two(hour)?, two(minute)?, second, nanosecond).ok()
}

fn write_time(time: Time) -> String {
    let (hour, minute, second, nanosecond) = time.as_hms_nano();
    format!("{hour:02}:{minute:02}:{second:02}{}", fraction(nanosecond))
}

fn read_point(text: &str) -> Option<OffsetDateTime> {
    let (date, rest) = text.split_once(['T', 't'])?;
    let (time, offset) = if let Some(time) = rest.strip_suffix(['Z', 'z']) {
        (time, UtcOffset::UTC)
    } else {
        let (time, offset) = rest.split_at(rest.rfind(['+', '-'])?);
        (time, read_offset(offset)?)
    };
    Some(read_date(date)?.with_time(read_time(time)?).assume_offset(offset))
}

/// With its sign.
fn read_offset(text: &str) -> Option<UtcOffset> {
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    let (hours, minutes) = (two(hours).filter(|hours| *hours < 24)?, two(minutes)?);
    UtcOffset::from_hms(sign * i8::try_from(hours).ok()?, sign * i8::try_from(minutes).ok()?, 0).ok()
}

fn write_point(point: &OffsetDateTime) -> String {
    let (hours, _, seconds) = point.offset().as_hms();
    // What no offset of OData is becomes UTC, the same point in time.
    let is_offset = seconds == 0 && hours.unsigned_abs() < 24;
    let point = if is_offset { *point } else { point.checked_to_offset(UtcOffset::UTC).unwrap_or(*point) };
    format!("{}T{}{}", write_date(point.date()), write_time(point.time()), write_offset(point.offset()))
}

fn write_offset(offset: UtcOffset) -> String {
    if offset.is_utc() {
        return String::from("Z");
    }
    let (hours, minutes, _) = offset.as_hms();
    let sign = if offset.is_negative() { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", hours.unsigned_abs(), minutes.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_that_odata_does_not_have_is_written_as_utc() {
        for (hours, seconds) in [(1, 30), (25, 0)] {
            let offset = UtcOffset::from_hms(hours, 0, seconds).unwrap();
            let point = OffsetDateTime::UNIX_EPOCH.to_offset(offset);
            assert_eq!(write_point(&point), "1970-01-01T00:00:00Z");
        }
    }
}
