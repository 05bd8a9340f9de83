//! The decision of a second person about units that somebody asked for.

use domain::account::{AccountRef, Caller};
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Reader, Tx, params};

use super::Tools;
use super::adjust::{self, Adjustment};
use super::second::{BY_KEY, Found, asked, called};
use super::stored::{self, Stored};
use super::top_up::{self, TopUp};
use crate::audit::{self, Done, Record};
use crate::house::{House, Visit};
use crate::ledger::books;
use crate::stopped::Answer;

/// Decides what nobody has decided.
const DECIDE: &str = "
    UPDATE adjustment SET decided_at = $2, decided_by = $3, approved_at = $4, answer = $5
    WHERE id = $1 AND decided_at IS NULL";

const POSTED: &str = "UPDATE adjustment SET first_seq = $2, last_seq = $3 WHERE id = $1";

/// A decision as a form tells it.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// Whether it is approved.
    pub approves: bool,
    /// Why, in words; they may be missing where it is approved.
    pub words: String,
    /// The free units that the form showed.
    pub seen: Option<i64>,
}

/// Decides about the adjustment called `key`: approved, it is made at once. The same decision again changes nothing.
///
/// # Errors
/// [`Refusal::SecondPersonNeeded`] for who asked for it; [`Refusal::BalanceMoved`] where the balance is no longer the one
/// that was shown; [`Refusal::ChangedElsewhere`] where somebody else has decided; [`Refusal::ReasonNeeded`] where it is
/// declined without a reason; what the adjustment itself is refused for.
pub async fn decide(house: &House, visit: &Visit, key: &str, verdict: Verdict) -> Answer<()> {
    let (tools, key, salt, at) = (Tools::of(house), key.to_owned(), house.random(), visit.at);
    house
        .act(visit, move |tx, caller| {
            let found = tx.maybe(BY_KEY, params![&key], asked)?;
            let object = Object {
                owner: found.as_ref().map(|row| row.asked_by),
                ..Object::default()
            };
            policy::allow(caller, Deed::DecideAdjustment, &object, at)?;
            let row = found.ok_or(Refusal::NotFound)?;
            let contract = stored::locked(tx, row.contract.0)?.ok_or(Refusal::NotFound)?;
            if verdict.words.trim().is_empty() && !verdict.approves {
                return Err(Refusal::ReasonNeeded.into());
            }
            let decider = super::signed_in(caller)?.account;
            let approved = verdict.approves.then_some(at.0);
            let words = verdict.words.trim();
            let decided = params![row.id, at.0, decider.0, approved, words];
            if tx.execute(DECIDE, decided)? == 0 {
                return again(tx, &key, decider, verdict.approves);
            }
            if verdict.approves {
                approve(tx, &tools, caller, &contract, &row, (&verdict, &salt), at)
            } else {
                decline(tx, caller, &contract, &row, words, at)
            }
        })
        .await
}

/// Takes back what the caller asked for and nobody has decided. Taken back again, it stays so.
///
/// # Errors
/// [`Refusal::NotFound`] for anybody but who asked for it; [`Refusal::ChangedElsewhere`] where somebody has decided.
pub async fn withdraw_adjustment(house: &House, visit: &Visit, key: &str) -> Answer<()> {
    let (key, at) = (key.to_owned(), visit.at);
    house
        .act(visit, move |tx, caller| {
            policy::allow(caller, Deed::ManageContract, &Object::default(), at)?;
            let asker = super::signed_in(caller)?.account;
            let row = tx.maybe(BY_KEY, params![&key], asked)?;
            let row = row.filter(|row| row.asked_by == asker);
            let row = row.ok_or(Refusal::NotFound)?;
            let contract = stored::locked(tx, row.contract.0)?.ok_or(Refusal::NotFound)?;
            let withdrawn = params![row.id, at.0, asker.0, None::<i64>, ""];
            if tx.execute(DECIDE, withdrawn)? == 0 {
                return again(tx, &key, asker, false);
            }
            let before = format!("{:+}", row.what.units);
            let line = Record {
                before: Some(&before),
                ..Record::of(Done::ContractAdjustmentWithdraw, &contract.key)
            };
            Ok(audit::record(tx, caller, at, &line)?)
        })
        .await
}

/// A decision that was made before: the same one by the same person is no second one.
fn again(reader: &Reader<'_>, key: &str, decider: AccountRef, approves: bool) -> Answer<()> {
    let row = reader.maybe(BY_KEY, params![key], asked)?;
    let is_same = row.is_some_and(|row| {
        row.is_approved == approves && row.decided.is_some_and(|(_, by)| by == decider)
    });
    if is_same {
        Ok(())
    } else {
        Err(Refusal::ChangedElsewhere.into())
    }
}

fn approve(
    tx: &mut Tx<'_>,
    tools: &Tools,
    caller: &Caller,
    contract: &Stored,
    row: &Found,
    (verdict, salt): (&Verdict, &[u8; 16]),
    at: Moment,
) -> Answer<()> {
    let unit = contract.offer(&tools.catalog)?.unit;
    let book = books::lock_one(tx, contract.contract)?;
    if book.left(unit, at) != verdict.seen {
        return Err(Refusal::BalanceMoved.into());
    }
    let names = [Some(row.asked_by), caller.person().map(|one| one.account)];
    let mut words = vec![row.reason.clone()];
    for account in names.into_iter().flatten() {
        words.push(called(tx, account)?);
    }
    let (reason, once) = (words.join(" · "), row.key.clone());
    let before = book.head.seq;
    if row.what.is_top_up {
        let more = TopUp {
            quantity: row.what.units,
            last_day: row.what.last_day,
            once,
        };
        let why = Some((reason.as_str(), salt));
        top_up::write(tx, tools, caller, contract, &more, why, at)?;
    } else {
        let adjustment = Adjustment {
            change: row.what.units,
            reason,
            once,
        };
        adjust::write(tx, tools, caller, contract, &adjustment, salt, at)?;
    }
    let after = books::lock_one(tx, contract.contract)?.head.seq;
    tx.execute(POSTED, params![row.id, before + 1, after])?;
    Ok(())
}

fn decline(
    tx: &mut Tx<'_>,
    caller: &Caller,
    contract: &Stored,
    row: &Found,
    words: &str,
    at: Moment,
) -> Answer<()> {
    let before = format!("{:+}", row.what.units);
    let line = Record {
        before: Some(&before),
        ..Record::of(Done::ContractAdjustmentDecline, &contract.key)
    };
    Ok(audit::explain(tx, caller, at, &line, words)?)
}
