//! What the reporter thinks of the help.

use domain::incident::{self, Stars};
use domain::ledger::IncidentRef;
use domain::policy::Deed;
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Reader, params};

use super::cases;
use crate::audit::{self, Done, Record};
use crate::{Answer, House, Visit};

const RATE: &str = "
    INSERT INTO rating (incident, account, at, stars, words) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (incident) DO UPDATE SET account = $2, at = $3, stars = $4, words = $5";

pub(super) const READ: &str = "SELECT at, stars, words FROM rating WHERE incident = $1";

/// What was said about the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating {
    /// When.
    pub at: Moment,
    /// How good it was, where that was said.
    pub stars: Option<Stars>,
    /// In the reporter's own words; empty where none were.
    pub words: String,
}

/// The reporter says that it was the right answer, how good the help was, and what else there is to say; saying it
/// again replaces what was said.
///
/// # Errors
/// `NotFound` for anybody else, `NotClosed`.
pub async fn rate(
    house: &House,
    visit: &Visit,
    incident: IncidentRef,
    stars: Option<Stars>,
    words: String,
) -> Answer<()> {
    let at = visit.at;
    house
        .act(visit, move |tx, caller| {
            let held = cases::hold(tx, caller, incident, Deed::OwnIncident, at)?;
            incident::rate(&held.case)?;
            let account = caller.person().ok_or(Refusal::SignInNeeded)?.account;
            let number = stars.map(Stars::number);
            tx.execute(RATE, params![incident.0, account.0, at.0, number, &words])?;
            let said = number.map(|number| number.to_string());
            let line = Record {
                after: said.as_deref(),
                ..Record::of(Done::IncidentRate, &held.number)
            };
            Ok(audit::record(tx, caller, at, &line)?)
        })
        .await
}

/// What was said about the help with `incident`, if anything.
pub(super) fn read(reader: &Reader<'_>, incident: IncidentRef) -> Result<Option<Rating>, Fault> {
    reader.maybe(READ, params![incident.0], |row| {
        Ok(Rating {
            at: Moment(row.get(0)?),
            stars: row.get::<Option<i64>>(1)?.and_then(Stars::of),
            words: row.get(2)?,
        })
    })
}
