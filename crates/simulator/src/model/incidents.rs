//! What is done to incidents.

use domain::account::AccountRef;
use domain::eligibility::{self, Area, Position, Reason};
use domain::ids::{NumberKey, RequestKind, RequestNumber};
use domain::incident::{
    self, Admission, Case, ChargeEffect, Closing, Disposition, Overdue, Request, Scene, State, Then,
};
use domain::ledger::{self, Book, ContractRef, IncidentRef, Warrant};
use domain::refusal::Refusal;
use domain::response::{self, Handling, Happening, Severity, Target};
use domain::time::Moment;

use super::{Incident, Model, Said, Split};
use crate::story::{Deed, Outcome};

type Rule = fn(&mut Case, Disposition, &mut Book, &Warrant<'_>) -> Result<Closing, Refusal>;

impl Model {
    pub(super) fn submit(&mut self, at: Moment, deed: &Deed) -> Result<Outcome, Refusal> {
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
        // Whoever sends it again gets the same answer.
        if self.incidents.contains_key(name) {
            return Ok(self.left(paying, at, None));
        }
        let reference = IncidentRef(self.incidents.len() as i64 + 1);
        let number = number(RequestKind::Incident, reference);
        let contract = self.contracts.get_mut(paying).ok_or(Refusal::NotFound)?;
        let about = (product.clone(), version.clone());
        let product = self.catalog.product(product).ok_or(Refusal::NotFound)?;
        let agreement = self.catalog.agreement(self.zone.date_of(at));
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
            agreement: agreement.map(|one| one.version.as_str()),
            at,
        };
        let admission = incident::admit(&request, &scene, &mut contract.book)?;
        let paid = contract.book.contract;
        let case = submitted(reference, number, paid, &admission);
        let incident = Incident {
            case,
            contract: paying.clone(),
            submitted: at,
            promised: admission.target,
            noticed: Vec::new(),
            about,
            split: None,
            estimate: None,
        };
        self.incidents.insert(name.clone(), incident);
        Ok(self.left(paying, at, None))
    }

    /// What is done to an incident that is there.
    pub(super) fn handle(
        &mut self,
        at: Moment,
        who: &str,
        deed: &Deed,
    ) -> Result<Outcome, Refusal> {
        let engineer = AccountRef(who.bytes().map(i64::from).sum());
        let name = deed.incident().ok_or(Refusal::NotFound)?;
        match deed {
            Deed::Move { contract, .. } => return self.move_charge(at, name, contract),
            Deed::Consent(_) => return self.consent(at, who, name),
            Deed::ChangeSeverity { severity, .. } => return self.change(at, name, *severity),
            Deed::Estimate { .. }
            | Deed::Approve(_)
            | Deed::DeclineEstimate(_)
            | Deed::Deliver { .. } => return self.advise(at, engineer, name, deed),
            _ => {}
        }
        self.with(at, name, |one, book, warrant| {
            let case = &mut one.case;
            match deed {
                Deed::Take(_) => incident::take(case, engineer, "somebody", book, warrant)?,
                Deed::Answer { then, .. } => {
                    if case.engineer.is_none() {
                        incident::take(case, engineer, "somebody", book, warrant)?;
                    }
                    answer(one, *then, at)?;
                }
                Deed::Reply(_) => {
                    incident::reply(case)?;
                    one.notice(at, Happening::Resumed);
                }
                Deed::Close { disposition, .. } => {
                    return close(one, *disposition, book, warrant, incident::close);
                }
                Deed::Withdraw(_) => {
                    let disposition = case.withdrawal();
                    return close(one, disposition, book, warrant, incident::conclude);
                }
                Deed::Solve(_) => {
                    let disposition = case.solution();
                    return close(one, disposition, book, warrant, incident::conclude);
                }
                Deed::Reopen(_) => {
                    incident::reopen(case, at)?;
                    one.notice(at, Happening::Reopened);
                }
                Deed::Dispute { .. } => incident::dispute(case, at)?,
                Deed::Judge { verdict, .. } => {
                    return incident::answer_dispute(case, *verdict, book, warrant).map(Some);
                }
                Deed::Split { second, .. } => split(one, second)?,
                Deed::Decline(_) => decline(one)?,
                _ => return Err(Refusal::NotFound),
            }
            Ok(None)
        })
    }

    /// Reminds of what waits for its customer, and closes what has waited too long.
    pub(super) fn close_waiting(&mut self, at: Moment) -> Result<Outcome, Refusal> {
        let mut late = Vec::new();
        for (name, one) in &mut self.incidents {
            let Some(waiting) = &mut one.case.waiting else {
                continue;
            };
            match waiting.due(at) {
                Some(Overdue::Reminder) => waiting.reminded = Some(at),
                Some(Overdue::Closing) => late.push(name.clone()),
                None => {}
            }
        }
        for name in late {
            self.with(at, &name, |one, book, warrant| {
                close(
                    one,
                    Disposition::NoAnswer,
                    book,
                    warrant,
                    incident::conclude,
                )
            })?;
        }
        Ok(Outcome::Done {
            effect: None,
            left: None,
        })
    }

    /// How the response clock of an incident stands.
    pub(super) fn clock(&self, at: Moment, name: &str) -> Result<Outcome, Refusal> {
        let one = self.incidents.get(name).ok_or(Refusal::NotFound)?;
        let calendar = &self
            .catalog
            .calendar_of("emea")
            .ok_or(Refusal::NotFound)?
            .calendar;
        let reading = response::read(calendar, one.submitted, one.promised, &one.noticed, at);
        Ok(Outcome::Clock(reading.verdict))
    }

    fn change(&mut self, at: Moment, name: &str, severity: Severity) -> Result<Outcome, Refusal> {
        let incident = self.incidents.get(name).ok_or(Refusal::NotFound)?;
        let paying = self.contracts.get(&incident.contract);
        let target = paying.and_then(|contract| contract.offer.target(severity));
        let minutes = target.ok_or(Refusal::SeverityNotOffered)?.minutes;
        self.with(at, name, |one, _, _| {
            incident::change_severity(&mut one.case, severity, true, true)?;
            let promise = Target::new(severity, one.case.handling_chosen, minutes);
            one.notice(at, Happening::TargetChanged(promise));
            Ok(None)
        })
    }

    /// Lets `verb` change an incident and the book that pays for it, and say what becomes of the unit.
    pub(super) fn with(
        &mut self,
        at: Moment,
        name: &str,
        verb: impl FnOnce(
            &mut Incident,
            &mut Book,
            &Warrant<'_>,
        ) -> Result<Option<ChargeEffect>, Refusal>,
    ) -> Result<Outcome, Refusal> {
        let warrant = self.warrant(at);
        let incident = self.incidents.get_mut(name).ok_or(Refusal::NotFound)?;
        let paying = incident.contract.clone();
        let contract = self.contracts.get_mut(&paying).ok_or(Refusal::NotFound)?;
        let effect = verb(incident, &mut contract.book, &warrant)?;
        Ok(self.left(&paying, at, effect))
    }

    fn move_charge(&mut self, at: Moment, name: &str, contract: &str) -> Result<Outcome, Refusal> {
        let warrant = self.warrant(at);
        let incident = self.incidents.get_mut(name).ok_or(Refusal::NotFound)?;
        let live = incident.case.charge.ok_or(Refusal::NoCharge)?;
        let same = incident.contract == contract;
        let paid = self
            .contracts
            .get(&incident.contract)
            .ok_or(Refusal::NotFound)?;
        let (mut from, rule) = (paid.book.clone(), paid.offer.late_credit);
        let to = self.contracts.get_mut(contract).ok_or(Refusal::NotFound)?;
        if same {
            return Err(Refusal::ContractState);
        }
        let position = Position::of(&to.offer, &to.milestones, &self.zone, &to.book, at);
        match eligibility::charge_reasons(&position).first() {
            None => {}
            Some(Reason::Exhausted) => return Err(Refusal::Exhausted),
            Some(reason) => return Err(Refusal::NotEligible(*reason)),
        }
        let number = incident.case.number;
        let moved = ledger::move_charge(&mut from, live, &mut to.book, number, rule, &warrant)?;
        incident.case.charge = Some(moved);
        let before = std::mem::replace(&mut incident.contract, contract.to_owned());
        if let Some(old) = self.contracts.get_mut(&before) {
            old.book = from;
        }
        Ok(self.left(contract, at, None))
    }

    /// Submits the second problem like any other; a repeat gets the same answer.
    fn consent(&mut self, at: Moment, who: &str, name: &str) -> Result<Outcome, Refusal> {
        let first = self.incidents.get(name).ok_or(Refusal::NotFound)?;
        let split = first.split.clone().ok_or(Refusal::NoProposal)?;
        match split.said {
            Said::Yes => return Ok(self.left(&first.contract, at, None)),
            Said::No => return Err(Refusal::NoProposal),
            Said::Nothing => {}
        }
        let paying = self.contracts.get(&first.contract);
        if paying.is_none_or(|paying| paying.owner != who) {
            return Err(Refusal::PayingContractNotYours);
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
        first.ok_or(Refusal::NoProposal)?.said = Said::Yes;
        Ok(taken)
    }

    /// Whether whoever consents to part `first` comes as far as the gate: only a repeat is answered before.
    pub(super) fn comes_to_the_gate(&self, first: &str) -> bool {
        let split = self.incidents.get(first).and_then(|one| one.split.as_ref());
        split.is_some_and(|split| split.said != Said::Yes)
    }
}

pub(super) fn submitted(
    incident: IncidentRef,
    number: RequestNumber,
    contract: ContractRef,
    admission: &Admission,
) -> Case {
    Case {
        incident,
        number,
        reporter: AccountRef(1),
        contract: Some(contract),
        terms: admission.terms,
        state: State::Submitted,
        severity: admission.target.severity,
        handling_chosen: Handling::BusinessHours,
        engineer: None,
        work_began: None,
        contacted: None,
        waiting: None,
        charge: admission.charge,
        delivered: 0,
        extended_support: admission.extended_support,
        closed: None,
        disputed: None,
    }
}

fn answer(one: &mut Incident, then: Then, at: Moment) -> Result<(), Refusal> {
    if incident::answer(&mut one.case, then, at)? {
        one.notice(at, Happening::FirstContact);
    } else if then == Then::WaitForCustomer {
        one.notice(at, Happening::WaitingForCustomer);
    }
    Ok(())
}

fn close(
    one: &mut Incident,
    disposition: Disposition,
    book: &mut Book,
    warrant: &Warrant<'_>,
    rule: Rule,
) -> Result<Option<ChargeEffect>, Refusal> {
    let closing = rule(&mut one.case, disposition, book, warrant)?;
    one.notice(warrant.at, Happening::Closed);
    Ok(Some(closing.effect))
}

fn split(one: &mut Incident, second: &str) -> Result<(), Refusal> {
    let open = one
        .split
        .as_ref()
        .is_some_and(|split| split.said == Said::Nothing);
    incident::propose_split(&one.case, open)?;
    one.split = Some(Split {
        second: second.to_owned(),
        said: Said::Nothing,
    });
    Ok(())
}

fn decline(one: &mut Incident) -> Result<(), Refusal> {
    let open = one
        .split
        .as_mut()
        .filter(|split| split.said == Said::Nothing);
    open.ok_or(Refusal::NoProposal)?.said = Said::No;
    Ok(())
}

pub(super) fn number(kind: RequestKind, incident: IncidentRef) -> RequestNumber {
    let counter = incident.0.unsigned_abs();
    RequestNumber::from_counter(kind, counter, &NumberKey::new([0; 32]))
}
