//! The contracts that a sign-in can see.

use domain::account::AccountRef;
use domain::catalog::Catalog;
use domain::time::Moment;
use store::{Fault, Reader, params};

use super::signed_in;
use super::stored::{Stored, by_rows, contracts, stored};
use super::summary::{Summary, Wanted, summaries};
use crate::house::{House, Seen, Visit};
use crate::stopped::Answer;

/// Contracts that an account is linked to, owns, or stands for as the primary contact of a location.
const OF_ACCOUNT: &str = contracts!(
    "WHERE c.id IN (
         SELECT l.contract FROM link l WHERE l.account = $1 AND l.ended_at IS NULL
         UNION SELECT d.id FROM contract d WHERE d.owner = $1
         UNION SELECT e.id FROM contract e JOIN contact k ON k.location = e.location
               WHERE k.account = $1 AND k.primary_since IS NOT NULL AND k.ended_at IS NULL)"
);

/// *My contracts*: usable ones first, soonest end first.
pub async fn mine(house: &House, visit: &Visit) -> Answer<Seen<Vec<Summary>>> {
    of_visit(house, visit, None).await
}

/// The choices of the payment step: as [`mine`], each judged for what is wanted with every reason why not.
///
/// # Errors
/// Where the catalogue does not have the product or version.
pub async fn choices(house: &House, visit: &Visit, wanted: Wanted) -> Answer<Seen<Vec<Summary>>> {
    wanted.check(&house.catalog())?;
    of_visit(house, visit, Some(wanted)).await
}

async fn of_visit(
    house: &House,
    visit: &Visit,
    wanted: Option<Wanted>,
) -> Answer<Seen<Vec<Summary>>> {
    let (catalog, at) = (house.catalog(), visit.at);
    house
        .see(visit, move |reader, caller| {
            let account = signed_in(caller)?.account;
            Ok(payment_choices(
                reader,
                &catalog,
                account,
                wanted.as_ref(),
                at,
            )?)
        })
        .await
}

/// The contracts of `account`, judged for what is wanted, or by how they stand where nothing is.
pub(crate) fn payment_choices(
    reader: &Reader<'_>,
    catalog: &Catalog,
    account: AccountRef,
    wanted: Option<&Wanted>,
    at: Moment,
) -> Result<Vec<Summary>, Fault> {
    let contracts = reader.rows(OF_ACCOUNT, params![account.0], stored)?;
    ranked(reader, catalog, account, &contracts, wanted, at)
}

/// The contracts of `account` and those in `rows`, each once, by how they stand.
pub(crate) fn seen_by(
    reader: &Reader<'_>,
    catalog: &Catalog,
    account: AccountRef,
    rows: &[i64],
    at: Moment,
) -> Result<Vec<Summary>, Fault> {
    let mut contracts = reader.rows(OF_ACCOUNT, params![account.0], stored)?;
    let own: Vec<i64> = contracts.iter().map(|one| one.contract.0).collect();
    let others = by_rows(reader, rows)?.into_iter();
    contracts.extend(others.filter(|one| !own.contains(&one.contract.0)));
    ranked(reader, catalog, account, &contracts, None, at)
}

/// The contracts in `rows` as `account` sees them, by how they stand.
pub(crate) fn at_places(
    reader: &Reader<'_>,
    catalog: &Catalog,
    account: AccountRef,
    rows: &[i64],
    at: Moment,
) -> Result<Vec<Summary>, Fault> {
    ranked(reader, catalog, account, &by_rows(reader, rows)?, None, at)
}

fn ranked(
    reader: &Reader<'_>,
    catalog: &Catalog,
    account: AccountRef,
    contracts: &[Stored],
    wanted: Option<&Wanted>,
    at: Moment,
) -> Result<Vec<Summary>, Fault> {
    let mut found = summaries(reader, catalog, account, contracts, wanted, at)?;
    found.sort_by(|one, other| one.rank().cmp(&other.rank()));
    Ok(found)
}
