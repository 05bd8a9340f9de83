//! Turning off a kind of letters by the address that each of them carries, without signing in. Whoever has the letter can
//! do no more with it than that: the token names one person and one kind.

use domain::account::Notice;
use domain::refusal::Refusal;
use store::{Reader, params};
use subtle::ConstantTimeEq as _;

use super::profile::HUSH;
use crate::audit::{self, Done, Record};
use crate::keys::KeyRing;
use crate::{Answer, House, Seen, Visit};

/// The purpose that tokens are derived for.
const PURPOSE: &str = "turn off letters";

const KEY: &str = "SELECT key FROM account WHERE email = $1";

const FOUND: &str = "SELECT id FROM account WHERE key = $1 AND erased_at IS NULL";

/// The token in a letter to `address` that turns off `notice`; nothing where nobody has an account with that address.
pub async fn token(house: &House, address: &str, notice: Notice) -> Answer<Option<String>> {
    let address = address.to_owned();
    let key: Option<String> = house
        .store
        .read(move |reader| reader.maybe(KEY, params![&address], |row| row.get(0)))
        .await?;
    Ok(key.map(|key| signed(&house.keys, &key, notice)))
}

/// The kind of letters that `token` turns off.
///
/// # Errors
/// [`Refusal::NotFound`] for a token that was never given out, and for an account that is gone.
pub async fn asked(house: &House, visit: &Visit, token: &str) -> Answer<Seen<Notice>> {
    let (key, notice) = checked(&house.keys, token)?;
    house
        .see(visit, move |reader, _| {
            account(reader, &key)?;
            Ok(notice)
        })
        .await
}

/// Turns off the kind of letters that `token` names, for the person that it names. Doing it again changes nothing.
///
/// # Errors
/// As [`asked`].
pub async fn turn_off(house: &House, visit: &Visit, token: &str) -> Answer<()> {
    let ((key, notice), at) = (checked(&house.keys, token)?, visit.at);
    house
        .act(visit, move |tx, caller| {
            let account = account(tx, &key)?;
            if tx.execute(HUSH, params![account, notice.code(), at.0])? == 0 {
                return Ok(());
            }
            let line = Record {
                after: Some(notice.code()),
                ..Record::of(Done::AccountTurnOffLetters, &key)
            };
            Ok(audit::record(tx, caller, at, &line)?)
        })
        .await
}

/// An account's key and a kind, with what proves that we put them together.
fn signed(keys: &KeyRing, key: &str, notice: Notice) -> String {
    let named = format!("{key}.{}", notice.code());
    let proof = keys.token(PURPOSE, &named);
    format!("{named}.{proof}")
}

fn checked(keys: &KeyRing, token: &str) -> Result<(String, Notice), Refusal> {
    let mut parts = token.split('.');
    let (key, kind) = parts.next().zip(parts.next()).ok_or(Refusal::NotFound)?;
    let notice = Notice::from_code(kind).ok_or(Refusal::NotFound)?;
    let right = signed(keys, key, notice);
    if bool::from(right.as_bytes().ct_eq(token.as_bytes())) {
        Ok((key.to_owned(), notice))
    } else {
        Err(Refusal::NotFound)
    }
}

fn account(reader: &Reader<'_>, key: &str) -> Answer<i64> {
    let found = reader.maybe(FOUND, params![key], |row| row.get(0))?;
    Ok(found.ok_or(Refusal::NotFound)?)
}
