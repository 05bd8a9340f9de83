//! Organisations, locations and contacts as their rows tell them, and what a sign-in's place among them is.

use domain::account::{AccountRef, Caller};
use domain::partner::{self, LocationRef, OrganisationRef, Place, Seat};
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::{Moment, Zone};
use store::{Fault, Reader, Row, Tx, params};

use crate::stopped::Answer;

const ORGANISATION: &str = "SELECT id, key, name, partner_id FROM organisation WHERE key = $1";

/// Locations with their organisations.
macro_rules! locations {
    ($tail:literal) => {
        concat!(
            "SELECT w.id, w.key, w.name, w.country, w.zone, w.head_office_since, o.id, o.key, o.name, o.partner_id
             FROM location w JOIN organisation o ON o.id = w.organisation ",
            $tail
        )
    };
}
pub(super) use locations;

const LOCATION: &str = locations!("WHERE w.key = $1");
const LOCATION_LOCKED: &str = locations!("WHERE w.key = $1 FOR UPDATE OF w");
const LOCATION_ROW: &str = locations!("WHERE w.id = $1");
const LOCATION_ROW_LOCKED: &str = locations!("WHERE w.id = $1 FOR UPDATE OF w");
const HEAD_OFFICE: &str = locations!("WHERE o.key = $1 AND w.head_office_since IS NOT NULL");

macro_rules! contacts {
    ($tail:literal) => {
        concat!(
            "SELECT k.id, k.key, k.location, k.name, k.email, k.phone, k.language, k.account, k.primary_since,
                    k.invited_until, k.asked_at, k.approved_at
             FROM contact k ",
            $tail
        )
    };
}
pub(super) use contacts;

const CONTACT: &str = contacts!("WHERE k.key = $1 AND k.ended_at IS NULL FOR UPDATE OF k");

/// The places of an account in the organisation that a location belongs to.
const SEATS: &str = "
    SELECT k.location, w.head_office_since, k.primary_since
    FROM contact k JOIN location w ON w.id = k.location
    WHERE k.account = $1 AND k.approved_at IS NOT NULL AND k.ended_at IS NULL
      AND k.organisation = (SELECT l.organisation FROM location l WHERE l.id = $2)";

const OWN: &str = "SELECT id FROM contact WHERE key = $1 AND account = $2 AND ended_at IS NULL";

/// An address that is proven is its contact's, wherever it is on file.
const RECOGNISE: &str =
    "UPDATE contact SET account = $1 WHERE email = $2 AND account IS NULL AND ended_at IS NULL";

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Organisation {
    pub row: OrganisationRef,
    pub key: String,
    pub name: String,
    pub partner_id: Option<String>,
}

/// A location of an organisation.
#[derive(Clone, Debug)]
pub(crate) struct Location {
    pub row: LocationRef,
    pub key: String,
    pub name: String,
    pub country: String,
    pub zone: Zone,
    pub is_head_office: bool,
    pub organisation: Organisation,
}

/// A contact that has not ended.
#[derive(Clone, Debug)]
pub(crate) struct Contact {
    pub row: i64,
    pub key: String,
    pub location: LocationRef,
    pub name: String,
    pub email: String,
    pub phone: Option<String>,
    pub language: String,
    pub account: Option<AccountRef>,
    pub primary_since: Option<Moment>,
    pub invited_until: Option<Moment>,
    pub asked: Option<Moment>,
    /// Since when it is on file.
    pub approved: Option<Moment>,
}

/// The organisation called `key`.
pub(super) fn organisation(reader: &Reader<'_>, key: &str) -> Result<Option<Organisation>, Fault> {
    reader.maybe(ORGANISATION, params![key], |row| organised(row, 0))
}

/// The head office of the organisation called `key`.
///
/// # Errors
/// [`Refusal::NotFound`] where there is no such organisation.
pub(crate) fn at_head_office(reader: &Reader<'_>, key: &str) -> Answer<Location> {
    let found = reader.maybe(HEAD_OFFICE, params![key], located)?;
    Ok(found.ok_or(Refusal::NotFound)?)
}

/// The location called `key`.
///
/// # Errors
/// [`Refusal::NotFound`] where there is none.
pub(crate) fn at(reader: &Reader<'_>, key: &str) -> Answer<Location> {
    Ok(reader
        .maybe(LOCATION, params![key], located)?
        .ok_or(Refusal::NotFound)?)
}

/// The location in that row.
pub(crate) fn at_row(reader: &Reader<'_>, row: LocationRef) -> Result<Location, Fault> {
    reader.row(LOCATION_ROW, params![row.0], located)
}

/// The location called `key` for `caller` to do `deed`, locked until the transaction ends.
///
/// # Errors
/// What the policy says; an unknown location is like a foreign one.
pub(crate) fn held_location(
    tx: &Tx<'_>,
    caller: &Caller,
    key: &str,
    deed: Deed,
    at: Moment,
) -> Answer<Location> {
    let found = tx.maybe(LOCATION_LOCKED, params![key], located)?;
    allow(tx, caller, found.as_ref().map(|found| found.row), deed, at)?;
    Ok(found.ok_or(Refusal::NotFound)?)
}

