//! A day of the calendar, without a zone: what a contract says, not an instant.

use std::fmt;

use jiff::SignedDuration;
use jiff::civil;
pub use jiff::civil::Weekday;

use super::Unreadable;

/// A day of the Gregorian calendar.
///
/// Invariant: of the years 1 to 9998, so that its midnights are instants in every zone; arithmetic
/// stops at those ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

impl Date {
    /// The first day of the year 1.
    pub const MIN: Self = Self(civil::Date::constant(1, 1, 1));
    /// The last day of the year 9998.
    pub const MAX: Self = Self(civil::Date::constant(9998, 12, 31));

    /// The day of a year, a month (1–12) and a day (1–31), where there is such a day.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, Unreadable> {
        let date = civil::Date::new(year, month, day).map_err(|_| Unreadable::Date)?;
        if date == Self::clamped(date).0 {
            Ok(Self(date))
        } else {
            Err(Unreadable::Date)
        }
    }

    /// Reads exactly `YYYY-MM-DD` (ISO 8601), with spaces around it.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        let text = text.trim();
        let shaped = text.len() == 10
            && text.bytes().enumerate().all(|(place, byte)| match place {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        let date: civil::Date = shaped
            .then(|| text.parse().ok())
            .flatten()
            .ok_or(Unreadable::Date)?;
        Self::new(date.year(), date.month(), date.day())
    }

    /// The year, 1 to 9998.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        self.0.weekday()
    }

    /// The day so many days later, or earlier where below zero.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self::clamped(
            self.0
                .saturating_add(SignedDuration::from_hours(24 * i64::from(days))),
        )
    }

    /// The day after.
    #[must_use]
    pub fn next(self) -> Self {
        self.plus_days(1)
    }

    /// The day before.
    #[must_use]
    pub fn previous(self) -> Self {
        self.plus_days(-1)
    }

    /// The first day of its month.
    #[must_use]
    pub fn first_of_month(self) -> Self {
        Self::clamped(self.0.first_of_month())
    }

    /// How many days later `other` is; below zero when it is earlier.
    pub fn days_until(self, other: Self) -> i32 {
        self.0.until(other.0).map_or(0, |span| span.get_days())
    }

    pub(super) fn clamped(date: civil::Date) -> Self {
        Self(date).clamp(Self::MIN, Self::MAX)
    }

    pub(super) fn civil(self) -> civil::Date {
        self.0
    }
}

/// ISO 8601, as `2026-03-29`.
impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist_are_read() {
        assert_eq!(
            Date::parse(" 2024-02-29 ").unwrap().to_string(),
            "2024-02-29"
        );
        for text in [
            "",
            "2023-02-29",
            "20240229",
            "2024-2-29",
            "0000-01-01",
            "9999-01-01",
            "2024-02-29T00:00",
        ] {
            assert_eq!(Date::parse(text), Err(Unreadable::Date), "{text:?}");
        }
    }

    #[test]
    fn days_are_counted_over_years() {
        let leap = Date::parse("2024-02-28").unwrap();
        assert_eq!(leap.next().to_string(), "2024-02-29");
        assert_eq!(leap.plus_days(2).previous(), leap.next());
        assert_eq!(leap.days_until(Date::parse("2025-02-28").unwrap()), 366);
        assert_eq!(leap.next().days_until(leap), -1);
        assert_eq!(Date::MIN.days_until(Date::MAX), 3_651_693);
    }

    #[test]
    fn arithmetic_stops_at_the_ends() {
        assert_eq!(Date::MAX.next(), Date::MAX);
        assert_eq!(Date::MIN.plus_days(i32::MIN), Date::MIN);
        assert_eq!(Date::MIN.plus_days(i32::MAX), Date::MAX);
    }
}
