//! One organisation with its locations and people, as far as whoever asks may see them.

use domain::account::Caller;
use domain::partner::{self, LocationRef, OrganisationRef, Place};
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::{Moment, Zone};
use store::{Reader, params};

use super::stored::{self, Contact, Location, contact, contacts, located, locations};
use crate::house::{House, Seen, Visit};
use crate::stopped::Answer;

/// The head office first. No partner has more than a few hundred.
const LOCATIONS: &str =
    locations!("WHERE o.id = $1 ORDER BY w.head_office_since IS NULL, w.name, w.id LIMIT 500");

/// Primary contacts first. One that an import has not opened yet is nobody.
const PEOPLE: &str = contacts!(
    "WHERE k.organisation = $1 AND k.ended_at IS NULL
       AND (k.approved_at IS NOT NULL OR k.asked_at IS NOT NULL OR k.invited_until IS NOT NULL)
     ORDER BY k.primary_since IS NULL, k.name, k.email LIMIT 1000"
);

/// How somebody stands to a location.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// On file since then.
    OnFile(Moment),
    /// Invited; the letter works until then.
    Invited(Moment),
    /// Has asked by the partner ID, and waits since then.
    Asked(Moment),
}

/// Somebody at a location.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The contact's opaque key.
    pub key: String,
    /// The name; empty until given.
    pub name: String,
    /// The address on file.
    pub email: String,
    /// The telephone number.
    pub phone: Option<String>,
    /// The code of the language.
    pub language: String,
    /// Whether a sign-in stands behind it.
    pub signs_in: bool,
    /// Whether it is whoever asks.
    pub is_you: bool,
    /// Whether it is the primary program contact.
    pub is_primary: bool,
    /// How the person stands to the location.
    pub status: Status,
}

/// A location.
#[derive(Clone, Debug)]
pub struct Site {
    pub(crate) row: LocationRef,
    /// Its opaque key.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// The ISO 3166-1 code of its country.
    pub country: String,
    /// Its time zone.
    pub zone: Zone,
    /// Whether it is the head office.
    pub is_head_office: bool,
    /// Whether whoever asks keeps its people.
    pub is_kept: bool,
    /// Its people, the primary contact first.
    pub people: Vec<Person>,
}

/// An organisation.
#[derive(Clone, Debug)]
pub struct Shown {
    pub(crate) row: OrganisationRef,
    /// Its opaque key.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// Its partner ID, if it is a partner.
    pub partner_id: Option<String>,
    /// The locations that whoever asks sees, the head office first.
    pub sites: Vec<Site>,
}

/// The organisation called `key`: every location of it for the service centre, those that they see for its own people.
///
/// # Errors
/// [`Refusal::NotFound`] for everybody else.
pub async fn show(house: &House, visit: &Visit, key: &str) -> Answer<Seen<Shown>> {
    let (key, at) = (key.to_owned(), visit.at);
    house
        .see(visit, move |reader, caller| shown(reader, caller, &key, at))
        .await
}

/// As [`show`], within a read.
pub(crate) fn shown(reader: &Reader<'_>, caller: &Caller, key: &str, at: Moment) -> Answer<Shown> {
    let found = stored::organisation(reader, key)?;
    let Some(organisation) = found else {
        policy::allow(caller, Deed::ReadOrganisation, &Object::default(), at)?;
        return Err(Refusal::NotFound.into());
    };
    let locations = reader.rows(LOCATIONS, params![organisation.row.0], located)?;
    let people = reader.rows(PEOPLE, params![organisation.row.0], contact)?;
    let seats = match (caller.person(), locations.first()) {
        (Some(person), Some(any)) => stored::seats(reader, person.account, any.row)?,
        _ => Vec::new(),
    };
    let mut refused = Refusal::NotFound;
    let mut sites = Vec::new();
    for location in locations {
        let place = partner::place(&seats, location.row);
        let object = Object {
            place,
            ..Object::default()
        };
        match policy::allow(caller, Deed::ReadOrganisation, &object, at) {
            Ok(()) => sites.push(site(caller, location, place, &people)),
            Err(refusal) => refused = refusal,
        }
    }
    if sites.is_empty() {
        return Err(refused.into());
    }
    Ok(Shown {
        row: organisation.row,
        key: organisation.key,
        name: organisation.name,
        partner_id: organisation.partner_id,
        sites,
    })
}

fn site(caller: &Caller, location: Location, place: Option<Place>, people: &[Contact]) -> Site {
    let here = people.iter().filter(|one| one.location == location.row);
    Site {
        row: location.row,
        people: here.map(|one| person(caller, one)).collect(),
        key: location.key,
        name: location.name,
        country: location.country,
        zone: location.zone,
        is_head_office: location.is_head_office,
        is_kept: place == Some(Place::Keeps),
    }
}

fn person(caller: &Caller, contact: &Contact) -> Person {
    let asker = caller.person().map(|person| person.account);
    let status = match (contact.approved, contact.asked) {
        (Some(since), _) => Status::OnFile(since),
        (None, Some(since)) => Status::Asked(since),
        (None, None) => Status::Invited(contact.invited_until.unwrap_or_default()),
    };
    Person {
        key: contact.key.clone(),
        name: contact.name.clone(),
        email: contact.email.clone(),
        phone: contact.phone.clone(),
        language: contact.language.clone(),
        signs_in: contact.account.is_some(),
        is_you: contact.account.is_some() && contact.account == asker,
        is_primary: contact.primary_since.is_some(),
        status,
    }
}
