//! The proof that the ledger adds up: every contract recomputed from its transfers, and every seal checked.
//!
//! It reads contract by contract, so that the ledger may be larger than the memory.

use domain::ledger::chain::{Digest, Head, seal_root};
use domain::ledger::{ContractRef, Flaw, verify};
use store::{Fault, Reader, params};

use super::{books, seal};
use crate::House;
use crate::keys::{KeyRing, is_signed};
use crate::stopped::Answer;

/// Contracts that are read in one go.
const BATCH: i64 = 50;

const NEXT: &str = "SELECT id, key FROM contract WHERE id > $1 ORDER BY id LIMIT $2";
const SEALED: &str = "SELECT seq, hash FROM seal_head WHERE contract = $1 ORDER BY seq";
const SEALS: &str = "
    SELECT id, day, previous_root, root, signing_key, signature FROM seal WHERE id > $1 ORDER BY id LIMIT 1";
const HEADS: &str = "
    SELECT c.key, h.seq, h.hash FROM seal_head h JOIN contract c ON c.id = h.contract
    WHERE h.seal = $1 ORDER BY c.key";

/// Something that does not add up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// In a contract's book.
    Contract {
        /// The contract's opaque key.
        key: String,
        /// What it is.
        flaw: Flaw,
    },
    /// A sealed head is not in the contract's chain any more: the history was cut or written anew.
    Cut {
        /// The contract's opaque key.
        key: String,
        /// The place that was sealed.
        seq: i64,
    },
    /// A seal does not follow from the one before and its heads, or its signature is not ours.
    Seal {
        /// The day it was made for.
        day: String,
    },
}

/// What an examination found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Examined {
    /// Contracts that were recomputed.
    pub contracts: usize,
    /// Transfers that were recomputed.
    pub transfers: usize,
    /// Seals that were checked.
    pub seals: usize,
    /// What does not add up; nothing where all does.
    pub findings: Vec<Finding>,
}

/// Examines the whole ledger.
pub async fn examine(house: &House) -> Answer<Examined> {
    let mut examined = Examined::default();
    let mut last = 0;
    loop {
        let (rows, some) = house
            .store
            .read(move |reader| contracts(reader, last))
            .await?;
        let Some(&end) = rows.last() else { break };
        last = end;
        examined.add(some);
    }
    let (mut last, mut root) = (0, [0; 32]);
    loop {
        let keys = house.keys.clone();
        let next = house
            .store
            .read(move |reader| next_seal(reader, &keys, last, root))
            .await?;
        let Some((row, own_root, findings)) = next else {
            return Ok(examined);
        };
        (last, root) = (row, own_root);
        examined.seals += 1;
        examined.findings.extend(findings);
    }
}

impl Examined {
    fn add(&mut self, some: Self) {
        self.contracts += some.contracts;
        self.transfers += some.transfers;
        self.findings.extend(some.findings);
    }
}

fn contracts(reader: &Reader<'_>, after: i64) -> Result<(Vec<i64>, Examined), Fault> {
    let next = reader.rows(NEXT, params![after, BATCH], |row| {
        Ok((row.get::<i64>(0)?, row.get::<String>(1)?))
    })?;
    let rows: Vec<i64> = next.iter().map(|(row, _)| *row).collect();
    let books = books::read(reader, &rows)?;
    let mut examined = Examined {
        contracts: next.len(),
        ..Examined::default()
    };
    for (row, key) in next {
        let book = books
            .get(&ContractRef(row))
            .ok_or_else(|| Fault::corrupt("a contract without a book"))?;
        let transfers = books::transfers(reader, ContractRef(row))?;
        let flaws = verify(&key, book.head, &book.lots, &transfers);
        let sealed = reader.rows(SEALED, params![row], |row| {
            Ok(Head {
                seq: row.get(0)?,
                hash: books::digest(&row.get::<Vec<u8>>(1)?)?,
            })
        })?;
        let kept = |head: &Head| {
            transfers
                .iter()
                .any(|one| one.seq == head.seq && one.hash == head.hash)
        };
        let cut = sealed
            .iter()
            .filter(|head| !kept(head))
            .map(|head| Finding::Cut {
                key: key.clone(),
                seq: head.seq,
            });
        examined.findings.extend(cut);
        examined
            .findings
            .extend(flaws.into_iter().map(|flaw| Finding::Contract {
                key: key.clone(),
                flaw,
            }));
        examined.transfers += transfers.len();
    }
    Ok((rows, examined))
}

type Sealed = (i64, Digest, Vec<Finding>);

fn next_seal(
    reader: &Reader<'_>,
    keys: &KeyRing,
    after: i64,
    root: Digest,
) -> Result<Option<Sealed>, Fault> {
    let found = reader.maybe(SEALS, params![after], |row| {
        Ok((
            row.get::<i64>(0)?,
            row.get::<String>(1)?,
            (
                books::digest(&row.get::<Vec<u8>>(2)?)?,
                books::digest(&row.get::<Vec<u8>>(3)?)?,
            ),
            row.get::<i64>(4)?,
            row.get::<Vec<u8>>(5)?,
        ))
    })?;
    let Some((row, day, (previous, stored), number, signature)) = found else {
        return Ok(None);
    };
    let heads = reader.rows(HEADS, params![row], |row| {
        let head = Head {
            seq: row.get(1)?,
            hash: books::digest(&row.get::<Vec<u8>>(2)?)?,
        };
        Ok((row.get::<String>(0)?, head))
    })?;
    let computed = seal_root(&root, heads.iter().map(|(key, head)| (key.as_str(), *head)));
    let public = keys
        .public_keys()
        .into_iter()
        .find(|(key, _)| *key == number);
    let signed = public
        .zip(<[u8; 64]>::try_from(signature).ok())
        .is_some_and(|((_, public), signature)| {
            is_signed(
                &public,
                &seal::message(&day, &previous, &stored),
                &signature,
            )
        });
    let whole = previous == root && computed == stored && signed;
    let findings = if whole {
        Vec::new()
    } else {
        vec![Finding::Seal { day }]
    };
    Ok(Some((row, stored, findings)))
}
