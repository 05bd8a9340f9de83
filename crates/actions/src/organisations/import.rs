//! Organisations taken over from a file, a location at a time, and taken back while nothing stands on them.

use domain::ids::PublicKey;
use domain::time::Moment;
use sha2::{Digest as _, Sha256};
use store::{Fault, Reader, Tx, params};

use super::create::{ADD, CREATE};
use crate::audit::{self, Done, Record};

const BESIDE: &str = "SELECT organisation FROM location WHERE id = $1";

const NAMESAKE: &str = "SELECT id FROM location WHERE organisation = $1 AND name = $2 LIMIT 1";

const ROW: &str = "SELECT id FROM location WHERE key = $1";

/// Whether anything stands on a location, or on its organisation where that would go with it.
const USED: &str = "
    SELECT w.id FROM location w WHERE w.id = $1 AND (
        EXISTS (SELECT 1 FROM contract c WHERE c.location = w.id)
        OR EXISTS (SELECT 1 FROM contact k WHERE k.location = w.id)
        OR EXISTS (SELECT 1 FROM purchase p WHERE p.location = w.id)
        OR EXISTS (SELECT 1 FROM competency m WHERE m.location = w.id)
        OR EXISTS (SELECT 1 FROM addition b WHERE b.location = w.id)
        OR EXISTS (SELECT 1 FROM activation t WHERE t.location = w.id)
        OR (w.head_office_since IS NOT NULL AND (
            EXISTS (SELECT 1 FROM subscription s WHERE s.organisation = w.organisation)
            OR EXISTS (SELECT 1 FROM membership n WHERE n.organisation = w.organisation AND n.key <> $2)
            OR EXISTS (SELECT 1 FROM incident i WHERE i.organisation = w.organisation)
            OR EXISTS (SELECT 1 FROM delegation d WHERE d.customer = w.organisation)
            OR EXISTS (SELECT 1 FROM delegation g WHERE g.partner = w.organisation))))";

const DROP: &str = "DELETE FROM location WHERE id = $1 RETURNING organisation, key";

/// An organisation goes with the last of its locations.
const DROP_EMPTY: &str = "
    DELETE FROM organisation
    WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM location w WHERE w.organisation = $1) RETURNING key";

/// A location that is to be taken over.
#[derive(Clone, Debug)]
pub(crate) struct Incoming<'a> {
    /// Its opaque key.
    pub key: &'a str,
    /// The name and the partner ID of its organisation.
    pub organisation: (&'a str, Option<&'a str>),
    /// What it is called.
    pub name: &'a str,
    /// The two letters of its country.
    pub country: &'a str,
    /// Its time zone.
    pub zone: &'a str,
    /// The row of its organisation, if that was here.
    pub known: Option<i64>,
    /// The row of a location of the same organisation, if the file has made it.
    pub sibling: Option<i64>,
}

/// Adds a location, as the head office of an organisation of its own where it belongs to none; gives its row. Nothing
/// where the database has overtaken it: the partner ID is taken, or a location of that name is there.
pub(crate) fn add(
    tx: &mut Tx<'_>,
    actor: &str,
    incoming: &Incoming<'_>,
    at: Moment,
) -> Result<Option<i64>, Fault> {
    let beside = match (incoming.known, incoming.sibling) {
        (Some(known), _) => Some(known),
        (None, Some(sibling)) => tx.maybe(BESIDE, params![sibling], |row| row.get(0))?,
        (None, None) => None,
    };
    let (organisation, since) = match beside {
        Some(organisation) => (organisation, None),
        None => match found(tx, actor, incoming, at)? {
            Some(organisation) => (organisation, Some(at.0)),
            None => return Ok(None),
        },
    };
    let namesake = params![organisation, incoming.name];
    if tx
        .maybe(NAMESAKE, namesake, |row| row.get::<i64>(0))?
        .is_some()
    {
        return Ok(None);
    }
    let values = params![
        incoming.key,
        organisation,
        incoming.name,
        incoming.country,
        incoming.zone,
        since,
        at.0
    ];
    tx.execute(ADD, values)?;
    record(tx, actor, (Done::LocationImport, incoming.key), at)?;
    tx.row(ROW, params![incoming.key], |row| row.get(0))
        .map(Some)
}

/// Makes the organisation of a head office; nothing where its partner ID is taken.
fn found(
    tx: &mut Tx<'_>,
    actor: &str,
    incoming: &Incoming<'_>,
    at: Moment,
) -> Result<Option<i64>, Fault> {
    let (name, partner_id) = incoming.organisation;
    let key = derived('o', incoming.key);
    let looked_for = name.to_lowercase();
    let values = params![&key, name, &looked_for, partner_id, at.0];
    match tx.attempt(|tx| tx.returning(CREATE, values, |row| row.get::<i64>(0))) {
        Err(fault) if fault.is_conflict_with("organisation_partner") => Ok(None),
        Err(fault) => Err(fault),
        Ok(made) => {
            record(tx, actor, (Done::OrganisationImport, &key), at)?;
            Ok(made.first().copied())
        }
    }
}

/// An opaque key that follows from another, and tells nothing of it.
pub(crate) fn derived(kind: char, key: &str) -> String {
    let digest = Sha256::digest(format!("{kind}/{key}"));
    let mut chance = [0; 16];
    chance.copy_from_slice(&digest[..16]);
    PublicKey::mint(kind, chance).to_string()
}

/// Whether anything stands on the location in that row, or on the organisation of a head office; but for the membership
/// called `membership`.
pub(crate) fn is_used(reader: &Reader<'_>, location: i64, membership: &str) -> Result<bool, Fault> {
    let used = reader.maybe(USED, params![location, membership], |row| row.get::<i64>(0))?;
    Ok(used.is_some())
}

/// Drops a location that nothing stands on, and its organisation with the last of them.
pub(crate) fn take_back(
    tx: &mut Tx<'_>,
    actor: &str,
    location: i64,
    at: Moment,
) -> Result<(), Fault> {
    let dropped = tx.returning(DROP, params![location], |row| {
        Ok((row.get::<i64>(0)?, row.get::<String>(1)?))
    })?;
    for (organisation, key) in dropped {
        record(tx, actor, (Done::LocationImportUndone, &key), at)?;
        let emptied = tx.returning(DROP_EMPTY, params![organisation], |row| {
            row.get::<String>(0)
        })?;
        for key in emptied {
            record(tx, actor, (Done::OrganisationImportUndone, &key), at)?;
        }
    }
    Ok(())
}

pub(super) fn record(
    tx: &mut Tx<'_>,
    actor: &str,
    (deed, object): (Done, &str),
    at: Moment,
) -> Result<(), Fault> {
    let line = Record::of(deed, object);
    audit::record_many(tx, &[(actor, at, line)])
}
