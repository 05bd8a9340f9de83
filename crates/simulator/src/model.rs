//! The stage of pure rules: contracts and incidents in memory, nothing else.

mod advice;
mod contracts;
mod incidents;
mod notices;
mod trade;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::catalog::Catalog;
use domain::contract::Milestones;
use domain::incident::{self, Case};
use domain::ledger::{self, Book, Warrant};
use domain::offer::Offer;
use domain::refusal::Refusal;
use domain::response::{Event, Happening, Target};
use domain::time::{Moment, Zone};

use self::trade::Outside;
use crate::Stage;
use crate::story::{Deed, Fate, Outcome, Row};

#[derive(Clone)]
struct Contract {
    owner: String,
    offer: Offer,
    milestones: Milestones,
    book: Book,
    /// The level of the balance that the owner was told.
    low_told: Option<i64>,
    /// The level of the end, and which end it was.
    end_told: Option<(i64, Moment)>,
    /// Adjustments that were made, by when and by how much: who sends one again gets the same answer.
    adjusted: BTreeSet<(Moment, i64)>,
    /// Transfers that have been verified.
    verified: usize,
}

#[derive(Clone)]
struct Incident {
    case: Case,
    contract: String,
    submitted: Moment,
    promised: Target,
    /// What its response clock takes notice of.
    noticed: Vec<Event>,
    /// Its product and version.
    about: (String, String),
    /// The newest proposal to part it.
    split: Option<Split>,
    /// The minutes of an estimate that waits for an answer.
    estimate: Option<i64>,
}

impl Incident {
    fn notice(&mut self, at: Moment, what: Happening) {
        self.noticed.push(Event { at, what });
    }
}

/// A second problem, and what the customer said to an incident of its own.
#[derive(Clone)]
struct Split {
    second: String,
    said: Said,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Nothing,
    Yes,
    No,
}

/// Contracts and incidents in memory, under the rules alone.
#[derive(Clone)]
pub struct Model {
    catalog: Arc<Catalog>,
    zone: Zone,
    contracts: BTreeMap<String, Contract>,
    incidents: BTreeMap<String, Incident>,
    outside: Outside,
    steps: i64,
}

impl Model {
    /// An empty world under `catalog`.
    ///
    /// # Panics
    /// Where the time zone database lacks Stockholm.
    pub fn new(catalog: Arc<Catalog>) -> Self {
        let zone = Zone::named("Europe/Stockholm").expect("the zone is known");
        Self {
            catalog,
            zone,
            contracts: BTreeMap::new(),
            incidents: BTreeMap::new(),
            outside: Outside::default(),
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
            Deed::Errand(errand) => self.run(at, who, errand),
            Deed::Traffic(traffic) => self.pass(at, traffic),
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
    async fn play(&mut self, row: &Row) -> Outcome {
        match row.fate {
            None | Some(Fate::Twice) => self.outcome(row),
            // It never reaches the books. What is refused or read is told all the same, but for what the gate refuses:
            // it shares a commit.
            Some(Fate::CommitFails) => match &row.deed {
                Deed::Submit { .. } => Outcome::Lost,
                Deed::Consent(first) if self.comes_to_the_gate(first) => Outcome::Lost,
                Deed::Consent(_) => self.clone().outcome(row),
                _ => match self.clone().outcome(row) {
                    refused @ Outcome::Refused(_) => refused,
                    _ => Outcome::Lost,
                },
            },
            Some(Fate::DiesAt(_)) => Outcome::Lost,
            Some(Fate::AnswerIsLost | Fate::DiesAfter) => {
                self.outcome(row);
                Outcome::Lost
            }
        }
    }
}

impl Model {
    fn outcome(&mut self, row: &Row) -> Outcome {
        let outcome = self.act(row.at, &row.who, &row.deed);
        for (name, contract) in &mut self.contracts {
            let book = &contract.book;
            if contract.verified == book.posted.len() {
                continue;
            }
            contract.verified = book.posted.len();
            let flaws = ledger::verify(name, book.head, &book.lots, &book.posted);
            assert!(flaws.is_empty(), "{name} after {:?}: {flaws:?}", row.deed);
        }
        outcome.unwrap_or_else(Outcome::Refused)
    }
}
