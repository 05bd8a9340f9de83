//! Ending a link: by the one who holds it, by the owner, or by whoever was told of it and undoes it.

use domain::account::AccountRef;
use domain::limits;
use domain::policy::Deed;
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Reader, Tx, params};

use super::link::undo_hash;
use super::stored::{self, Stored};
use super::summary::{self, Summary};
use super::{Tools, signed_in, told};
use crate::audit::{self, Done, Record};
use crate::house::{House, Seen, Visit};
use crate::outbox::ContractNews;
use crate::stopped::Answer;

const END: &str = "
    UPDATE link SET ended_at = $3, ended_by = $4 WHERE contract = $1 AND account = $2 AND ended_at IS NULL";

const ACCOUNT: &str = "SELECT id FROM account WHERE key = $1";

const BY_TOKEN: &str =
    "SELECT contract, account, made_at, ended_at, key FROM link WHERE undo_hash = $1";

/// Ends the visitor's own link to the contract called `key`; nobody else's.
///
/// # Errors
/// [`Refusal::NotFound`] where there is none.
pub async fn unlink(house: &House, visit: &Visit, key: &str) -> Answer<()> {
    let (key, at) = (key.to_owned(), visit.at);
    house
        .act(visit, move |tx, caller| {
            let account = signed_in(caller)?.account;
            let contract = stored::held(tx, caller, &key, Deed::UseContract, at)?;
            end(tx, &contract, account, caller.key(), at)?;
            let line = Record {
                before: Some(caller.key()),
                ..Record::of(Done::LinkEnd, &key)
            };
            Ok(audit::record(tx, caller, at, &line)?)
        })
        .await
}

/// Ends somebody's link to the contract called `key`, as its owner; the person is told.
///
/// # Errors
/// [`Refusal::NotFound`] for anybody but the owner, or where the account called `person` is not linked.
pub async fn revoke(house: &House, visit: &Visit, key: &str, person: &str) -> Answer<()> {
    let (tools, at) = (Tools::of(house), visit.at);
    let (key, person) = (key.to_owned(), person.to_owned());
    house
        .act(visit, move |tx, caller| {
            let contract = stored::held(tx, caller, &key, Deed::OwnContract, at)?;
            let account = tx.maybe(ACCOUNT, params![&person], |row| row.get::<i64>(0))?;
            let account = AccountRef(account.ok_or(Refusal::NotFound)?);
            end(tx, &contract, account, caller.key(), at)?;
            let line = Record {
                before: Some(&person),
                ..Record::of(Done::LinkRevoke, &key)
            };
            audit::record(tx, caller, at, &line)?;
            let people: Vec<_> = told::account(tx, account)?.into_iter().collect();
            let once = at.0.to_string();
            Ok(told::tell(
                tx,
                &tools.catalog,
                &contract,
                &people,
                &ContractNews::Revoked,
                (&once, None),
                at,
            )?)
        })
        .await
}

/// A link that a letter offers to undo.
#[derive(Clone, Debug)]
pub struct Undoing {
    /// The address of the sign-in that is linked.
    pub email: String,
    /// The contract.
    pub contract: Summary,
    /// When the link was made.
    pub made: Moment,
}

/// What following the letter's address would undo.
///
/// # Errors
/// [`Refusal::NotFound`] for a token that was never given out, [`Refusal::UndoOver`] where the link has ended or is
/// older than [`limits::LINK_UNDO_DAYS`].
pub async fn undoing(house: &House, visit: &Visit, token: &str) -> Answer<Seen<Undoing>> {
    let (catalog, token, at) = (house.catalog(), token.to_owned(), visit.at);
    house
        .see(visit, move |reader, _| {
            let found = by_token(reader, &token, at)?;
            let contracts = stored::by_rows(reader, &[found.contract])?;
            let contract = contracts.first().ok_or(Refusal::NotFound)?;
            let contract = summary::one(reader, &catalog, found.account, contract, None, at)?;
            let person = told::account(reader, found.account)?.ok_or(Refusal::NotFound)?;
            Ok(Undoing {
                email: person.email.unwrap_or_default(),
                contract,
                made: found.made,
            })
        })
        .await
}

/// Undoes a link, with the token of the letter that told of it; gives the address that was linked.
///
/// # Errors
/// As [`undoing`].
pub async fn undo(house: &House, visit: &Visit, token: &str) -> Answer<String> {
    let (tools, token, at) = (Tools::of(house), token.to_owned(), visit.at);
    house
        .act(visit, move |tx, caller| {
            let found = by_token(tx, &token, at)?;
            let contract = stored::locked(tx, found.contract)?.ok_or(Refusal::NotFound)?;
            // Read again behind the lock: of two that undo at once, one finds it over.
            by_token(tx, &token, at)?;
            end(tx, &contract, found.account, caller.key(), at)?;
            let person = told::account(tx, found.account)?.ok_or(Refusal::NotFound)?;
            let line = Record {
                before: Some(&person.key),
                ..Record::of(Done::LinkUndo, &contract.key)
            };
            audit::record(tx, caller, at, &line)?;
            let by = caller
                .person()
                .map(|one| told::Addressee::of(one).label().to_owned());
            let news = ContractNews::Undone {
                by: by.unwrap_or_default(),
            };
            told::tell(
                tx,
                &tools.catalog,
                &contract,
                std::slice::from_ref(&person),
                &news,
                (&found.key, caller.person().map(|one| one.account)),
                at,
            )?;
            Ok(person.email.unwrap_or_default())
        })
        .await
}

struct Told {
    contract: i64,
    account: AccountRef,
    made: Moment,
    key: String,
}

fn by_token(reader: &Reader<'_>, token: &str, at: Moment) -> Answer<Told> {
    let found = reader.maybe(BY_TOKEN, params![&undo_hash(token)], |row| {
        let told = Told {
            contract: row.get(0)?,
            account: AccountRef(row.get(1)?),
            made: Moment(row.get(2)?),
            key: row.get(4)?,
        };
        Ok((told, row.get::<Option<i64>>(3)?))
    })?;
    let (told, ended) = found.ok_or(Refusal::NotFound)?;
    let over = ended.is_some() || at >= told.made.plus_days(limits::LINK_UNDO_DAYS);
    if over {
        Err(Refusal::UndoOver.into())
    } else {
        Ok(told)
    }
}

fn end(
    tx: &mut Tx<'_>,
    contract: &Stored,
    account: AccountRef,
    by: &str,
    at: Moment,
) -> Answer<()> {
    let ended = tx.execute(END, params![contract.contract.0, account.0, at.0, by])?;
    if ended == 0 {
        Err(Refusal::NotFound.into())
    } else {
        Ok(())
    }
}

/// The token in a letter that undoes the link called `link`.
pub fn undo_token(house: &House, link: &str) -> String {
    house.keys.token(super::link::UNDO, link)
}
