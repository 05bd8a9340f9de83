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

/// The person's own country, else that of the first location where they are on file.
const COUNTRY: &str = "
    SELECT COALESCE(a.country, (
        SELECT w.country FROM contact k JOIN location w ON w.id = k.location
        WHERE k.account = a.id AND k.approved_at IS NOT NULL AND k.ended_at IS NULL ORDER BY k.id LIMIT 1))
    FROM account a WHERE a.id = $1";

/// The region of the contract that the person linked last.
const REGION: &str = "
    SELECT c.region FROM link l JOIN contract c ON c.id = l.contract
    WHERE l.account = $1 AND l.ended_at IS NULL ORDER BY l.id DESC LIMIT 1";

/// What can be chosen, and what is likely.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Locations of organisations that the person stands for, by key and name.
    pub locations: Vec<(String, String)>,
    /// Whether one of them belongs to a partner with a membership.
    pub is_member: bool,
    /// The key of the region that the person, their organisation or their contract is in, where it is known.
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
            let country: Option<String> =
                reader.row(COUNTRY, params![account.0], |row| row.get(0))?;
            let of_country = country.and_then(|country| catalog.region_of(&country));
            let region = match of_country {
                Some(region) => Some(region.key.to_string()),
                None => reader.maybe(REGION, params![account.0], |row| row.get(0))?,
            };
            Ok(Choices {
                locations,
                is_member: member.is_some(),
                region,
            })
        })
        .await
}
