//! What waits to be activated, and how fast that goes.

use domain::catalog::{Catalog, Name};
use domain::partner::Cause;
use domain::policy::{self, Deed, Object};
use domain::time::{Moment, Zone};
use store::{Reader, params};

use super::missing;
use super::stored::{self, Activation, activated, activations};
use crate::accounts;
use crate::contracts;
use crate::house::{House, Seen, Visit};
use crate::organisations::{self, Location};
use crate::stopped::Answer;

/// Rows of one answer: more than a service centre gets to in a day.
const MOST: i64 = 200;

/// What waits for one cause, the longest first; in a region, whose countries are `$4`, or in all where `$3` is empty.
const WAITING: &str = activations!(
    "WHERE v.done_at IS NULL AND v.cause = $1
       AND ($3 = '' OR EXISTS (SELECT 1 FROM location w WHERE w.id = v.location AND w.country IN_LIST($4)))
     ORDER BY v.cause, v.asked_at, v.id LIMIT $2"
);

const COUNT: &str = "
    SELECT COUNT(*) FROM activation v WHERE v.done_at IS NULL AND v.cause = $1
      AND ($2 = '' OR EXISTS (SELECT 1 FROM location w WHERE w.id = v.location AND w.country IN_LIST($3)))";

/// What was activated since a moment, and how long it took in all since it was asked for, in microseconds.
const DONE: &str = "
    SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN done_at > asked_at THEN done_at - asked_at ELSE 0 END), 0) AS BIGINT)
    FROM activation WHERE done_at >= $1";

const DAY_MICROSECONDS: i64 = 24 * 60 * 60 * 1_000_000;

/// The days over which the average is taken.
const AVERAGE_DAYS: i64 = 90;

/// Something that waits to be activated, or was.
#[derive(Clone, Debug)]
pub struct Task {
    /// Its opaque key.
    pub key: String,
    /// Why.
    pub cause: Cause,
    /// The organisation's opaque key.
    pub organisation: String,
    /// The organisation's name.
    pub organisation_name: String,
    /// The partner ID.
    pub partner_id: Option<String>,
    /// The location's opaque key.
    pub location: String,
    /// The location's name.
    pub location_name: String,
    /// Whether the location is the head office.
    pub is_head_office: bool,
    /// The ISO 3166-1 code of the location's country.
    pub country: String,
    /// The location's time zone.
    pub zone: Zone,
    /// What the level is called; nothing where the programme no longer has it.
    pub level: Option<Name>,
    /// When the membership began or was renewed.
    pub renewed: Moment,
    /// When it was asked for.
    pub asked: Moment,
    /// By when it has to be done, where that is promised.
    pub due: Option<Moment>,
    /// Whether that is over.
    pub is_overdue: bool,
    /// When it was done.
    pub done: Option<Moment>,
}

/// How the work goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Activated since midnight, in the reader's zone.
    pub done_today: i64,
    /// Whole days from asking to activation, on average over ninety days; nothing where nothing was activated.
    pub average_days: Option<i64>,
    /// What waits, by cause, in the order of [`Cause::ALL`].
    pub waiting: [i64; 4],
    /// Adjustments of the region's contracts that wait for a second person.
    pub adjustments: i64,
    /// Contracts of the region whose IDs reached nobody.
    pub missing: i64,
}

/// What waits for one cause, with the figures.
#[derive(Clone, Debug)]
pub struct Queue {
    /// The key of the region that is shown; empty means all.
    pub region: String,
    /// How the work goes.
    pub figures: Figures,
    /// What waits, the longest first; at most two hundred.
    pub tasks: Vec<Task>,
}

/// What waits to be activated for `cause`: in the officer's own region, unless another is asked for; empty means all.
///
/// # Errors
/// [`domain::refusal::Refusal::NotFound`] for anybody but the service centre.
pub async fn queue(
    house: &House,
    visit: &Visit,
    cause: Cause,
    region: Option<String>,
) -> Answer<Seen<Queue>> {
    let (catalog, at) = (house.catalog(), visit.at);
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::ManageContract, &Object::default(), at)?;
            let zone = caller.person().map(|person| person.zone.as_str());
            let zone = Zone::named(zone.unwrap_or_default()).unwrap_or(Zone::UTC);
            let region = accounts::region::shown(reader, caller, region.as_deref())?;
            let countries = catalog.region(&region);
            let countries = countries.map_or_else(Vec::new, |one| one.countries.clone());
            let mut tasks = Vec::new();
            let waits = params![cause.code(), MOST, &region, &countries];
            for waiting in reader.rows(WAITING, waits, activated)? {
                let location = organisations::at_row(reader, waiting.location)?;
                tasks.push(task(reader, &catalog, waiting, location, at)?);
            }
            Ok(Queue {
                figures: figures(reader, &zone, (&region, &countries), at)?,
                tasks,
                region,
            })
        })
        .await
}

/// A task as people see it.
pub(super) fn task(
    reader: &Reader<'_>,
    catalog: &Catalog,
    activation: Activation,
    location: Location,
    at: Moment,
) -> Answer<Task> {
    let membership = stored::of_row(reader, activation.membership)?;
    let late = activation.due.is_some_and(|due| due <= at);
    Ok(Task {
        key: activation.key,
        cause: activation.cause,
        organisation: location.organisation.key,
        organisation_name: location.organisation.name,
        partner_id: location.organisation.partner_id,
        location: location.key,
        location_name: location.name,
        is_head_office: location.is_head_office,
        country: location.country,
        zone: location.zone,
        level: membership
            .level(catalog)
            .ok()
            .map(|level| level.name.clone()),
        renewed: membership.starts,
        asked: activation.asked,
        due: activation.due,
        is_overdue: late && activation.done.is_none(),
        done: activation.done,
    })
}

fn figures(
    reader: &Reader<'_>,
    zone: &Zone,
    (region, countries): (&str, &[String]),
    at: Moment,
) -> Answer<Figures> {
    let since = |moment: Moment| {
        reader.row(DONE, params![moment.0], |row| {
            Ok((row.get::<i64>(0)?, row.get::<i64>(1)?))
        })
    };
    let midnight = zone.start_of_day(zone.date_of(at));
    let (done, took) = since(at.plus_days(-AVERAGE_DAYS))?;
    let mut waiting = [0; 4];
    for (place, cause) in Cause::ALL.into_iter().enumerate() {
        let waits = params![cause.code(), region, countries];
        waiting[place] = reader.row(COUNT, waits, |row| row.get(0))?;
    }
    Ok(Figures {
        done_today: since(midnight)?.0,
        average_days: (done > 0).then(|| took / done.max(1) / DAY_MICROSECONDS),
        waiting,
        adjustments: contracts::adjustments_waiting(reader, region)?,
        missing: missing::count(reader, region)?,
    })
}
