//! What is done with advice.

use domain::account::AccountRef;
use domain::advisory;
use domain::eligibility::{self, Position, Reason};
use domain::ids::RequestKind;
use domain::incident;
use domain::ledger::IncidentRef;
use domain::offer::Unit;
use domain::refusal::Refusal;
use domain::response::Happening;
use domain::time::{Moment, Zone};

use super::incidents::{number, submitted};
use super::{Contract, Incident, Model};
use crate::story::{Deed, Outcome};

/// What everybody asks for in a story: between an hour and two.
const MINUTES: (i64, i64) = (60, 120);

impl Model {
    pub(super) fn ask_advice(
        &mut self,
        at: Moment,
        name: &str,
        paying: &str,
    ) -> Result<Outcome, Refusal> {
        if self.incidents.contains_key(name) {
            return Ok(self.left(paying, at, None));
        }
        let reference = IncidentRef(self.incidents.len() as i64 + 1);
        let contract = self.contracts.get(paying).ok_or(Refusal::NotFound)?;
        if contract.offer.unit != Unit::Minute {
            return Err(Refusal::NotFound);
        }
        contract.usable(&self.zone, at)?;
        let most = contract.book.most_at_once(Unit::Minute, at);
        advisory::ask(MINUTES.0, MINUTES.1, most)?;
        let calendar = self.catalog.calendar_of("emea").ok_or(Refusal::NotFound)?;
        let admission = incident::admit_plain(&self.catalog, &contract.offer, calendar, at)?;
        let number = number(RequestKind::Advisory, reference);
        let paid = contract.book.contract;
        let advice = Incident {
            case: submitted(reference, number, paid, &admission),
            contract: paying.to_owned(),
            submitted: at,
            promised: admission.target,
            noticed: Vec::new(),
            about: (String::new(), String::new()),
            split: None,
            estimate: None,
        };
        self.incidents.insert(name.to_owned(), advice);
        Ok(self.left(paying, at, None))
    }

    pub(super) fn advise(
        &mut self,
        at: Moment,
        engineer: AccountRef,
        name: &str,
        deed: &Deed,
    ) -> Result<Outcome, Refusal> {
        if let Deed::Approve(_) = deed {
            let paying = self.incidents.get(name).ok_or(Refusal::NotFound)?;
            let contract = self.contracts.get(&paying.contract);
            contract.ok_or(Refusal::NotFound)?.usable(&self.zone, at)?;
        }
        self.with(at, name, |one, book, warrant| {
            let (case, open) = (&mut one.case, one.estimate);
            match deed {
                Deed::Estimate { minutes, .. } => {
                    if case.engineer.is_none() {
                        incident::take(case, engineer, "somebody", book, warrant)?;
                    }
                    let first = advisory::estimate(case, *minutes, at)?;
                    one.estimate = Some(*minutes);
                    if first {
                        one.notice(at, Happening::FirstContact);
                    }
                }
                Deed::Approve(_) => {
                    let seen = open.unwrap_or_default();
                    advisory::approve(case, open, seen, book, warrant)?;
                    one.estimate = None;
                }
                Deed::DeclineEstimate(_) => {
                    advisory::decline(case, open)?;
                    one.estimate = None;
                }
                Deed::Deliver { minutes, .. } => advisory::deliver(case, *minutes, at)?,
                _ => return Err(Refusal::NotFound),
            }
            Ok(None)
        })
    }
}

impl Contract {
    /// Refuses one that cannot be used now for another reason than that nothing is left.
    fn usable(&self, zone: &Zone, at: Moment) -> Result<(), Refusal> {
        let position = Position::of(&self.offer, &self.milestones, zone, &self.book, at);
        let mut reasons = eligibility::standing_reasons(&position).into_iter();
        match reasons.find(|reason| *reason != Reason::Exhausted) {
            Some(reason) => Err(Refusal::NotEligible(reason)),
            None => Ok(()),
        }
    }
}
