//! Judges every answer by counting units on its fingers. Knows nothing of lots, transfers or the rules' code.
//!
//! It believes no balance: it knows what each contract began with, and from each answer what must have become of a
//! unit; what a contract says it has left must be just that.

mod account;
mod files;
mod letters;
mod money;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use domain::incident::ChargeEffect;
use domain::refusal::Refusal;
use domain::time::{Date, Moment};

use self::account::{Account, Takes, zone};
use self::files::Files;
use self::letters::Letters;
use self::money::Money;
use super::author::STRANGER;
use crate::house::Played;
use crate::story::{Deed, Errand, Outcome, Row, Traffic};

#[derive(Default)]
struct Request {
    contract: String,
    /// Who asked.
    owner: String,
    /// Minutes on offer in an estimate.
    estimated: i64,
    /// Minutes held for it, or drawn when it was closed.
    held: i64,
    /// Minutes delivered.
    delivered: i64,
    /// Its unit was given back: where it is closed once more, one may be charged again.
    free: bool,
    /// Its charge may be on any of these: an answer was lost when it was moved.
    perhaps: Vec<String>,
    /// It may have been closed for want of an answer: what is held for it is not known.
    unsure: bool,
    /// The answer to an estimate, an approval or a closing was lost: what is held for it is never known again.
    lost: bool,
}

/// Whoever checks.
#[derive(Default)]
pub struct Auditor {
    accounts: BTreeMap<String, Account>,
    requests: BTreeMap<String, Request>,
    /// What has been answered: a second answer to the same must change nothing.
    taken: BTreeSet<String>,
    /// What was ordered, by the contract that it becomes.
    ordered: BTreeMap<String, String>,
    /// What the second problem is called that a customer was asked about, by the first request.
    proposed: BTreeMap<String, String>,
    /// Changes that wait for a second person, by contract.
    asked: BTreeMap<String, i64>,
    money: Money,
    letters: Letters,
    files: Files,
    /// What has been looked at of what left the house: letters, and money.
    looked: (usize, usize),
}

