//! What is done twice under one key is done once, and answered the same: a second click, a browser that tries again.
//!
//! Two pages have two keys: of those the later is told what has changed, as the rules say it.

use domain::account::Caller;
use domain::limits;
use domain::refusal::Refusal;
use domain::time::Moment;
use sha2::{Digest as _, Sha256};
use store::{Fault, Tx, params};

use crate::Answer;

const TAKE: &str = "
    INSERT INTO repeat (account, once, digest, at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (account, once, digest) DO NOTHING";

const SWEEP: &str = "DELETE FROM repeat WHERE at <= $1";

/// Whether the caller has done `what`, told in parts, under the key `once` before; where not, it is remembered with the
/// transaction. Without a key nothing is a repeat.
///
/// # Errors
/// [`Refusal::KeyTooLong`].
pub(crate) fn is_repeat(
    tx: &mut Tx<'_>,
    caller: &Caller,
    once: Option<&str>,
    what: &[&str],
    at: Moment,
) -> Answer<bool> {
    let (Some(person), Some(once)) = (caller.person(), once) else {
        return Ok(false);
    };
    if once.chars().count() > limits::IDEMPOTENCY_KEY_CHARS_MAX {
        return Err(Refusal::KeyTooLong.into());
    }
    let mut hash = Sha256::new();
    for part in what {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    let digest: [u8; 32] = hash.finalize().into();
    let values = params![person.account.0, once, &digest, at.0];
    Ok(tx.execute(TAKE, values)? == 0)
}

/// Forgets the keys of forms that nobody sends again.
pub(crate) fn sweep(tx: &mut Tx<'_>, at: Moment) -> Result<(), Fault> {
    let old = at.plus_days(-limits::IDEMPOTENCY_DAYS);
    tx.execute(SWEEP, params![old.0]).map(|_| ())
}
