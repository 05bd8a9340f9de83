//! Showing a passkey: to confirm who is there, or to sign in.

use domain::account::AccountRef;
use domain::ids::PublicKey;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use store::{Tx, params};

use crate::accounts::sessions::{self, Beginning, Device, Proof, SignedIn};
use crate::{Answer, House, Visit};

const KNOWN: &str = "
    SELECT p.credential, a.key FROM passkey p JOIN account a ON a.id = p.account
    WHERE p.credential_id = $1 AND a.disabled_at IS NULL";

/// Writes down that a passkey was used, with what changed of it.
const USE: &str = "
    UPDATE passkey SET used_at = $2, credential = COALESCE($3, credential) WHERE credential_id = $1
    RETURNING account";

/// A passkey that has answered, checked by the entrypoint.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The credential's id in base64url.
    pub credential_id: String,
    /// What to keep in place of the credential, where it changed.
    pub updated: Option<String>,
}

/// The stored credential with that id, and the handle that its account has towards authenticators.
pub async fn known(
    house: &House,
    visit: &Visit,
    credential_id: String,
) -> Answer<Option<(String, u128)>> {
    let found = house.see(visit, move |reader, _caller| {
        Ok(reader.maybe(KNOWN, params![&credential_id], |row| {
            Ok((row.get::<String>(0)?, row.get::<String>(1)?))
        })?)
    });
    let found = found.await?.page;
    Ok(found.and_then(|(credential, key)| Some((credential, PublicKey::parse('a', &key)?.bits()))))
}

/// Confirms who is there; the session goes on under a new token.
///
/// # Errors
/// [`Refusal::PasskeyRefused`] where the passkey is another account's.
pub async fn confirm(house: &House, visit: &Visit, shown: Shown, session: [u8; 32]) -> Answer<()> {
    let asked = visit.clone();
    house
        .act(visit, move |tx, caller| {
            policy::allow(caller, Deed::OwnAccount, &Object::default(), asked.at)?;
            let person = caller.person().ok_or(Refusal::SignInNeeded)?;
            if used(tx, &asked, &shown)? != person.account {
                return Err(Refusal::PasskeyRefused.into());
            }
            sessions::step_up(tx, &asked, &session)
        })
        .await
}

/// Signs in whoever the passkey belongs to.
///
/// # Errors
/// [`Refusal::PasskeyRefused`] where it belongs to nobody.
pub async fn sign_in(
    house: &House,
    visit: &Visit,
    shown: Shown,
    return_to: String,
    device: Device,
) -> Answer<SignedIn> {
    let (asked, key) = (
        visit.clone(),
        PublicKey::mint('s', house.random()).to_string(),
    );
    house
        .act(visit, move |tx, _caller| {
            let account = used(tx, &asked, &shown)?;
            let beginning = Beginning {
                account,
                device: &device,
                proof: Proof::Passkey,
                key,
                return_to,
            };
            sessions::begin(tx, &asked, beginning)
        })
        .await
}

/// Whose passkey was used.
fn used(tx: &mut Tx<'_>, visit: &Visit, shown: &Shown) -> Answer<AccountRef> {
    let values = params![&shown.credential_id, visit.at.0, &shown.updated];
    let account = tx
        .returning(USE, values, |row| Ok(AccountRef(row.get(0)?)))?
        .pop();
    Ok(account.ok_or(Refusal::PasskeyRefused)?)
}
