//! Spending a link or a code: once, in time, and the code only in the browser that asked.

use domain::account::AccountRef;
use domain::ids::PublicKey;
use domain::limits;
use domain::refusal::Refusal;
use store::{Fault, Row, Tx, params};
use subtle::ConstantTimeEq as _;

use super::link_hash;
use crate::accounts::enrol;
use crate::accounts::sessions::{Beginning, Device, Proof, SignedIn, begin};
use crate::{Answer, House, Visit};

const BY_LINK: &str = "
    SELECT id, email, browser_hash, return_to FROM sign_in
    WHERE link_hash = $1 AND spent_at IS NULL AND expires_at > $2 FOR UPDATE";

const BY_BROWSER: &str = "
    SELECT id, email, browser_hash, return_to, key, tries FROM sign_in
    WHERE browser_hash = $1 AND spent_at IS NULL AND expires_at > $2
    ORDER BY id DESC LIMIT 1 FOR UPDATE";

const SPEND: &str = "UPDATE sign_in SET spent_at = $2 WHERE id = $1 AND spent_at IS NULL";

/// Counts a wrong code; the last one allowed spends the sign-in.
const TRY: &str = "
    UPDATE sign_in SET tries = tries + 1, spent_at = CASE WHEN tries + 1 >= $2 THEN CAST($3 AS BIGINT) END WHERE id = $1";

/// Why a code did not sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Miss {
    /// It is not the code.
    Wrong {
        /// Tries left, at least 1.
        left: i64,
    },
    /// This browser has no sign-in under way: it is spent, voided, too old, or was asked for elsewhere.
    Expired,
}

/// A row of a sign-in that can be spent.
struct Spendable {
    id: i64,
    email: String,
    browser: Vec<u8>,
    return_to: String,
}

/// Signs in with the link of a letter, in any browser.
///
/// # Errors
/// [`Refusal::SignInExpired`] where the link is spent, voided, too old or unknown, or the account is disabled.
pub async fn by_link(house: &House, visit: &Visit, link: &str, device: Device) -> Answer<SignedIn> {
    let (hash, keys, asked) = (link_hash(link), Keys::draw(house), visit.clone());
    house
        .act(visit, move |tx, _caller| {
            let found = tx.maybe(BY_LINK, params![&hash, asked.at.0], spendable)?;
            enter(
                tx,
                &asked,
                found.ok_or(Refusal::SignInExpired)?,
                &device,
                keys,
            )
        })
        .await
}

/// Signs in with the code of the letter that this browser asked for last.
pub async fn by_code(
    house: &House,
    visit: &Visit,
    code: &str,
    device: Device,
) -> Answer<Result<SignedIn, Miss>> {
    let (keys, asked, typed) = (Keys::draw(house), visit.clone(), code.to_owned());
    let ring = house.keys.clone();
    let browser = visit.browser.unwrap_or_default();
    house
        .act(visit, move |tx, _caller| {
            let found = tx.maybe(BY_BROWSER, params![&browser, asked.at.0], |row| {
                Ok((spendable(row)?, row.get::<String>(4)?, row.get::<i64>(5)?))
            })?;
            let Some((found, key, tries)) = found else {
                return Ok(Err(Miss::Expired));
            };
            let right = super::code_of(&ring, &key);
            if !bool::from(right.as_bytes().ct_eq(typed.as_bytes())) {
                let most = i64::from(limits::SIGN_IN_TRIES_MAX);
                tx.execute(TRY, params![found.id, most, asked.at.0])?;
                let left = most - tries - 1;
                return Ok(Err(if left > 0 {
                    Miss::Wrong { left }
                } else {
                    Miss::Expired
                }));
            }
            enter(tx, &asked, found, &device, keys).map(Ok)
        })
        .await
}

/// The keys that a first sign-in needs.
struct Keys {
    account: String,
    session: String,
}

impl Keys {
    fn draw(house: &House) -> Self {
        let mint = |kind| PublicKey::mint(kind, house.random()).to_string();
        Self {
            account: mint('a'),
            session: mint('s'),
        }
    }
}

fn spendable(row: &Row<'_>) -> Result<Spendable, Fault> {
    Ok(Spendable {
        id: row.get(0)?,
        email: row.get(1)?,
        browser: row.get(2)?,
        return_to: row.get(3)?,
    })
}

/// Spends the sign-in and begins the session; a first sign-in makes the account.
fn enter(
    tx: &mut Tx<'_>,
    visit: &Visit,
    found: Spendable,
    device: &Device,
    keys: Keys,
) -> Answer<SignedIn> {
    if tx.execute(SPEND, params![found.id, visit.at.0])? != 1 {
        return Err(Refusal::SignInExpired.into());
    }
    let account: AccountRef =
        enrol::open(tx, &found.email, keys.account, visit)?.ok_or(Refusal::SignInExpired)?;
    // Where somebody was going elsewhere means nothing here, and may have been chosen by who asked.
    let is_own = visit
        .browser
        .is_some_and(|browser| browser.as_slice() == found.browser);
    let return_to = if is_own {
        found.return_to
    } else {
        "/".to_owned()
    };
    let beginning = Beginning {
        account,
        device,
        proof: Proof::Mail,
        key: keys.session,
        return_to,
    };
    begin(tx, visit, beginning)
}
