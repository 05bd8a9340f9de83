//! Taking over a visitor's drafts at sign-in.

use domain::account::AccountRef;
use domain::time::Moment;
use store::{Fault, Tx, params};

use super::start;

const ADOPT: &str = "
    UPDATE draft SET account = $2, browser_hash = NULL, expires_at = $4
    WHERE browser_hash = $1 AND account IS NULL AND ended_at IS NULL AND expires_at > $3";

/// Gives the open drafts that hang on a browser's cookie to the account that has just signed in with it, and says how
/// many. From now on the cookie opens none of them.
pub fn adopt(
    tx: &mut Tx<'_>,
    browser: &[u8; 32],
    account: AccountRef,
    at: Moment,
) -> Result<u64, Fault> {
    let expires = start::kept_until(tx, true, at)?;
    tx.execute(ADOPT, params![browser, account.0, at.0, expires.0])
}
