//! Judges every answer by counting units on its fingers. Knows nothing of lots, transfers or the rules' code.
//!
//! It believes no balance: it knows what each contract began with, and from each answer what must have become of a
//! unit; what a contract says it has left must be just that.

use std::collections::{BTreeMap, BTreeSet};

use domain::incident::ChargeEffect;
use domain::time::{Moment, Zone};

use crate::story::{Deed, Outcome, Row};

/// What a request takes from the balance of an offer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Takes {
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
        "asfp-unlimited" | "regional-unlimited" => (0, Takes::Nothing),
        "advisory-silver-20h" => (1_200, Takes::Minutes),
        _ => return None,
    })
}

struct Account {
    takes: Takes,
    /// Units that can be used.
    left: i64,
    /// From then on nothing can, but for what came back late.
    ends: Moment,
    /// Units that came back after the end.
    late: i64,
    /// An answer about it was lost.
    doubt: bool,
}

#[derive(Default)]
struct Request {
    contract: String,
    /// Minutes on offer in an estimate.
    estimated: i64,
    /// Minutes held for it.
    held: i64,
    /// Minutes delivered.
    delivered: i64,
    /// Its unit was given back: where it is closed once more, one may be charged again.
    free: bool,
    /// It may have been closed for want of an answer: what is held for it is not known.
    unsure: bool,
}

/// Whoever checks.
#[derive(Default)]
pub struct Auditor {
    accounts: BTreeMap<String, Account>,
    requests: BTreeMap<String, Request>,
    /// What has been answered: a second answer to the same must change nothing.
    taken: BTreeSet<String>,
}

