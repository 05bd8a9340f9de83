//! Looking for an organisation or a contract by whatever the caller on the telephone can tell.

use domain::catalog::{Catalog, Name};
use domain::ids::{AccessId, EmailAddress};
use domain::policy::{self, Deed, Object};
use store::{Fault, Reader, params};

use crate::contracts::{stored, told};
use crate::house::{House, Seen, Visit};
use crate::stopped::Answer;

/// Organisations by partner ID, by the address of somebody on file, and by the beginning of the name.
pub(super) const FIND: &str = "
    SELECT o.key, o.name, o.partner_id, w.name, w.country
    FROM organisation o JOIN location w ON w.organisation = o.id AND w.head_office_since IS NOT NULL
    WHERE o.id IN (
        SELECT p.id FROM organisation p WHERE p.partner_id = $1
        UNION SELECT k.organisation FROM contact k WHERE k.email = $2 AND k.ended_at IS NULL
        UNION SELECT n.id FROM organisation n WHERE n.looked_for >= $3 AND n.looked_for < $4)
    ORDER BY o.name, o.id LIMIT 50";

/// Contracts by Access ID, and those that the sign-in with an address owns or is linked to.
pub(super) const CONTRACTS: &str = "
    SELECT id FROM contract WHERE access_id = $1
    UNION SELECT c.id FROM account a JOIN contract c ON c.owner = a.id WHERE a.email = $2
    UNION SELECT l.contract FROM account a JOIN link l ON l.account = a.id WHERE a.email = $2 AND l.ended_at IS NULL
    ORDER BY 1 LIMIT 50";

/// A contract that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundContract {
    /// Its opaque key.
    pub key: String,
    /// Its Access ID.
    pub access_id: String,
    /// The plan.
    pub plan: Name,
    /// Whose it is, as they are called.
    pub owner: String,
}

/// What a text can mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Organisations, at most fifty.
    pub organisations: Vec<Match>,
    /// Contracts, at most fifty.
    pub contracts: Vec<FoundContract>,
}

/// An organisation that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Its opaque key.
    pub organisation: String,
    /// What it is called.
    pub name: String,
    /// Its partner ID, if it is a partner.
    pub partner_id: Option<String>,
    /// What its head office is called.
    pub head_office: String,
    /// The ISO 3166-1 code of the head office's country.
    pub country: String,
}

/// What `text` can mean; nothing for no text.
///
/// # Errors
/// [`domain::refusal::Refusal::NotFound`] for anybody but the service centre.
pub async fn find(house: &House, visit: &Visit, text: &str) -> Answer<Seen<Found>> {
    let (text, at, catalog) = (text.trim().to_owned(), visit.at, house.catalog());
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::ManageContract, &Object::default(), at)?;
            if text.is_empty() {
                return Ok(Found::default());
            }
            let email = EmailAddress::parse(&text)
                .map_or_else(|_| String::new(), |email| email.to_string());
            let access =
                AccessId::parse(&text).map_or_else(|_| String::new(), |access| access.to_string());
            let name = text.to_lowercase();
            let past = format!("{name}\u{10FFFF}");
            let organisations = reader.rows(FIND, params![&text, &email, &name, &past], |row| {
                Ok(Match {
                    organisation: row.get(0)?,
                    name: row.get(1)?,
                    partner_id: row.get(2)?,
                    head_office: row.get(3)?,
                    country: row.get(4)?,
                })
            })?;
            let contracts = reader.rows(CONTRACTS, params![&access, &email], |row| row.get(0))?;
            Ok(Found {
                organisations,
                contracts: contracts_found(reader, &catalog, &contracts)?,
            })
        })
        .await
}

fn contracts_found(
    reader: &Reader<'_>,
    catalog: &Catalog,
    rows: &[i64],
) -> Result<Vec<FoundContract>, Fault> {
    let found = stored::by_rows(reader, rows)?.into_iter().map(|one| {
        let owner = told::owner(reader, &one)?.map(|owner| owner.label().to_owned());
        Ok(FoundContract {
            plan: one.offer(catalog)?.name.clone(),
            access_id: one.access_id.to_string(),
            key: one.key,
            owner: one.organisation.or(owner).unwrap_or_default(),
        })
    });
    found.collect()
}
