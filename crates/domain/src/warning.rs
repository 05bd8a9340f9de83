//! Warnings before a contract runs empty or ends: which level is reached, and whether that is news.
//!
//! A level is reached at or below it. The lowest one reached is told, once; a level that a contract began at or below is
//! none. What rises above its level again, after a top-up or an extension, is told anew when it falls.

use crate::ledger::{Account, Book, Capacity};
use crate::limits;
use crate::offer::Unit;
use crate::time::{Date, Moment};

/// The levels at which the people of a contract are warned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warnings {
    /// Shares of what was granted, in percent, 1 to 99.
    pub percent: Vec<u8>,
    /// Units left, at least 1.
    pub left: Vec<i64>,
    /// Days before the last usable day, the earliest warning first; at least one.
    pub days: Vec<u16>,
}

impl Warnings {
    /// The levels of an offer that counts `unit` and says nothing else.
    pub fn usual(unit: Unit) -> Self {
        let last = match unit {
            Unit::Incident => limits::BALANCE_WARNING_INCIDENTS,
            Unit::Minute => limits::BALANCE_WARNING_MINUTES,
        };
        Self {
            percent: vec![limits::BALANCE_WARNING_PERCENT],
            left: vec![last],
            days: limits::END_WARNING_DAYS.to_vec(),
        }
    }

    /// The level that a balance of `left` units has reached, in units, where `granted` were granted.
    pub fn low(&self, granted: i64, left: i64) -> Option<i64> {
        let shares = self
            .percent
            .iter()
            .map(|percent| granted.saturating_mul(i64::from(*percent)) / 100);
        let levels = shares.chain(self.left.iter().copied());
        reached(levels.filter(|level| *level > 0), granted, left)
    }
}

/// The level, of those in `days`, that a contract of these days has reached on `today`; none once it has ended.
pub fn ending(days: &[u16], first: Date, last: Date, today: Date) -> Option<i64> {
    let ahead = i64::from(today.days_until(last));
    let levels = days.iter().map(|days| i64::from(*days));
    (ahead >= 0)
        .then(|| reached(levels, i64::from(first.days_until(last)), ahead))
        .flatten()
}

/// The lowest of the levels below `whole` that `now` is at or below.
fn reached(levels: impl Iterator<Item = i64>, whole: i64, now: i64) -> Option<i64> {
    levels.filter(|level| *level < whole && now <= *level).min()
}

/// Whether somebody who was told of the level `told` is to be told that `reached` is.
pub fn is_news(told: Option<i64>, reached: Option<i64>) -> bool {
    reached.is_some_and(|reached| told.is_none_or(|told| reached < told))
}

/// What was granted of `unit` in the lots that last at `at`, and what is left of it; nothing where one is unlimited.
pub fn balance(book: &Book, unit: Unit, at: Moment) -> Option<(i64, i64)> {
    let lasting =
        |lot: &&crate::ledger::Lot| lot.unit == unit && lot.starts <= at && at < lot.usable_until();
    book.lots
        .iter()
        .filter(lasting)
        .try_fold((0, 0), |(granted, left), lot| {
            let of = |account| lot.balances.of(account);
            (lot.capacity == Capacity::Counted).then(|| {
                (
                    granted - of(Account::Granted),
                    left + of(Account::Available),
                )
            })
        })
}

#[cfg(test)]
mod tests {
    use super::{Warnings, ending, is_news};
    use crate::offer::Unit;
    use crate::time::Date;

    fn low(granted: i64, left: i64) -> Option<i64> {
        Warnings::usual(Unit::Incident).low(granted, left)
    }

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    #[test]
    fn a_fifth_and_the_last_unit_are_levels() {
        assert_eq!(
            [5, 4, 2, 1, 0].map(|left| low(20, left)),
            [None, Some(4), Some(4), Some(1), Some(1)]
        );
        assert_eq!(
            [2, 1, 0].map(|left| low(5, left)),
            [None, Some(1), Some(1)],
            "a fifth of five is the last"
        );
    }

    #[test]
    fn what_a_contract_begins_with_is_no_level() {
        assert_eq!(
            [1, 0].map(|left| low(1, left)),
            [None, None],
            "a single incident has nothing to warn of"
        );
        assert_eq!([2, 1].map(|left| low(2, left)), [None, Some(1)]);
        assert_eq!(low(0, 0), None);
    }

    #[test]
    fn hours_warn_at_a_fifth_and_at_the_last_hour() {
        let hours = Warnings::usual(Unit::Minute);
        assert_eq!(
            [601, 600, 61, 60].map(|left| hours.low(3000, left)),
            [None, Some(600), Some(600), Some(60)]
        );
    }

    #[test]
    fn an_end_warns_by_days_of_the_calendar_until_it_has_come() {
        let reached = |today: &str| {
            ending(
                &[60, 30, 7],
                day("2026-03-02"),
                day("2027-03-01"),
                day(today),
            )
        };
        assert_eq!(reached("2026-12-30"), None);
        assert_eq!(reached("2026-12-31"), Some(60));
        assert_eq!(reached("2027-01-30"), Some(30));
        assert_eq!(reached("2027-02-22"), Some(7));
        assert_eq!(
            reached("2027-03-01"),
            Some(7),
            "the last day is a whole day"
        );
        assert_eq!(reached("2027-03-02"), None);
        let short = ending(
            &[60, 30, 7],
            day("2026-03-02"),
            day("2026-03-31"),
            day("2026-03-02"),
        );
        assert_eq!(
            short, None,
            "a month does not begin with the warning that it ends"
        );
    }

    #[test]
    fn only_a_lower_level_is_news() {
        assert!(is_news(None, Some(4)) && is_news(Some(4), Some(1)));
        assert!(
            !is_news(Some(1), Some(1)) && !is_news(Some(1), Some(4)) && !is_news(Some(1), None)
        );
        assert!(!is_news(None, None));
    }
}
