//! Sessions: where a person is signed in.

mod begin;
mod end;

use domain::limits;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Reader, Tx, params};

use crate::{Answer, House, Seen, Visit};

pub(crate) use begin::{Beginning, Proof, begin};
pub use begin::{Device, SignedIn};
pub(crate) use end::end_all;
pub use end::{end_one, sign_out, sign_out_everywhere};

/// An account's live sessions, the last used first.
const LIVE: &str = "
    SELECT key, created_at, seen_at, agent, address, CASE WHEN token_hash = $2 THEN 1 ELSE 0 END
    FROM session WHERE account = $1 AND ended_at IS NULL AND expires_at > $3
    ORDER BY seen_at DESC, key";

const PROVEN: &str = "SELECT proven_at FROM session WHERE token_hash = $1";

/// Gives a session another token.
const RENEW: &str = "UPDATE session SET token_hash = $2 WHERE token_hash = $1 AND ended_at IS NULL";

const SHOWN: &str = "UPDATE session SET passkey_at = $2 WHERE token_hash = $1";

/// One place where a person is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its key in addresses.
    pub key: String,
    /// When it began.
    pub begun: Moment,
    /// When it was last used, to five minutes.
    pub used: Moment,
    /// What the browser calls itself.
    pub agent: String,
    /// The network it began from.
    pub network: String,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

/// Where the person is signed in, the last used first.
pub async fn list(house: &House, visit: &Visit) -> Answer<Seen<Vec<Session>>> {
    let (at, this) = (visit.at, visit.session.unwrap_or_default());
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::OwnAccount, &Object::default(), at)?;
            let account = caller.person().ok_or(Refusal::SignInNeeded)?.account;
            Ok(reader.rows(LIVE, params![account.0, &this, at.0], |row| {
                Ok(Session {
                    key: row.get(0)?,
                    begun: Moment(row.get(1)?),
                    used: Moment(row.get(2)?),
                    agent: row.get(3)?,
                    network: row.get(4)?,
                    is_this: row.get::<i64>(5)? == 1,
                })
            })?)
        })
        .await
}

/// Refuses where the address was not proven by mail just now, in the session that asks.
pub(crate) fn require_fresh(reader: &Reader<'_>, visit: &Visit) -> Answer<()> {
    let session = visit.session.ok_or(Refusal::SignInNeeded)?;
    let proven = reader.maybe(PROVEN, params![&session], |row| {
        Ok(row.get::<Option<i64>>(0)?.map(Moment))
    })?;
    let is_fresh = |proven: Moment| visit.at < proven.plus_minutes(limits::FRESH_SIGN_IN_MINUTES);
    if proven.flatten().is_some_and(is_fresh) {
        Ok(())
    } else {
        Err(Refusal::FreshSignInNeeded.into())
    }
}

/// Gives the session that asks another token, `session`: what the old one allowed, nobody can do with it any longer.
pub(crate) fn renew(tx: &mut Tx<'_>, visit: &Visit, session: &[u8; 32]) -> Answer<()> {
    let old = visit.session.ok_or(Refusal::SignInNeeded)?;
    match tx.execute(RENEW, params![&old, session])? {
        1 => Ok(()),
        _ => Err(Refusal::SignInNeeded.into()),
    }
}

/// Writes down that a passkey was shown, under a new token.
pub(crate) fn step_up(tx: &mut Tx<'_>, visit: &Visit, session: &[u8; 32]) -> Answer<()> {
    renew(tx, visit, session)?;
    tx.execute(SHOWN, params![session, visit.at.0])?;
    Ok(())
}
