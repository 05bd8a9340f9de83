//! Registering a passkey that has answered.

use domain::ids::PublicKey;
use domain::limits;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use store::params;

use super::{of, require_proof};
use crate::accounts::sessions;
use crate::audit::{self, Done, Record};
use crate::{Answer, House, Visit};

/// A credential belongs to one account for ever.
const INSERT: &str = "
    INSERT INTO passkey (key, account, credential_id, credential, name, created_at, used_at)
    VALUES ($1, $2, $3, $4, $5, $6, $6)
    ON CONFLICT (credential_id) DO NOTHING";

/// A passkey that has answered a registration.
#[derive(Clone, Debug)]
pub struct Registered {
    /// The credential's id in base64url.
    pub credential_id: String,
    /// The credential, kept unread.
    pub credential: String,
    /// What its person calls it.
    pub name: String,
}

/// Registers the passkey; the session goes on under a new token, as one in which a passkey was shown.
///
/// # Errors
/// [`Refusal::FreshSignInNeeded`] for the first passkey, [`Refusal::StepUpNeeded`] for any other, where that proof is
/// missing; [`Refusal::PasskeyRefused`] where it is known already or there are too many.
pub async fn register(
    house: &House,
    visit: &Visit,
    new: Registered,
    session: [u8; 32],
) -> Answer<()> {
    let (asked, key) = (
        visit.clone(),
        PublicKey::mint('k', house.random()).to_string(),
    );
    house
        .act(visit, move |tx, caller| {
            let at = asked.at;
            policy::allow(caller, Deed::OwnAccount, &Object::default(), at)?;
            let person = caller.person().ok_or(Refusal::SignInNeeded)?;
            require_proof(tx, &asked, person.account, person.passkey_at)?;
            if of(tx, person.account)?.len() >= limits::PASSKEYS_MAX {
                return Err(Refusal::PasskeyRefused.into());
            }
            let Registered {
                credential_id,
                credential,
                name,
            } = &new;
            let values = params![
                &key,
                person.account.0,
                credential_id,
                credential,
                name,
                at.0
            ];
            if tx.execute(INSERT, values)? != 1 {
                return Err(Refusal::PasskeyRefused.into());
            }
            sessions::step_up(tx, &asked, &session)?;
            Ok(audit::record(
                tx,
                caller,
                at,
                &Record::of(Done::PasskeyRegister, &key),
            )?)
        })
        .await
}
