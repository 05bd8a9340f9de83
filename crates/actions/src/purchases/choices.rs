//! What the form of an order begins with: who may be bought for, and where.

use store::params;

use crate::house::{House, Seen, Visit};
use crate::stopped::Answer;
use domain::refusal::Refusal;

/// The locations that an account stands for.
const LOCATIONS: &str = "
    SELECT w.key, CASE WHEN w.head_office_since IS NULL THEN o.name || ', ' || w.name ELSE o.name END
    FROM contact k JOIN location w ON w.id = k.location JOIN organisation o ON o.id = w.organisation
    WHERE k.account = $1 AND k.primary_since IS NOT NULL AND k.ended_at IS NULL ORDER BY o.name, w.id LIMIT 100";

/// Whether an organisation that an account stands for at a location has a membership.
const MEMBER: &str = "
    SELECT k.id FROM contact k JOIN membership m ON m.organisation = k.organisation
    WHERE k.account = $1 AND k.primary_since IS NOT NULL AND k.ended_at IS NULL
      AND m.starts_at <= $2 AND m.ends_at > $2 LIMIT 1";

const COUNTRY: &str = "SELECT country FROM account WHERE id = $1 AND country IS NOT NULL";

/// What can be chosen, and what is likely.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Locations of organisations that the person stands for, by key and name.
    pub locations: Vec<(String, String)>,
    /// Whether one of them belongs to a partner with a membership.
    pub is_member: bool,
    /// The key of the region that the person is in, where it is known.
    pub region: Option<String>,
}

/// What the person who visits can choose.
pub async fn choices(house: &House, visit: &Visit) -> Answer<Seen<Choices>> {
    let (catalog, at) = (house.catalog(), visit.at);
    house
        .see(visit, move |reader, caller| {
            let account = caller.person().ok_or(Refusal::SignInNeeded)?.account;
            let locations = reader.rows(LOCATIONS, params![account.0], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
            let member = reader.maybe(MEMBER, params![account.0, at.0], |row| row.get::<i64>(0))?;
            let country = reader.maybe(COUNTRY, params![account.0], |row| row.get::<String>(0))?;
            let region = country.and_then(|country| catalog.region_of(&country));
            Ok(Choices {
                locations,
                is_member: member.is_some(),
                region: region.map(|region| region.key.to_string()),
            })
        })
        .await
}
