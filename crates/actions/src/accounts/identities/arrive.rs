//! Somebody comes back from a provider.

use domain::account::AccountRef;
use domain::ids::{EmailAddress, PublicKey};
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::{Fault, Reader, Tx, params};

use super::{link, owner};
use crate::accounts::ceremony::{self, Ceremony};
use crate::accounts::enrol;
use crate::accounts::sessions::{Beginning, Device, Proof, SignedIn, begin};
use crate::audit::{self, Done, Record};
use crate::{Answer, House, Visit};

const HAS_ACCOUNT: &str = "SELECT id FROM account WHERE email = $1";

const LIVE: &str = "SELECT id FROM account WHERE id = $1 AND disabled_at IS NULL";

const NAME: &str = "UPDATE account SET name = $2 WHERE id = $1 AND name = ''";

/// The kind of the ceremony in which an address is proven before an identity is connected to its account.
pub(super) const CONNECT: &str = "connect";

/// Who a provider says has come, checked by the entrypoint.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// The provider's name on our pages.
    pub provider: String,
    /// The issuer.
    pub issuer: String,
    /// The provider's own name for the person.
    pub subject: String,
    /// An address that the provider has proven.
    pub email: Option<EmailAddress>,
    /// What the provider calls the person; may be empty.
    pub name: String,
    /// Where the person was going.
    pub return_to: String,
    /// The account that wants to be connected.
    pub connects: Option<AccountRef>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The person is signed in.
    SignedIn(SignedIn),
    /// The identity is connected to the account that asked for it.
    Connected,
    /// There is an account with that address: whoever has come must prove that it is theirs.
    ProveAddress {
        /// The address.
        email: String,
    },
    /// The identity is new and the provider has proven no address.
    NoAddress,
}

/// What is kept while an address is proven.
#[derive(Serialize, Deserialize)]
pub(super) struct Claim {
    pub provider: String,
    pub issuer: String,
    pub subject: String,
    pub email: String,
}

/// Signs in whom the identity belongs to; connects a new one to the account that asked; makes an account for a new
/// address. An account is never entered on the word of a provider that it is not connected to.
///
/// # Errors
/// [`Refusal::IdentityTaken`] where the identity is another account's, [`Refusal::SignInExpired`] where the account
/// is disabled or is signed in no longer.
pub async fn arrive(
    house: &House,
    visit: &Visit,
    arrival: Arrival,
    device: Device,
) -> Answer<Outcome> {
    let asked = visit.clone();
    let [session, account, claim] =
        ['s', 'a', 'y'].map(|kind| PublicKey::mint(kind, house.random()).to_string());
    house
        .act(visit, move |tx, caller| {
            let known = owner(tx, &arrival.issuer, &arrival.subject)?;
            if let Some(wanted) = arrival.connects {
                if caller.person().map(|person| person.account) != Some(wanted) {
                    return Err(Refusal::SignInExpired.into());
                }
                link(tx, &arrival.issuer, &arrival.subject, wanted, asked.at)?;
                let line = Record::of(Done::IdentityConnect, &arrival.issuer);
                audit::record(tx, caller, asked.at, &line)?;
                return Ok(Outcome::Connected);
            }
            let account = match (known, &arrival.email) {
                (Some(account), _) => account,
                (None, None) => return Ok(Outcome::NoAddress),
                (None, Some(email)) if has_account(tx, email)? => {
                    return prove_first(tx, &asked, &arrival, email, claim);
                }
                (None, Some(email)) => newcomer(tx, &asked, &arrival, email, account)?,
            };
            let live = tx.maybe(LIVE, params![account.0], |row| row.get::<i64>(0))?;
            live.ok_or(Refusal::SignInExpired)?;
            let return_to = arrival.return_to;
            let beginning = Beginning {
                account,
                device: &device,
                proof: Proof::Provider,
                key: session,
                return_to,
            };
            begin(tx, &asked, beginning).map(Outcome::SignedIn)
        })
        .await
}

fn has_account(reader: &Reader<'_>, email: &EmailAddress) -> Result<bool, Fault> {
    Ok(reader
        .maybe(HAS_ACCOUNT, params![email.as_str()], |row| {
            row.get::<i64>(0)
        })?
        .is_some())
}

/// Keeps who has come until the address is proven in this browser.
fn prove_first(
    tx: &mut Tx<'_>,
    visit: &Visit,
    arrival: &Arrival,
    email: &EmailAddress,
    key: String,
) -> Answer<Outcome> {
    let claim = Claim {
        provider: arrival.provider.clone(),
        issuer: arrival.issuer.clone(),
        subject: arrival.subject.clone(),
        email: email.to_string(),
    };
    let state = serde_json::to_string(&claim).map_err(Fault::other)?;
    ceremony::keep(tx, visit, CONNECT, &Ceremony::new(key, None, state))?;
    Ok(Outcome::ProveAddress { email: claim.email })
}

/// Makes an account for an address that only the provider knows so far.
fn newcomer(
    tx: &mut Tx<'_>,
    visit: &Visit,
    arrival: &Arrival,
    email: &EmailAddress,
    key: String,
) -> Answer<AccountRef> {
    let account = enrol::open(tx, email.as_str(), key, visit)?.ok_or(Refusal::SignInExpired)?;
    tx.execute(NAME, params![account.0, &arrival.name])?;
    link(tx, &arrival.issuer, &arrival.subject, account, visit.at)?;
    Ok(account)
}
