//! What has to be kept between two requests of one browser: a passkey's or a provider's challenge, a code for a new
//! address. Each is taken once.

use domain::account::AccountRef;
use domain::limits;
use domain::refusal::Refusal;
use store::{Fault, Reader, Row, Tx, params};

use crate::{Answer, Visit};

/// A new ceremony of a kind takes the place of the one before, in one browser.
const REPLACE: &str = "DELETE FROM ceremony WHERE browser_hash = $1 AND kind = $2";

const KEEP: &str = "
    INSERT INTO ceremony (key, kind, browser_hash, account, state, tries, created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, 0, $6, $7)";

const LOOK: &str = "
    SELECT key, account, state, tries FROM ceremony WHERE browser_hash = $1 AND kind = $2 AND expires_at > $3";

const TAKE: &str = "
    DELETE FROM ceremony WHERE browser_hash = $1 AND kind = $2 AND expires_at > $3
    RETURNING key, account, state, tries";

const MISS: &str = "UPDATE ceremony SET tries = tries + 1 WHERE key = $1";

/// A ceremony under way.
#[derive(Clone, Debug)]
pub(crate) struct Ceremony {
    /// Its key.
    pub key: String,
    /// The account that began it, where somebody was signed in.
    pub account: Option<AccountRef>,
    /// What was kept.
    pub state: String,
    /// Wrong answers so far.
    pub tries: i64,
}

impl Ceremony {
    /// One that is about to begin.
    pub const fn new(key: String, account: Option<AccountRef>, state: String) -> Self {
        Self {
            key,
            account,
            state,
            tries: 0,
        }
    }
}

/// Keeps a ceremony for the browser's next request.
pub(crate) fn keep(tx: &mut Tx<'_>, visit: &Visit, kind: &str, ceremony: &Ceremony) -> Answer<()> {
    let browser = visit.browser.ok_or(Refusal::SignInExpired)?;
    let expires = visit.at.plus_minutes(limits::CEREMONY_MINUTES);
    let account = ceremony.account.map(|account| account.0);
    tx.execute(REPLACE, params![&browser, kind])?;
    tx.execute(
        KEEP,
        params![
            &ceremony.key,
            kind,
            &browser,
            account,
            &ceremony.state,
            visit.at.0,
            expires.0
        ],
    )?;
    Ok(())
}

/// What this browser has kept, left where it is.
pub(crate) fn look(
    reader: &Reader<'_>,
    visit: &Visit,
    kind: &str,
) -> Result<Option<Ceremony>, Fault> {
    let browser = visit.browser.unwrap_or_default();
    reader.maybe(LOOK, params![&browser, kind, visit.at.0], ceremony)
}

/// Takes what this browser has kept; it is gone then.
pub(crate) fn take(tx: &mut Tx<'_>, visit: &Visit, kind: &str) -> Result<Option<Ceremony>, Fault> {
    let browser = visit.browser.unwrap_or_default();
    Ok(tx
        .returning(TAKE, params![&browser, kind, visit.at.0], ceremony)?
        .pop())
}

/// Counts a wrong answer.
pub(crate) fn miss(tx: &mut Tx<'_>, ceremony: &Ceremony) -> Result<(), Fault> {
    tx.execute(MISS, params![&ceremony.key]).map(|_| ())
}

fn ceremony(row: &Row<'_>) -> Result<Ceremony, Fault> {
    Ok(Ceremony {
        key: row.get(0)?,
        account: row.get::<Option<i64>>(1)?.map(AccountRef),
        state: row.get(2)?,
        tries: row.get(3)?,
    })
}
