//! How an engagement stands, for its customer and for the desk.

use domain::ids::RequestKind;
use domain::ledger::IncidentRef;
use domain::policy::Deed;
use domain::time::Date;
use serde_json::Value as Json;
use store::{Fault, Reader, params};

use super::open;
use crate::incidents::cases;
use crate::incidents::clock::parsed;
use crate::{Answer, House, Visit};

const APPROVED: &str = "
    SELECT minutes FROM estimate WHERE incident = $1 AND approved_at IS NOT NULL ORDER BY seq DESC LIMIT 1";

const ASKED: &str = "SELECT facts FROM event WHERE incident = $1 AND seq = 1";

/// What was asked for and what was agreed, in minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Engagement {
    /// How long the customer thought that it takes, from and to.
    pub asked: (i64, i64),
    /// The first and the last day that would suit.
    pub days: (Option<Date>, Option<Date>),
    /// The estimate that waits for an answer.
    pub estimate: Option<i64>,
    /// What was approved last.
    pub approved: Option<i64>,
}

/// How the engagement stands; nothing where the request is of another kind.
///
/// # Errors
/// `NotFound`, `SignInNeeded`, `PasskeyNeeded`.
pub async fn show(
    house: &House,
    visit: &Visit,
    request: IncidentRef,
) -> Answer<Option<Engagement>> {
    let at = visit.at;
    let seen = house.see(visit, move |reader, caller| {
        let held = cases::look(reader, caller, request, Deed::ReadIncident, at)?;
        if held.case.number.kind() != RequestKind::Advisory {
            return Ok(None);
        }
        let facts = reader.row(ASKED, params![request.0], |row| row.get::<String>(0))?;
        let asked = &parsed(&facts)["asked"];
        let minutes = |name: &str| asked[name].as_i64().unwrap_or_default();
        Ok(Some(Engagement {
            asked: (minutes("least"), minutes("most")),
            days: (day(&asked["from"]), day(&asked["until"])),
            estimate: open(reader, request)?.filter(|_| held.case.is_open()),
            approved: approved(reader, request)?,
        }))
    });
    Ok(seen.await?.page)
}

/// The minutes that the customer has approved last.
pub(super) fn approved(reader: &Reader<'_>, request: IncidentRef) -> Result<Option<i64>, Fault> {
    reader.maybe(APPROVED, params![request.0], |row| row.get(0))
}

fn day(fact: &Json) -> Option<Date> {
    fact.as_str().and_then(|text| Date::parse(text).ok())
}
