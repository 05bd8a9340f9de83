//! How fast a contract is used: the balance after every movement, and where it is heading.

use domain::ledger::{self, Account, Forecast, Lot, Transfer};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::Reader;

use super::stored::{self, Stored};
use super::summary::Summary;
use crate::ledger::books;
use crate::stopped::Answer;

/// The use of a contract so far.
#[derive(Clone, Debug)]
pub struct Pace {
    /// The contract.
    pub summary: Summary,
    /// The units free to use after every movement so far, oldest first.
    pub burn_down: Vec<(Moment, i64)>,
    /// Where the balance is heading.
    pub forecast: Option<Forecast>,
}

/// The use of the contract that `summary` is of.
pub(crate) fn pace(reader: &Reader<'_>, summary: Summary, at: Moment) -> Answer<Pace> {
    let contract = stored::by_key(reader, &summary.key)?.ok_or(Refusal::NotFound)?;
    let book = books::read_one(reader, contract.contract)?;
    let transfers = books::transfers(reader, contract.contract)?;
    Ok(Pace {
        burn_down: burn_down(&transfers),
        forecast: forecast(&contract, summary.left, &book.lots, at),
        summary,
    })
}

/// The units free to use after every movement that changed them.
pub(super) fn burn_down(transfers: &[Transfer]) -> Vec<(Moment, i64)> {
    let mut left = 0;
    transfers
        .iter()
        .filter(|transfer| transfer.effect() != 0)
        .map(|transfer| {
            left += transfer.effect();
            (transfer.at, left)
        })
        .collect()
}

/// Where the balance of `left` units is heading.
pub(crate) fn forecast(
    contract: &Stored,
    left: Option<i64>,
    lots: &[Lot],
    at: Moment,
) -> Option<Forecast> {
    let used: i64 = lots
        .iter()
        .map(|lot| lot.balances.of(Account::Consumed) + lot.balances.of(Account::Held))
        .sum();
    let since = contract
        .milestones
        .activated?
        .max(contract.milestones.starts);
    ledger::forecast(left?, used, since, at, contract.milestones.ends)
}
