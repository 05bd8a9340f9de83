//! Beginning a session: always under a token that did not exist before.

use domain::account::{AccountRef, session_end};
use domain::limits;
use domain::time::Moment;
use store::{Fault, Tx, params};

use crate::audit::{self, Done, Record};
use crate::incidents::drafts;
use crate::{Answer, Visit};

const ACCOUNT: &str = "
    SELECT key, (SELECT COUNT(*) FROM account_role r WHERE r.account = a.id) FROM account a WHERE id = $1";

const INSERT: &str = "
    INSERT INTO session (token_hash, key, account, created_at, seen_at, expires_at, proven_at, passkey_at, agent, address)
    VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9)";

/// Ends the session that the browser held before: its token opens nothing from now on.
const REPLACE: &str = "UPDATE session SET ended_at = $2 WHERE token_hash = $1 AND ended_at IS NULL";

/// Ends all but the newest sessions of an account.
const TRIM: &str = "
    UPDATE session SET ended_at = $2
    WHERE ended_at IS NULL AND token_hash IN (
        SELECT token_hash FROM session WHERE account = $1 AND ended_at IS NULL
        ORDER BY seen_at DESC, key LIMIT 1000 OFFSET $3)";

/// What a session begins on.
#[derive(Clone, Debug)]
pub struct Device {
    /// The hash of the new session's token.
    pub session: [u8; 32],
    /// What the browser calls itself.
    pub agent: String,
}

/// Somebody has signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// The account's key.
    pub account: String,
    /// When the session ends at the latest.
    pub until: Moment,
    /// Where the person was going; a local path.
    pub return_to: String,
}

/// How the person proved who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    /// By a letter to the account's address.
    Mail,
    /// Through a provider that the account is connected to.
    Provider,
    /// With a passkey.
    Passkey,
    /// By nothing but a click, in the demo.
    Demo,
}

/// A session that is to begin.
pub(crate) struct Beginning<'a> {
    /// Whose it is.
    pub account: AccountRef,
    /// On what.
    pub device: &'a Device,
    /// How the person proved who they are.
    pub proof: Proof,
    /// The session's key.
    pub key: String,
    /// Where the person was going.
    pub return_to: String,
}

/// Begins a session, ends the one that the browser held, and adopts the visitor's drafts.
pub(crate) fn begin(tx: &mut Tx<'_>, visit: &Visit, beginning: Beginning<'_>) -> Answer<SignedIn> {
    let Beginning {
        account,
        device,
        proof,
        key,
        return_to,
    } = beginning;
    let at = visit.at;
    let (account_key, roles) = tx.row(ACCOUNT, params![account.0], |row| {
        Ok((row.get::<String>(0)?, row.get::<i64>(1)?))
    })?;
    if let Some(held) = &visit.session {
        tx.execute(REPLACE, params![held, at.0])?;
    }
    tx.execute(
        TRIM,
        params![account.0, at.0, limits::SESSIONS_MAX as i64 - 1],
    )?;
    let proven = matches!(proof, Proof::Mail | Proof::Demo).then_some(at.0);
    let passkey = matches!(proof, Proof::Passkey | Proof::Demo).then_some(at.0);
    let ends = session_end(roles > 0, at, at);
    tx.execute(
        INSERT,
        params![
            &device.session,
            &key,
            account.0,
            at.0,
            ends.0,
            proven,
            passkey,
            &device.agent,
            &visit.network
        ],
    )?;
    if let Some(browser) = &visit.browser {
        drafts::adopt(tx, browser, account, at)?;
    }
    record(tx, visit, &account_key, proof)?;
    // The longest life follows from a last use as late as it can be.
    let until = session_end(roles > 0, at, Moment::MAX);
    Ok(SignedIn {
        account: account_key,
        until,
        return_to,
    })
}

fn record(tx: &mut Tx<'_>, visit: &Visit, account: &str, proof: Proof) -> Result<(), Fault> {
    let by = match proof {
        Proof::Mail => "mail",
        Proof::Provider => "provider",
        Proof::Passkey => "passkey",
        Proof::Demo => "demo",
    };
    let line = Record {
        after: Some(by),
        network: Some(&visit.network),
        ..Record::of(Done::SessionBegin, account)
    };
    audit::record_many(tx, &[(account, visit.at, line)])
}
