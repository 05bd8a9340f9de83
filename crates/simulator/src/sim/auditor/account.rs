//! A contract as somebody who counts on their fingers sees it.

use domain::time::{Date, Moment, Zone};

/// What a request takes from the balance of an offer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    /// A unit when it is submitted, charged or held.
    Unit,
    /// Nothing: it is unlimited.
    Nothing,
    /// Minutes, as they are approved.
    Minutes,
}

/// What is known of an offer, written down here once more on purpose.
fn terms(offer: &str) -> Option<(i64, Takes)> {
    Some(match offer {
        "partner-gold-20" => (20, Takes::Unit),
        "partner-silver-15" => (15, Takes::Unit),
        "story-impatient" => (10, Takes::Unit),
        "story-watched" => (4, Takes::Unit),
        "five-pack" => (5, Takes::Unit),
        "single-incident" => (1, Takes::Unit),
        "asfp-unlimited" | "regional-unlimited" => (0, Takes::Nothing),
        "advisory-silver-20h" => (1_200, Takes::Minutes),
        _ => return None,
    })
}

pub(super) struct Account {
    pub takes: Takes,
    /// Units that can be used, or could until the contract ended.
    pub left: i64,
    /// From then on nothing can be, but for what comes back late.
    pub ends: Moment,
    /// For how many days what comes back late can be used, the last day whole.
    grace: i32,
    /// Before, nothing can be used.
    starts: Moment,
    /// Until when what came back late can be.
    late_until: Moment,
    /// Until when that may be, after an answer that was lost.
    perhaps_until: Moment,
    /// When it ends if it was extended, which nobody was answered.
    perhaps_ends: Option<Moment>,
    /// It was told since its end that something is left: so it is.
    perhaps: bool,
    /// An answer about it was lost.
    doubt: bool,
}

impl Account {
    /// A fresh one.
    pub fn of(offer: &str, at: Moment) -> Option<Self> {
        let (units, takes) = terms(offer)?;
        Some(Self {
            takes,
            left: units,
            ends: ends(offer, at),
            grace: grace(offer),
            starts: zone().start_of_day(zone().date_of(at)),
            late_until: at,
            perhaps_until: at,
            perhaps_ends: None,
            perhaps: false,
            doubt: false,
        })
    }

    /// Units are added, or taken.
    pub fn add(&mut self, at: Moment, units: i64) {
        self.lapse(at);
        self.left += units;
        // What comes to a contract that is over lapses at once.
        self.lapse(at);
    }

    /// Units that were taken for a request come back: late ones for the days of grace, or for nothing.
    pub fn give_back(&mut self, at: Moment, units: i64) {
        // Whether the end was moved nobody was answered: what was left when it ended may be there yet.
        self.doubt |= at >= self.over() && at < self.perhaps_until;
        self.lapse(at);
        if units > 0 && at >= self.ends && self.grace > 0 {
            self.late_until = self.late_until.max(self.last_of_grace(at));
        }
        self.add(at, units);
    }

    /// What was left when it ended is gone.
    pub fn lapse(&mut self, at: Moment) {
        if at < self.over() {
            return;
        }
        self.perhaps &= at < self.perhaps_until;
        if !self.perhaps {
            self.left = 0;
        }
    }

    /// From when on nothing can be used, as far as is known.
    fn over(&self) -> Moment {
        self.ends.max(self.late_until)
    }

    /// Something about it may have happened at `at`, or not.
    pub fn doubt(&mut self, at: Moment) {
        self.doubt = true;
        if at >= self.ends && self.grace > 0 {
            self.perhaps_until = self.perhaps_until.max(self.last_of_grace(at));
        }
    }

    /// It may have been extended, so that it ends at `end`, or not; whoever asks again is told.
    pub fn doubt_end(&mut self, end: Moment) {
        self.perhaps_ends = Some(end);
    }

    /// It is told at `at` to end at `end`: whether anybody has asked for that.
    pub fn learn_end(&mut self, at: Moment, end: Moment) -> bool {
        let asked = self.perhaps_ends.take() == Some(end);
        if asked && end != self.ends {
            self.lapse(at);
            self.ends = end;
        }
        end == self.ends
    }

    /// What must be left at `at` where it tells that `shown` is.
    pub fn counted(&mut self, at: Moment, shown: i64) -> i64 {
        if at < self.starts {
            return 0;
        }
        if std::mem::take(&mut self.doubt) {
            self.left = shown;
        }
        // What nobody was answered came back late or the end was moved, it is not known until when: units can be used
        // as long as it tells that there are any.
        if at >= self.over() && at < self.perhaps_until {
            if shown == 0 && self.perhaps && self.left > 0 {
                self.perhaps_until = at;
            } else if shown > 0 && !self.perhaps {
                self.perhaps = true;
                self.left = shown;
            }
        }
        self.lapse(at);
        self.left
    }

    fn last_of_grace(&self, at: Moment) -> Moment {
        let last = zone().date_of(at).plus_days(self.grace);
        zone().start_of_day(last.next())
    }
}

/// The days for which what comes back after the end of a contract made from `offer` can be used.
fn grace(offer: &str) -> i32 {
    match offer {
        "single-incident" | "five-pack" => 30,
        _ => 0,
    }
}

/// When a contract that is made from `offer` at `at` ends: after a year, unless the offer says otherwise.
fn ends(offer: &str, at: Moment) -> Moment {
    let first = zone().date_of(at);
    let year = || {
        let later = Date::new(first.year() + 1, first.month(), first.day());
        // There is no 29 February in the next year.
        later.unwrap_or_else(|_| first.plus_days(365))
    };
    let end = match offer {
        "story-watched" | "single-incident" => first.plus_days(90),
        "five-pack" => year().plus_days(30),
        _ => year(),
    };
    zone().start_of_day(end)
}

pub(super) fn zone() -> Zone {
    Zone::named("Europe/Stockholm").expect("the zone is known")
}
