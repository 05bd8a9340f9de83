//! Naming and removing passkeys.

use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use store::params;

use super::{of, require_recent};
use crate::audit::{self, Done, Record};
use crate::{Answer, House, Visit};

const RENAME: &str = "UPDATE passkey SET name = $3 WHERE key = $1 AND account = $2";

const REMOVE: &str = "DELETE FROM passkey WHERE key = $1 AND account = $2";

/// Gives one of the person's passkeys another name.
///
/// # Errors
/// [`Refusal::NotFound`] where the person has no such passkey.
pub async fn rename(house: &House, visit: &Visit, key: String, name: String) -> Answer<()> {
    let at = visit.at;
    house
        .act(visit, move |tx, caller| {
            policy::allow(caller, Deed::OwnAccount, &Object::default(), at)?;
            let account = caller.person().ok_or(Refusal::SignInNeeded)?.account;
            match tx.execute(RENAME, params![&key, account.0, &name])? {
                1 => Ok(()),
                _ => Err(Refusal::NotFound.into()),
            }
        })
        .await
}

/// Removes one of the person's passkeys; a passkey must have been shown just now.
///
/// # Errors
/// [`Refusal::NotFound`] where the person has no such passkey, [`Refusal::LastPasskey`] where a role needs it.
pub async fn remove(house: &House, visit: &Visit, key: String) -> Answer<()> {
    let at = visit.at;
    house
        .act(visit, move |tx, caller| {
            policy::allow(caller, Deed::OwnAccount, &Object::default(), at)?;
            let person = caller.person().ok_or(Refusal::SignInNeeded)?;
            require_recent(person.passkey_at, at)?;
            let held = of(tx, person.account)?;
            if held.len() == 1 && held[0].key == key && !person.roles.is_empty() {
                return Err(Refusal::LastPasskey.into());
            }
            if tx.execute(REMOVE, params![&key, person.account.0])? != 1 {
                return Err(Refusal::NotFound.into());
            }
            Ok(audit::record(
                tx,
                caller,
                at,
                &Record::of(Done::PasskeyRemove, &key),
            )?)
        })
        .await
}
