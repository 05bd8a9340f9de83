//! Contacts on file, as far as letters and the rule for lost IDs need them.

use domain::ids::masked;
use domain::partner::{Contact, Located, LocationRef, OrganisationRef};
use store::{Fault, Reader, Row, params};

use crate::outbox::Recipient;

macro_rules! on_file {
    ($tail:literal) => {
        concat!(
            "SELECT k.key, k.name, k.email, COALESCE(a.language, k.language), COALESCE(a.zone, w.zone), k.primary_since,
                    w.id, w.name, w.country, w.head_office_since
             FROM contact k JOIN location w ON w.id = k.location LEFT JOIN account a ON a.id = k.account ",
            $tail
        )
    };
}

const PRIMARY: &str =
    on_file!("WHERE k.location = $1 AND k.primary_since IS NOT NULL AND k.ended_at IS NULL");

const ALL: &str = on_file!(
    "WHERE k.organisation = $1 AND k.approved_at IS NOT NULL AND k.ended_at IS NULL
     ORDER BY k.primary_since IS NULL, k.name, k.email LIMIT 1000"
);

/// Somebody on file.
#[derive(Clone, Debug)]
pub struct OnFile {
    /// The contact's opaque key.
    pub key: String,
    /// What they are called; the masked address where no name was given.
    pub name: String,
    /// The address on file, masked.
    pub masked: String,
    /// The location's name.
    pub location_name: String,
    /// How the rule sees the contact.
    pub contact: Contact,
    pub(crate) to: Recipient,
}

/// The primary program contact of a location.
pub(crate) fn primary(reader: &Reader<'_>, location: LocationRef) -> Result<Option<OnFile>, Fault> {
    reader.maybe(PRIMARY, params![location.0], on_file)
}

/// Everybody on file of an organisation, primary contacts first.
pub(crate) fn everybody(
    reader: &Reader<'_>,
    organisation: OrganisationRef,
) -> Result<Vec<OnFile>, Fault> {
    reader.rows(ALL, params![organisation.0], on_file)
}

fn on_file(row: &Row<'_>) -> Result<OnFile, Fault> {
    let (name, address) = (row.get::<String>(1)?, row.get::<String>(2)?);
    let masked = masked(&address);
    Ok(OnFile {
        key: row.get(0)?,
        name: if name.is_empty() {
            masked.clone()
        } else {
            name
        },
        masked,
        location_name: row.get(7)?,
        contact: Contact {
            at: Located {
                location: LocationRef(row.get(6)?),
                is_head_office: row.get::<Option<i64>>(9)?.is_some(),
                country: row.get(8)?,
            },
            is_primary: row.get::<Option<i64>>(5)?.is_some(),
        },
        to: Recipient {
            address,
            language: row.get(3)?,
            zone: row.get(4)?,
        },
    })
}
