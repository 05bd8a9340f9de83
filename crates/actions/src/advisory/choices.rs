//! The contracts with hours that somebody may ask for advice on.

use domain::account::Caller;
use domain::offer::Unit;
use domain::refusal::Refusal;
use store::params;

use crate::contracts::{self, Summary};
use crate::{Answer, House, Seen, Visit};

/// Contracts of hours at the places of a sign-in, as [`domain::partner::place`] has it: a contact's own location, and
/// every location of the organisation for the head office's primary contact. Nobody holds more than a few hundred.
const OF_PLACES: &str = "
    SELECT DISTINCT c.id FROM contact k
    JOIN location w ON w.id = k.location
    JOIN contract c ON c.organisation = k.organisation
    JOIN lot l ON l.contract = c.id AND l.unit = 'minute'
    WHERE k.account = $1 AND k.approved_at IS NOT NULL AND k.ended_at IS NULL
      AND (c.location = k.location OR (k.primary_since IS NOT NULL AND w.head_office_since IS NOT NULL))
    ORDER BY c.id LIMIT 200";

/// Usable ones first, soonest end first: those linked or owned, and those of the organisation, which need no ID pair.
///
/// # Errors
/// `SignInNeeded`.
pub async fn choices(house: &House, visit: &Visit) -> Answer<Seen<Vec<Summary>>> {
    let (catalog, at) = (house.catalog(), visit.at);
    house
        .see(visit, move |reader, caller| {
            let Caller::Person(person) = caller else {
                return Err(Refusal::SignInNeeded.into());
            };
            let account = person.account;
            let rows: Vec<i64> = reader.rows(OF_PLACES, params![account.0], |row| row.get(0))?;
            let mut found = contracts::seen_by(reader, &catalog, account, &rows, at)?;
            found.retain(|summary| summary.offer.unit == Unit::Minute);
            Ok(found)
        })
        .await
}
