//! What is done to incidents.

use domain::account::AccountRef;
use domain::eligibility::Area;
use domain::ids::{NumberKey, RequestKind, RequestNumber};
use domain::incident::{
    self, Case, ChargeEffect, Closing, Disposition, Request, Scene, State, Voice,
};
use domain::ledger::{self, Book, IncidentRef, Warrant};
use domain::refusal::Refusal;
use domain::response::Handling;
use domain::time::Moment;

use super::{Incident, Model, Split};
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
            Deed::Consent(_) => return self.consent(at, name),
            _ => {}
        }
        self.with(at, name, |one, book, warrant| {
            let case = &mut one.case;
            match deed {
                Deed::Take(_) => incident::take(case, engineer, "somebody", book, warrant)?,
                Deed::Answer {
                    waits, proposes, ..
                } => {
                    answer(one, engineer, (*waits, *proposes), at)?;
                }
                Deed::Reply(_) => {
                    one.waiting_since = None;
                    incident::reply(case, Voice::Customer, at)?;
                }
                Deed::Close { disposition, .. } => {
                    return close(one, *disposition, book, warrant, incident::close);
                }
                Deed::Withdraw(_) => {
                    let disposition = case.withdrawal();
                    let closing = incident::conclude(case, disposition, book, warrant)?;
                    return Ok(Some(closing.effect));
                }
                Deed::Reopen(_) => incident::reopen(case, at)?,
                Deed::ChangeSeverity { severity, .. } => {
                    incident::change_severity(case, *severity, true, true)?;
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

    /// Closes what has waited for its customer too long.
    pub(super) fn close_waiting(&mut self, at: Moment) -> Result<Outcome, Refusal> {
        let is_late = |one: &Incident| {
            one.waiting_since
                .is_some_and(|since| at >= one.case.waits_until(since))
        };
        let late = self.incidents.iter().filter(|(_, one)| is_late(one));
        let late: Vec<String> = late.map(|(name, _)| name.clone()).collect();
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

    /// Lets `verb` change an incident and the book that pays for it, and say what becomes of the unit.
    fn with(
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
        let paid = self
            .contracts
            .get(&incident.contract)
            .ok_or(Refusal::NotFound)?;
        let (mut from, rule) = (paid.book.clone(), paid.offer.late_credit);
        let to = self.contracts.get_mut(contract).ok_or(Refusal::NotFound)?;
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
}

fn answer(
    one: &mut Incident,
    engineer: AccountRef,
    (waits, proposes): (bool, bool),
    at: Moment,
) -> Result<(), Refusal> {
    incident::reply(&mut one.case, Voice::Engineer(engineer), at)?;
    one.waiting_since = waits.then_some(at);
    if waits {
        incident::wait(&mut one.case, true)?;
    }
    if proposes {
        incident::propose_solution(&mut one.case)?;
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
    one.waiting_since = None;
    Ok(Some(closing.effect))
}

fn split(one: &mut Incident, second: &str) -> Result<(), Refusal> {
    let open = one.split.as_ref().is_some_and(|split| !split.consented);
    incident::propose_split(&one.case, open)?;
    one.split = Some(Split {
        second: second.to_owned(),
        consented: false,
    });
    Ok(())
}

fn decline(one: &mut Incident) -> Result<(), Refusal> {
    let proposed = one.split.take_if(|split| !split.consented);
    proposed.map(|_| ()).ok_or(Refusal::NoProposal)
}
