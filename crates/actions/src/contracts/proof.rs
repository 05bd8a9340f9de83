//! The one more proof that a new link owes while its number is being guessed at: a code sent to the address on file,
//! or the approval of somebody who is linked.

use domain::account::Person;
use domain::ids::PublicKey;
use domain::limits;
use domain::policy::Deed;
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Reader, Tx, params};
use subtle::ConstantTimeEq as _;

use super::link::{self, Making};
use super::stored::{self, Stored};
use super::told::{self, Addressee};
use super::{Tools, signed_in};
use crate::house::{House, Visit};
use crate::outbox::ContractNews;
use crate::stopped::Answer;

/// A proof that is still asked for is not asked for again: its letter is on the way.
const ASK: &str = "
    INSERT INTO link_proof (account, contract, key, tries, created_at, expires_at) VALUES ($1, $2, $3, 0, $4, $5)
    ON CONFLICT (account, contract) DO UPDATE
    SET key = excluded.key, tries = 0, created_at = excluded.created_at, expires_at = excluded.expires_at
    WHERE link_proof.expires_at <= excluded.created_at";

const OF_ACCOUNT: &str = "
    SELECT contract, key FROM link_proof WHERE account = $1 AND expires_at > $2 AND tries < $3
    ORDER BY contract FOR UPDATE";

const TRY: &str = "UPDATE link_proof SET tries = tries + 1 WHERE account = $1 AND expires_at > $2";
const SPEND: &str = "DELETE FROM link_proof WHERE account = $1 AND contract = $2";

const PENDING: &str = "
    SELECT a.key, a.email, p.created_at FROM link_proof p JOIN account a ON a.id = p.account
    WHERE p.contract = $1 AND p.expires_at > $2 AND a.email IS NOT NULL ORDER BY p.created_at, a.id";

const PENDING_ACCOUNT: &str = "
    SELECT p.account FROM link_proof p JOIN account a ON a.id = p.account
    WHERE p.contract = $1 AND a.key = $2 AND p.expires_at > $3 FOR UPDATE OF p";

/// The purpose that codes are derived for.
pub(super) const CODE: &str = "link code";

/// Somebody who waits for approval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// The opaque key of the account.
    pub account: String,
    /// Its address.
    pub email: String,
    /// Since when.
    pub since: Moment,
}

/// Asks for the proof: a code goes to the owner's address, and those who are linked see who waits.
pub(super) fn ask(
    tx: &mut Tx<'_>,
    tools: &Tools,
    person: &Person,
    contract: &Stored,
    chance: &[u8; 16],
    at: Moment,
) -> Result<(), Fault> {
    let key = PublicKey::mint('p', *chance).to_string();
    let expires = at.plus_minutes(limits::LINK_CODE_MINUTES);
    let asked = tx.execute(
        ASK,
        params![person.account.0, contract.contract.0, &key, at.0, expires.0],
    )?;
    let owner: Vec<_> = told::owner(tx, contract)?.into_iter().collect();
    if asked == 0 {
        return Ok(());
    }
    let news = ContractNews::LinkCode {
        email: person.email.clone(),
        proof: key.clone(),
    };
    told::tell(
        tx,
        &tools.catalog,
        contract,
        &owner,
        &news,
        (&key, Some(person.account)),
        at,
    )
}

/// Links the contract that `code` confirms; gives its opaque key.
///
/// # Errors
/// [`Refusal::CodeWrong`] where no proof that is asked of the visitor has that code, or its tries are used up.
pub async fn confirm(house: &House, visit: &Visit, code: &str) -> Answer<String> {
    let (tools, code, chance, at) = (
        Tools::of(house),
        code.trim().to_owned(),
        house.random(),
        visit.at,
    );
    let confirmed = house.act(visit, move |tx, caller| {
        let person = signed_in(caller)?;
        let tries = i64::from(limits::LINK_CODE_TRIES_MAX);
        let asked = tx.rows(OF_ACCOUNT, params![person.account.0, at.0, tries], |row| {
            Ok((row.get::<i64>(0)?, row.get::<String>(1)?))
        })?;
        tx.execute(TRY, params![person.account.0, at.0])?;
        let right =
            |key: &str| bool::from(tools.keys.code(CODE, key).as_bytes().ct_eq(code.as_bytes()));
        let Some(&(row, _)) = asked.iter().find(|(_, key)| right(key)) else {
            return Ok(Err(Refusal::CodeWrong));
        };
        let contract = stored::locked(tx, row)?.ok_or(Refusal::NotFound)?;
        tx.execute(SPEND, params![person.account.0, row])?;
        let making = Making::new("proof", chance, at);
        link::make(
            tx,
            &tools,
            caller,
            &Addressee::of(person),
            &contract,
            &making,
        )?;
        Ok(Ok(contract.key))
    });
    Ok(confirmed.await??)
}

/// Links somebody who waits for approval to the contract called `contract`.
///
/// # Errors
/// [`Refusal::NotFound`] where the account does not wait, or the visitor is not linked.
pub async fn approve(house: &House, visit: &Visit, contract: &str, account: &str) -> Answer<()> {
    let (tools, chance, at) = (Tools::of(house), house.random(), visit.at);
    let (contract, account) = (contract.to_owned(), account.to_owned());
    house
        .act(visit, move |tx, caller| {
            let contract = stored::held(tx, caller, &contract, Deed::UseContract, at)?;
            let asked = params![contract.contract.0, &account, at.0];
            let waiting = tx.maybe(PENDING_ACCOUNT, asked, |row| row.get::<i64>(0))?;
            let waiting = domain::account::AccountRef(waiting.ok_or(Refusal::NotFound)?);
            let person = told::account(tx, waiting)?.ok_or(Refusal::NotFound)?;
            tx.execute(SPEND, params![waiting.0, contract.contract.0])?;
            link::make(
                tx,
                &tools,
                caller,
                &person,
                &contract,
                &Making::new("approval", chance, at),
            )
        })
        .await
}

/// Who waits for approval.
pub(super) fn pending(
    reader: &Reader<'_>,
    contract: &Stored,
    at: Moment,
) -> Result<Vec<Pending>, Fault> {
    reader.rows(PENDING, params![contract.contract.0, at.0], |row| {
        Ok(Pending {
            account: row.get(0)?,
            email: row.get(1)?,
            since: Moment(row.get(2)?),
        })
    })
}

/// The code in the letter of the proof called `proof`.
pub fn link_code(house: &House, proof: &str) -> String {
    house.keys.code(CODE, proof)
}
