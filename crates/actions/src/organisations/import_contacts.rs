//! Contacts taken over from a file: written without a place, put on file when all of a file are there, and taken back
//! while nobody has signed in as one.

use domain::time::Moment;
use serde::{Deserialize, Serialize};
use store::{Fault, Reader, Tx, params};

use super::file::{APPOINT, VACATE};
use super::import::record;
use crate::audit::{self, Done, Record};

/// Who has one of these addresses at an organisation, or stands for one of these locations.
const ON_FILE: &str = "
    SELECT id, organisation, location, email, name, phone, language, primary_since, approved_at FROM contact
    WHERE email IN_LIST($1) AND ended_at IS NULL
    UNION SELECT id, organisation, location, email, name, phone, language, primary_since, approved_at FROM contact
    WHERE location IN_LIST($2) AND primary_since IS NOT NULL AND ended_at IS NULL";

/// Not on file until it is approved.
const FILE: &str = "
    INSERT INTO contact (key, organisation, location, name, email, phone, language, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id";

/// On file from now on; whoever has proven the address already is recognised.
const APPROVE: &str = "
    UPDATE contact SET approved_at = $2, approved_by = $3,
        account = (SELECT a.id FROM account a WHERE a.email = contact.email)
    WHERE id = $1 AND approved_at IS NULL AND ended_at IS NULL RETURNING key";

const AMEND: &str = "
    UPDATE contact SET name = $2, phone = $3, language = $4 WHERE id = $1 AND ended_at IS NULL RETURNING key";

const PLACE: &str = "
    SELECT k.key, k.location, w.key, k.primary_since FROM contact k JOIN location w ON w.id = k.location
    WHERE k.id = $1 AND k.approved_at IS NOT NULL AND k.ended_at IS NULL";

/// Takes a contact off the file that is as it was put there, and that nobody has signed in as since.
const HIDE: &str = "
    UPDATE contact SET approved_at = NULL, approved_by = NULL, account = NULL, primary_since = NULL
    WHERE id = $1 AND ended_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM session s WHERE s.account = contact.account AND s.seen_at > contact.approved_at)";

const DROP: &str = "DELETE FROM contact WHERE id = $1 AND approved_at IS NULL RETURNING key";

/// What a file can say of a contact besides its place and address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Detail {
    /// What to call them.
    pub name: String,
    /// Their telephone number.
    pub phone: Option<String>,
    /// The code of their language.
    pub language: String,
    /// Whether they stand for their location.
    pub is_primary: bool,
}

/// A contact that is here.
#[derive(Clone, Debug)]
pub(crate) struct OnFile {
    pub row: i64,
    pub organisation: i64,
    pub location: i64,
    pub email: String,
    pub detail: Detail,
    /// Whether it is on file; else it was invited, or has asked.
    pub is_approved: bool,
}

/// A contact that is to be taken over.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Incoming<'a> {
    /// Its opaque key.
    pub key: &'a str,
    /// The row of its organisation.
    pub organisation: i64,
    /// The row of its location.
    pub location: i64,
    /// Its address.
    pub email: &'a str,
    /// What else is said of it.
    pub detail: &'a Detail,
}

/// The living contacts with one of those addresses, and those who stand for those locations.
pub(crate) fn on_file(
    reader: &Reader<'_>,
    emails: &Vec<String>,
    locations: &[i64],
) -> Result<Vec<OnFile>, Fault> {
    reader.rows(ON_FILE, params![emails, locations], |row| {
        Ok(OnFile {
            row: row.get(0)?,
            organisation: row.get(1)?,
            location: row.get(2)?,
            email: row.get(3)?,
            detail: Detail {
                name: row.get(4)?,
                phone: row.get(5)?,
                language: row.get(6)?,
                is_primary: row.get::<Option<i64>>(7)?.is_some(),
            },
            is_approved: row.get::<Option<i64>>(8)?.is_some(),
        })
    })
}

/// Writes a contact that is not on file yet; gives its row, or nothing where the organisation has the address.
pub(crate) fn file(
    tx: &mut Tx<'_>,
    incoming: &Incoming<'_>,
    at: Moment,
) -> Result<Option<i64>, Fault> {
    let detail = incoming.detail;
    let values = params![
        incoming.key,
        incoming.organisation,
        incoming.location,
        &detail.name,
        incoming.email,
        &detail.phone,
        &detail.language,
        at.0
    ]
    .to_vec();
    match tx.attempt(|tx| tx.returning(FILE, &values, |row| row.get::<i64>(0))) {
        Err(fault) if fault.is_conflict_with("contact_email") => Ok(None),
        filed => Ok(filed?.first().copied()),
    }
}

/// Puts a contact on file; one that is already stays as it is.
pub(crate) fn approve(tx: &mut Tx<'_>, actor: &str, contact: i64, at: Moment) -> Result<(), Fault> {
    let values = params![contact, at.0, actor];
    let approved: Vec<String> = tx.returning(APPROVE, values, |row| row.get(0))?;
    for key in approved {
        record(tx, actor, (Done::ContactImport, &key), at)?;
    }
    Ok(())
}

/// Changes what is known of a contact.
pub(crate) fn amend(
    tx: &mut Tx<'_>,
    actor: &str,
    (contact, detail): (i64, &Detail),
    at: Moment,
) -> Result<(), Fault> {
    let values = params![contact, &detail.name, &detail.phone, &detail.language];
    let amended: Vec<String> = tx.returning(AMEND, values, |row| row.get(0))?;
    for key in amended {
        record(tx, actor, (Done::ContactImportChange, &key), at)?;
    }
    Ok(())
}

/// Lets a contact that is on file stand for its location, in place of whoever did.
pub(crate) fn appoint(tx: &mut Tx<'_>, actor: &str, contact: i64, at: Moment) -> Result<(), Fault> {
    let place = tx.maybe(PLACE, params![contact], |row| {
        let stands = row.get::<Option<i64>>(3)?.is_some();
        Ok((
            row.get::<String>(0)?,
            row.get::<i64>(1)?,
            row.get::<String>(2)?,
            stands,
        ))
    })?;
    let Some((key, location, object, false)) = place else {
        return Ok(());
    };
    let before: Vec<String> = tx.returning(VACATE, params![location], |row| row.get(0))?;
    tx.execute(APPOINT, params![&key, at.0])?;
    let line = Record {
        before: before.first().map(String::as_str),
        after: Some(&key),
        ..Record::of(Done::ContactAppoint, &object)
    };
    audit::record_many(tx, &[(actor, at, line)])
}

/// Takes a contact off the file again; whether nobody has used it.
pub(crate) fn hide(tx: &mut Tx<'_>, contact: i64) -> Result<bool, Fault> {
    Ok(tx.execute(HIDE, params![contact])? > 0)
}

/// Drops a contact that is not on file.
pub(crate) fn drop_hidden(
    tx: &mut Tx<'_>,
    actor: &str,
    contact: i64,
    at: Moment,
) -> Result<(), Fault> {
    let dropped: Vec<String> = tx.returning(DROP, params![contact], |row| row.get(0))?;
    for key in dropped {
        record(tx, actor, (Done::ContactImportUndone, &key), at)?;
    }
    Ok(())
}
