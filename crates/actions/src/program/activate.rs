//! Activating what a case asks for.

use domain::ledger::IncidentRef;
use domain::refusal::Refusal;

use super::work;
use crate::contracts::Tools;
use crate::outbox::{CaseDeed, NamedContract};
use crate::partners::{self, Dates};
use crate::{Answer, House, Visit, repeats};

/// Activates the task called `task`, which waits at the location of the case, on its usual days; tells whoever asked,
/// and takes the case where nobody has it.
///
/// # Errors
/// `NotFound` for anybody but the service centre and for a task of another location, `Closed`, and as
/// [`partners::activate`].
pub async fn activate(house: &House, visit: &Visit, case: IncidentRef, task: &str) -> Answer<()> {
    let (tools, asked, task) = (Tools::of(house), visit.clone(), task.to_owned());
    let draws = partners::draws(house);
    house
        .act(visit, move |tx, caller| {
            let once = asked.once.as_deref();
            let what = ["program.activate", &case.0.to_string(), &task];
            if repeats::is_repeat(tx, caller, once, &what, asked.at)? {
                return Ok(());
            }
            let (mut held, file) = work::begin(tx, caller, case, &asked)?;
            if partners::location_of(tx, &task)? != file.location.0 {
                return Err(Refusal::NotFound.into());
            }
            let usual = (task.as_str(), Dates::default());
            let done = partners::activate_within(tx, &tools, caller, usual, &draws, asked.at)?;
            let plans = done.plans.iter();
            let deed = CaseDeed::Activated {
                plans: plans.map(NamedContract::plan_of).collect(),
                to: done.recipient.masked,
            };
            work::end(tx, &tools.catalog, caller, &mut held, deed, &asked)
        })
        .await
}
