//! Instants, lengths of time, days, zones and terms: each a type of its own, so that a day is never
//! taken for an instant.

mod date;
mod term;
mod zone;

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};

pub use date::{Date, Weekday};
use jiff::Timestamp;
pub use term::Term;
pub use zone::{WallTime, Zone};

/// Text that could not be read as what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Not an instant of RFC 3339, such as `2026-03-29T01:00:00Z`.
    Moment,
    /// Not a day of the calendar written `YYYY-MM-DD`, or not of the years 1 to 9998.
    Date,
    /// Not a name of the IANA time zone database.
    Zone,
    /// Not a length in years, months and days by ISO 8601, or empty, or too long.
    Term,
    /// Not a wall-clock time from `00:00` to `24:00`.
    WallTime,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Moment => "not an instant such as 2026-03-29T01:00:00Z",
            Self::Date => "not a day such as 2026-03-29",
            Self::Zone => "not a time zone such as Europe/Stockholm",
            Self::Term => "not a length such as P1Y or P365D",
            Self::WallTime => "not a time of day from 00:00 to 24:00",
        })
    }
}

impl std::error::Error for Unreadable {}

/// An instant: microseconds since 1970-01-01T00:00:00 UTC, leap seconds not counted. The default is
/// that first instant.
///
/// Arithmetic stops at the ends of 64 bits; beyond [`Moment::MIN`] and [`Moment::MAX`] no day can
/// be told.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

impl Moment {
    /// The first instant of which the day can be told, in the year −9999.
    pub const MIN: Self = Self(-377_705_023_201_000_000);
    /// The last instant of which the day can be told, in the year 9999.
    pub const MAX: Self = Self(253_402_207_200_000_000);

    /// Reads RFC 3339 text with any offset; what is finer than a microsecond is dropped.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        let stamp: Timestamp = text.trim().parse().map_err(|_| Unreadable::Moment)?;
        Ok(Self(stamp.as_microsecond()))
    }

    /// So many seconds later, or earlier where below zero.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        self.plus(Span::seconds(seconds))
    }

    /// So many minutes of 60 seconds later, or earlier where below zero.
    #[must_use]
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        self.plus(Span::minutes(minutes))
    }

    /// So many hours of 60 minutes later, or earlier where below zero.
    #[must_use]
    pub const fn plus_hours(self, hours: i64) -> Self {
        self.plus(Span::hours(hours))
    }

    /// So many times 24 hours later, or earlier where below zero. Days of the calendar are counted
    /// with [`Date`].
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        self.plus(Span::hours(days.saturating_mul(24)))
    }

    const fn plus(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }

    fn timestamp(self) -> Timestamp {
        Timestamp::from_microsecond(self.clamp(Self::MIN, Self::MAX).0)
            .expect("the ends of time are those of jiff")
    }
}

/// RFC 3339 in UTC, as `2026-03-29T01:00:00Z`.
impl fmt::Display for Moment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.timestamp().fmt(out)
    }
}

impl fmt::Debug for Moment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl Add<Span> for Moment {
    type Output = Self;
    fn add(self, span: Span) -> Self {
        self.plus(span)
    }
}

impl Sub for Moment {
    type Output = Span;
    fn sub(self, earlier: Self) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }
}

/// A length of elapsed time in microseconds; below zero when it runs backwards. Arithmetic stops at
/// the ends of 64 bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span(pub i64);

impl Span {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// So many seconds.
    pub const fn seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1_000_000))
    }

    /// So many minutes of 60 seconds.
    pub const fn minutes(minutes: i64) -> Self {
        Self::seconds(minutes.saturating_mul(60))
    }

    /// So many hours of 60 minutes.
    pub const fn hours(hours: i64) -> Self {
        Self::minutes(hours.saturating_mul(60))
    }

    /// Whole minutes, towards zero.
    pub const fn as_minutes(self) -> i64 {
        self.0 / Self::minutes(1).0
    }
}

impl Add for Span {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Span {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Sum for Span {
    fn sum<I: Iterator<Item = Self>>(spans: I) -> Self {
        spans.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_and_shown_as_rfc_3339() {
        let moment = Moment::parse("2026-03-29T03:00:00+02:00").unwrap();
        assert_eq!(moment.to_string(), "2026-03-29T01:00:00Z");
        assert_eq!(Moment::default().to_string(), "1970-01-01T00:00:00Z");
        assert_eq!(Moment::parse("2026-03-29"), Err(Unreadable::Moment));
    }

    #[test]
    fn the_ends_of_time_are_those_of_jiff() {
        assert_eq!(Moment::MIN.0, Timestamp::MIN.as_microsecond());
        assert_eq!(Moment::MAX.0, Timestamp::MAX.as_second() * 1_000_000);
        assert_eq!(
            Moment(i64::MAX).plus_days(i64::MAX).to_string(),
            Moment::MAX.to_string()
        );
        assert_eq!(Moment(i64::MIN).to_string(), Moment::MIN.to_string());
    }

    #[test]
    fn spans_add_up() {
        let start = Moment::parse("2026-01-01T00:00:00Z").unwrap();
        assert_eq!(start.plus_days(1).plus_minutes(60) - start, Span::hours(25));
        assert_eq!((start - start.plus_seconds(90)).as_minutes(), -1);
        assert_eq!(start.plus_hours(-1) + Span::hours(1), start);
        assert_eq!(
            [Span::hours(1), Span::minutes(30)]
                .into_iter()
                .sum::<Span>()
                .as_minutes(),
            90
        );
    }
}
