//! The response clock of an incident, replayed from its timeline.

use domain::calendar::BusinessCalendar;
use domain::catalog::Catalog;
use domain::response::{self, Event, Handling, Happening, Reading, Severity, Target};
use domain::time::Moment;
use serde_json::Value as Json;
use store::{Fault, Reader, params};

use super::admission::Admitted;
use super::cases::Held;
use crate::catalog::current;

/// What a response clock takes notice of, oldest first.
const NOTICED: &str = "
    SELECT at, kind, facts FROM event
    WHERE incident = $1 AND kind IN ('answer', 'worked', 'estimated', 'reply', 'severity', 'closed', 'reopened') ORDER BY seq";

/// Reads the clock at `at`, with the calendar that was snapshotted at submit. What is recorded has happened: another node
/// whose clock is ahead may have written it.
pub(crate) fn read(
    reader: &Reader<'_>,
    catalog: &Catalog,
    held: &Held,
    at: Moment,
) -> Result<Reading, Fault> {
    let rows = reader.rows(NOTICED, params![held.case.incident.0], |row| {
        Ok((
            Moment(row.get(0)?),
            row.get::<String>(1)?,
            row.get::<String>(2)?,
        ))
    })?;
    let at = rows.iter().fold(at, |at, (recorded, ..)| at.max(*recorded));
    let events = rows
        .iter()
        .filter_map(|(at, kind, facts)| noticed(*at, kind, facts));
    let calendar = calendar(reader, catalog, &held.admitted)?;
    let promised = promised(reader, held)?;
    Ok(response::read(
        &calendar,
        held.submitted,
        promised,
        &events.collect::<Vec<_>>(),
        at,
    ))
}

/// When the first answer is due, as the clock reads after what has just happened: what a verb stores.
pub(crate) fn due(
    reader: &Reader<'_>,
    catalog: &Catalog,
    held: &Held,
    at: Moment,
) -> Result<Option<Moment>, Fault> {
    Ok(read(reader, catalog, held, at)?.awaited())
}

/// The calendar of the catalogue version that the incident was admitted under.
fn calendar(
    reader: &Reader<'_>,
    in_force: &Catalog,
    admitted: &Admitted,
) -> Result<BusinessCalendar, Fault> {
    let find = |catalog: &Catalog| {
        let mut calendars = catalog.calendars.iter();
        calendars
            .find(|named| named.key.as_str() == admitted.calendar)
            .map(|named| named.calendar.clone())
    };
    let found = if admitted.catalog == in_force.version {
        find(in_force)
    } else {
        find(&current::read_version(reader, admitted.catalog)?)
    };
    found.ok_or_else(|| Fault::corrupt(format!("calendar {}", admitted.calendar)))
}

const SUBMITTED: &str = "SELECT facts FROM event WHERE incident = $1 AND seq = 1";

/// The promise that was made at submit.
fn promised(reader: &Reader<'_>, held: &Held) -> Result<Target, Fault> {
    let facts = reader.row(SUBMITTED, params![held.case.incident.0], |row| {
        row.get::<String>(0)
    })?;
    target(&parsed(&facts)).ok_or_else(|| Fault::corrupt("a submission without its promise"))
}

fn noticed(at: Moment, kind: &str, facts: &str) -> Option<Event> {
    let facts = parsed(facts);
    let what = match kind {
        "answer" | "worked" | "estimated" if facts["first"] == Json::Bool(true) => {
            Happening::FirstContact
        }
        "answer" if facts["state"] == "waiting_customer" => Happening::WaitingForCustomer,
        "reply" => Happening::Resumed,
        "severity" => Happening::TargetChanged(target(&facts)?),
        "closed" => Happening::Closed,
        "reopened" => Happening::Reopened,
        _ => return None,
    };
    Some(Event { at, what })
}

fn target(facts: &Json) -> Option<Target> {
    let severity = facts["severity"].as_str().and_then(Severity::from_code)?;
    let handling = facts["handling"].as_str().and_then(Handling::from_code)?;
    let minutes = facts["minutes"]
        .as_u64()
        .and_then(|minutes| u32::try_from(minutes).ok())?;
    Some(Target::new(severity, handling, minutes))
}

/// An event's facts.
pub(crate) fn parsed(facts: &str) -> Json {
    serde_json::from_str(facts).unwrap_or(Json::Null)
}
