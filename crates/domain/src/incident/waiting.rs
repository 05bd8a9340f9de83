//! Waiting for the customer's answer: a reminder at half the term, then the closing.

use crate::limits;
use crate::time::{Moment, Span};

/// How a case waits for its customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Since when.
    pub since: Moment,
    /// Days without an answer after which it closes, by the offer.
    pub days: u16,
    /// When the customer was reminded.
    pub reminded: Option<Moment>,
}

/// What is due where no answer comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overdue {
    /// The customer is reminded.
    Reminder,
    /// The case is closed.
    Closing,
}

impl Waiting {
    /// First instant at which the case closes: at the end of its days, but never sooner after the reminder than
    /// [`limits::WAITING_NOTICE_DAYS`] or half the term, so that a late reminder leaves time to answer.
    pub fn closes(self) -> Moment {
        let end = self.since.plus_days(i64::from(self.days));
        let notice = self
            .half()
            .min(Span::hours(24 * limits::WAITING_NOTICE_DAYS));
        self.reminded.map_or(end, |at| end.max(at + notice))
    }

    /// First instant at which something is due.
    pub fn next(self) -> Moment {
        match self.reminded {
            None => self.since + self.half(),
            Some(_) => self.closes(),
        }
    }

    /// What is due at `at`.
    pub fn due(self, at: Moment) -> Option<Overdue> {
        let next = match self.reminded {
            None => Overdue::Reminder,
            Some(_) => Overdue::Closing,
        };
        (at >= self.next()).then_some(next)
    }

    fn half(self) -> Span {
        Span::hours(12 * i64::from(self.days))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiting(days: u16) -> Waiting {
        let since = Moment::parse("2026-03-02T09:00:00Z").expect("an instant");
        Waiting {
            since,
            days,
            reminded: None,
        }
    }

    #[test]
    fn a_reminder_comes_at_half_the_term_of_any_offer() {
        for days in [1, 5, 14, 365] {
            let asked = waiting(days);
            let half = asked.since.plus_hours(12 * i64::from(days));
            assert_eq!(asked.due(Moment(half.0 - 1)), None);
            assert_eq!(asked.due(half), Some(Overdue::Reminder));
            let reminded = Waiting {
                reminded: Some(half),
                ..asked
            };
            let end = asked.since.plus_days(i64::from(days));
            assert_eq!(reminded.due(Moment(end.0 - 1)), None);
            assert_eq!(reminded.due(end), Some(Overdue::Closing));
        }
    }

    #[test]
    fn a_late_reminder_leaves_time_to_answer() {
        for (days, notice) in [(1, 12), (5, 60), (14, 72)] {
            let asked = waiting(days);
            let late = asked.since.plus_days(100);
            assert_eq!(
                asked.due(late),
                Some(Overdue::Reminder),
                "not closed unreminded"
            );
            let reminded = Waiting {
                reminded: Some(late),
                ..asked
            };
            assert_eq!(reminded.closes(), late.plus_hours(notice));
        }
    }
}
