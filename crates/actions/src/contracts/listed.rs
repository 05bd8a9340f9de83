//! Contracts as the operator lists them: all there are, or those with an Access ID.

use domain::account::AccountRef;
use domain::ids::AccessId;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use store::{Fault, Reader, params};

use super::stored::{self, Stored};
use super::summary::{self, Summary};
use crate::house::{By, House};
use crate::stopped::Answer;

/// Rows of one answer.
const MOST: i64 = 1_000;

const ALL: &str = "SELECT id FROM contract WHERE access_id > $1 ORDER BY access_id, id LIMIT $2";

/// No account has this row: nobody's links are asked for.
const NOBODY: AccountRef = AccountRef(0);

/// Contracts in the order of their Access IDs, at most a thousand after `last`.
pub async fn list(house: &House, by: By<'_>, last: &str) -> Answer<Vec<Summary>> {
    let last = last.to_owned();
    listed(house, by, move |reader| {
        let rows = reader.rows(ALL, params![&last, MOST], |row| row.get(0))?;
        stored::by_rows(reader, &rows)
    })
    .await
}

/// The contracts with that Access ID: one, unless they were imported.
pub async fn with_access_id(
    house: &House,
    by: By<'_>,
    access_id: AccessId,
) -> Answer<Vec<Summary>> {
    listed(house, by, move |reader| {
        stored::by_access_id(reader, &access_id)
    })
    .await
}

/// The contract called `key`.
///
/// # Errors
/// [`Refusal::NotFound`] where there is none.
pub async fn with_key(house: &House, by: By<'_>, key: &str) -> Answer<Summary> {
    let key = key.to_owned();
    let found = listed(house, by, move |reader| {
        Ok(stored::by_key(reader, &key)?.into_iter().collect())
    });
    Ok(found.await?.into_iter().next().ok_or(Refusal::NotFound)?)
}

async fn listed(
    house: &House,
    by: By<'_>,
    find: impl FnOnce(&Reader<'_>) -> Result<Vec<Stored>, Fault> + Send + 'static,
) -> Answer<Vec<Summary>> {
    let catalog = house.catalog();
    house
        .see_by(by, move |reader, caller, at| {
            policy::allow(caller, Deed::ManageContract, &Object::default(), at)?;
            let mut contracts = find(reader)?;
            contracts.sort_by(|one, other| one.access_id.cmp(&other.access_id));
            let summaries = summary::summaries(reader, &catalog, NOBODY, &contracts, None, at)?;
            Ok(summaries)
        })
        .await
}
