//! All that is kept about a person, for an administrator whom they have asked for it.

use domain::ids::EmailAddress;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use store::params;

use super::export::{Whose, document};
use crate::audit::{self, Record};
use crate::{Answer, House, Visit};

const PERSON: &str = "SELECT id, key FROM account WHERE email = $1 AND erased_at IS NULL";

/// All that is kept about the person with that address, for an administrator who has been asked for it by them.
///
/// # Errors
/// [`Refusal::NotFound`] where nobody has that address.
pub async fn export_of(house: &House, visit: &Visit, email: EmailAddress) -> Answer<String> {
    let at = visit.at;
    house
        .act(visit, move |tx, caller| {
            policy::allow(caller, Deed::Administer, &Object::default(), at)?;
            let found = tx.maybe(PERSON, params![email.as_str()], |row| {
                Ok((row.get(0)?, row.get::<String>(1)?))
            })?;
            let (account, key) = found.ok_or(Refusal::NotFound)?;
            let record = Record {
                deed: "export.make",
                object: &key,
                after: Some("json"),
                ..Record::default()
            };
            audit::record(tx, caller, at, &record)?;
            let whose = Whose {
                account,
                key: &key,
                email: email.as_str(),
            };
            Ok(document(tx, &whose, at)?)
        })
        .await
}
