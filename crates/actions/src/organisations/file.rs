//! Putting contacts on file.

use domain::account::Caller;
use domain::ids::{EmailAddress, PhoneNumber, PublicKey};
use domain::policy::Deed;
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Tx, params};

use super::stored::{self, Location};
use super::told;
use crate::audit::{self, Done, Record};
use crate::house::{By, House};
use crate::outbox::OrganisationNews;
use crate::stopped::Answer;

/// On file from now on; whoever has proven the address already is recognised.
const FILE: &str = "
    INSERT INTO contact (key, organisation, location, name, email, phone, language, account, approved_at, approved_by,
                         created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, (SELECT a.id FROM account a WHERE a.email = $5), $8, $9, $8)";

/// Nobody is the location's primary contact.
pub(super) const VACATE: &str = "
    UPDATE contact SET primary_since = NULL
    WHERE location = $1 AND primary_since IS NOT NULL AND ended_at IS NULL RETURNING key";

pub(super) const APPOINT: &str = "UPDATE contact SET primary_since = $2 WHERE key = $1";

/// A person to be put on file.
#[derive(Clone, Debug)]
pub struct NewContact {
    /// What to call them.
    pub name: String,
    /// Where letters and IDs are sent.
    pub email: EmailAddress,
    /// Their telephone number.
    pub phone: Option<PhoneNumber>,
    /// The code of their language.
    pub language: String,
}

/// Puts a contact on file at the location called `location`, as its primary program contact where there is a reason to
/// be `primary`, in place of the one before; both are told. Gives the contact's opaque key. Whoever signs in with the
/// address has its place.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::ContactOnFile`] where the organisation has that address already, and
/// [`Refusal::ReasonNeeded`] where the reason says nothing.
pub async fn file_contact(
    house: &House,
    by: By<'_>,
    location: &str,
    contact: NewContact,
    primary: Option<&str>,
) -> Answer<String> {
    let (location, chance) = (location.to_owned(), house.random());
    let reason = primary.map(|reason| reason.trim().to_owned());
    house
        .act_by(by, move |tx, caller, at| {
            let found = stored::held_location(tx, caller, &location, Deed::ManageContract, at)?;
            if reason.as_deref() == Some("") {
                return Err(Refusal::ReasonNeeded.into());
            }
            let key = write(tx, caller, &found, &contact, chance, at)?;
            if reason.is_some() {
                appoint(tx, caller, &found, &key, reason.as_deref(), at)?;
            }
            Ok(key)
        })
        .await
}

/// Files within a transaction; gives the contact's key.
pub(super) fn write(
    tx: &mut Tx<'_>,
    caller: &Caller,
    location: &Location,
    contact: &NewContact,
    chance: [u8; 16],
    at: Moment,
) -> Answer<String> {
    let key = PublicKey::mint('k', chance).to_string();
    let phone = contact.phone.as_ref().map(ToString::to_string);
    let values = params![
        &key,
        location.organisation.row.0,
        location.row.0,
        &contact.name,
        contact.email.as_str(),
        &phone,
        &contact.language,
        at.0,
        caller.key()
    ]
    .to_vec();
    match tx.attempt(|tx| tx.execute(FILE, &values)) {
        Err(fault) if fault.is_conflict_with("contact_email") => {
            return Err(Refusal::ContactOnFile.into());
        }
        filed => filed?,
    };
    let line = Record {
        after: Some(&location.key),
        ..Record::of(Done::ContactFile, &key)
    };
    audit::record(tx, caller, at, &line)?;
    Ok(key)
}

/// Makes the contact called `key` the location's primary one, in place of the one before. Where there is a reason, both
/// are told; there is none for the first of a location that is made.
pub(super) fn appoint(
    tx: &mut Tx<'_>,
    caller: &Caller,
    location: &Location,
    key: &str,
    reason: Option<&str>,
    at: Moment,
) -> Answer<()> {
    let before = tx.returning(VACATE, params![location.row.0], |row| row.get::<String>(0))?;
    tx.execute(APPOINT, params![key, at.0])?;
    let line = Record {
        before: before.first().map(String::as_str),
        after: Some(key),
        ..Record::of(Done::ContactAppoint, &location.key)
    };
    let Some(reason) = reason else {
        return Ok(audit::record(tx, caller, at, &line)?);
    };
    audit::explain(tx, caller, at, &line, reason)?;
    let (once, now) = (at.0.to_string(), [key.to_owned()]);
    for (keys, news) in [
        (before.as_slice(), OrganisationNews::PrimaryBefore),
        (now.as_slice(), OrganisationNews::PrimaryNow),
    ] {
        let people = told::called(tx, keys)?;
        told::tell(tx, location, &people, &news, (&once, None), at)?;
    }
    Ok(())
}
