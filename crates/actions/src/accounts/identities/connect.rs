//! Connecting an identity to the account that has its address, once both are proven; and disconnecting one.

use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use store::{Fault, params};

use super::arrive::{CONNECT, Claim};
use super::link;
use crate::accounts::{ceremony, sessions};
use crate::audit::{self, Done, Record};
use crate::{Answer, House, Seen, Visit};

const REMOVE: &str = "DELETE FROM account_identity WHERE account = $1 AND issuer = $2";

/// An identity that waits for its address to be proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connecting {
    /// The provider's name on our pages.
    pub provider: String,
    /// The address of the account.
    pub email: String,
}

/// The identity that waits in this browser.
pub async fn connecting(house: &House, visit: &Visit) -> Answer<Seen<Option<Connecting>>> {
    let asked = visit.clone();
    house
        .see(visit, move |reader, _caller| {
            let waiting = ceremony::look(reader, &asked, CONNECT)?;
            let claim = waiting.map(|waiting| claim(&waiting.state)).transpose()?;
            Ok(claim.map(|claim| Connecting {
                provider: claim.provider,
                email: claim.email,
            }))
        })
        .await
}

/// Connects the identity that waits in this browser to the account that has proven its address here by mail.
///
/// # Errors
/// [`Refusal::SignInExpired`] where nothing waits or another account is signed in; [`Refusal::FreshSignInNeeded`].
pub async fn connect(house: &House, visit: &Visit) -> Answer<Connecting> {
    let asked = visit.clone();
    house
        .act(visit, move |tx, caller| {
            policy::allow(caller, Deed::OwnAccount, &Object::default(), asked.at)?;
            let person = caller.person().ok_or(Refusal::SignInNeeded)?;
            sessions::require_fresh(tx, &asked)?;
            let waiting = ceremony::take(tx, &asked, CONNECT)?.ok_or(Refusal::SignInExpired)?;
            let claim = claim(&waiting.state)?;
            if claim.email != person.email {
                return Err(Refusal::SignInExpired.into());
            }
            link(tx, &claim.issuer, &claim.subject, person.account, asked.at)?;
            let line = Record::of(Done::IdentityConnect, &claim.issuer);
            audit::record(tx, caller, asked.at, &line)?;
            Ok(Connecting {
                provider: claim.provider,
                email: claim.email,
            })
        })
        .await
}

/// Disconnects the person's identities of a provider.
///
/// # Errors
/// [`Refusal::NotFound`] where there is none.
pub async fn disconnect(house: &House, visit: &Visit, issuer: String) -> Answer<()> {
    let at = visit.at;
    house
        .act(visit, move |tx, caller| {
            policy::allow(caller, Deed::OwnAccount, &Object::default(), at)?;
            let account = caller.person().ok_or(Refusal::SignInNeeded)?.account;
            if tx.execute(REMOVE, params![account.0, &issuer])? == 0 {
                return Err(Refusal::NotFound.into());
            }
            let line = Record::of(Done::IdentityDisconnect, &issuer);
            Ok(audit::record(tx, caller, at, &line)?)
        })
        .await
}

fn claim(state: &str) -> Result<Claim, Fault> {
    serde_json::from_str(state).map_err(Fault::other)
}
