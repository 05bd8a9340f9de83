//! What a person says of themselves, and how they read.

use domain::account::Notice;
use domain::ids::PhoneNumber;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Zone;
use store::{Value, params};

use crate::{Answer, House, Seen, Visit};

const READ: &str = "
    SELECT email, name, phone, organisation, language, zone, theme, shortcuts_off_at FROM account WHERE id = $1";

const QUIET: &str = "SELECT kind FROM account_quiet WHERE account = $1";

const SAVE: &str = "
    UPDATE account SET name = $2, phone = $3, organisation = $4, language = $5, zone = $6, theme = $7,
        shortcuts_off_at = CASE WHEN $8 = 1 THEN NULL ELSE COALESCE(shortcuts_off_at, CAST($9 AS BIGINT)) END
    WHERE id = $1";

const SPEAK: &str = "UPDATE account SET language = $2 WHERE id = $1";

/// Turns a kind of letters off, once.
pub(super) const HUSH: &str = "
    INSERT INTO account_quiet (account, kind, since) VALUES ($1, $2, $3) ON CONFLICT (account, kind) DO NOTHING";

const UNHUSH: &str = "DELETE FROM account_quiet WHERE account = $1 AND kind = $2";

/// What an account says of its person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The proven address.
    pub email: String,
    /// What to call the person; may be empty.
    pub name: String,
    /// Their telephone number.
    pub phone: Option<String>,
    /// Their organisation, in their own words.
    pub organisation: Option<String>,
    /// The code of the chosen language.
    pub language: Option<String>,
    /// The IANA name of their time zone.
    pub zone: String,
    /// `auto`, `light` or `dark`.
    pub theme: String,
    /// Whether the desk answers to single letters.
    pub shortcuts: bool,
    /// The letters that they want.
    pub notices: Vec<Notice>,
}

/// What a person may change of it.
#[derive(Clone, Debug)]
pub struct Details {
    /// What to call the person; may be empty.
    pub name: String,
    /// Their telephone number.
    pub phone: Option<PhoneNumber>,
    /// Their organisation, in their own words.
    pub organisation: Option<String>,
    /// The code of a language.
    pub language: String,
    /// Their time zone.
    pub zone: Zone,
    /// `auto`, `light` or `dark`.
    pub theme: String,
    /// Whether the desk answers to single letters.
    pub shortcuts: bool,
    /// The letters that they want.
    pub notices: Vec<Notice>,
}

/// The person's own account.
pub async fn read(house: &House, visit: &Visit) -> Answer<Seen<Profile>> {
    let at = visit.at;
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::OwnAccount, &Object::default(), at)?;
            let account = caller.person().ok_or(Refusal::SignInNeeded)?.account;
            let quiet: Vec<String> = reader.rows(QUIET, params![account.0], |row| row.get(0))?;
            let mut profile = reader.row(READ, params![account.0], |row| {
                Ok(Profile {
                    email: row.get::<Option<String>>(0)?.unwrap_or_default(),
                    name: row.get(1)?,
                    phone: row.get(2)?,
                    organisation: row.get(3)?,
                    language: row.get(4)?,
                    zone: row.get(5)?,
                    theme: row.get(6)?,
                    shortcuts: row.get::<Option<i64>>(7)?.is_none(),
                    notices: Notice::ALL.to_vec(),
                })
            })?;
            profile
                .notices
                .retain(|notice| !quiet.iter().any(|kind| kind == notice.code()));
            Ok(profile)
        })
        .await
}

/// Saves what the person has changed.
pub async fn save(house: &House, visit: &Visit, details: Details) -> Answer<()> {
    let at = visit.at;
    house
        .act(visit, move |tx, caller| {
            policy::allow(caller, Deed::OwnAccount, &Object::default(), at)?;
            let account = caller.person().ok_or(Refusal::SignInNeeded)?.account.0;
            let phone = details.phone.as_ref().map(ToString::to_string);
            tx.execute(
                SAVE,
                params![
                    account,
                    &details.name,
                    &phone,
                    &details.organisation,
                    &details.language,
                    details.zone.name(),
                    &details.theme,
                    i64::from(details.shortcuts),
                    at.0,
                ],
            )?;
            for notice in Notice::ALL {
                let (account, kind) = (Value::Int(account), Value::Text(notice.code()));
                if details.notices.contains(&notice) {
                    tx.execute(UNHUSH, &[account, kind])?;
                } else {
                    tx.execute(HUSH, &[account, kind, Value::Int(at.0)])?;
                }
            }
            Ok(())
        })
        .await
}

/// Remembers the language that the person has switched to. A visitor's is remembered by the browser alone.
pub async fn speak(house: &House, visit: &Visit, language: &'static str) -> Answer<()> {
    house
        .act(visit, move |tx, caller| {
            if let Some(person) = caller.person() {
                tx.execute(SPEAK, params![person.account.0, language])?;
            }
            Ok(())
        })
        .await
}
