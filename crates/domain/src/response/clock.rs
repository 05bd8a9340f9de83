//! The reading of a response clock: a pure function of what was recorded, so that every deadline
//! can be replayed and explained.

use std::iter;

use super::Target;
use crate::calendar::BusinessCalendar;
use crate::time::{Moment, Span};

/// Something recorded about a request that its response clock takes notice of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// When it happened.
    pub at: Moment,
    /// What it was.
    pub what: Happening,
}

/// What a response clock takes notice of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happening {
    /// The customer was asked for something without which nobody can begin.
    WaitingForCustomer,
    /// The customer has answered.
    Resumed,
    /// Another promise holds: the severity or the handling was changed.
    TargetChanged(Target),
    /// An engineer has made contact and started work.
    FirstContact,
    /// The request was closed.
    Closed,
    /// The request was opened again: a new clock starts.
    Reopened,
}

/// A stretch in which the clock stood still, waiting for the customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// When the waiting began.
    pub from: Moment,
    /// When it ended; nothing while it lasts.
    pub until: Option<Moment>,
}

/// How a response clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Running, and the deadline lies ahead.
    Running,
    /// Standing still, waiting for the customer.
    Paused,
    /// Running, and the deadline has passed.
    Overdue,
    /// Contact was made in time.
    Met,
    /// Contact was made too late, or the request was closed too late without it.
    Missed,
    /// Closed without contact before it was due: there is nothing to answer any more.
    Stopped,
}

/// What the clock of a request says at an instant, with all it takes to explain it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// When the clock started: at submission, or when the request was last opened again.
    pub started: Moment,
    /// The promise that holds now.
    pub target: Target,
    /// Where the clock stood still since it started, earliest first.
    pub pauses: Vec<Pause>,
    /// How long it stood still in all, every hour counted.
    pub paused: Span,
    /// Time used of the promise, on its own clock.
    pub elapsed: Span,
    /// By when contact is due; nothing while the clock stands still with time left.
    pub due: Option<Moment>,
    /// When contact was made since the clock started.
    pub contacted: Option<Moment>,
    /// Kept, broken or open.
    pub verdict: Verdict,
}

impl Reading {
    /// By when contact is due while it is awaited; nothing once it was made, after closing, or while the clock stands
    /// still with time left.
    pub fn awaited(&self) -> Option<Moment> {
        let awaited = matches!(self.verdict, Verdict::Running | Verdict::Overdue);
        self.due.filter(|_| awaited)
    }
}

/// Reads the clock of a request at an instant, from its submission and what was recorded since, in
/// the order recorded.
///
/// What is recorded after that instant is not looked at. Where a record carries an earlier time
/// than the one before it, the host's clock was set back between them: it counts as simultaneous,
/// so that a deadline never moves backwards by it.
///
/// A changed promise is counted from the start of the clock, as the rule of the services agreement
/// says, and every pause stays a pause. If its time is used up already, it falls due at the change,
/// never before.
pub fn read(
    calendar: &BusinessCalendar,
    submitted: Moment,
    promised: Target,
    events: &[Event],
    at: Moment,
) -> Reading {
    let mut now = submitted;
    let mut promise = promised;
    let mut round = Round::start(submitted, promised);
    for event in events.iter().take_while(|event| event.at <= at) {
        now = now.max(event.at);
        match event.what {
            Happening::TargetChanged(target) => promise = target,
            Happening::Reopened => round = Round::start(now, promise),
            _ => {}
        }
        if round.ended().is_none() {
            round.notice(event.what, now);
        }
    }
    round.reading(calendar, at.max(now))
}

/// The time from a start of the clock to its end.
struct Round {
    started: Moment,
    target: Target,
    /// Since when the promise holds.
    promised: Moment,
    pauses: Vec<Pause>,
    contacted: Option<Moment>,
    closed: Option<Moment>,
}

impl Round {
    fn start(at: Moment, target: Target) -> Self {
        Self {
            started: at,
            target,
            promised: at,
            pauses: Vec::new(),
            contacted: None,
            closed: None,
        }
    }

    fn notice(&mut self, what: Happening, at: Moment) {
        match what {
            Happening::WaitingForCustomer if !self.is_paused() => {
                self.pauses.push(Pause {
                    from: at,
                    until: None,
                });
            }
            Happening::Resumed => self.resume(at),
            Happening::TargetChanged(target) => {
                self.target = target;
                self.promised = at;
            }
            Happening::FirstContact => {
                self.resume(at);
                self.contacted = Some(at);
            }
            Happening::Closed => {
                self.resume(at);
                self.closed = Some(at);
            }
            Happening::WaitingForCustomer | Happening::Reopened => {}
        }
    }

    fn ended(&self) -> Option<Moment> {
        self.contacted.or(self.closed)
    }

    fn is_paused(&self) -> bool {
        self.pauses
            .last()
            .is_some_and(|pause| pause.until.is_none())
    }

    fn resume(&mut self, at: Moment) {
        if let Some(pause) = self.pauses.last_mut() {
            pause.until.get_or_insert(at);
        }
    }

    fn reading(self, calendar: &BusinessCalendar, at: Moment) -> Reading {
        let until = self.ended().unwrap_or(at);
        let due = self.due(calendar);
        Reading {
            started: self.started,
            target: self.target,
            paused: self
                .pauses
                .iter()
                .map(|pause| pause.until.unwrap_or(until) - pause.from)
                .sum(),
            elapsed: self.elapsed(calendar, until),
            due,
            contacted: self.contacted,
            verdict: self.verdict(due, until),
            pauses: self.pauses,
        }
    }

    /// The stretches in which the clock ran, each with its end if it has one.
    fn running(&self) -> impl Iterator<Item = (Moment, Option<Moment>)> {
        let resumed = self.pauses.iter().filter_map(|pause| pause.until);
        let paused = self.pauses.iter().map(|pause| Some(pause.from));
        iter::once(self.started)
            .chain(resumed)
            .zip(paused.chain([None]))
    }

    fn elapsed(&self, calendar: &BusinessCalendar, until: Moment) -> Span {
        let handling = self.target.handling;
        self.running()
            .map(|(from, end)| handling.between(calendar, from, end.unwrap_or(until)))
            .sum()
    }

    fn due(&self, calendar: &BusinessCalendar) -> Option<Moment> {
        let handling = self.target.handling;
        let mut left = self.target.allowed();
        for (from, end) in self.running() {
            let due = handling.after(calendar, from, left).max(self.promised);
            match end {
                Some(end) if due > end => {
                    left = (left - handling.between(calendar, from, end)).max(Span::ZERO);
                }
                _ => return Some(due),
            }
        }
        None
    }

    fn verdict(&self, due: Option<Moment>, until: Moment) -> Verdict {
        let late = due.is_some_and(|due| until > due);
        match (self.contacted, self.closed) {
            (None, None) if late => Verdict::Overdue,
            (None, None) if due.is_none() => Verdict::Paused,
            (None, None) => Verdict::Running,
            _ if late => Verdict::Missed,
            (Some(_), _) => Verdict::Met,
            (None, Some(_)) => Verdict::Stopped,
        }
    }
}