impl Auditor {
    /// Judges how `row` ended.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn judge(&mut self, row: &Row, outcome: &Outcome) -> Result<(), String> {
        match outcome {
            Outcome::Broke(what) => Err(format!("it broke without a cause: {what}")),
            Outcome::Lost if row.fate.is_none() => {
                Err("the answer was lost without a cause".into())
            }
            // Whatever became of it, the same row comes again and shows.
            Outcome::Lost => {
                self.doubt(row);
                Ok(())
            }
            Outcome::Done { effect, left } => {
                let paying = self.count(row, *effect);
                match (paying, left) {
                    (Some(paying), Some(left)) => self.compare(row, &paying, *left),
                    _ => Ok(()),
                }
            }
            Outcome::Refused(_) | Outcome::Clock(_) | Outcome::Told(_) | Outcome::Says(_) => Ok(()),
        }
    }

    /// Does on the fingers what was done; the contract that the answer tells the balance of.
    fn count(&mut self, row: &Row, effect: Option<ChargeEffect>) -> Option<String> {
        let again = !self.taken.insert(format!("{} {}", row.at, row.text));
        match &row.deed {
            Deed::Make {
                contract, offer, ..
            } => {
                let (units, takes) = terms(offer)?;
                let ends = ends(offer, row.at);
                let account = Account {
                    takes,
                    left: units,
                    ends,
                    late: 0,
                    doubt: false,
                };
                self.accounts.insert(contract.clone(), account);
                Some(contract.clone())
            }
            Deed::Submit {
                incident, contract, ..
            } => Some(self.opened(incident, contract)),
            Deed::AskAdvice { advice, contract } => Some(self.opened(advice, contract)),
            Deed::Consent(first) => {
                let paying = self.requests.get(first)?.contract.clone();
                Some(self.opened(&format!("{first}-second"), &paying))
            }
            Deed::Adjust { contract, change } => {
                if !again {
                    self.accounts.get_mut(contract)?.left += change;
                }
                Some(contract.clone())
            }
            Deed::Extend { contract, last_day } => {
                let account = self.accounts.get_mut(contract)?;
                account.lapse(row.at);
                account.ends = zone().start_of_day(last_day.next());
                Some(contract.clone())
            }
            Deed::Suspend(contract) | Deed::Resume(contract) | Deed::Look(contract) => {
                Some(contract.clone())
            }
            Deed::CloseWaiting => {
                self.unsure();
                None
            }
            Deed::Move { incident, contract } => self.moved(row.at, incident, contract),
            deed => self.handled(row.at, deed, effect),
        }
    }

    /// A request is there now; where it was there before, nothing more is taken for it.
    fn opened(&mut self, name: &str, paying: &str) -> String {
        if self.requests.contains_key(name) {
            return paying.to_owned();
        }
        let request = Request {
            contract: paying.to_owned(),
            ..Request::default()
        };
        if let Some(account) = self.accounts.get_mut(paying)
            && account.takes == Takes::Unit
        {
            account.left -= 1;
        }
        self.requests.insert(name.to_owned(), request);
        paying.to_owned()
    }

    /// Requests may have been closed that nobody names: minutes were released, or a unit charged again.
    fn unsure(&mut self) {
        for request in self.requests.values_mut() {
            if request.held == 0 && !request.free {
                continue;
            }
            request.unsure = request.held > 0;
            if let Some(account) = self.accounts.get_mut(&request.contract) {
                account.doubt = true;
            }
        }
    }

    fn moved(&mut self, at: Moment, name: &str, to: &str) -> Option<String> {
        let request = self.requests.get_mut(name)?;
        let from = std::mem::replace(&mut request.contract, to.to_owned());
        self.accounts.get_mut(&from)?.back(at, 1);
        self.accounts.get_mut(to)?.left -= 1;
        Some(to.to_owned())
    }

    /// Something was done to a request.
    fn handled(&mut self, at: Moment, deed: &Deed, effect: Option<ChargeEffect>) -> Option<String> {
        let request = self.requests.get_mut(deed.incident()?)?;
        let paying = request.contract.clone();
        let account = self.accounts.get_mut(&paying)?;
        account.doubt |= request.unsure;
        match deed {
            Deed::Estimate { minutes, .. } => request.estimated = *minutes,
            Deed::DeclineEstimate(_) => request.estimated = 0,
            Deed::Approve(_) => {
                // They are held in place of those held before.
                let minutes = std::mem::take(&mut request.estimated);
                account.left += request.held - minutes;
                request.held = minutes;
                request.unsure = false;
            }
            Deed::Deliver { minutes, .. } => request.delivered += minutes,
            _ => {}
        }
        match effect {
            Some(ChargeEffect::GivenBack) => request.free = true,
            Some(ChargeEffect::ChargedAgain) => request.free = false,
            _ => {}
        }
        let minutes = account.takes == Takes::Minutes;
        match effect {
            Some(ChargeEffect::GivenBack) if minutes => {
                account.back(at, std::mem::take(&mut request.held));
            }
            Some(ChargeEffect::Charged) if minutes => {
                let unused = request.held - request.delivered;
                account.back(at, unused);
                request.held = 0;
            }
            Some(ChargeEffect::GivenBack) => account.back(at, 1),
            Some(ChargeEffect::ChargedAgain) => account.left -= 1,
            _ => {}
        }
        Some(paying)
    }

    /// What was not answered may have happened or not: the next answer about the contract shows.
    fn doubt(&mut self, row: &Row) {
        let keyed = matches!(
            row.deed,
            Deed::Submit { .. } | Deed::AskAdvice { .. } | Deed::Consent(_) | Deed::Adjust { .. }
        );
        // The same key comes again: then it has happened once, whichever it was.
        if keyed {
            return;
        }
        let paying = row.deed.incident().and_then(|name| self.requests.get(name));
        let paying = paying.map(|request| request.contract.clone());
        if let Some(account) = paying.and_then(|name| self.accounts.get_mut(&name)) {
            account.doubt = true;
        }
    }

    fn compare(&mut self, row: &Row, name: &str, shown: Option<i64>) -> Result<(), String> {
        let Some(account) = self.accounts.get_mut(name) else {
            return Err(format!("{name} is told of and was never made"));
        };
        let Some(shown) = shown else {
            let unlimited = account.takes == Takes::Nothing;
            return unlimited
                .then_some(())
                .ok_or("a counted contract tells no balance".into());
        };
        if shown < 0 {
            return Err(format!("{name} has {shown} left"));
        }
        if std::mem::take(&mut account.doubt) {
            account.left = shown;
            return Ok(());
        }
        if account.ended(row.at) {
            account.lapse(row.at);
            // What came back late can be used for a while, and then lapses too.
            if shown == 0 {
                account.late = 0;
            }
            account.left = account.late;
        }
        if shown == account.left {
            return Ok(());
        }
        Err(format!(
            "{name} tells {shown} left; counted: {}",
            account.left
        ))
    }
}

impl Account {
    fn ended(&self, at: Moment) -> bool {
        at >= self.ends
    }

    /// Units come back: to the balance, or after the end for a while.
    fn back(&mut self, at: Moment, units: i64) {
        if self.ended(at) {
            self.late += units;
        } else {
            self.left += units;
        }
    }

    /// What was left at the end is gone.
    fn lapse(&mut self, at: Moment) {
        if self.ended(at) {
            self.left = self.late;
        }
    }
}

/// When a contract that is made from `offer` at `at` ends: after a year, unless the offer says otherwise.
fn ends(offer: &str, at: Moment) -> Moment {
    let first = zone().date_of(at);
    let days = match offer {
        "story-watched" => 90,
        "five-pack" => 365 + 30,
        _ => 365,
    };
    zone().start_of_day(first.plus_days(days))
}

fn zone() -> Zone {
    Zone::named("Europe/Stockholm").expect("the zone is known")
}
