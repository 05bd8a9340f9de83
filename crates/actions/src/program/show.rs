//! What the topic of a case asked for, so that nobody has to type it again.

use domain::ledger::IncidentRef;
use domain::policy::Deed;
use domain::program::Topic;
use domain::time::Moment;
use store::{Fault, Reader, Row, params};

use super::open::NewSite;
use super::queue::known;
use crate::incidents::cases;
use crate::ledger::books;
use crate::{Answer, House, Visit};

const FILE: &str = "
    SELECT p.topic, p.region, o.key, o.name, o.partner_id, w.key, w.name, c.key, c.access_id, p.site_name,
           p.site_country, p.site_zone,
           (SELECT s.created_at FROM location s
            WHERE s.organisation = o.id AND LOWER(s.name) = LOWER(p.site_name) ORDER BY s.id LIMIT 1)
    FROM program_case p JOIN incident i ON i.id = p.incident JOIN organisation o ON o.id = i.organisation
         JOIN location w ON w.id = i.location LEFT JOIN contract c ON c.id = p.contract
    WHERE p.incident = $1";

/// What a case is about.
#[derive(Clone, Debug)]
pub struct File {
    /// The topic.
    pub topic: Topic,
    /// The key of the region.
    pub region: String,
    /// The organisation: opaque key and name.
    pub organisation: (String, String),
    /// Its partner ID.
    pub partner_id: Option<String>,
    /// The location: opaque key and name.
    pub location: (String, String),
    /// The contract whose IDs are missing: opaque key and Access ID.
    pub contract: Option<(String, String)>,
    /// The location to be added.
    pub site: Option<NewSite>,
    /// Since when the organisation has a location of that name.
    pub added: Option<Moment>,
}

/// What the case is about; nothing where the request is of another kind.
///
/// # Errors
/// `NotFound`, `SignInNeeded`, `PasskeyNeeded`.
pub async fn show(house: &House, visit: &Visit, case: IncidentRef) -> Answer<Option<File>> {
    let at = visit.at;
    let seen = house.see(visit, move |reader, caller| {
        cases::look(reader, caller, case, Deed::ReadIncident, at)?;
        Ok(of(reader, case)?)
    });
    Ok(seen.await?.page)
}

/// What the case is about.
pub(super) fn of(reader: &Reader<'_>, case: IncidentRef) -> Result<Option<File>, Fault> {
    reader.maybe(FILE, params![case.0], file)
}

fn file(row: &Row<'_>) -> Result<File, Fault> {
    let site = match row.get::<Option<String>>(9)? {
        Some(name) => Some(NewSite {
            name,
            country: row.get(10)?,
            zone: books::zone(&row.get::<String>(11)?)?,
        }),
        None => None,
    };
    Ok(File {
        topic: known(&row.get::<String>(0)?, Topic::from_code)?,
        region: row.get(1)?,
        organisation: (row.get(2)?, row.get(3)?),
        partner_id: row.get(4)?,
        location: (row.get(5)?, row.get(6)?),
        contract: row.get::<Option<String>>(7)?.zip(row.get(8)?),
        site,
        added: row.get::<Option<i64>>(12)?.map(Moment),
    })
}
