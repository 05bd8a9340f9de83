//! Asking for a letter to sign in with. The same is done, and takes the same time, whether or not there is an account.

use domain::ids::{EmailAddress, PublicKey};
use domain::limits;
use store::{Fault, Reader, params};

use super::{link_hash, secrets};
use crate::budget::{self, Window};
use crate::outbox::{self, Letter, Posting, Recipient};
use crate::{Answer, House, Visit, settings};

/// A newer letter voids the ones before.
const VOID: &str = "UPDATE sign_in SET spent_at = $2 WHERE email = $1 AND spent_at IS NULL";

const INSERT: &str = "
    INSERT INTO sign_in (key, email, link_hash, browser_hash, return_to, created_at, expires_at, tries)
    VALUES ($1, $2, $3, $4, $5, $6, $7, 0)";

const READS: &str = "SELECT language, zone FROM account WHERE email = $1";

/// A wish to sign in.
#[derive(Clone, Debug)]
pub struct Asking {
    /// The address to write to.
    pub email: EmailAddress,
    /// Where the person was going: a local path.
    pub return_to: String,
}

/// Writes to the address, unless it or the network has caused too many letters.
///
/// # Errors
/// [`domain::refusal::Refusal::TooManyAttempts`], for any address alike.
pub async fn ask(house: &House, visit: &Visit, asking: Asking) -> Answer<()> {
    let key = PublicKey::mint('g', house.random()).to_string();
    let link = link_hash(&secrets(house, &key).link);
    // Without a browser of its own the code works nowhere, and the link everywhere.
    let browser = visit.browser.unwrap_or_else(|| house.random());
    let asked = visit.clone();
    house
        .act(visit, move |tx, _caller| {
            let (email, at) = (asking.email.as_str(), asked.at);
            let address = format!("sign-in/address/{}", email.to_ascii_lowercase());
            let network = format!("sign-in/network/{}", asked.network);
            budget::spend(
                tx,
                &address,
                Window::HOUR,
                limits::SIGN_IN_MAILS_PER_ADDRESS_HOUR,
                at,
            )?
            .or_refuse()?;
            budget::spend(
                tx,
                &network,
                Window::HOUR,
                limits::SIGN_IN_MAILS_PER_NETWORK_HOUR,
                at,
            )?
            .or_refuse()?;
            let expires = at.plus_minutes(limits::SIGN_IN_MINUTES);
            tx.execute(VOID, params![email, at.0])?;
            tx.execute(
                INSERT,
                params![
                    &key,
                    email,
                    &link,
                    &browser,
                    &asking.return_to,
                    at.0,
                    expires.0
                ],
            )?;
            let posting = Posting {
                once: format!("sign_in/{key}"),
                to: recipient(tx, email, &asked.language)?,
                incident: None,
                contract: None,
                author: None,
                letter: Letter::SignIn {
                    key,
                    expires: expires.0,
                },
            };
            Ok(outbox::post(tx, &posting, at)?)
        })
        .await
}

/// How whoever reads at `email` reads, as far as it is known.
fn recipient(reader: &Reader<'_>, email: &str, language: &str) -> Result<Recipient, Fault> {
    let known = reader.maybe(READS, params![email], |row| {
        Ok((row.get::<Option<String>>(0)?, row.get(1)?))
    })?;
    let (chosen, zone) = match known {
        Some(known) => known,
        None => (None, settings::current(reader)?.zone.name().to_owned()),
    };
    Ok(Recipient {
        address: email.to_owned(),
        language: chosen.unwrap_or_else(|| language.to_owned()),
        zone,
    })
}
