//! What everything that is done about a case from its page has in common: the case is held for its officer before,
//! and its timeline and its asker are told after, all within the transaction of the deed.

use domain::account::Caller;
use domain::catalog::Catalog;
use domain::incident::{self, Then};
use domain::ledger::IncidentRef;
use domain::policy::Deed;
use domain::refusal::Refusal;
use store::{Fault, Tx};

use super::show::{self, File};
use crate::incidents::cases::{self, Happened, Held};
use crate::incidents::{clock, letters, take};
use crate::outbox::{CaseDeed, RequestNews};
use crate::{Answer, Visit};

/// Holds an open case for whoever works on it, and takes it where nobody has.
pub(super) fn begin(
    tx: &mut Tx<'_>,
    caller: &Caller,
    case: IncidentRef,
    visit: &Visit,
) -> Answer<(Held, File)> {
    let mut held = cases::hold(tx, caller, case, Deed::WorkIncident, visit.at)?;
    let file = show::of(tx, case)?.ok_or(Refusal::NotFound)?;
    if !held.case.is_open() {
        return Err(Refusal::Closed.into());
    }
    if held.case.engineer.is_none() {
        take::taken(tx, caller, &mut held, &visit.network, visit.at)?;
    }
    Ok((held, file))
}

/// Writes down what was done and tells whoever asked for it: that is an answer, and stops the clock.
pub(super) fn end(
    tx: &mut Tx<'_>,
    catalog: &Catalog,
    caller: &Caller,
    held: &mut Held,
    deed: CaseDeed,
    visit: &Visit,
) -> Answer<()> {
    let at = visit.at;
    let first = incident::answer(&mut held.case, Then::GoOn, at)?;
    let mut facts = serde_json::to_value(&deed).map_err(|e| Fault::corrupt(e.to_string()))?;
    facts["first"] = first.into();
    let what = Happened {
        kind: "worked",
        words: "",
        internal: false,
        facts,
    };
    held.happened(tx, caller, at, &what)?;
    held.due = clock::due(tx, catalog, held, at)?;
    held.save(tx, at)?;
    let told = held.told(letters::name_of(caller), "");
    Ok(held.write_to_customer(tx, told, RequestNews::CaseWorked(deed), at)?)
}
