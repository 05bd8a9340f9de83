//! One request, as its customer and as the desk sees it.

use std::sync::Arc;

use domain::account::Caller;
use domain::catalog::{Catalog, Name};
use domain::incident::{Case, Waiting};
use domain::ledger::IncidentRef;
use domain::policy::Deed;
use domain::response::Reading;
use domain::time::{Moment, Zone};
use store::{Fault, Reader, params};

use super::admission::Admitted;
use super::cases::{self, Held};
use super::clock;
use super::files::{self, File};
use super::line::{Line, line};
use super::participants::{self, Participant};
use super::rating::{self, Rating};
use super::split;
use super::timeline::{self, Event};
use crate::ledger::books;
use crate::{Answer, House, Seen, Visit};

/// A request with everything that its page tells.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The case, as its rules see it.
    pub case: Case,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// When it was submitted.
    pub submitted: Moment,
    /// When the first answer is due, while one is.
    pub due: Option<Moment>,
    /// When it closes for want of an answer, while one is awaited.
    pub closes: Option<Moment>,
    /// What the engineer who has it is called; empty where nobody has it.
    pub engineer: String,
    /// What was true when it was submitted.
    pub admitted: Admitted,
    /// The keys of product, version, problem type and category.
    pub about: About,
    /// The contract that pays, where one does.
    pub contract: Option<Paying>,
    /// What the plan is called whose terms hold.
    pub plan: Name,
    /// The zone that its days are counted in: the contract's, or else that of the person.
    pub zone: Zone,
    /// The number of the request that it continues.
    pub follows: Option<String>,
    /// The numbers of the requests that follow it, oldest first.
    pub followed_by: Vec<String>,
    /// The title of the second problem that the customer is asked about, while an answer is awaited.
    pub second: Option<String>,
    /// How the clock of the first answer stands.
    pub clock: Reading,
    /// Who submitted it, as they are called; empty until given.
    pub reporter: String,
    /// Who follows it, the first first.
    pub participants: Vec<Participant>,
    /// What the reporter thinks of the help, where that was said since it was closed last.
    pub rating: Option<Rating>,
    /// Everything that happened, oldest first.
    pub events: Vec<Event>,
    /// Files that the reader has put aside for the next message.
    pub aside: Vec<File>,
    /// The place of the newest event, seen or not: what a reply is checked against.
    pub last_event: i64,
}

/// What a request is about: keys of the catalogue, and a subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The product.
    pub product: String,
    /// Its version.
    pub version: Option<String>,
    /// The problem type.
    pub problem_type: String,
    /// The category.
    pub category: String,
    /// What the subscription is called, where the request was made in the cloud area.
    pub subscription: Option<String>,
}

/// The contract that pays for a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paying {
    /// Its opaque key.
    pub key: String,
    /// Its Access ID.
    pub access_id: String,
    /// Units left now, or nothing where it is unlimited.
    pub left: Option<i64>,
    /// First instant at which it can no longer be used.
    pub ends: Moment,
}

/// A request as the desk sees it.
#[derive(Clone, Debug)]
pub struct AtDesk {
    /// The request, with its internal side.
    pub shown: Shown,
    /// Who submitted it: name, address, organisation.
    pub reporter: (String, String, String),
    /// The other newest requests of the same sign-in.
    pub recent: Vec<Line>,
}

pub(super) const ABOUT: &str = "
    SELECT i.product, i.product_version, i.problem_type, i.category, c.key, c.ends_at, c.zone,
           (SELECT f.number FROM incident f WHERE f.id = i.follows),
           (SELECT a.name FROM account a WHERE a.id = i.account), u.name
    FROM incident i LEFT JOIN contract c ON c.id = i.contract
         LEFT JOIN subscription u ON u.id = i.subscription
    WHERE i.id = $1";

/// What follows an incident.
pub(super) const FOLLOWED_BY: &str = "SELECT number FROM incident WHERE follows = $1 ORDER BY id";

const REPORTER: &str = "SELECT name, email, organisation FROM account WHERE id = $1";