/// The head office of the organisation called `key` for what the service centre does, locked until the transaction
/// ends: of two that do it at once, one waits.
///
/// # Errors
/// As [`held_location`].
pub(crate) fn held_head_office(
    tx: &Tx<'_>,
    caller: &Caller,
    key: &str,
    at: Moment,
) -> Answer<Location> {
    let location = at_head_office(tx, key).map(|location| location.key);
    let location = location.unwrap_or_default();
    held_location(tx, caller, &location, Deed::ManageContract, at)
}

/// The living contact called `key` with its location, both locked, for `caller` to do `deed`.
///
/// # Errors
/// As [`held_location`].
pub(super) fn held_contact(
    tx: &Tx<'_>,
    caller: &Caller,
    key: &str,
    deed: Deed,
    at: Moment,
) -> Answer<(Contact, Location)> {
    let found = tx.maybe(CONTACT, params![key], contact)?;
    allow(
        tx,
        caller,
        found.as_ref().map(|found| found.location),
        deed,
        at,
    )?;
    let contact = found.ok_or(Refusal::NotFound)?;
    let location = tx.row(LOCATION_ROW_LOCKED, params![contact.location.0], located)?;
    Ok((contact, location))
}

/// Asks the policy about what belongs to a location, or to none that exists.
pub(crate) fn allow(
    reader: &Reader<'_>,
    caller: &Caller,
    location: Option<LocationRef>,
    deed: Deed,
    at: Moment,
) -> Answer<()> {
    let mut object = Object::default();
    if let (Some(location), Some(person)) = (location, caller.person()) {
        object.place = place(reader, person.account, location)?;
    }
    Ok(policy::allow(caller, deed, &object, at)?)
}

/// What the sign-in's places in the organisation of `location` mean for what belongs to it.
pub(crate) fn place(
    reader: &Reader<'_>,
    account: AccountRef,
    location: LocationRef,
) -> Result<Option<Place>, Fault> {
    Ok(partner::place(&seats(reader, account, location)?, location))
}

/// Whether the sign-in is on file at `location` itself.
pub(crate) fn sits_at(
    reader: &Reader<'_>,
    account: AccountRef,
    location: LocationRef,
) -> Result<bool, Fault> {
    let seats = seats(reader, account, location)?;
    Ok(seats.iter().any(|seat| seat.location == location))
}

/// The sign-in's places in the organisation of `location`.
pub(super) fn seats(
    reader: &Reader<'_>,
    account: AccountRef,
    location: LocationRef,
) -> Result<Vec<Seat>, Fault> {
    reader.rows(SEATS, params![account.0, location.0], |row| {
        Ok(Seat {
            location: LocationRef(row.get(0)?),
            is_head_office: row.get::<Option<i64>>(1)?.is_some(),
            is_primary: row.get::<Option<i64>>(2)?.is_some(),
        })
    })
}

/// Whether the living contact called `key` is the caller.
pub(super) fn is_own(reader: &Reader<'_>, caller: &Caller, key: &str) -> Result<bool, Fault> {
    let Some(person) = caller.person() else {
        return Ok(false);
    };
    let own = reader.maybe(OWN, params![key, person.account.0], |row| row.get::<i64>(0))?;
    Ok(own.is_some())
}

/// Lets an account stand for the contacts that its address, which is proven, is on file for.
pub(crate) fn recognise(tx: &mut Tx<'_>, account: AccountRef, email: &str) -> Result<(), Fault> {
    tx.execute(RECOGNISE, params![account.0, email]).map(|_| ())
}

fn organised(row: &Row<'_>, first: usize) -> Result<Organisation, Fault> {
    Ok(Organisation {
        row: OrganisationRef(row.get(first)?),
        key: row.get(first + 1)?,
        name: row.get(first + 2)?,
        partner_id: row.get(first + 3)?,
    })
}

/// Reads a row of [`locations`].
pub(super) fn located(row: &Row<'_>) -> Result<Location, Fault> {
    let zone = row.get::<String>(4)?;
    Ok(Location {
        row: LocationRef(row.get(0)?),
        key: row.get(1)?,
        name: row.get(2)?,
        country: row.get(3)?,
        zone: Zone::named(&zone)
            .map_err(|problem| Fault::corrupt(format!("{zone} is {problem}")))?,
        is_head_office: row.get::<Option<i64>>(5)?.is_some(),
        organisation: organised(row, 6)?,
    })
}

/// Reads a row of [`contacts`].
pub(super) fn contact(row: &Row<'_>) -> Result<Contact, Fault> {
    let moment = |place| row.get::<Option<i64>>(place).map(|at| at.map(Moment));
    Ok(Contact {
        row: row.get(0)?,
        key: row.get(1)?,
        location: LocationRef(row.get(2)?),
        name: row.get(3)?,
        email: row.get(4)?,
        phone: row.get(5)?,
        language: row.get(6)?,
        account: row.get::<Option<i64>>(7)?.map(AccountRef),
        primary_since: moment(8)?,
        invited_until: moment(9)?,
        asked: moment(10)?,
        approved: moment(11)?,
    })
}
