//! What the page of a request lets its reporter do.

use actions::incidents::show::Shown;
use domain::ids::RequestKind;
use domain::incident::{Dispute, State as Stage};
use domain::response::Severity;
use domain::time::Moment;
use words::Words;

use super::show::is_incident;
use super::words::{ground, severity};
use crate::advisory::withdrawal;

/// The forms that are open, and what they offer.
pub(super) struct Choices {
    /// Whether a solution waits to be accepted.
    pub accept: bool,
    pub reopen: bool,
    pub dispute: bool,
    /// The severities it can be changed to; empty where an engineer has it.
    pub severities: Vec<(&'static str, &'static str)>,
    pub grounds: Vec<(&'static str, &'static str)>,
    /// What becomes of the unit where it is withdrawn.
    pub withdraw_note: String,
}

impl Choices {
    /// What stands open at `at`.
    pub fn of(w: Words, shown: &Shown, at: Moment) -> Self {
        let case = &shown.case;
        let others = Severity::ALL
            .into_iter()
            .filter(|one| *one != case.severity);
        let can_change = case.is_open() && case.engineer.is_none();
        let reopen = case.reopen_until().is_some_and(|until| at < until);
        Self {
            accept: case.state == Stage::SolutionProposed,
            reopen,
            dispute: reopen
                && is_incident(shown)
                && case.charge.is_some()
                && case.disputed.is_none(),
            severities: others
                .filter(|_| can_change)
                .map(|one| (one.code(), severity(w, one)))
                .collect(),
            grounds: Dispute::ALL
                .map(|one| (one.code(), ground(w, one)))
                .to_vec(),
            withdraw_note: withdraw_note(w, shown),
        }
    }
}

/// What becomes of the unit where the customer withdraws now.
fn withdraw_note(w: Words, shown: &Shown) -> String {
    match (shown.case.number.kind(), shown.case.work_began) {
        (RequestKind::Advisory, _) => withdrawal(w, shown),
        (RequestKind::Program, _) => w.request_incident_none().to_owned(),
        (RequestKind::Incident, _) if shown.case.charge.is_none() => {
            w.request_incident_none().to_owned()
        }
        (RequestKind::Incident, Some(_)) => w.request_withdraw_charged().to_owned(),
        (RequestKind::Incident, None) => w.request_withdraw_free().to_owned(),
    }
}
