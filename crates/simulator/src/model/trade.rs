//! What is ordered and paid, what the service centre changes, and what is sent along.

use std::collections::{BTreeMap, BTreeSet};

use domain::ledger::{self, Account};
use domain::limits;
use domain::money::Money;
use domain::offer::Unit;
use domain::order::{self, Milestones, State, Way};
use domain::refusal::Refusal;
use domain::time::Moment;

use super::Model;
use crate::story::{Deed, Errand, Outcome, Traffic};

/// Nothing to tell but that it is done.
const DONE: Outcome = Outcome::Done {
    effect: None,
    left: None,
};

/// An order, by the name of the contract that it becomes.
#[derive(Clone)]
pub(super) struct Order {
    buyer: String,
    offer: String,
    way: Way,
    total: Money,
    milestones: Milestones,
}

/// What is known of what reaches the house from outside.
#[derive(Clone, Default)]
pub(super) struct Outside {
    orders: BTreeMap<String, Order>,
    payments: BTreeSet<String>,
    /// Changes that the service centre was asked for: a repeat changes nothing.
    wishes: BTreeSet<(String, Moment, i64)>,
    /// What waits for a second person.
    asked: BTreeMap<String, (i64, bool)>,
    /// Files, with when those that are put aside were begun.
    files: BTreeMap<String, Option<Moment>>,
}

impl Model {
    pub(super) fn run(
        &mut self,
        at: Moment,
        who: &str,
        errand: &Errand,
    ) -> Result<Outcome, Refusal> {
        match errand {
            Errand::Order {
                contract,
                offer,
                way,
            } => self.order(at, who, (contract, offer, *way)),
            Errand::Pay(contract) => {
                let order = self.outside.orders.get(contract).ok_or(Refusal::NotFound)?;
                if order.way != Way::Invoice {
                    return Err(Refusal::OrderState);
                }
                let total = order.total;
                self.paid(at, &format!("invoice/{contract}"), contract, total)?;
                Ok(self.left(contract, at, None))
            }
            Errand::Refund(contract) => self.take_back(at, contract),
            Errand::Change { contract, change } => self.wish(at, contract, *change),
            Errand::Agree(contract) => self.agree(at, contract),
            _ => Err(Refusal::NotFound),
        }
    }

    pub(super) fn pass(&mut self, at: Moment, traffic: &Traffic) -> Result<Outcome, Refusal> {
        match traffic {
            Traffic::Hear {
                payment,
                contract,
                half,
            } => {
                let order = self.outside.orders.get(contract).ok_or(Refusal::NotFound)?;
                let mut money = order.total;
                if *half {
                    money.minor /= 2;
                }
                self.paid(at, payment, contract, money)
            }
            Traffic::Upload {
                file,
                incident,
                huge,
            } => {
                self.incidents.get(incident).ok_or(Refusal::NotFound)?;
                if *huge {
                    let limit = limits::FILE_BYTES_MAX;
                    return Err(Refusal::FileTooLarge { limit });
                }
                self.outside.files.insert(file.clone(), Some(at));
                Ok(DONE)
            }
            Traffic::Send { file, incident } => self.send(at, file, incident),
            Traffic::Remove(file) => {
                let aside = self.outside.files.get_mut(file);
                let was = aside.and_then(Option::take);
                was.map(|_| DONE).ok_or(Refusal::NotFound)
            }
            Traffic::Sweep => {
                let old = at.plus_hours(-limits::UPLOAD_HOURS);
                let old = old.plus_days(-limits::DRAFT_DAYS);
                for aside in self.outside.files.values_mut() {
                    aside.take_if(|begun| *begun < old);
                }
                Ok(DONE)
            }
            _ => Err(Refusal::NotFound),
        }
    }

    /// A reply with a file that is put aside.
    fn send(&mut self, at: Moment, file: &str, incident: &str) -> Result<Outcome, Refusal> {
        let reply = Deed::Reply(incident.to_owned());
        match self.outside.files.get(file) {
            None => Err(Refusal::NotFound),
            Some(None) => {
                self.clone().handle(at, "", &reply)?;
                Err(Refusal::FileUnfinished)
            }
            Some(Some(_)) => {
                self.handle(at, "", &reply)?;
                self.outside.files.insert(file.to_owned(), None);
                Ok(DONE)
            }
        }
    }

