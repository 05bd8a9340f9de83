//! The stage of pure rules: contracts and incidents in memory, nothing else.

use std::collections::BTreeMap;

use domain::account::AccountRef;
use domain::catalog::Catalog;
use domain::contract::Milestones;
use domain::eligibility::Area;
use domain::ids::{NumberKey, RequestKind, RequestNumber};
use domain::incident::{self, Case, Closing, Disposition, Request, Scene, State, Voice};
use domain::ledger::chain::Head;
use domain::ledger::{
    self, Balances, Book, Capacity, Cause, ContractRef, IncidentRef, Lot, LotRef, Warrant,
};
use domain::offer::{Grant, Offer};
use domain::refusal::Refusal;
use domain::response::{Handling, Severity};
use domain::time::{Moment, Zone};

use crate::Stage;
use crate::story::{Deed, Outcome};

struct Contract {
    offer: Offer,
    milestones: Milestones,
    book: Book,
}

type Rule = fn(&mut Case, Disposition, &mut Book, &Warrant<'_>) -> Result<Closing, Refusal>;

struct Incident {
    case: Case,
    contract: String,
    waiting_since: Option<Moment>,
    /// Its product and version.
    about: (String, String),
    split: Option<Split>,
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

    fn make(&mut self, name: &str, offer: &str, at: Moment) -> Result<Outcome, Refusal> {
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
                offer,
                milestones,
                book,
            },
        );
        Ok(self.left(name, at, None))
    }

    fn left(&self, contract: &str, at: Moment, effect: Option<incident::ChargeEffect>) -> Outcome {
        let left = self
            .contracts
            .get(contract)
            .map(|one| one.book.left(one.offer.unit, at));
        Outcome::Done { effect, left }
    }

    fn submit(&mut self, at: Moment, deed: &Deed) -> Result<Outcome, Refusal> {
        let Deed::Submit {
            incident: name,
            severity,
            contract: paying,
            product,
            version,
        } = deed
        else {
            return Err(Refusal::NotFound);
        };
        let reference = IncidentRef(self.incidents.len() as i64 + 1);
        let number = RequestNumber::from_counter(
            RequestKind::Incident,
            reference.0.unsigned_abs(),
            &NumberKey::new([0; 32]),
        );
        let contract = self.contracts.get_mut(paying).ok_or(Refusal::NotFound)?;
        let about = (product.clone(), version.clone());
        let product = self.catalog.product(product).ok_or(Refusal::NotFound)?;
        let agreement = self
            .catalog
            .agreement(self.zone.date_of(at))
            .map(|one| one.version.as_str());
        let scene = Scene {
            catalog: &self.catalog,
            offer: &contract.offer,
            milestones: &contract.milestones,
            zone: &self.zone,
            region: "emea",
            calendar: self.catalog.calendar_of("emea").ok_or(Refusal::NotFound)?,
        };
        let request = Request {
            number,
            actor: "customer",
            product,
            version: product.version(version),
            production: true,
            area: Area::OnPremises,
            severity: *severity,
            handling: Handling::BusinessHours,
            phone: true,
            agreement,
            at,
        };
        let admission = incident::admit(&request, &scene, &mut contract.book)?;
        let case = Case {
            incident: reference,
            number,
            reporter: AccountRef(1),
            contract: contract.book.contract,
            terms: admission.terms,
            state: State::Submitted,
            severity: admission.target.severity,
            handling: admission.target.handling,
            engineer: None,
            work_began: None,
            charge: Some(admission.charge),
            extended_support: admission.extended_support,
            closed: None,
            disputed: None,
        };
        let incident = Incident {
            case,
            contract: paying.clone(),
            waiting_since: None,
            about,
            split: None,
        };
        self.incidents.insert(name.clone(), incident);
        Ok(self.left(paying, at, None))
    }

    /// Lets `verb` change an incident and the book that pays for it.
    fn with<T>(
        &mut self,
        at: Moment,
        name: &str,
        verb: impl FnOnce(&mut Incident, &mut Book, &Warrant<'_>) -> Result<T, Refusal>,
    ) -> Result<(T, String), Refusal> {
        self.steps += 1;
        let incident = self.incidents.get_mut(name).ok_or(Refusal::NotFound)?;
        let contract = self
            .contracts
            .get_mut(&incident.contract)
            .ok_or(Refusal::NotFound)?;
        let warrant = Warrant {
            actor: "someone",
            idempotency_key: format!("step/{}", self.steps),
            note: None,
            at,
        };
        let done = verb(incident, &mut contract.book, &warrant)?;
        Ok((done, incident.contract.clone()))
    }

    fn act(&mut self, at: Moment, who: &str, deed: &Deed) -> Result<Outcome, Refusal> {
        let engineer = AccountRef(who.bytes().map(i64::from).sum());
        match deed {
            Deed::Make {
                contract, offer, ..
            } => self.make(contract, offer, at),
            Deed::Submit { .. } => self.submit(at, deed),
            Deed::Take(name) => {
                let ((), paying) = self.with(at, name, |one, book, warrant| {
                    incident::take(&mut one.case, engineer, "somebody", book, warrant)
                })?;
                Ok(self.left(&paying, at, None))
            }
            Deed::Answer {
                incident: name,
                waits,
                proposes,
            } => {
                let ((), paying) = self.with(at, name, |one, _, _| {
                    incident::reply(&mut one.case, Voice::Engineer(engineer), at)?;
                    one.waiting_since = waits.then_some(at);
                    if *waits {
                        incident::wait(&mut one.case, true)?;
                    }
                    if *proposes {
                        incident::propose_solution(&mut one.case)
                    } else {
                        Ok(())
                    }
                })?;
                Ok(self.left(&paying, at, None))
            }
            Deed::Reply(name) => {
                let (_, paying) = self.with(at, name, |one, _, _| {
                    one.waiting_since = None;
                    incident::reply(&mut one.case, Voice::Customer, at)
                })?;
                Ok(self.left(&paying, at, None))
            }
            Deed::Close {
                incident: name,
                disposition,
            } => self.close(at, name, *disposition, incident::close),
            Deed::Withdraw(name) => {
                let (closing, paying) = self.with(at, name, |one, book, warrant| {
                    let disposition = one.case.withdrawal();
                    incident::conclude(&mut one.case, disposition, book, warrant)
                })?;
                Ok(self.left(&paying, at, Some(closing.effect)))
            }
            Deed::Reopen(name) => {
                let ((), paying) =
                    self.with(at, name, |one, _, _| incident::reopen(&mut one.case, at))?;
                Ok(self.left(&paying, at, None))
            }
            Deed::ChangeSeverity {
                incident: name,
                severity,
            } => self.change(at, name, *severity),
            Deed::Dispute { incident: name, .. } => {
                let ((), paying) =
                    self.with(at, name, |one, _, _| incident::dispute(&mut one.case, at))?;
                Ok(self.left(&paying, at, None))
            }
            Deed::Judge {
                incident: name,
                verdict,
            } => {
                let (effect, paying) = self.with(at, name, |one, book, warrant| {
                    incident::answer_dispute(&mut one.case, *verdict, book, warrant)
                })?;
                Ok(self.left(&paying, at, Some(effect)))
            }
            Deed::Move {
                incident: name,
                contract,
            } => self.move_charge(at, name, contract),
            Deed::Split {
                incident: name,
                second,
            } => self.split(at, name, second),
            Deed::Consent(name) => self.consent(at, name),
            Deed::Decline(name) => {
                let ((), paying) = self.with(at, name, |one, _, _| {
                    one.split
                        .take_if(|split| !split.consented)
                        .ok_or(Refusal::NoProposal)?;
                    Ok(())
                })?;
                Ok(self.left(&paying, at, None))
            }
            Deed::Adjust { contract, change } => self.adjust(at, contract, *change),
            Deed::Suspend(name) => self.suspend(name, Some(at), at),
            Deed::Resume(name) => self.suspend(name, None, at),
            Deed::Expire => {
                for contract in self.contracts.values_mut() {
                    ledger::expire(&mut contract.book, at);
                }
                Ok(Outcome::Done {
                    effect: None,
                    left: None,
                })
            }
            Deed::CloseWaiting => {
                let late: Vec<String> = self
                    .incidents
                    .iter()
                    .filter(|(_, one)| {
                        one.waiting_since
                            .is_some_and(|since| at >= one.case.waits_until(since))
                    })
                    .map(|(name, _)| name.clone())
                    .collect();
                for name in late {
                    self.close(at, &name, Disposition::NoAnswer, incident::conclude)?;
                }
                Ok(Outcome::Done {
                    effect: None,
                    left: None,
                })
            }
            Deed::Look(contract) => Ok(self.left(contract, at, None)),
        }
    }

    fn close(
        &mut self,
        at: Moment,
        name: &str,
        disposition: Disposition,
        rule: Rule,
    ) -> Result<Outcome, Refusal> {
        let (closing, paying) = self.with(at, name, |one, book, warrant| {
            let closing = rule(&mut one.case, disposition, book, warrant)?;
            one.waiting_since = None;
            Ok(closing)
        })?;
        Ok(self.left(&paying, at, Some(closing.effect)))
    }

    fn change(&mut self, at: Moment, name: &str, severity: Severity) -> Result<Outcome, Refusal> {
        let ((), paying) = self.with(at, name, |one, _, _| {
            incident::change_severity(&mut one.case, severity, true, true)
        })?;
        Ok(self.left(&paying, at, None))
    }

    fn move_charge(&mut self, at: Moment, name: &str, contract: &str) -> Result<Outcome, Refusal> {
        self.steps += 1;
        let incident = self.incidents.get_mut(name).ok_or(Refusal::NotFound)?;
        let live = incident.case.charge.ok_or(Refusal::NoCharge)?;
        let paid = self
            .contracts
            .get(&incident.contract)
            .ok_or(Refusal::NotFound)?;
        let (mut from, rule) = (paid.book.clone(), paid.offer.late_credit);
        let to = self.contracts.get_mut(contract).ok_or(Refusal::NotFound)?;
        let warrant = Warrant {
            actor: "someone",
            idempotency_key: format!("step/{}", self.steps),
            note: None,
            at,
        };
        let reference = incident.case.number;
        let moved = ledger::move_charge(&mut from, live, &mut to.book, reference, rule, &warrant)?;
        incident.case.charge = Some(moved);
        let before = std::mem::replace(&mut incident.contract, contract.to_owned());
        if let Some(old) = self.contracts.get_mut(&before) {
            old.book = from;
        }
        Ok(self.left(contract, at, None))
    }

    fn split(&mut self, at: Moment, name: &str, second: &str) -> Result<Outcome, Refusal> {
        let ((), paying) = self.with(at, name, |one, _, _| {
            let open = one.split.as_ref().is_some_and(|split| !split.consented);
            incident::propose_split(&one.case, open)?;
            one.split = Some(Split {
                second: second.to_owned(),
                consented: false,
            });
            Ok(())
        })?;
        Ok(self.left(&paying, at, None))
    }

    /// Submits the second problem like any other; a repeat gets the same answer.
    fn consent(&mut self, at: Moment, name: &str) -> Result<Outcome, Refusal> {
        let first = self.incidents.get(name).ok_or(Refusal::NotFound)?;
        let split = first.split.clone().ok_or(Refusal::NoProposal)?;
        if split.consented {
            return Ok(self.left(&first.contract, at, None));
        }
        let second = Deed::Submit {
            incident: split.second,
            severity: first.case.severity,
            contract: first.contract.clone(),
            product: first.about.0.clone(),
            version: first.about.1.clone(),
        };
        let taken = self.submit(at, &second)?;
        let first = self
            .incidents
            .get_mut(name)
            .and_then(|one| one.split.as_mut());
        first.ok_or(Refusal::NoProposal)?.consented = true;
        Ok(taken)
    }

    fn adjust(&mut self, at: Moment, name: &str, change: i64) -> Result<Outcome, Refusal> {
        self.steps += 1;
        let contract = self.contracts.get_mut(name).ok_or(Refusal::NotFound)?;
        let lot = contract.book.lots[0].lot;
        let warrant = Warrant {
            actor: "someone",
            idempotency_key: format!("step/{}", self.steps),
            note: None,
            at,
        };
        ledger::adjust(&mut contract.book, lot, change, &warrant)?;
        Ok(self.left(name, at, None))
    }

    fn suspend(
        &mut self,
        name: &str,
        since: Option<Moment>,
        at: Moment,
    ) -> Result<Outcome, Refusal> {
        let contract = self.contracts.get_mut(name).ok_or(Refusal::NotFound)?;
        contract.milestones.suspended = since;
        Ok(self.left(name, at, None))
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
