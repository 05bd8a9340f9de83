//! Contracts whose IDs reached nobody: the letter was given up, or nobody was on file to get one.

use domain::catalog::Name;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Reader, params};

use crate::contracts::stored::in_region;
use crate::contracts::{self, stored};
use crate::house::{House, Seen, Visit};
use crate::stopped::Answer;

/// Rows of each kind in one answer.
const MOST: i64 = 100;

/// Letters with IDs that were given up, where no later one took their place.
pub(super) const FAILED: &str = concat!(
    "SELECT l.contract, l.failed_at FROM letter l
    WHERE l.failed_at IS NOT NULL AND l.contract IS NOT NULL
      AND l.kind IN ('contract_activated', 'contract_ids_resent', 'contract_id_changed')
      AND NOT EXISTS (
          SELECT 1 FROM letter n WHERE n.contract = l.contract AND n.id > l.id
          AND n.kind IN ('contract_activated', 'contract_ids_resent', 'contract_id_changed'))
      AND ",
    in_region!("l.contract", "$1"),
    " ORDER BY l.failed_at, l.id LIMIT $2"
);

/// Why somebody has to see to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The letter was given up.
    Failed,
    /// Nobody was on file.
    Nobody,
}

/// A contract whose IDs reached nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The contract's opaque key.
    pub contract: String,
    /// Its Access ID.
    pub access_id: String,
    /// The plan.
    pub plan: Name,
    /// The organisation that owns it.
    pub organisation: Option<String>,
    /// Why.
    pub why: Why,
    /// Since when.
    pub since: Moment,
}

/// Contracts of `region`, or of all where it is empty, whose IDs reached nobody; at most a hundred of each kind.
///
/// # Errors
/// [`Refusal::NotFound`] for anybody but the service centre.
pub async fn missing_ids(house: &House, visit: &Visit, region: &str) -> Answer<Seen<Vec<Missing>>> {
    let (catalog, region, at) = (house.catalog(), region.to_owned(), visit.at);
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::ManageContract, &Object::default(), at)?;
            rows(reader, &region)?
                .into_iter()
                .map(|(contract, why, since)| {
                    let found = stored::by_rows(reader, &[contract])?.pop();
                    let found = found.ok_or(Refusal::NotFound)?;
                    Ok(Missing {
                        plan: found.offer(&catalog)?.name.clone(),
                        access_id: found.access_id.to_string(),
                        contract: found.key,
                        organisation: found.organisation,
                        why,
                        since,
                    })
                })
                .collect()
        })
        .await
}

/// How many there are, as far as they are counted.
pub(super) fn count(reader: &Reader<'_>, region: &str) -> Result<i64, Fault> {
    Ok(rows(reader, region)?.len() as i64)
}

fn rows(reader: &Reader<'_>, region: &str) -> Result<Vec<(i64, Why, Moment)>, Fault> {
    let mut rows = reader.rows(FAILED, params![region, MOST], |row| {
        Ok((row.get(0)?, Why::Failed, Moment(row.get(1)?)))
    })?;
    let nobody = contracts::undelivered(reader, region, MOST)?;
    rows.extend(
        nobody
            .into_iter()
            .map(|(contract, since)| (contract.0, Why::Nobody, since)),
    );
    rows.sort_by_key(|(_, _, since)| *since);
    Ok(rows)
}
