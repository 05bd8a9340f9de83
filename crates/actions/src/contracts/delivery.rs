//! Contracts that were activated while nobody was on file to get their IDs.

use domain::ledger::ContractRef;
use domain::time::Moment;
use store::{Fault, Reader, Tx, params};

use super::stored::in_region;

const KEEP: &str = "
    INSERT INTO undelivered (contract, since) VALUES ($1, $2) ON CONFLICT (contract) DO NOTHING";

const FORGET: &str = "DELETE FROM undelivered WHERE contract = $1";

pub(super) const LIST: &str = concat!(
    "SELECT n.contract, n.since FROM undelivered n WHERE ",
    in_region!("n.contract", "$1"),
    " ORDER BY n.since, n.contract LIMIT $2"
);

/// Keeps in mind that the IDs of `contract` have gone to nobody.
pub(super) fn went_nowhere(
    tx: &mut Tx<'_>,
    contract: ContractRef,
    at: Moment,
) -> Result<(), Fault> {
    tx.execute(KEEP, params![contract.0, at.0]).map(|_| ())
}

/// The IDs of `contract` are on their way to somebody.
pub(crate) fn delivered(tx: &mut Tx<'_>, contract: ContractRef) -> Result<(), Fault> {
    tx.execute(FORGET, params![contract.0]).map(|_| ())
}

/// Contracts of `region`, or of all where it is empty, whose IDs have gone to nobody, the longest first.
pub(crate) fn undelivered(
    reader: &Reader<'_>,
    region: &str,
    most: i64,
) -> Result<Vec<(ContractRef, Moment)>, Fault> {
    reader.rows(LIST, params![region, most], |row| {
        Ok((ContractRef(row.get(0)?), Moment(row.get(1)?)))
    })
}
