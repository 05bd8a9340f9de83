//! *Remind me*: what somebody chooses to be told of a contract.

use domain::account::{AccountRef, Notice};
use domain::offer::{Grant, Offer};
use domain::policy::Deed;
use domain::refusal::Refusal;
use store::{Fault, Reader, Row, params};

use super::warn;
use crate::audit::{self, Done, Record};
use crate::contracts::stored::{self, Stored};
use crate::{Answer, House, Seen, Visit};

const CHOSEN: &str = "
    SELECT days, low_since, chosen_at FROM reminder WHERE account = $1 AND contract = $2";

const QUIET: &str = "SELECT kind FROM account_quiet WHERE account = $1";

const CHOOSE: &str = "
    INSERT INTO reminder (account, contract, days, low_since, chosen_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (account, contract) DO UPDATE
    SET days = excluded.days, low_since = excluded.low_since, chosen_at = excluded.chosen_at";

/// What somebody is told of a contract.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// So many days before its end.
    pub days: Vec<u16>,
    /// When little is left.
    pub low: bool,
}

impl Choice {
    /// What whoever owns a contract made from `offer` is told until they choose.
    fn of_owner(offer: &Offer) -> Self {
        Self {
            days: offer.warnings.days.clone(),
            low: true,
        }
    }

    /// The choice that begins in column `place` of a row; nothing where none was made.
    pub(super) fn from_row(row: &Row<'_>, place: usize) -> Result<Option<Self>, Fault> {
        let chosen = row.get::<Option<i64>>(place + 2)?;
        let (days, low) = (
            row.get::<Option<String>>(place)?.unwrap_or_default(),
            row.get::<Option<i64>>(place + 1)?,
        );
        Ok(chosen.map(|_| Self {
            days: days
                .split(',')
                .filter_map(|days| days.parse().ok())
                .collect(),
            low: low.is_some(),
        }))
    }

    /// The choice, or what holds for an owner or a person who is linked until they choose.
    pub(super) fn or_usual(chosen: Option<Self>, owns: bool, offer: &Offer) -> Self {
        match chosen {
            Some(chosen) => chosen,
            None if owns => Self::of_owner(offer),
            None => Self::default(),
        }
    }
}

/// What the reader is told of a contract, and what there is to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// Days before the end that can be chosen.
    pub offered: Vec<u16>,
    /// Whether it counts down, so that little can be left.
    pub counts: bool,
    /// What holds now.
    pub choice: Choice,
    /// Letters that the reader has turned off for all contracts.
    pub quiet: Vec<Notice>,
}

/// What the reader is told of the contract called `key`.
///
/// # Errors
/// [`Refusal::NotFound`] for anybody but the owner and those who are linked.
pub async fn reminder(house: &House, visit: &Visit, key: &str) -> Answer<Seen<Reminder>> {
    let (catalog, key, at) = (house.catalog(), key.to_owned(), visit.at);
    house
        .see(visit, move |reader, caller| {
            let contract = stored::seen(reader, caller, &key, Deed::UseContract, at)?;
            let account = caller.person().ok_or(Refusal::SignInNeeded)?.account;
            let offer = contract.offer(&catalog)?;
            let chosen = chosen(reader, account, &contract)?;
            let quiet: Vec<String> = reader.rows(QUIET, params![account.0], |row| row.get(0))?;
            Ok(Reminder {
                offered: offer.warnings.days.clone(),
                counts: offer.grant != Grant::Unlimited,
                choice: Choice::or_usual(chosen, contract.owner == Some(account), offer),
                quiet: quiet
                    .iter()
                    .filter_map(|code| Notice::from_code(code))
                    .collect(),
            })
        })
        .await
}

fn chosen(
    reader: &Reader<'_>,
    account: AccountRef,
    contract: &Stored,
) -> Result<Option<Choice>, Fault> {
    let found = reader.maybe(CHOSEN, params![account.0, contract.contract.0], |row| {
        Choice::from_row(row, 0)
    });
    Ok(found?.flatten())
}

/// Lets the reader be told of the contract called `key` as they choose. What the choice has reached already is taken as
/// told: whoever chooses sees it.
///
/// # Errors
/// [`Refusal::NotFound`] for anybody but the owner and those who are linked.
pub async fn remind(house: &House, visit: &Visit, key: &str, choice: Choice) -> Answer<()> {
    let (catalog, key, at) = (house.catalog(), key.to_owned(), visit.at);
    house
        .act(visit, move |tx, caller| {
            let contract = stored::held(tx, caller, &key, Deed::UseContract, at)?;
            let person = caller.person().ok_or(Refusal::SignInNeeded)?;
            let days = days(contract.offer(&catalog)?, &choice);
            let low_since = choice.low.then_some(at.0);
            tx.execute(
                CHOOSE,
                params![
                    person.account.0,
                    contract.contract.0,
                    &days,
                    low_since,
                    at.0
                ],
            )?;
            warn::take_as_told(tx, &catalog, &contract, &person.key, at)?;
            let line = Record {
                after: Some(&days),
                ..Record::of(Done::ReminderChoose, &key)
            };
            Ok(audit::record(tx, caller, at, &line)?)
        })
        .await
}

/// The chosen days that the offer has, as they are stored.
fn days(offer: &Offer, choice: &Choice) -> String {
    let offered = offer.warnings.days.iter();
    let chosen = offered.filter(|days| choice.days.contains(days));
    chosen.map(u16::to_string).collect::<Vec<_>>().join(",")
}
