//! Ending sessions: this one, another one, or all of them. An ended session is dead at once.

use domain::account::AccountRef;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Tx, params};

use crate::audit::{self, Done, Record};
use crate::{Answer, House, Visit};

const END_THIS: &str =
    "UPDATE session SET ended_at = $2 WHERE token_hash = $1 AND ended_at IS NULL";

const END_ONE: &str = "
    UPDATE session SET ended_at = $3 WHERE key = $1 AND account = $2 AND ended_at IS NULL AND expires_at > $3";

const END_ALL: &str = "UPDATE session SET ended_at = $2 WHERE account = $1 AND ended_at IS NULL";

/// Signs out here. Somebody who is not signed in already is.
pub async fn sign_out(house: &House, visit: &Visit) -> Answer<()> {
    let Some(session) = visit.session else {
        return Ok(());
    };
    let at = visit.at;
    house
        .act(visit, move |tx, _caller| {
            tx.execute(END_THIS, params![&session, at.0])?;
            Ok(())
        })
        .await
}

/// Ends one of the person's sessions.
///
/// # Errors
/// [`Refusal::NotFound`] where the key is another person's, or of a session that has ended.
pub async fn end_one(house: &House, visit: &Visit, key: String) -> Answer<()> {
    let at = visit.at;
    house
        .act(visit, move |tx, caller| {
            policy::allow(caller, Deed::OwnAccount, &Object::default(), at)?;
            let account = caller.person().ok_or(Refusal::SignInNeeded)?.account;
            match tx.execute(END_ONE, params![&key, account.0, at.0])? {
                1 => Ok(audit::record(
                    tx,
                    caller,
                    at,
                    &Record::of(Done::SessionEnd, &key),
                )?),
                _ => Err(Refusal::NotFound.into()),
            }
        })
        .await
}

/// Ends all of the person's sessions, the one that asks too.
pub async fn sign_out_everywhere(house: &House, visit: &Visit) -> Answer<()> {
    let at = visit.at;
    house
        .act(visit, move |tx, caller| {
            policy::allow(caller, Deed::OwnAccount, &Object::default(), at)?;
            let person = caller.person().ok_or(Refusal::SignInNeeded)?;
            end_all(tx, person.account, at)?;
            let line = Record::of(Done::SessionEndAll, &person.key);
            Ok(audit::record(tx, caller, at, &line)?)
        })
        .await
}

/// Ends every session of an account.
pub(crate) fn end_all(tx: &mut Tx<'_>, account: AccountRef, at: Moment) -> Result<(), Fault> {
    tx.execute(END_ALL, params![account.0, at.0]).map(|_| ())
}
