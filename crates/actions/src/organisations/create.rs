//! Making organisations and adding their locations.

use domain::account::Caller;
use domain::catalog::Catalog;
use domain::ids::PublicKey;
use domain::partner::OrganisationRef;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::{Moment, Zone};
use store::{Fault, Tx, params};

use super::file::{self, NewContact};
use super::stored::{self, Location};
use crate::audit::{self, Done, Record};
use crate::house::{By, House};
use crate::stopped::Answer;

pub(super) const CREATE: &str = "
    INSERT INTO organisation (key, name, looked_for, partner_id, created_at) VALUES ($1, $2, $3, $4, $5) RETURNING id";

pub(super) const ADD: &str = "
    INSERT INTO location (key, organisation, name, country, zone, head_office_since, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// A location of an organisation by its name and country.
const KNOWN: &str = "SELECT MIN(id) FROM location WHERE organisation = $1 AND name = $2 AND country = $3 HAVING COUNT(*) > 0";

/// What an organisation is made from.
#[derive(Clone, Debug)]
pub struct NewOrganisation {
    /// What it is called.
    pub name: String,
    /// Its partner ID, if it is a partner.
    pub partner_id: Option<String>,
    /// Its head office.
    pub head_office: NewLocation,
}

/// What a location is made from.
#[derive(Clone, Debug)]
pub struct NewLocation {
    /// What it is called, such as its city.
    pub name: String,
    /// The ISO 3166-1 code of its country.
    pub country: String,
    /// Its time zone.
    pub zone: Zone,
    /// Who stands for it, if that is known.
    pub contact: Option<NewContact>,
}

/// The opaque keys of an organisation that was created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Created {
    /// Its own.
    pub key: String,
    /// Its head office's.
    pub head_office: String,
}

/// Creates an organisation with its head office.
///
/// # Errors
/// [`Refusal::PartnerIdTaken`] where another has that partner ID, [`Refusal::CountryUnknown`] for a country that is in
/// no region.
pub async fn create(house: &House, by: By<'_>, organisation: NewOrganisation) -> Answer<Created> {
    let key = PublicKey::mint('o', house.random()).to_string();
    let (draw, catalog) = (Draw::from(house), house.catalog());
    house
        .act_by(by, move |tx, caller, at| {
            policy::allow(caller, Deed::ManageContract, &Object::default(), at)?;
            let NewOrganisation {
                name,
                partner_id,
                head_office,
            } = &organisation;
            catalog
                .region_of(&head_office.country)
                .ok_or(Refusal::CountryUnknown)?;
            let looked_for = name.to_lowercase();
            let values = params![&key, name, &looked_for, partner_id, at.0];
            let made = tx.attempt(|tx| tx.returning(CREATE, values, |row| row.get::<i64>(0)));
            let made = match made {
                Err(fault) if fault.is_conflict_with("organisation_partner") => {
                    return Err(Refusal::PartnerIdTaken.into());
                }
                made => made?,
            };
            let row = made
                .first()
                .copied()
                .ok_or_else(|| Fault::other("an insert without a row"))?;
            record(tx, caller, Done::OrganisationCreate, &key, at)?;
            let since = Some(at);
            let added = add(
                tx,
                caller,
                (OrganisationRef(row), since),
                head_office,
                &draw,
                at,
            )?;
            Ok(Created {
                key,
                head_office: added.key,
            })
        })
        .await
}

/// Adds a location to the organisation called `organisation`; gives the location's opaque key.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::CountryUnknown`], [`Refusal::LocationOnFile`] where it is there already.
pub async fn add_location(
    house: &House,
    by: By<'_>,
    organisation: &str,
    location: NewLocation,
) -> Answer<String> {
    let (organisation, draw, catalog) =
        (organisation.to_owned(), Draw::from(house), house.catalog());
    house
        .act_by(by, move |tx, caller, at| {
            let wanted = (organisation.as_str(), &location);
            add_within(tx, &catalog, caller, wanted, &draw, at)
        })
        .await
}

/// Adds within a transaction.
pub(crate) fn add_within(
    tx: &mut Tx<'_>,
    catalog: &Catalog,
    caller: &Caller,
    (organisation, location): (&str, &NewLocation),
    draw: &Draw,
    at: Moment,
) -> Answer<String> {
    policy::allow(caller, Deed::ManageContract, &Object::default(), at)?;
    let found = stored::organisation(tx, organisation)?.ok_or(Refusal::NotFound)?;
    catalog
        .region_of(&location.country)
        .ok_or(Refusal::CountryUnknown)?;
    let known = params![found.row.0, &location.name, &location.country];
    if tx.maybe(KNOWN, known, |row| row.get::<i64>(0))?.is_some() {
        return Err(Refusal::LocationOnFile.into());
    }
    let added = add(tx, caller, (found.row, None), location, draw, at)?;
    Ok(added.key)
}

/// Chance for a location and its contact.
pub(crate) struct Draw {
    location: [u8; 16],
    contact: [u8; 16],
}

impl Draw {
    pub fn from(house: &House) -> Self {
        Self {
            location: house.random(),
            contact: house.random(),
        }
    }
}

/// Adds a location, the head office where `since` says when it became that.
fn add(
    tx: &mut Tx<'_>,
    caller: &Caller,
    (organisation, since): (OrganisationRef, Option<Moment>),
    new: &NewLocation,
    draw: &Draw,
    at: Moment,
) -> Answer<Location> {
    let key = PublicKey::mint('w', draw.location).to_string();
    let values = params![
        &key,
        organisation.0,
        &new.name,
        &new.country,
        new.zone.name(),
        since.map(|since| since.0),
        at.0
    ];
    tx.execute(ADD, values)?;
    record(tx, caller, Done::LocationAdd, &key, at)?;
    let location = stored::at(tx, &key)?;
    if let Some(contact) = &new.contact {
        let key = file::write(tx, caller, &location, contact, draw.contact, at)?;
        file::appoint(tx, caller, &location, &key, None, at)?;
    }
    Ok(location)
}

fn record(
    tx: &mut Tx<'_>,
    caller: &Caller,
    deed: Done,
    object: &str,
    at: Moment,
) -> Result<(), Fault> {
    let line = Record::of(deed, object);
    audit::record(tx, caller, at, &line)
}
