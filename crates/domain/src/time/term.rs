//! How long a contract lasts, as its offer says it.

use std::fmt;

use super::{Date, Moment, Unreadable, Zone};
use crate::limits;

/// A length in years, months and days of the calendar: an ISO 8601 duration such as `P1Y`, `P365D`
/// or `P1Y30D`.
///
/// Invariant: longer than nothing, and at most [`limits::TERM_DAYS_MAX`] days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    years: u16,
    months: u16,
    days: u16,
}

impl Term {
    /// One year, the usual length.
    pub const YEAR: Self = Self {
        years: 1,
        months: 0,
        days: 0,
    };

    /// A length of so many years, then months, then days.
    pub fn new(years: u16, months: u16, days: u16) -> Result<Self, Unreadable> {
        let longest = u32::from(years) * 366 + u32::from(months) * 31 + u32::from(days);
        if longest == 0 || longest > limits::TERM_DAYS_MAX {
            return Err(Unreadable::Term);
        }
        Ok(Self {
            years,
            months,
            days,
        })
    }

    /// Reads `P`, then at most one number each of `Y`, `M` and `D`, in that order.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        let mut rest = text.trim().strip_prefix('P').ok_or(Unreadable::Term)?;
        let [mut years, mut months, mut days] = [0; 3];
        for (unit, number) in [('Y', &mut years), ('M', &mut months), ('D', &mut days)] {
            let Some((digits, tail)) = rest.split_once(unit) else {
                continue;
            };
            let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
            *number = plain
                .then(|| digits.parse().ok())
                .flatten()
                .ok_or(Unreadable::Term)?;
            rest = tail;
        }
        if rest.is_empty() {
            Self::new(years, months, days)
        } else {
            Err(Unreadable::Term)
        }
    }

    /// The last day on which a contract that starts on `start` can be used.
    ///
    /// It is the day before the same date a term later. Where that date does not exist (29
    /// February, 31 June) the day after the month's last takes its place, so that a term is never
    /// shorter than it says: one year from 29 February 2024 lasts through 28 February 2025.
    pub fn last_usable_day(self, start: Date) -> Date {
        let months = i32::from(self.years) * 12 + i32::from(self.months);
        months_later(start, months)
            .plus_days(i32::from(self.days))
            .previous()
    }

    /// The first instant at which the contract can no longer be used: the start, in the contract's
    /// zone, of the day after its last usable day. The contract is valid in the half-open interval
    /// before it.
    pub fn end_instant(self, start: Date, zone: &Zone) -> Moment {
        zone.start_of_day(self.last_usable_day(start).next())
    }
}

fn months_later(date: Date, months: i32) -> Date {
    let month = i32::from(date.year()) * 12 + i32::from(date.month()) - 1 + months;
    let first_of = |month: i32| {
        let year = i16::try_from(month.div_euclid(12)).ok()?;
        let of_year = i8::try_from(month.rem_euclid(12) + 1).ok()?;
        Date::new(year, of_year, 1).ok()
    };
    let (Some(first), Some(after)) = (first_of(month), first_of(month + 1)) else {
        return Date::MAX;
    };
    first.plus_days(i32::from(date.day()) - 1).min(after)
}

