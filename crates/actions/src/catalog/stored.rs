//! Storing a version of the catalogue, and of each offer in it that is another now.

use std::collections::BTreeMap;

use domain::account::Caller;
use domain::offer::Offer;
use domain::time::Moment;
use sha2::{Digest as _, Sha256};
use store::{Fault, Tx, params};

use super::files;

const NEWEST: &str = "SELECT version, digest FROM catalog ORDER BY version DESC LIMIT 1";
const STORE: &str =
    "INSERT INTO catalog (version, loaded_at, loaded_by, digest, body) VALUES ($1, $2, $3, $4, $5)";
/// The newest version of every offer.
const OFFERS: &str = "
    SELECT o.key, o.version, o.digest FROM offer o
    WHERE o.version = (SELECT MAX(n.version) FROM offer n WHERE n.key = o.key)";
const STORE_OFFER: &str = "INSERT INTO offer (key, version, digest, body) VALUES ($1, $2, $3, $4)";

/// What storing has done.
pub(super) struct Stored {
    /// The version in force.
    pub version: i64,
    /// Whether that version is new.
    pub changed: bool,
    /// Offers that are new or have a new version.
    pub offers: usize,
}

/// Stores the catalogue that `body` says, with its `offers`, as a new version where it is another than the newest.
pub(super) fn store(
    tx: &mut Tx<'_>,
    caller: &Caller,
    (body, offers): (&str, &[Offer]),
    at: Moment,
) -> Result<Stored, Fault> {
    let digest = Sha256::digest(body);
    let newest = tx.maybe(NEWEST, params![], |row| {
        Ok((row.get::<i64>(0)?, row.get::<Vec<u8>>(1)?))
    })?;
    let (version, held) = newest.unwrap_or_default();
    if held == digest.as_slice() {
        return Ok(Stored {
            version,
            changed: false,
            offers: 0,
        });
    }
    let version = version + 1;
    let row = params![version, at.0, caller.key(), digest.as_slice(), body];
    tx.execute(STORE, row)?;
    Ok(Stored {
        version,
        changed: true,
        offers: store_offers(tx, offers)?,
    })
}

/// Stores each offer that is not as its newest version says.
fn store_offers(tx: &mut Tx<'_>, offers: &[Offer]) -> Result<usize, Fault> {
    let newest = tx.rows(OFFERS, params![], |row| {
        Ok((
            row.get::<String>(0)?,
            (row.get::<i64>(1)?, row.get::<Vec<u8>>(2)?),
        ))
    })?;
    let newest: BTreeMap<_, _> = newest.into_iter().collect();
    let mut stored = 0;
    for offer in offers {
        let body = files::written(offer);
        let digest = Sha256::digest(&body);
        let known = newest.get(offer.key.as_str());
        if known.is_some_and(|(_, held)| held == digest.as_slice()) {
            continue;
        }
        let version = known.map_or(1, |(version, _)| version + 1);
        tx.execute(
            STORE_OFFER,
            params![offer.key.as_str(), version, digest.as_slice(), &body],
        )?;
        stored += 1;
    }
    Ok(stored)
}
