//! The stage of pure rules: contracts and incidents in memory, nothing else.

mod advice;
mod contracts;
mod incidents;
mod notices;

use std::collections::BTreeMap;

use domain::catalog::Catalog;
use domain::contract::Milestones;
use domain::incident::{self, Case};
use domain::ledger::{self, Book, Warrant};
use domain::offer::Offer;
use domain::refusal::Refusal;
use domain::response::{Event, Happening, Target};
use domain::time::{Moment, Zone};

use crate::Stage;
use crate::story::{Deed, Outcome};

struct Contract {
    owner: String,
    offer: Offer,
    milestones: Milestones,
    book: Book,
    /// The level of the balance that the owner was told.
    low_told: Option<i64>,
    /// The level of the end, and which end it was.
    end_told: Option<(i64, Moment)>,
}

struct Incident {
    case: Case,
    contract: String,
    submitted: Moment,
    promised: Target,
    /// What its response clock takes notice of.
    noticed: Vec<Event>,
    /// Its product and version.
    about: (String, String),
    split: Option<Split>,
    /// The minutes of an estimate that waits for an answer.
    estimate: Option<i64>,
}

impl Incident {
    fn notice(&mut self, at: Moment, what: Happening) {
        self.noticed.push(Event { at, what });
    }
}

/// A second problem that waits for the customer's consent, or has become an incident of its own.
#[derive(Clone)]
struct Split {
    second: String,
    consented: bool,
}

/// Contracts and incidents in memory, under the rules alone.
pub struct Model {
    catalog: Catalog,
    zone: Zone,
    contracts: BTreeMap<String, Contract>,
    incidents: BTreeMap<String, Incident>,
    steps: i64,
}

impl Model {
    /// An empty world under `catalog`.
    ///
    /// # Panics
    /// Where the time zone database lacks Stockholm.
    pub fn new(catalog: Catalog) -> Self {
        let zone = Zone::named("Europe/Stockholm").expect("the zone is known");
        Self {
            catalog,
            zone,
            contracts: BTreeMap::new(),
            incidents: BTreeMap::new(),
            steps: 0,
        }
    }

    fn act(&mut self, at: Moment, who: &str, deed: &Deed) -> Result<Outcome, Refusal> {
        match deed {
            Deed::Make {
                contract,
                offer,
                owner,
            } => self.make(contract, offer, owner, at),
            Deed::Adjust { contract, change } => self.adjust(at, contract, *change),
            Deed::Suspend(name) => self.suspend(name, Some(at), at),
            Deed::Resume(name) => self.suspend(name, None, at),
            Deed::Extend { contract, last_day } => self.extend(at, contract, *last_day),
            Deed::Warn => Ok(self.warn(at)),
            Deed::Expire => Ok(self.expire(at)),
            Deed::CloseWaiting => self.close_waiting(at),
            Deed::Look(contract) => Ok(self.left(contract, at, None)),
            Deed::ReadClock(name) => self.clock(at, name),
            Deed::AskAdvice { advice, contract } => self.ask_advice(at, advice, contract),
            Deed::Submit { .. } => self.submit(at, deed),
            _ => self.handle(at, who, deed),
        }
    }

    /// What somebody does next, under a key of its own.
    fn warrant(&mut self, at: Moment) -> Warrant<'static> {
        self.steps += 1;
        Warrant {
            actor: "someone",
            idempotency_key: format!("step/{}", self.steps),
            note: None,
            at,
        }
    }

    fn left(&self, contract: &str, at: Moment, effect: Option<incident::ChargeEffect>) -> Outcome {
        let left = self
            .contracts
            .get(contract)
            .map(|one| one.book.left(one.offer.unit, at));
        Outcome::Done { effect, left }
    }
}

impl Stage for Model {
    async fn play(&mut self, at: Moment, who: &str, deed: &Deed) -> Outcome {
        let outcome = self.act(at, who, deed).unwrap_or_else(Outcome::Refused);
        for (name, contract) in &self.contracts {
            let book = &contract.book;
            let flaws = ledger::verify(name, book.head, &book.lots, &book.posted);
            assert!(flaws.is_empty(), "{name} after {deed:?}: {flaws:?}");
        }
        outcome
    }
}
