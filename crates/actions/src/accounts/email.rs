//! Changing the address that one signs in with: the old one is proven by signing in, the new one by a code.

use domain::account::Person;
use domain::ids::{EmailAddress, PublicKey};
use domain::limits;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use store::{Fault, Tx, params};
use subtle::ConstantTimeEq as _;

use super::ceremony::{self, Ceremony};
use super::sessions;
use super::sign_in::{self, Miss};
use crate::audit::{self, Done, Record};
use crate::budget::{self, Window};
use crate::organisations;
use crate::outbox::{self, Letter, Posting, Recipient};
use crate::{Answer, House, Seen, Visit};

const KIND: &str = "email";

/// The address as it is spelled; nothing where another account has it.
const CHANGE: &str = "
    UPDATE account SET email = $2
    WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM account other WHERE other.email = $2 AND other.id <> $1)";

/// What was under way for either address is void.
const VOID: &str = "UPDATE sign_in SET spent_at = $3 WHERE email IN ($1, $2) AND spent_at IS NULL";

/// Every other session of the account.
const END_OTHERS: &str = "
    UPDATE session SET ended_at = $3 WHERE account = $1 AND token_hash <> $2 AND ended_at IS NULL";

/// The code of the change with that key, for the letter that delivers it.
pub fn code(house: &House, key: &str) -> String {
    sign_in::code(house.keys.secret_mac("email code", &[], key))
}

/// Writes a code to the new address. Whether another account has it is not told.
///
/// # Errors
/// [`Refusal::FreshSignInNeeded`] where the old address was not proven just now, [`Refusal::TooManyAttempts`].
pub async fn ask(house: &House, visit: &Visit, new: EmailAddress) -> Answer<()> {
    let (asked, key) = (
        visit.clone(),
        PublicKey::mint('y', house.random()).to_string(),
    );
    house
        .act(visit, move |tx, caller| {
            let at = asked.at;
            policy::allow(caller, Deed::OwnAccount, &Object::default(), at)?;
            let person = caller.person().ok_or(Refusal::SignInNeeded)?;
            sessions::require_fresh(tx, &asked)?;
            let address = format!("sign-in/address/{}", new.as_str().to_ascii_lowercase());
            budget::spend(
                tx,
                &address,
                Window::HOUR,
                limits::SIGN_IN_MAILS_PER_ADDRESS_HOUR,
                at,
            )?
            .or_refuse()?;
            let change = Ceremony::new(key.clone(), Some(person.account), new.to_string());
            ceremony::keep(tx, &asked, KIND, &change)?;
            let posting = Posting {
                once: format!("email_change/{key}"),
                to: Recipient {
                    address: new.to_string(),
                    language: person
                        .language
                        .clone()
                        .unwrap_or_else(|| asked.language.clone()),
                    zone: person.zone.clone(),
                },
                incident: None,
                contract: None,
                author: Some(person.account),
                letter: Letter::EmailChange {
                    key,
                    email: new.to_string(),
                },
            };
            Ok(outbox::post(tx, &posting, at)?)
        })
        .await
}

/// The new address that waits for its code in this browser.
pub async fn waiting(house: &House, visit: &Visit) -> Answer<Seen<Option<String>>> {
    let asked = visit.clone();
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::OwnAccount, &Object::default(), asked.at)?;
            let account = caller.person().ok_or(Refusal::SignInNeeded)?.account;
            let change = ceremony::look(reader, &asked, KIND)?
                .filter(|change| change.account == Some(account));
            Ok(change.map(|change| change.state))
        })
        .await
}

/// Changes the address: the session goes on under a new token, every other one ends, and the old address is told.
///
/// # Errors
/// [`Refusal::EmailTaken`] where another account has the address: told to who can read there only.
pub async fn confirm(
    house: &House,
    visit: &Visit,
    typed: &str,
    session: [u8; 32],
) -> Answer<Result<String, Miss>> {
    let (asked, typed, keys) = (visit.clone(), typed.to_owned(), house.keys.clone());
    house
        .act(visit, move |tx, caller| {
            policy::allow(caller, Deed::OwnAccount, &Object::default(), asked.at)?;
            let person = caller.person().ok_or(Refusal::SignInNeeded)?;
            let change = ceremony::look(tx, &asked, KIND)?
                .filter(|change| change.account == Some(person.account));
            let Some(change) = change else {
                return Ok(Err(Miss::Expired));
            };
            let right = sign_in::code(keys.secret_mac("email code", &[], &change.key));
            if !bool::from(right.as_bytes().ct_eq(typed.as_bytes())) {
                return wrong(tx, &asked, &change).map(Err);
            }
            ceremony::take(tx, &asked, KIND)?;
            if tx.execute(CHANGE, params![person.account.0, &change.state])? != 1 {
                return Err(Refusal::EmailTaken.into());
            }
            organisations::recognise(tx, person.account, &change.state)?;
            tx.execute(VOID, params![&person.email, &change.state, asked.at.0])?;
            sessions::renew(tx, &asked, &session)?;
            tx.execute(END_OTHERS, params![person.account.0, &session, asked.at.0])?;
            tell(tx, &asked, person, &change)?;
            let line = Record::of(Done::AccountEmail, &person.key);
            audit::record(tx, caller, asked.at, &line)?;
            Ok(Ok(change.state))
        })
        .await
}

fn wrong(tx: &mut Tx<'_>, visit: &Visit, change: &Ceremony) -> Answer<Miss> {
    let left = i64::from(limits::SIGN_IN_TRIES_MAX) - change.tries - 1;
    if left > 0 {
        ceremony::miss(tx, change)?;
        return Ok(Miss::Wrong { left });
    }
    ceremony::take(tx, visit, KIND)?;
    Ok(Miss::Expired)
}

fn tell(tx: &mut Tx<'_>, visit: &Visit, person: &Person, change: &Ceremony) -> Result<(), Fault> {
    let posting = Posting {
        once: format!("email_changed/{}", change.key),
        to: Recipient {
            address: person.email.clone(),
            language: person
                .language
                .clone()
                .unwrap_or_else(|| visit.language.clone()),
            zone: person.zone.clone(),
        },
        incident: None,
        contract: None,
        author: Some(person.account),
        letter: Letter::EmailChanged {
            email: change.state.clone(),
        },
    };
    outbox::post(tx, &posting, visit.at)
}
