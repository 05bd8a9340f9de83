//! For which locations somebody may open a case, and about which contracts.

use domain::catalog::Catalog;
use domain::offer::Unit;
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Reader, params};

use super::open::entitled;
use crate::contracts::{self, Summary};
use crate::organisations::stored::at;
use crate::{Answer, House, Seen, Stopped, Visit};

/// The locations at the places of a sign-in, as [`domain::partner::place`] has it.
const LOCATIONS: &str = "
    SELECT DISTINCT s.key, s.name, o.name, o.id
    FROM contact k JOIN location w ON w.id = k.location
    JOIN location s ON s.organisation = k.organisation JOIN organisation o ON o.id = s.organisation
    WHERE k.account = $1 AND k.approved_at IS NOT NULL AND k.ended_at IS NULL
      AND (s.id = k.location OR (k.primary_since IS NOT NULL AND w.head_office_since IS NOT NULL))
    ORDER BY 4, 2, 1 LIMIT 500";

/// The contracts of those locations.
const CONTRACTS: &str = "
    SELECT DISTINCT c.id FROM contact k JOIN location w ON w.id = k.location
    JOIN contract c ON c.organisation = k.organisation
    WHERE k.account = $1 AND k.approved_at IS NOT NULL AND k.ended_at IS NULL
      AND (c.location = k.location OR (k.primary_since IS NOT NULL AND w.head_office_since IS NOT NULL))
    ORDER BY c.id LIMIT 200";

/// A location that a case can be for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its opaque key.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// What the organisation is called.
    pub organisation: String,
}

/// What can be chosen.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// The locations.
    pub places: Vec<Place>,
    /// The contracts with a pair of IDs, which may be missing; hours have none.
    pub contracts: Vec<Summary>,
}

/// What can be chosen by whoever asks; nothing for somebody who belongs to no partner with program support.
///
/// # Errors
/// `SignInNeeded`.
pub async fn choices(house: &House, visit: &Visit) -> Answer<Seen<Choices>> {
    let (catalog, now) = (house.catalog(), visit.at);
    house
        .see(visit, move |reader, caller| {
            let account = caller.person().ok_or(Refusal::SignInNeeded)?.account;
            let found = reader.rows(LOCATIONS, params![account.0], |row| {
                let place = Place {
                    key: row.get(0)?,
                    name: row.get(1)?,
                    organisation: row.get(2)?,
                };
                Ok((row.get::<i64>(3)?, place))
            })?;
            let (mut places, mut asked) = (Vec::new(), None);
            for (organisation, place) in found {
                let is_entitled = match asked {
                    Some((same, is_entitled)) if same == organisation => is_entitled,
                    _ => is_entitled(reader, &catalog, &place, now)?,
                };
                asked = Some((organisation, is_entitled));
                places.extend(is_entitled.then_some(place));
            }
            let rows: Vec<i64> = reader.rows(CONTRACTS, params![account.0], |row| row.get(0))?;
            let mut contracts = contracts::at_places(reader, &catalog, account, &rows, now)?;
            contracts.retain(|one| one.offer.unit == Unit::Incident);
            Ok(Choices { places, contracts })
        })
        .await
}

fn is_entitled(reader: &Reader<'_>, catalog: &Catalog, place: &Place, now: Moment) -> Answer<bool> {
    match entitled(reader, catalog, &at(reader, &place.key)?, now) {
        Ok(()) => Ok(true),
        Err(Stopped::Refused(Refusal::NotEntitled)) => Ok(false),
        Err(stopped) => Err(stopped),
    }
}
