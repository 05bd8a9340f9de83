//! Advice: asked for on a contract with hours, estimated, approved, delivered. It shares everything else with incidents.

mod answer;
mod choices;
mod deliver;
mod estimate;
mod request;
mod show;

pub use answer::{approve, decline};
pub use choices::choices;
pub use deliver::{Delivery, deliver};
pub use estimate::estimate;
pub use request::{Wanted, request};
pub use show::{Engagement, show};

use domain::account::Caller;
use domain::ids::RequestKind;
use domain::ledger::IncidentRef;
use domain::policy::Deed;
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Reader, Tx, params};

use crate::incidents::cases::{self, Held};
use crate::stopped::Answer;

const OPEN: &str = "SELECT minutes FROM estimate WHERE incident = $1 AND answered_at IS NULL";

/// Holds the request for advice for `caller` to do `deed`.
///
/// # Errors
/// What the policy says; a request of another kind is like an unknown one.
fn hold(
    tx: &Tx<'_>,
    caller: &Caller,
    request: IncidentRef,
    deed: Deed,
    at: Moment,
) -> Answer<Held> {
    let held = cases::hold(tx, caller, request, deed, at)?;
    if held.case.number.kind() == RequestKind::Advisory {
        Ok(held)
    } else {
        Err(Refusal::NotFound.into())
    }
}

/// The minutes of the estimate that waits for an answer.
fn open(reader: &Reader<'_>, request: IncidentRef) -> Result<Option<i64>, Fault> {
    reader.maybe(OPEN, params![request.0], |row| row.get(0))
}
