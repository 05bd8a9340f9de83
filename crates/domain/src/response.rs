//! The response clock: by when an engineer makes contact, and whether that was kept.

mod clock;
#[cfg(test)]
mod tests;

pub use clock::{Event, Happening, Pause, Reading, Verdict, read};

use crate::calendar::BusinessCalendar;
use crate::time::{Moment, Span};

/// How badly a problem hurts. The worst comes first in the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Critical business impact.
    A,
    /// Moderate business impact.
    B,
    /// Minimal business impact.
    C,
}

impl Severity {
    /// All of them, the worst first.
    pub const ALL: [Self; 3] = [Self::A, Self::B, Self::C];

    /// The letter it is known by.
    pub const fn code(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
        }
    }

    /// The severity of a letter.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|severity| severity.code() == code)
    }

    /// How a request of this severity is handled where `chosen` was chosen: severity A always around the clock.
    pub const fn handling(self, chosen: Handling) -> Handling {
        match self {
            Self::A => Handling::AroundTheClock,
            Self::B | Self::C => chosen,
        }
    }
}

/// Which hours are worked on a request, and so which hours its clock counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Handling {
    /// The opening hours of the support site.
    BusinessHours,
    /// Every hour; the customer is reachable in all of them.
    AroundTheClock,
}

impl Handling {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::BusinessHours, Self::AroundTheClock];

    /// The word it is stored and exchanged by.
    pub const fn code(self) -> &'static str {
        match self {
            Self::BusinessHours => "business_hours",
            Self::AroundTheClock => "around_the_clock",
        }
    }

    /// The handling of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|handling| handling.code() == code)
    }

    /// How much time passes on this clock from one instant to a later one.
    pub fn between(self, calendar: &BusinessCalendar, from: Moment, until: Moment) -> Span {
        match self {
            Self::BusinessHours => calendar.business_between(from, until),
            Self::AroundTheClock => (until - from).max(Span::ZERO),
        }
    }

    /// The instant at which so much time has passed on this clock.
    pub fn after(self, calendar: &BusinessCalendar, from: Moment, time: Span) -> Moment {
        match self {
            Self::BusinessHours => calendar.add_business(from, time),
            Self::AroundTheClock => from + time,
        }
    }
}

/// What is promised for a request: a snapshot of the offer's rule on the day it was made, so that a
/// later change of the offer moves no deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// How badly the problem hurts.
    pub severity: Severity,
    /// Which hours count. Invariant: around the clock for severity A.
    pub handling: Handling,
    /// Minutes of those hours until an engineer makes contact.
    pub minutes: u32,
}

impl Target {
    /// The promise for a severity, with the handling that was chosen.
    pub fn new(severity: Severity, chosen: Handling, minutes: u32) -> Self {
        Self {
            severity,
            handling: severity.handling(chosen),
            minutes,
        }
    }

    /// The time promised, on the clock of the handling.
    pub fn allowed(&self) -> Span {
        Span::minutes(i64::from(self.minutes))
    }

    /// By when contact is due for a request submitted at an instant and never paused.
    pub fn due(&self, calendar: &BusinessCalendar, submitted: Moment) -> Moment {
        self.handling.after(calendar, submitted, self.allowed())
    }
}