    fn order(
        &mut self,
        at: Moment,
        who: &str,
        (contract, offer, way): (&str, &str, Way),
    ) -> Result<Outcome, Refusal> {
        if self.outside.orders.contains_key(contract) {
            return Ok(DONE);
        }
        let waits = |order: &&Order| {
            let Milestones { paid, failed, .. } = order.milestones;
            order.buyer == who && paid.is_none() && failed.is_none()
        };
        if self.outside.orders.values().filter(waits).count() as i64 >= limits::ORDERS_UNPAID_MAX {
            return Err(Refusal::TooManyOrders);
        }
        let found = self.catalog.newest_offer(offer);
        let total = order::cost(found.ok_or(Refusal::NotForSale)?, 1)?.total;
        let order = Order {
            buyer: who.to_owned(),
            offer: offer.to_owned(),
            way,
            total,
            milestones: Milestones {
                placed: at,
                paid: None,
                delivered: None,
                refund_began: None,
                refunded: None,
                failed: None,
            },
        };
        self.outside.orders.insert(contract.to_owned(), order);
        Ok(DONE)
    }

    /// Money comes in for an order: it counts once, and pays once.
    fn paid(
        &mut self,
        at: Moment,
        payment: &str,
        contract: &str,
        money: Money,
    ) -> Result<Outcome, Refusal> {
        let outside = &mut self.outside;
        let order = outside.orders.get_mut(contract).ok_or(Refusal::NotFound)?;
        if !outside.payments.insert(payment.to_owned()) {
            return Ok(Outcome::Says("known".to_owned()));
        }
        if let Err(oddity) = order::pays(&order.milestones, order.total, money) {
            if order.milestones.paid.is_none() {
                order.milestones.failed.get_or_insert(at);
            }
            return Ok(Outcome::Says(format!("odd: {}", oddity.code())));
        }
        order.milestones.paid = Some(at);
        order.milestones.delivered = Some(at);
        let (offer, buyer) = (order.offer.clone(), order.buyer.clone());
        self.make(contract, &offer, &buyer, at)
    }

    fn take_back(&mut self, at: Moment, name: &str) -> Result<Outcome, Refusal> {
        let warrant = self.warrant(at);
        let order = self.outside.orders.get_mut(name).ok_or(Refusal::NotFound)?;
        if matches!(order.milestones.state(), State::Refunding | State::Refunded) {
            return Ok(DONE);
        }
        let contract = self.contracts.get_mut(name);
        let lots = contract.iter().flat_map(|one| &one.book.lots);
        let used =
            lots.map(|lot| lot.balances.of(Account::Consumed) + lot.balances.of(Account::Held));
        order::refundable(&order.milestones, used.sum())?;
        let contract = contract.ok_or(Refusal::NotFound)?;
        ledger::expire(&mut contract.book, at);
        for place in 0..contract.book.lots.len() {
            let lot = &contract.book.lots[place];
            let (lot, free) = (lot.lot, lot.balances.of(Account::Available));
            if free > 0 {
                ledger::adjust(&mut contract.book, lot, -free, &warrant)?;
            }
        }
        contract.milestones.cancelled = Some(at);
        order.milestones.refund_began = Some(at);
        Ok(DONE)
    }

    /// What the service centre changes alone, or asks a second person about.
    fn wish(&mut self, at: Moment, name: &str, change: i64) -> Result<Outcome, Refusal> {
        let contract = self.contracts.get(name).ok_or(Refusal::NotFound)?;
        let most = match contract.offer.unit {
            Unit::Incident => limits::ADJUSTMENT_UNITS,
            Unit::Minute => limits::ADJUSTMENT_MINUTES,
        };
        let (alone, wish) = (change.abs() <= most, (name.to_owned(), at, change));
        let waits = Outcome::Says("waits for a second person".to_owned());
        if self.outside.wishes.contains(&wish) {
            return Ok(if alone {
                self.left(name, at, None)
            } else {
                waits
            });
        }
        if alone {
            self.adjusted(at, name, change)?;
            self.outside.wishes.insert(wish);
            return Ok(self.left(name, at, None));
        }
        self.clone().adjusted(at, name, change)?;
        self.outside.wishes.insert(wish);
        self.outside.asked.insert(name.to_owned(), (change, false));
        Ok(waits)
    }

    fn agree(&mut self, at: Moment, name: &str) -> Result<Outcome, Refusal> {
        let asked = self.outside.asked.get(name);
        let (change, agreed) = *asked.ok_or(Refusal::NotFound)?;
        if !agreed {
            self.adjusted(at, name, change)?;
            self.outside.asked.insert(name.to_owned(), (change, true));
        }
        Ok(self.left(name, at, None))
    }
}
