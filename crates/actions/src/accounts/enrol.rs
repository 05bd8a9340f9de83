//! Making accounts: at the first sign-in, and by the operator for people who are expected.

use std::collections::BTreeMap;

use domain::account::AccountRef;
use domain::ids::{EmailAddress, PhoneNumber, PublicKey};
use domain::time::{Moment, Zone};
use store::{Fault, Tx, params};

use crate::cloud;
use crate::organisations;
use crate::settings;
use crate::{Answer, House, Visit};

const FIND: &str = "SELECT id, disabled_at FROM account WHERE email = $1";

const FOUND: &str = "SELECT email, id FROM account WHERE email IN_LIST($1)";

/// Two first sign-ins at once make one account.
const INSERT: &str = "
    INSERT INTO account (key, email, name, phone, organisation, language, zone, country, theme, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'auto', $9)
    ON CONFLICT (email) DO NOTHING";

/// Somebody who is expected.
#[derive(Clone, Debug)]
pub struct Newcomer {
    /// The address that they will sign in with.
    pub email: EmailAddress,
    /// What to call them; may be empty.
    pub name: String,
    /// Their telephone number.
    pub phone: Option<PhoneNumber>,
    /// Their organisation's name.
    pub organisation: Option<String>,
    /// The code of their language.
    pub language: Option<String>,
    /// Their time zone.
    pub zone: Zone,
    /// Their country's code of ISO 3166, two letters.
    pub country: Option<String>,
}

/// Makes an account for somebody who is expected; the operator's verb. An account that is there stays as it is.
/// Answers the account's row.
pub async fn enrol(house: &House, newcomer: Newcomer, at: Moment) -> Answer<AccountRef> {
    let key = PublicKey::mint('a', house.random()).to_string();
    house
        .run(move |tx| {
            let email = newcomer.email.as_str();
            tx.execute(
                INSERT,
                params![
                    &key,
                    email,
                    &newcomer.name,
                    newcomer.phone.map(|phone| phone.to_string()).as_deref(),
                    newcomer.organisation.as_deref(),
                    newcomer.language.as_deref(),
                    newcomer.zone.name(),
                    newcomer.country.as_deref(),
                    at.0,
                ],
            )?;
            let account = tx.row(FIND, params![email], |row| Ok(AccountRef(row.get(0)?)))?;
            organisations::recognise(tx, account, email)?;
            cloud::recognise(tx, account, email)?;
            Ok(account)
        })
        .await
}

/// The accounts with those addresses, each made with the key beside it where there is none; by address.
pub(crate) fn expected(
    tx: &mut Tx<'_>,
    people: &[(&str, String)],
    zone: &Zone,
    at: Moment,
) -> Result<BTreeMap<String, i64>, Fault> {
    let nothing = None::<&str>;
    let values = people.iter().map(|(email, key)| {
        params![
            key,
            *email,
            "",
            nothing,
            nothing,
            nothing,
            zone.name(),
            nothing,
            at.0
        ]
        .to_vec()
    });
    tx.execute_many(INSERT, &values.collect::<Vec<_>>())?;
    let emails: Vec<String> = people
        .iter()
        .map(|(email, _)| (*email).to_owned())
        .collect();
    let found = tx.rows(FOUND, params![&emails], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    Ok(found.into_iter().collect())
}

/// The account with that address, made where there is none. Nothing where it is disabled.
pub(crate) fn open(
    tx: &mut Tx<'_>,
    email: &str,
    key: String,
    visit: &Visit,
) -> Result<Option<AccountRef>, Fault> {
    let nothing = None::<&str>;
    let language = visit.language.as_str();
    let zone = settings::current(tx)?.zone;
    tx.execute(
        INSERT,
        params![
            &key,
            email,
            "",
            nothing,
            nothing,
            language,
            zone.name(),
            nothing,
            visit.at.0
        ],
    )?;
    let (account, disabled) = tx.row(FIND, params![email], |row| {
        Ok((AccountRef(row.get(0)?), row.get::<Option<i64>>(1)?))
    })?;
    organisations::recognise(tx, account, email)?;
    cloud::recognise(tx, account, email)?;
    Ok(disabled.is_none().then_some(account))
}
