//! A contract as somebody who counts on their fingers sees it.

use domain::time::{Moment, Zone};

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
    /// Units that can be used.
    pub left: i64,
    /// From then on nothing can, but for what came late.
    pub ends: Moment,
    /// Units that came after the end and are left.
    pub late: i64,
    /// An answer about it was lost.
    pub doubt: bool,
}

impl Account {
    /// A fresh one.
    pub fn of(offer: &str, at: Moment) -> Option<Self> {
        let (units, takes) = terms(offer)?;
        Some(Self {
            takes,
            left: units,
            ends: ends(offer, at),
            late: 0,
            doubt: false,
        })
    }

    pub fn ended(&self, at: Moment) -> bool {
        at >= self.ends
    }

    /// Units come or go: of the balance, or after the end of those that can be used for a while.
    pub fn add(&mut self, at: Moment, units: i64) {
        if self.ended(at) {
            self.late += units;
        } else {
            self.left += units;
        }
    }

    /// What was left at the end is gone.
    pub fn lapse(&mut self, at: Moment) {
        if self.ended(at) {
            self.left = self.late;
        }
    }
}

/// When a contract that is made from `offer` at `at` ends: after a year, unless the offer says otherwise.
fn ends(offer: &str, at: Moment) -> Moment {
    let first = zone().date_of(at);
    let days = match offer {
        "story-watched" | "single-incident" => 90,
        "five-pack" => 365 + 30,
        _ => 365,
    };
    zone().start_of_day(first.plus_days(days))
}

pub(super) fn zone() -> Zone {
    Zone::named("Europe/Stockholm").expect("the zone is known")
}
