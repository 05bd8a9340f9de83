//! Taking imported contracts back while nothing of them has been used: hidden first, then dropped.

use domain::ids::{AccessId, ContractId};
use domain::ledger::{self, ContractRef, LotRef, Warrant};
use domain::time::Moment;
use store::{Fault, Tx, params};

use super::Tools;
use crate::audit::{self, Done, Record};
use crate::ledger::books;

/// Hides a contract again that nobody has used: no transfer but the opening ones, no link, no request.
const SHUT: &str = "
    UPDATE contract SET activated_at = NULL, owner = NULL, organisation = NULL, location = NULL
    WHERE id = $1 AND cancelled_at IS NULL AND superseded_by IS NULL
      AND NOT EXISTS (SELECT t.seq FROM transfer t WHERE t.contract = $1 AND t.cause <> 'import')
      AND NOT EXISTS (SELECT l.id FROM link l WHERE l.contract = $1)
      AND NOT EXISTS (SELECT i.id FROM incident i WHERE i.contract = $1)";

const DROP: &str = "
    UPDATE contract SET cancelled_at = $2, pair_mac = $3, pair_key = $4, sealed_id = $5, sealed_key = $4, rotated_at = $2
    WHERE id = $1";

/// The opening transfers of contracts.
const OPENINGS: &str = "
    SELECT contract, lot, seq, quantity FROM transfer
    WHERE contract IN_LIST($1) AND cause = 'import' AND from_account = 'granted' ORDER BY contract, seq";

/// Hides contracts again; gives the first that has been used, and hides none after it.
pub(crate) fn shut(tx: &mut Tx<'_>, contracts: &[i64]) -> Result<Option<i64>, Fault> {
    for contract in contracts {
        if tx.execute(SHUT, params![*contract])? == 0 {
            return Ok(Some(*contract));
        }
    }
    Ok(None)
}

/// A contract that is dropped, with the pair that it gets: nobody knows it, so that its own is free again.
pub(crate) struct Dropped {
    contract: i64,
    key: String,
    pair_mac: [u8; 32],
    pair_key: i64,
    sealed_id: Vec<u8>,
}

impl Dropped {
    /// The contract in that row, with that key and Access ID.
    pub fn of(
        tools: &Tools,
        (contract, key, access_id): (i64, String, &AccessId),
        (chance, nonce): ([u8; 16], [u8; 24]),
    ) -> Self {
        let id = ContractId::issue(&chance);
        Self {
            contract,
            pair_mac: tools.keys.pair_mac(access_id, &id),
            pair_key: tools.keys.current(),
            sealed_id: tools.keys.seal(&key, &id, nonce),
            key,
        }
    }
}

/// Takes the opening balances of hidden contracts back and cancels them.
pub(crate) fn drop_all(
    tx: &mut Tx<'_>,
    actor: &str,
    dropped: &[Dropped],
    at: Moment,
) -> Result<(), Fault> {
    let rows: Vec<i64> = dropped.iter().map(|one| one.contract).collect();
    let openings = tx.rows(OPENINGS, params![&rows], |row| {
        let (seq, quantity): (i64, i64) = (row.get(2)?, row.get(3)?);
        Ok((
            ContractRef(row.get(0)?),
            LotRef(row.get(1)?),
            (seq, quantity),
        ))
    })?;
    let mut books = books::lock(tx, &rows)?;
    for (contract, lot, opening) in openings {
        let warrant = Warrant {
            actor,
            idempotency_key: format!("import/undone/{}", opening.0),
            note: None,
            at,
        };
        if let Some(book) = books.get_mut(&contract) {
            ledger::take_back(book, lot, opening, &warrant);
        }
    }
    books::write(tx, books.values_mut())?;
    let values = dropped.iter().map(|one| {
        params![
            one.contract,
            at.0,
            &one.pair_mac,
            one.pair_key,
            &one.sealed_id
        ]
        .to_vec()
    });
    tx.execute_many(DROP, &values.collect::<Vec<_>>())?;
    let lines = dropped.iter().map(|one| {
        let record = Record::of(Done::ContractImportUndone, &one.key);
        (actor, at, record)
    });
    audit::record_many(tx, &lines.collect::<Vec<_>>())
}
