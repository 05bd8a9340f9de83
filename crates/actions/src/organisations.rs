//! Organisations, as far as contracts need them: a name, a country, and the account that stands for them.

use domain::ids::PublicKey;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use store::{Reader, params};

use crate::audit::{self, Record};
use crate::house::{By, House};
use crate::stopped::Answer;

const CREATE: &str = "
    INSERT INTO organisation (key, name, partner_id, country, contact, created_at)
    VALUES ($1, $2, $3, $4, (SELECT a.id FROM account a WHERE a.key = $5), $6)";

const BY_KEY: &str = "SELECT id FROM organisation WHERE key = $1";

/// What an organisation is made from.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// What it is called.
    pub name: String,
    /// Its partner ID, if it is a partner.
    pub partner_id: Option<String>,
    /// The ISO 3166-1 code of its country.
    pub country: String,
    /// The opaque key of the account that stands for it towards its contracts.
    pub contact: Option<String>,
}

/// Creates an organisation; gives its opaque key.
pub async fn create(house: &House, by: By<'_>, organisation: Organisation) -> Answer<String> {
    let key = PublicKey::mint('o', house.random()).to_string();
    house
        .act_by(by, move |tx, caller, at| {
            policy::allow(caller, Deed::ManageContract, &Object::default(), at)?;
            let Organisation {
                name,
                partner_id,
                country,
                contact,
            } = &organisation;
            tx.execute(
                CREATE,
                params![&key, name, partner_id, country, contact, at.0],
            )?;
            audit::record(
                tx,
                caller,
                at,
                &Record {
                    deed: "organisation.create",
                    object: &key,
                    ..Record::default()
                },
            )?;
            Ok(key)
        })
        .await
}

/// The row of the organisation called `key`.
pub(crate) fn row(reader: &Reader<'_>, key: &str) -> Answer<i64> {
    let found = reader.maybe(BY_KEY, params![key], |row| row.get(0))?;
    Ok(found.ok_or(Refusal::NotFound)?)
}