impl Auditor {
    /// Judges how `row` ended.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn judge(&mut self, row: &Row, outcome: &Outcome) -> Result<(), String> {
        if row.who == STRANGER {
            let unseen = *outcome == Outcome::Refused(Refusal::NotFound);
            return unseen
                .then_some(())
                .ok_or_else(|| format!("I7: {STRANGER} was answered «{outcome}»"));
        }
        self.money.judge(row, outcome)?;
        self.files.judge(row, outcome)?;
        self.units(row, outcome)
    }

    /// Judges what has left the house since it looked last, in a step that ended so.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn look(&mut self, house: &Played, outcome: &Outcome) -> Result<(), String> {
        let (letters, money) = self.looked;
        self.letters.look(&house.handed()[letters..], outcome)?;
        self.money.look(&house.sent_back()[money..])?;
        self.looked = (house.handed().len(), house.sent_back().len());
        Ok(())
    }

    /// What must be found in the end, as who must find it says it: each request that was acknowledged, and each file.
    pub fn kept(&self) -> Vec<(String, String)> {
        let requests = self.requests.iter();
        let requests = requests.map(|(name, one)| (one.owner.clone(), format!("reads {name}")));
        let files = self.files.sent();
        let files = files.map(|file| ("erik".to_owned(), format!("downloads {file}")));
        requests.chain(files).collect()
    }

    /// The first request that was acknowledged and not confirmed by letter; asked when all letters have gone out.
    pub fn unconfirmed(&self) -> Option<&String> {
        let mut requests = self.requests.keys();
        requests.find(|name| !self.letters.is_confirmed(name))
    }

    /// Judges what became of units.
    fn units(&mut self, row: &Row, outcome: &Outcome) -> Result<(), String> {
        self.asked_to_part(row, outcome);
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
            Outcome::Says(said) => {
                match &row.deed {
                    // It was heard before, and the answer about it lost.
                    Deed::Traffic(Traffic::Hear {
                        contract, payment, ..
                    }) if said == "known" && self.money.pays(payment) => {
                        self.bought(row.at, contract);
                    }
                    Deed::Errand(Errand::Change { contract, change }) => {
                        self.asked.insert(contract.clone(), *change);
                    }
                    _ => {}
                }
                Ok(())
            }
            Outcome::Refused(Refusal::NotLater { than }) => self.ends(row, *than),
            Outcome::Refused(_) | Outcome::Clock(_) | Outcome::Told(_) => Ok(()),
        }
    }

    /// A contract lasts `through` that day already, as whoever wanted to extend it is told.
    fn ends(&mut self, row: &Row, through: Date) -> Result<(), String> {
        let Deed::Extend { contract, .. } = &row.deed else {
            return Ok(());
        };
        let Some(account) = self.accounts.get_mut(contract) else {
            return Err(format!("{contract} is told of and was never made"));
        };
        if account.learn_end(row.at, zone().start_of_day(through.next())) {
            Ok(())
        } else {
            Err(format!(
                "{contract} lasts through {through}, as nobody asked"
            ))
        }
    }

    /// Takes notice of which second problem a customer is asked about.
    fn asked_to_part(&mut self, row: &Row, outcome: &Outcome) {
        let done = matches!(outcome, Outcome::Done { .. });
        match &row.deed {
            Deed::Split { incident, second } if done => {
                self.proposed.insert(incident.clone(), second.clone());
            }
            // What is open is the same, asked before and not answered.
            Deed::Split { incident, second }
                if *outcome == Outcome::Refused(Refusal::AlreadyOpen) =>
            {
                let open = self.proposed.entry(incident.clone());
                open.or_insert_with(|| second.clone());
            }
            Deed::Decline(incident)
                if done || *outcome == Outcome::Refused(Refusal::NoProposal) =>
            {
                self.proposed.remove(incident);
            }
            _ => {}
        }
    }

    /// Does on the fingers what was done; the contract that the answer tells the balance of.
    fn count(&mut self, row: &Row, effect: Option<ChargeEffect>) -> Option<String> {
        let again = !self.taken.insert(format!("{} {}", row.at, row.text));
        match &row.deed {
            Deed::Make {
                contract, offer, ..
            } => {
                let account = Account::of(offer, row.at)?;
                self.accounts.insert(contract.clone(), account);
                Some(contract.clone())
            }
            Deed::Errand(errand) => self.errand(row.at, errand, again),
            Deed::Traffic(Traffic::Hear { contract, .. }) => self.bought(row.at, contract),
            Deed::Submit {
                incident, contract, ..
            } => Some(self.opened(row, incident, contract)),
            Deed::AskAdvice { advice, contract } => Some(self.opened(row, advice, contract)),
            Deed::Consent(first) => {
                let paying = self.requests.get(first)?.contract.clone();
                // Where nothing is asked any more, it is a repeat.
                let second = self.proposed.remove(first);
                Some(second.map_or(paying.clone(), |second| self.opened(row, &second, &paying)))
            }
            Deed::Adjust { contract, change } => {
                if !again {
                    self.accounts.get_mut(contract)?.add(row.at, *change);
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
                self.unsure(row.at);
                None
            }
            Deed::Move { incident, contract } => self.moved(row.at, incident, contract),
            deed => self.handled(row.at, deed, effect),
        }
    }

    fn errand(&mut self, at: Moment, errand: &Errand, again: bool) -> Option<String> {
        match errand {
            Errand::Order {
                contract, offer, ..
            } => {
                self.ordered.insert(contract.clone(), offer.clone());
                None
            }
            Errand::Pay(contract) => self.bought(at, contract),
            Errand::Change { contract, change } => {
                if !again {
                    self.accounts.get_mut(contract)?.add(at, *change);
                }
                Some(contract.clone())
            }
            Errand::Agree(contract) => {
                let change = self.asked.remove(contract).unwrap_or_default();
                self.accounts.get_mut(contract)?.add(at, change);
                Some(contract.clone())
            }
            Errand::Refund(contract) => {
                self.accounts.get_mut(contract)?.left = 0;
                None
            }
            _ => None,
        }
    }

    /// What was ordered is paid, and there; where it was there before, nothing is added.
    fn bought(&mut self, at: Moment, name: &str) -> Option<String> {
        if !self.accounts.contains_key(name) {
            let account = Account::of(self.ordered.get(name)?, at)?;
            self.accounts.insert(name.to_owned(), account);
        }
        Some(name.to_owned())
    }

    /// A request is there now; where it was there before, nothing more is taken for it.
    fn opened(&mut self, row: &Row, name: &str, paying: &str) -> String {
        if self.requests.contains_key(name) {
            return paying.to_owned();
        }
        let request = Request {
            contract: paying.to_owned(),
            owner: row.who.clone(),
            ..Request::default()
        };
        if let Some(account) = self.accounts.get_mut(paying)
            && account.takes == Takes::Unit
        {
            account.add(row.at, -1);
        }
        self.requests.insert(name.to_owned(), request);
        paying.to_owned()
    }

    /// Requests may have been closed that nobody names: minutes were released, or a unit charged again.
    fn unsure(&mut self, at: Moment) {
        for request in self.requests.values_mut() {
            let is_known = !request.lost && request.perhaps.is_empty();
            if request.held == 0 && !request.free && is_known {
                continue;
            }
            request.unsure = request.held > 0;
            for name in request.perhaps.iter().chain([&request.contract]) {
                if let Some(account) = self.accounts.get_mut(name) {
                    account.doubt(at);
                }
            }
        }
    }

    fn moved(&mut self, at: Moment, name: &str, to: &str) -> Option<String> {
        let request = self.requests.get_mut(name)?;
        if !request.perhaps.is_empty() {
            request.perhaps.push(to.to_owned());
            for name in &request.perhaps {
                self.accounts.get_mut(name)?.doubt(at);
            }
            return None;
        }
        let from = std::mem::replace(&mut request.contract, to.to_owned());
        self.accounts.get_mut(&from)?.give_back(at, 1);
        self.accounts.get_mut(to)?.add(at, -1);
        Some(to.to_owned())
    }

    /// Something was done to a request.
    fn handled(&mut self, at: Moment, deed: &Deed, effect: Option<ChargeEffect>) -> Option<String> {
        let request = self.requests.get_mut(deed.incident()?)?;
        for name in &request.perhaps {
            self.accounts.get_mut(name)?.doubt(at);
        }
        if !request.perhaps.is_empty() {
            return None;
        }
        let paying = request.contract.clone();
        let account = self.accounts.get_mut(&paying)?;
        if request.unsure || request.lost {
            account.doubt(at);
        }
        match deed {
            Deed::Estimate { minutes, .. } => request.estimated = *minutes,
            Deed::DeclineEstimate(_) => request.estimated = 0,
            Deed::Approve(_) => {
                // They are held in place of those held before.
                let minutes = std::mem::take(&mut request.estimated);
                account.add(at, request.held - minutes);
                request.held = minutes;
                request.unsure = false;
            }
            Deed::Deliver { minutes, .. } => request.delivered += minutes,
            _ => {}
        }
        match effect {
            Some(ChargeEffect::GivenBack | ChargeEffect::Lapsed) => request.free = true,
            Some(ChargeEffect::ChargedAgain) => request.free = false,
            _ => {}
        }
        let minutes = account.takes == Takes::Minutes;
        match effect {
            Some(ChargeEffect::GivenBack) if minutes => {
                account.give_back(at, std::mem::take(&mut request.held));
            }
            Some(ChargeEffect::Charged) if minutes => {
                // What was delivered stays drawn; an estimate of later counts it in.
                let drawn = request.held.min(request.delivered);
                account.give_back(at, request.held - drawn);
                request.held = drawn;
            }
            Some(ChargeEffect::Lapsed) => request.held = 0,
            Some(ChargeEffect::GivenBack) => account.give_back(at, 1),
            Some(ChargeEffect::ChargedAgain) => account.add(at, -1),
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
        if let Deed::Extend { contract, last_day } = &row.deed {
            if let Some(account) = self.accounts.get_mut(contract) {
                account.doubt_end(zone().start_of_day(last_day.next()));
            }
            return;
        }
        let request = row.deed.incident();
        let Some(request) = request.and_then(|name| self.requests.get_mut(name)) else {
            return;
        };
        if let Deed::Move { contract, .. } = &row.deed {
            request.perhaps.push(request.contract.clone());
            request.perhaps.push(contract.clone());
        }
        request.lost = true;
        for name in request.perhaps.iter().chain([&request.contract]) {
            if let Some(account) = self.accounts.get_mut(name) {
                account.doubt(row.at);
            }
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
        let counted = account.counted(row.at, shown);
        if shown == counted {
            return Ok(());
        }
        Err(format!("{name} tells {shown} left; counted: {counted}"))
    }
}
