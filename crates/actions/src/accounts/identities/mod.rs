//! Sign-ins through OpenID Connect providers. Who somebody is there is issuer and subject; an e-mail address is only
//! what a provider says of them.

mod arrive;
mod connect;

use domain::account::AccountRef;
use domain::ids::PublicKey;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Reader, Tx, params};

use super::ceremony::{self, Ceremony};
use crate::{Answer, House, Seen, Visit};

pub use arrive::{Arrival, Outcome, arrive};
pub use connect::{Connecting, connect, connecting, disconnect};

const LIST: &str =
    "SELECT issuer, linked_at FROM account_identity WHERE account = $1 ORDER BY linked_at, issuer";

const OWNER: &str = "SELECT account FROM account_identity WHERE issuer = $1 AND subject = $2";

const LINK: &str = "
    INSERT INTO account_identity (issuer, subject, account, linked_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (issuer, subject) DO NOTHING";

/// A sign-in at a provider that an account is connected to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connected {
    /// The provider.
    pub issuer: String,
    /// Since when.
    pub since: Moment,
}

/// What was kept while the browser was at a provider.
#[derive(Clone, Debug)]
pub struct Kept {
    /// What the entrypoint gave to be kept.
    pub state: String,
    /// The account that was signed in when it began, which wants to be connected.
    pub connects: Option<AccountRef>,
}

/// Keeps the state of a sign-in at `provider` until the browser comes back; whoever is signed in wants to connect it.
pub async fn keep(house: &House, visit: &Visit, provider: &str, state: String) -> Answer<()> {
    let (asked, key) = (
        visit.clone(),
        PublicKey::mint('y', house.random()).to_string(),
    );
    let kind = format!("provider/{provider}");
    house
        .act(visit, move |tx, caller| {
            let account = caller.person().map(|person| person.account);
            ceremony::keep(tx, &asked, &kind, &Ceremony::new(key, account, state))
        })
        .await
}

/// Takes what was kept for `provider` in this browser; it is gone then.
pub async fn take(house: &House, visit: &Visit, provider: &str) -> Answer<Option<Kept>> {
    let (asked, kind) = (visit.clone(), format!("provider/{provider}"));
    house
        .act(visit, move |tx, _caller| {
            let taken = ceremony::take(tx, &asked, &kind)?;
            Ok(taken.map(|taken| Kept {
                state: taken.state,
                connects: taken.account,
            }))
        })
        .await
}

/// The providers that the person is connected to.
pub async fn list(house: &House, visit: &Visit) -> Answer<Seen<Vec<Connected>>> {
    let at = visit.at;
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::OwnAccount, &Object::default(), at)?;
            let account = caller.person().ok_or(Refusal::SignInNeeded)?.account;
            Ok(reader.rows(LIST, params![account.0], |row| {
                Ok(Connected {
                    issuer: row.get(0)?,
                    since: Moment(row.get(1)?),
                })
            })?)
        })
        .await
}

/// The account that the identity belongs to.
fn owner(reader: &Reader<'_>, issuer: &str, subject: &str) -> Result<Option<AccountRef>, Fault> {
    reader.maybe(OWNER, params![issuer, subject], |row| {
        Ok(AccountRef(row.get(0)?))
    })
}

/// Connects the identity to the account, unless it is another's.
fn link(
    tx: &mut Tx<'_>,
    issuer: &str,
    subject: &str,
    account: AccountRef,
    at: Moment,
) -> Answer<()> {
    tx.execute(LINK, params![issuer, subject, account.0, at.0])?;
    if owner(tx, issuer, subject)? == Some(account) {
        Ok(())
    } else {
        Err(Refusal::IdentityTaken.into())
    }
}
