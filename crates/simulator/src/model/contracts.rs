//! What is done to contracts.

use std::collections::BTreeSet;

use domain::contract::Milestones;
use domain::ledger::chain::Head;
use domain::ledger::{self, Balances, Book, Capacity, Cause, ContractRef, Lot, LotRef, Warrant};
use domain::offer::Grant;
use domain::refusal::Refusal;
use domain::time::{Date, Moment};

use super::{Contract, Model};
use crate::story::Outcome;

impl Model {
    pub(super) fn make(
        &mut self,
        name: &str,
        offer: &str,
        owner: &str,
        at: Moment,
    ) -> Result<Outcome, Refusal> {
        let offer = self
            .catalog
            .newest_offer(offer)
            .ok_or(Refusal::NotFound)?
            .clone();
        let first_day = self.zone.date_of(at);
        let (starts, ends) = (
            self.zone.start_of_day(first_day),
            offer.term.end_instant(first_day, &self.zone),
        );
        let reference = ContractRef(self.contracts.len() as i64 + 1);
        let lot = Lot {
            lot: LotRef(reference.0),
            unit: offer.unit,
            capacity: if offer.grant == Grant::Unlimited {
                Capacity::Unlimited
            } else {
                Capacity::Counted
            },
            starts,
            ends,
            grace_until: None,
            balances: Balances::default(),
        };
        let mut book = Book::new(reference, self.zone.clone(), Head::genesis(name), vec![lot]);
        if let Grant::Counted(quantity) = offer.grant {
            let warrant = Warrant {
                actor: "desk",
                idempotency_key: "activation".to_owned(),
                note: None,
                at,
            };
            ledger::grant(
                &mut book,
                LotRef(reference.0),
                quantity,
                Cause::Activation,
                &warrant,
            );
        }
        let milestones = Milestones {
            issued: at,
            activated: Some(at),
            starts,
            ends,
            ..Milestones::default()
        };
        self.contracts.insert(
            name.to_owned(),
            Contract {
                owner: owner.to_owned(),
                offer,
                milestones,
                book,
                low_told: None,
                end_told: None,
                adjusted: BTreeSet::new(),
                verified: 0,
            },
        );
        Ok(self.left(name, at, None))
    }

    pub(super) fn adjust(
        &mut self,
        at: Moment,
        name: &str,
        change: i64,
    ) -> Result<Outcome, Refusal> {
        let contract = self.contracts.get(name).ok_or(Refusal::NotFound)?;
        contract.open()?;
        if !contract.adjusted.contains(&(at, change)) {
            self.adjusted(at, name, change)?;
            let contract = self.contracts.get_mut(name);
            contract.map(|one| one.adjusted.insert((at, change)));
        }
        Ok(self.left(name, at, None))
    }

    /// Adds units to a contract, or takes free ones away.
    pub(super) fn adjusted(&mut self, at: Moment, name: &str, change: i64) -> Result<(), Refusal> {
        let warrant = self.warrant(at);
        let contract = self.contracts.get_mut(name).ok_or(Refusal::NotFound)?;
        contract.open()?;
        let lot = &contract.book.lots[0];
        if lot.usable_until() <= at {
            return Err(Refusal::AdjustmentTooLarge);
        }
        let lot = lot.lot;
        ledger::adjust(&mut contract.book, lot, change, &warrant)
    }

    pub(super) fn suspend(
        &mut self,
        name: &str,
        since: Option<Moment>,
        at: Moment,
    ) -> Result<Outcome, Refusal> {
        let contract = self.contracts.get_mut(name).ok_or(Refusal::NotFound)?;
        contract.open()?;
        if contract.milestones.suspended.is_some() == since.is_some() {
            return Err(Refusal::ContractState);
        }
        contract.milestones.suspended = since;
        Ok(self.left(name, at, None))
    }

    pub(super) fn extend(
        &mut self,
        at: Moment,
        name: &str,
        last_day: Date,
    ) -> Result<Outcome, Refusal> {
        let ends = self.zone.start_of_day(last_day.next());
        let contract = self.contracts.get_mut(name).ok_or(Refusal::NotFound)?;
        contract.open()?;
        let before = contract.milestones.ends;
        if ends <= before {
            return Err(Refusal::NotLater {
                than: contract.milestones.last_day(&self.zone),
            });
        }
        ledger::expire(&mut contract.book, at);
        contract.milestones.ends = ends;
        for lot in &mut contract.book.lots {
            if lot.ends == before {
                lot.ends = ends;
            }
        }
        Ok(self.left(name, at, None))
    }

    pub(super) fn expire(&mut self, at: Moment) -> Outcome {
        for contract in self.contracts.values_mut() {
            ledger::expire(&mut contract.book, at);
        }
        Outcome::Done {
            effect: None,
            left: None,
        }
    }
}

impl Contract {
    /// Refuses one that was taken back: nothing about it changes any more.
    fn open(&self) -> Result<(), Refusal> {
        let cancelled = self.milestones.cancelled;
        cancelled.map_or(Ok(()), |_| Err(Refusal::ContractState))
    }
}
