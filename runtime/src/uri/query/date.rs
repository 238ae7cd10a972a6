//! Functions of dates and times (OData 4.01 URL Conventions, section 5.1.1.8).

use super::Expression;

/// Types that have a date.
#[diagnostic::on_unimplemented(message = "`{Self}` has no date")]
pub trait HasDate {}

/// Types that have a time of the day.
#[diagnostic::on_unimplemented(message = "`{Self}` has no time of the day")]
pub trait HasTime {}

#[cfg(feature = "time")]
mod types {
    use super::{HasDate, HasTime};
    use crate::value::{Date, OffsetDateTime, Time};

    impl HasDate for Date {}
    impl HasDate for OffsetDateTime {}
    impl HasTime for Time {}
    impl HasTime for OffsetDateTime {}
}

impl<M, T: HasDate, K> Expression<M, T, K> {
    /// The year.
    pub fn year(self) -> Expression<M, i32> {
        self.apply("year")
    }

    /// The month, from 1.
    pub fn month(self) -> Expression<M, i32> {
        self.apply("month")
    }

    /// The day of the month, from 1.
    pub fn day(self) -> Expression<M, i32> {
        self.apply("day")
    }
}

impl<M, T: HasTime, K> Expression<M, T, K> {
    /// The hour, from 0.
    pub fn hour(self) -> Expression<M, i32> {
        self.apply("hour")
    }

    /// The minute, from 0.
    pub fn minute(self) -> Expression<M, i32> {
        self.apply("minute")
    }

    /// The second, from 0.
    pub fn second(self) -> Expression<M, i32> {
        self.apply("second")
    }
}

#[cfg(feature = "time")]
impl<M, K> Expression<M, crate::value::OffsetDateTime, K> {
    /// The date.
    pub fn date(self) -> Expression<M, crate::value::Date> {
        self.apply("date")
    }

    /// The time of the day.
    pub fn time(self) -> Expression<M, crate::value::Time> {
        self.apply("time")
    }

    /// The distance to UTC, in minutes.
    pub fn total_offset_minutes(self) -> Expression<M, i32> {
        self.apply("totaloffsetminutes")
    }
}

/// The service's time.
#[cfg(feature = "time")]
pub fn now<M>() -> Expression<M, crate::value::OffsetDateTime> {
    super::operand::call("now", [])
}
