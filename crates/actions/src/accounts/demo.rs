//! One click in the demo: a session without any proof. Entrypoints offer it in demo mode on a loopback listener only.

use domain::account::AccountRef;
use domain::ids::{EmailAddress, PublicKey};
use domain::refusal::Refusal;
use store::params;

use super::sessions::{Beginning, Device, Proof, SignedIn, begin};
use crate::{Answer, House, Visit};

const FIND: &str = "SELECT id FROM account WHERE email = $1 AND disabled_at IS NULL";

/// Begins a session for the account with that address, as if a passkey had been shown.
///
/// # Errors
/// [`Refusal::NotFound`] where there is no such account.
pub async fn enter(
    house: &House,
    visit: &Visit,
    email: EmailAddress,
    return_to: String,
    device: Device,
) -> Answer<SignedIn> {
    let (asked, key) = (
        visit.clone(),
        PublicKey::mint('s', house.random()).to_string(),
    );
    house
        .act(visit, move |tx, _caller| {
            let found = tx.maybe(FIND, params![email.as_str()], |row| {
                Ok(AccountRef(row.get(0)?))
            })?;
            let account = found.ok_or(Refusal::NotFound)?;
            begin(
                tx,
                &asked,
                Beginning {
                    account,
                    device: &device,
                    proof: Proof::Demo,
                    key,
                    return_to,
                },
            )
        })
        .await
}