impl fmt::Display for Term {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("P")?;
        for (number, unit) in [(self.years, 'Y'), (self.months, 'M'), (self.days, 'D')] {
            if number > 0 {
                write!(out, "{number}{unit}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn last_day(term: &str, start: &str) -> String {
        let start = Date::parse(start).unwrap();
        Term::parse(term)
            .unwrap()
            .last_usable_day(start)
            .to_string()
    }

    fn end(term: &str, start: &str, zone: &str) -> String {
        let start = Date::parse(start).unwrap();
        Term::parse(term)
            .unwrap()
            .end_instant(start, &Zone::named(zone).unwrap())
            .to_string()
    }

    #[test]
    fn terms_are_read_and_shown() {
        for text in ["P1Y", "P365D", "P1Y30D", "P6M", "P1Y6M10D"] {
            assert_eq!(Term::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Term::parse("P1Y"), Ok(Term::YEAR));
        for text in [
            "", "P", "P0D", "1Y", "PY", "P1D1Y", "P1Y1Y", "P-1Y", "P+1Y", "P1.5Y", "PT1H", "P2W",
            "P101Y", "P99999D",
        ] {
            assert_eq!(Term::parse(text), Err(Unreadable::Term), "{text:?}");
        }
    }

    /// The end is printed as the last usable day and is the midnight after it, in the contract's
    /// zone, not the server's.
    #[test]
    fn t08_the_end_is_midnight_in_the_contracts_zone_after_the_last_usable_day() {
        assert_eq!(last_day("P1Y", "2026-01-15"), "2027-01-14");
        assert_eq!(end("P1Y", "2026-01-15", "UTC"), "2027-01-15T00:00:00Z");
        assert_eq!(
            end("P1Y", "2026-01-15", "Europe/Stockholm"),
            "2027-01-14T23:00:00Z"
        );
        assert_eq!(
            end("P1Y", "2026-07-15", "Europe/Stockholm"),
            "2027-07-14T22:00:00Z"
        );
        assert_eq!(
            end("P1Y", "2026-01-15", "America/Los_Angeles"),
            "2027-01-15T08:00:00Z"
        );
        assert_eq!(
            end("P1Y", "2026-01-15", "Pacific/Kiritimati"),
            "2027-01-14T10:00:00Z"
        );
    }

    /// The end belongs to the next day already: valid a microsecond before, over at it.
    #[test]
    fn t08_the_interval_is_half_open() {
        let (start, zone) = (
            Date::parse("2026-01-15").unwrap(),
            Zone::named("Europe/Stockholm").unwrap(),
        );
        let end = Term::YEAR.end_instant(start, &zone);
        let last = Term::YEAR.last_usable_day(start);
        assert_eq!(zone.date_of(Moment(end.0 - 1)), last);
        assert_eq!(zone.date_of(end), last.next());
    }

    #[test]
    fn t08_a_term_of_days_is_not_a_year() {
        assert_eq!(last_day("P365D", "2026-01-15"), "2027-01-14");
        assert_eq!(last_day("P365D", "2024-01-15"), "2025-01-13");
        assert_eq!(last_day("P1Y", "2024-01-15"), "2025-01-14");
        assert_eq!(last_day("P1Y30D", "2026-01-15"), "2027-02-13");
        assert_eq!(last_day("P1D", "2026-01-15"), "2026-01-15");
    }

    #[test]
    fn t09_a_date_that_does_not_exist_never_shortens_the_term() {
        assert_eq!(last_day("P1Y", "2024-02-28"), "2025-02-27");
        assert_eq!(last_day("P1Y", "2024-02-29"), "2025-02-28");
        assert_eq!(last_day("P1Y", "2024-03-01"), "2025-02-28");
        assert_eq!(last_day("P1Y", "2023-03-01"), "2024-02-29");
        assert_eq!(last_day("P4Y", "2024-02-29"), "2028-02-28");
        assert_eq!(last_day("P1M", "2026-01-31"), "2026-02-28");
        assert_eq!(last_day("P1M", "2026-05-31"), "2026-06-30");
        assert_eq!(last_day("P1M", "2026-12-31"), "2027-01-30");
    }

    /// In these zones the midnight after the last usable day does not exist.
    #[test]
    fn t09_the_end_is_an_instant_where_the_clocks_skip_midnight() {
        assert_eq!(
            end("P1Y", "2024-04-25", "Africa/Cairo"),
            "2025-04-24T22:00:00Z"
        );
        assert_eq!(
            end("P1D", "2018-11-03", "America/Sao_Paulo"),
            "2018-11-04T03:00:00Z"
        );
        assert_eq!(
            end("P1D", "2025-03-29", "Asia/Beirut"),
            "2025-03-29T22:00:00Z"
        );
    }

    /// The last day is 23 or 25 hours long; adding 24 hours to its start would miss its end.
    #[test]
    fn t09_a_last_day_on_which_the_clocks_change_is_whole() {
        assert_eq!(
            end("P1D", "2026-03-29", "Europe/Stockholm"),
            "2026-03-29T22:00:00Z"
        );
        assert_eq!(
            end("P1D", "2026-10-25", "Europe/Stockholm"),
            "2026-10-25T23:00:00Z"
        );
    }

    #[test]
    fn terms_stop_at_the_last_day_there_is() {
        assert_eq!(Term::YEAR.last_usable_day(Date::MAX), Date::MAX.previous());
    }

    prop_compose! {
        fn any_day()(offset in 0..73_000) -> Date {
            Date::parse("1970-01-01").unwrap().plus_days(offset)
        }
    }

    proptest! {
        #[test]
        fn a_later_start_never_ends_earlier(
            start in any_day(),
            years in 0u16..5,
            months in 0u16..24,
            days in 1u16..400,
        ) {
            let term = Term::new(years, months, days).unwrap();
            prop_assert!(term.last_usable_day(start) <= term.last_usable_day(start.next()));
            prop_assert!(term.last_usable_day(start) >= start);
        }

        #[test]
        fn what_is_shown_is_read_back(years in 0u16..50, months in 0u16..50, days in 1u16..5000) {
            let term = Term::new(years, months, days).unwrap();
            prop_assert_eq!(Term::parse(&term.to_string()), Ok(term));
        }

        #[test]
        fn t09_the_end_starts_the_day_after_the_last_in_every_zone(
            start in any_day(),
            zone in prop::sample::select(vec![
                "Europe/Stockholm",
                "Africa/Cairo",
                "America/Havana",
                "America/Santiago",
                "Asia/Beirut",
                "Asia/Kathmandu",
                "Pacific/Auckland",
            ]),
        ) {
            let zone = Zone::named(zone).unwrap();
            let after = Term::YEAR.last_usable_day(start).next();
            prop_assert_eq!(zone.date_of(Term::YEAR.end_instant(start, &zone)), after);
        }
    }
}
