//! Business hours: opening hours by weekday, holidays, and how much of a stretch of time lies
//! within them.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::time::{Date, Moment, Span, WallTime, Weekday, Zone};

/// One stretch of opening hours on a day, from the first time up to, not with, the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// When it opens.
    pub opens: WallTime,
    /// When it closes, later than it opens; 24:00 is the end of the day.
    pub closes: WallTime,
}

/// Why opening hours make no calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarProblem {
    /// No weekday has opening hours: a deadline would never come.
    NeverOpen,
    /// A stretch closes no later than it opens.
    ClosesBeforeOpening(Weekday),
    /// Two stretches of a day overlap, or the later stands first.
    OutOfOrder(Weekday),
}

/// The opening hours of a support site, in its own zone.
///
/// Invariant: open on some weekday; the stretches of a day are in order and apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BusinessCalendar {
    zone: Zone,
    /// By weekday, Monday first.
    week: [Vec<Opening>; 7],
    holidays: BTreeSet<Date>,
}

impl BusinessCalendar {
    /// A calendar of opening hours by weekday, Monday first, closed all day on the holidays.
    pub fn new(
        zone: Zone,
        week: [Vec<Opening>; 7],
        holidays: BTreeSet<Date>,
    ) -> Result<Self, CalendarProblem> {
        for (weekday, openings) in Weekday::Monday.cycle_forward().zip(&week) {
            if openings
                .iter()
                .any(|opening| opening.closes <= opening.opens)
            {
                return Err(CalendarProblem::ClosesBeforeOpening(weekday));
            }
            if openings
                .windows(2)
                .any(|pair| pair[1].opens < pair[0].closes)
            {
                return Err(CalendarProblem::OutOfOrder(weekday));
            }
        }
        if week.iter().all(Vec::is_empty) {
            return Err(CalendarProblem::NeverOpen);
        }
        Ok(Self {
            zone,
            week,
            holidays,
        })
    }

    /// The zone in which the hours are told.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The opening hours of a day, earliest first; none on a holiday.
    pub fn hours(&self, date: Date) -> &[Opening] {
        if self.holidays.contains(&date) {
            return &[];
        }
        &self.week[usize::from(date.weekday().to_monday_zero_offset().unsigned_abs())]
    }

    /// Whether it is open at an instant.
    pub fn is_open(&self, at: Moment) -> bool {
        self.stretches(self.zone.date_of(at))
            .any(|(opens, closes)| (opens..closes).contains(&at))
    }

    /// The first instant by which so much business time has passed since `from`; `from` itself
    /// where none is asked for.
    ///
    /// Time that runs out exactly at closing is over at closing, not at the next opening.
    pub fn add_business(&self, from: Moment, time: Span) -> Moment {
        if time <= Span::ZERO {
            return from;
        }
        let mut left = time;
        for (opens, closes) in self.open_within(from, Moment::MAX) {
            if left <= closes - opens {
                return opens + left;
            }
            left = left - (closes - opens);
        }
        Moment::MAX
    }

    /// How much business time passes from one instant to another; none where the second is not
    /// later.
    pub fn business_between(&self, from: Moment, until: Moment) -> Span {
        self.open_within(from, until)
            .map(|(opens, closes)| closes - opens)
            .sum()
    }

    /// The stretches of open time within a half-open interval, in order.
    fn open_within(&self, from: Moment, until: Moment) -> impl Iterator<Item = (Moment, Moment)> {
        let (first, last) = (self.zone.date_of(from), self.zone.date_of(until));
        days(first, last)
            .flat_map(|date| self.stretches(date))
            .map(move |(opens, closes)| (opens.max(from), closes.min(until)))
            .filter(|(opens, closes)| opens < closes)
    }

    fn stretches(&self, date: Date) -> impl Iterator<Item = (Moment, Moment)> {
        self.hours(date).iter().map(move |opening| {
            (
                self.zone.instant(date, opening.opens),
                self.zone.instant(date, opening.closes),
            )
        })
    }
}

fn days(first: Date, last: Date) -> impl Iterator<Item = Date> {
    let after = move |date: &Date| (*date < last).then(|| date.next());
    std::iter::successors((first <= last).then_some(first), after)
}
