//! What a partner has besides its membership: competencies that were earned, and additions that were bought.

use domain::partner::Addition;
use domain::policy::Deed;
use domain::refusal::Refusal;
use store::params;

use crate::audit::{self, Done, Record};
use crate::house::{By, House};
use crate::organisations;
use crate::stopped::Answer;

const EARN: &str = "
    INSERT INTO competency (location, competency, earned_at) VALUES ($1, $2, $3)
    ON CONFLICT (location, competency) WHERE ended_at IS NULL DO NOTHING";
const LOSE: &str = "UPDATE competency SET ended_at = $3 WHERE location = $1 AND competency = $2 AND ended_at IS NULL";
const ADD: &str = "
    INSERT INTO addition (location, kind, since) VALUES ($1, $2, $3)
    ON CONFLICT (location, kind) WHERE ended_at IS NULL DO NOTHING";
const DROP: &str =
    "UPDATE addition SET ended_at = $3 WHERE location = $1 AND kind = $2 AND ended_at IS NULL";

/// Something that a location has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holding {
    /// The competency of that key.
    Competency(String),
    /// An addition that was bought.
    Addition(Addition),
}

impl Holding {
    /// The word it is stored under.
    fn code(&self) -> &str {
        match self {
            Self::Competency(key) => key,
            Self::Addition(addition) => addition.code(),
        }
    }
}

/// Writes down that the location called `location` has it; twice is once.
///
/// # Errors
/// [`Refusal::NotFound`] for an unknown location or competency, [`Refusal::NotInMembership`] for Signature Cloud
/// Support at any location but the head office.
pub async fn hold(house: &House, by: By<'_>, location: &str, holding: Holding) -> Answer<()> {
    let programme = house.catalog();
    if let Holding::Competency(key) = &holding {
        programme
            .programme
            .competency(key)
            .ok_or(Refusal::NotFound)?;
    }
    change(house, by, location, holding, true).await
}

/// Writes down that the location called `location` no longer has it. Contracts that stand are left as they are.
///
/// # Errors
/// [`Refusal::NotFound`] for an unknown location, and where it does not have it.
pub async fn end(house: &House, by: By<'_>, location: &str, holding: Holding) -> Answer<()> {
    change(house, by, location, holding, false).await
}

async fn change(
    house: &House,
    by: By<'_>,
    location: &str,
    holding: Holding,
    is_held: bool,
) -> Answer<()> {
    let location = location.to_owned();
    house
        .act_by(by, move |tx, caller, at| {
            let found =
                organisations::held_location(tx, caller, &location, Deed::ManageContract, at)?;
            let for_all = holding == Holding::Addition(Addition::SignatureCloud);
            if for_all && !found.is_head_office {
                return Err(Refusal::NotInMembership.into());
            }
            let (sql, deed) = match (&holding, is_held) {
                (Holding::Competency(_), true) => (EARN, Done::CompetencyEarn),
                (Holding::Competency(_), false) => (LOSE, Done::CompetencyEnd),
                (Holding::Addition(_), true) => (ADD, Done::AdditionBegin),
                (Holding::Addition(_), false) => (DROP, Done::AdditionEnd),
            };
            let changed = tx.execute(sql, params![found.row.0, holding.code(), at.0])?;
            if changed == 0 && !is_held {
                return Err(Refusal::NotFound.into());
            }
            let line = Record {
                after: Some(holding.code()),
                ..Record::of(deed, &location)
            };
            Ok(audit::record(tx, caller, at, &line)?)
        })
        .await
}