pub(super) const RECENT: &str = "
    SELECT i.number, i.title, i.severity, i.state, i.disposition, i.product, c.access_id, i.offer, i.offer_version,
           i.changed_at, i.submitted_at, i.closed_at, i.problem_type, i.category, u.name
    FROM incident i LEFT JOIN contract c ON c.id = i.contract LEFT JOIN subscription u ON u.id = i.subscription
    WHERE i.account = $1 AND i.id <> $2 ORDER BY i.changed_at DESC, i.id DESC LIMIT 5";

/// The request, for somebody on the customer's side.
///
/// # Errors
/// `NotFound`, `SignInNeeded`.
pub async fn show(house: &House, visit: &Visit, incident: IncidentRef) -> Answer<Seen<Shown>> {
    let (at, catalog) = (visit.at, house.catalog());
    house
        .see(visit, move |reader, caller| {
            let held = cases::look(reader, caller, incident, Deed::ActOnIncident, at)?;
            Ok(shown(reader, caller, &catalog, held, false, at)?)
        })
        .await
}

/// The request, for the desk.
///
/// # Errors
/// `NotFound`, `SignInNeeded`, `PasskeyNeeded`.
pub async fn at_desk(house: &House, visit: &Visit, incident: IncidentRef) -> Answer<Seen<AtDesk>> {
    let (at, catalog) = (visit.at, house.catalog());
    house
        .see(visit, move |reader, caller| {
            let held = cases::look(reader, caller, incident, Deed::WorkIncident, at)?;
            let account = held.case.reporter.0;
            let reporter = reader.row(REPORTER, params![account], |row| {
                Ok((
                    row.get(0)?,
                    row.get::<Option<String>>(1)?.unwrap_or_default(),
                    row.get::<Option<String>>(2)?.unwrap_or_default(),
                ))
            })?;
            let recent = reader.rows(RECENT, params![account, incident.0], |row| {
                line(row, &catalog)
            })?;
            Ok(AtDesk {
                shown: shown(reader, caller, &catalog, held, true, at)?,
                reporter,
                recent,
            })
        })
        .await
}

fn shown(
    reader: &Reader<'_>,
    caller: &Caller,
    catalog: &Arc<Catalog>,
    held: Held,
    from_desk: bool,
    at: Moment,
) -> Result<Shown, Fault> {
    let events = timeline::read(reader, caller, &held, from_desk)?;
    let clock = clock::read(reader, catalog, &held, at)?;
    let plan = held.offer_in(catalog)?.name.clone();
    let left = held.book_as_it_is(reader)?.left(held.case.terms.unit, at);
    let (about, paying, zone, follows, reporter) =
        reader.row(ABOUT, params![held.case.incident.0], |row| {
            let about = About {
                product: row.get(0)?,
                version: row.get(1)?,
                problem_type: row.get(2)?,
                category: row.get(3)?,
                subscription: row.get(9)?,
            };
            let paying = row.get::<Option<String>>(4)?.zip(row.get(5)?);
            let zone = row.get::<Option<String>>(6)?;
            Ok((about, paying, zone, row.get(7)?, row.get(8)?))
        })?;
    let zone = match &zone {
        Some(zone) => books::zone(zone)?,
        None => Zone::named(&held.admitted.contact.zone).unwrap_or(Zone::UTC),
    };
    let contract = paying
        .zip(held.access_id)
        .map(|((key, ends), access_id)| Paying {
            key,
            access_id,
            left,
            ends: Moment(ends),
        });
    let aside = match caller.person() {
        Some(person) => files::put_aside(reader, held.case.incident.0, person.account)?,
        None => Vec::new(),
    };
    let incident = held.case.incident;
    let closed = held.case.closed.map(|(closed, _)| closed);
    let rating = rating::read(reader, incident)?;
    Ok(Shown {
        reporter,
        participants: participants::list(reader, incident)?,
        rating: rating.filter(|rating| closed.is_some_and(|closed| rating.at >= closed)),
        followed_by: reader.rows(FOLLOWED_BY, params![incident.0], |row| row.get(0))?,
        second: split::open(reader, incident)?.map(|(_, title)| title),
        closes: held.case.waiting.map(Waiting::closes),
        contract,
        plan,
        zone,
        case: held.case,
        number: held.number,
        title: held.title,
        submitted: held.submitted,
        due: held.due,
        engineer: held.engineer_name,
        admitted: held.admitted,
        about,
        follows,
        clock,
        events,
        aside,
        last_event: held.last_event,
    })
}
