//! Putting contacts on file.

use domain::account::Caller;
use domain::ids::{EmailAddress, PhoneNumber, PublicKey};
use domain::policy::Deed;
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Tx, params};

use super::stored::{self, Location};
use crate::audit::{self, Record};
use crate::house::{By, House};
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

/// Puts a contact on file at the location called `location`, as its primary program contact where `is_primary`, in
/// place of the one before; gives the contact's opaque key. Whoever signs in with the address has its place.
///
/// # Errors
/// [`Refusal::NotFound`], and [`Refusal::ContactOnFile`] where the organisation has that address already.
pub async fn file_contact(
    house: &House,
    by: By<'_>,
    location: &str,
    contact: NewContact,
    is_primary: bool,
) -> Answer<String> {
    let (location, chance) = (location.to_owned(), house.random());
    house
        .act_by(by, move |tx, caller, at| {
            let found = stored::held_location(tx, caller, &location, Deed::ManageContract, at)?;
            write(tx, caller, &found, (&contact, is_primary), chance, at)
        })
        .await
}

/// Files within a transaction; gives the contact's key.
pub(super) fn write(
    tx: &mut Tx<'_>,
    caller: &Caller,
    location: &Location,
    (contact, is_primary): (&NewContact, bool),
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
        deed: "contact.file",
        object: &key,
        after: Some(&location.key),
        ..Record::default()
    };
    audit::record(tx, caller, at, &line)?;
    if is_primary {
        appoint(tx, caller, location, &key, "", at)?;
    }
    Ok(key)
}

/// Makes the contact called `key` the location's primary one, in place of the one before.
pub(super) fn appoint(
    tx: &mut Tx<'_>,
    caller: &Caller,
    location: &Location,
    key: &str,
    reason: &str,
    at: Moment,
) -> Answer<()> {
    let before = tx.returning(VACATE, params![location.row.0], |row| row.get::<String>(0))?;
    tx.execute(APPOINT, params![key, at.0])?;
    let line = Record {
        deed: "contact.appoint",
        object: &location.key,
        before: before.first().map(String::as_str),
        after: Some(key),
        ..Record::default()
    };
    if reason.is_empty() {
        Ok(audit::record(tx, caller, at, &line)?)
    } else {
        Ok(audit::explain(tx, caller, at, &line, reason)?)
    }
}
