//! Looking for a partner or a customer organisation by whatever the caller on the telephone can tell.

use domain::ids::{AccessId, EmailAddress};
use domain::policy::{self, Deed, Object};
use store::params;

use crate::house::{House, Seen, Visit};
use crate::stopped::Answer;

/// Organisations by partner ID, by the address of somebody on file, by an Access ID, and by the beginning of the name.
const FIND: &str = "
    SELECT o.key, o.name, o.partner_id, w.name, w.country
    FROM organisation o JOIN location w ON w.organisation = o.id AND w.head_office_since IS NOT NULL
    WHERE o.id IN (
        SELECT p.id FROM organisation p WHERE p.partner_id = $1
        UNION SELECT k.organisation FROM contact k WHERE k.email = $2 AND k.ended_at IS NULL
        UNION SELECT c.organisation FROM contract c WHERE c.access_id = $3
        UNION SELECT n.id FROM organisation n WHERE n.looked_for >= $4 AND n.looked_for < $5)
    ORDER BY o.name, o.id LIMIT 50";

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

/// The organisations that `text` can mean, at most fifty; none for no text.
///
/// # Errors
/// [`domain::refusal::Refusal::NotFound`] for anybody but the service centre.
pub async fn find(house: &House, visit: &Visit, text: &str) -> Answer<Seen<Vec<Match>>> {
    let (text, at) = (text.trim().to_owned(), visit.at);
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::ManageContract, &Object::default(), at)?;
            if text.is_empty() {
                return Ok(Vec::new());
            }
            let email = EmailAddress::parse(&text)
                .map_or_else(|_| String::new(), |email| email.to_string());
            let access =
                AccessId::parse(&text).map_or_else(|_| String::new(), |access| access.to_string());
            let name = text.to_lowercase();
            let past = format!("{name}\u{10FFFF}");
            let asked = params![&text, &email, &access, &name, &past];
            Ok(reader.rows(FIND, asked, |row| {
                Ok(Match {
                    organisation: row.get(0)?,
                    name: row.get(1)?,
                    partner_id: row.get(2)?,
                    head_office: row.get(3)?,
                    country: row.get(4)?,
                })
            })?)
        })
        .await
}
