//! The rows of a file as they are written down between its check and its end.

use domain::import::{Defect, Field};
use domain::time::Moment;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use store::{Fault, Reader, Row, Tx, Value, params};

const ROW: &str = "
    INSERT INTO import_row (import, row, outcome, identity, digest, contract_key, pair_mac, pair_key, sealed_id, facts,
                            contract, before)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

const PROBLEM: &str = "
    INSERT INTO import_problem (import, row, field, code, number, value) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (import, row, field) DO NOTHING";

/// Rows that become something, after some row.
const NEXT: &str = "
    SELECT row, outcome, contract_key, pair_mac, pair_key, sealed_id, facts, contract, before FROM import_row
    WHERE import = $1 AND row > $2 AND outcome IN ('new', 'changed') ORDER BY row LIMIT $3";

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It becomes a contract.
    New,
    /// It changes one.
    Changed,
    /// It says what is known.
    Same,
    /// It cannot be taken over.
    Wrong,
}

impl Outcome {
    /// The word it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Same => "same",
            Self::Wrong => "wrong",
        }
    }

    /// The outcome stored under `code`.
    pub fn from_code(code: &str) -> Result<Self, Fault> {
        [Self::New, Self::Changed, Self::Same, Self::Wrong]
            .into_iter()
            .find(|outcome| outcome.code() == code)
            .ok_or_else(|| Fault::corrupt(format!("outcome {code}")))
    }
}

/// What a row says, as the later steps need it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Facts {
    pub access_id: String,
    pub offer: String,
    pub version: i64,
    pub region: String,
    pub country: String,
    pub starts: i64,
    pub ends: i64,
    /// Nothing where it is unlimited.
    pub left: Option<i64>,
    pub email: Option<String>,
    pub location: Option<i64>,
}

/// What held of a contract before a row changed it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Before {
    pub ends: i64,
    pub owner: Option<i64>,
    pub location: Option<i64>,
}

/// A row that can be read.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The key of the contract that it becomes, which the Contract ID is sealed for.
    pub key: String,
    pub pair_mac: [u8; 32],
    pub pair_key: i64,
    pub sealed_id: Vec<u8>,
    pub facts: Facts,
    /// The contract that it becomes or changes.
    pub contract: Option<i64>,
    pub before: Option<Before>,
}

impl Line {
    /// What two rows share that say the same.
    pub fn digest(&self) -> [u8; 32] {
        let text = serde_json::to_vec(&self.facts).unwrap_or_default();
        let digest = Sha256::new().chain_update(self.pair_mac);
        digest.chain_update(text).finalize().into()
    }
}

/// A row as it will be written down.
#[derive(Debug)]
pub(super) struct Judged {
    pub row: i64,
    pub outcome: Outcome,
    pub line: Option<Line>,
    pub wrong: Vec<Flaw>,
}

/// What is wrong with a row, with what the cell says as far as that may be shown.
#[derive(Clone, Debug)]
pub(super) struct Flaw {
    pub field: Field,
    pub defect: Defect,
    pub value: Option<String>,
}

impl Flaw {
    fn values(&self, import: i64, row: i64) -> Vec<Value<'_>> {
        let (field, code) = (self.field.code(), self.defect.code());
        params![import, row, field, code, self.defect.number(), &self.value].to_vec()
    }
}

/// Writes rows down.
pub(super) fn write(tx: &mut Tx<'_>, import: i64, rows: &[Judged]) -> Result<(), Fault> {
    let texts = rows.iter().map(|one| match &one.line {
        None => Ok([None, None]),
        Some(line) => {
            let before = line.before.as_ref().map(serde_json::to_string);
            let facts = serde_json::to_string(&line.facts);
            Ok([
                Some(facts.map_err(Fault::other)?),
                before.transpose().map_err(Fault::other)?,
            ])
        }
    });
    let texts = texts.collect::<Result<Vec<_>, Fault>>()?;
    let digests: Vec<_> = rows
        .iter()
        .map(|one| one.line.as_ref().map(Line::digest))
        .collect();
    let values = rows
        .iter()
        .zip(&texts)
        .zip(&digests)
        .map(|((one, [facts, before]), digest)| {
            let line = one.line.as_ref();
            params![
                import,
                one.row,
                one.outcome.code(),
                line.map(|line| line.facts.access_id.as_str()),
                digest.as_ref().map(<[u8; 32]>::as_slice),
                line.map(|line| line.key.as_str()),
                line.map(|line| line.pair_mac.as_slice()),
                line.map(|line| line.pair_key),
                line.map(|line| line.sealed_id.as_slice()),
                facts,
                line.and_then(|line| line.contract),
                before
            ]
            .to_vec()
        });
    tx.execute_many(ROW, &values.collect::<Vec<_>>())?;
    let flaws = rows
        .iter()
        .flat_map(|one| one.wrong.iter().map(|flaw| (one.row, flaw)));
    note(tx, import, flaws)
}

/// Writes down what is wrong; the first thing at a field stands.
pub(super) fn note<'a>(
    tx: &mut Tx<'_>,
    import: i64,
    flaws: impl Iterator<Item = (i64, &'a Flaw)>,
) -> Result<(), Fault> {
    let values: Vec<_> = flaws.map(|(row, flaw)| flaw.values(import, row)).collect();
    tx.execute_many(PROBLEM, &values).map(|_| ())
}

/// A row that becomes something.
#[derive(Debug)]
pub(super) struct Staged {
    pub row: i64,
    pub outcome: Outcome,
    pub line: Line,
}

/// The next rows after `row` that become something, at most `most`.
pub(super) fn next(
    reader: &Reader<'_>,
    import: i64,
    row: i64,
    most: i64,
) -> Result<Vec<Staged>, Fault> {
    reader.rows(NEXT, params![import, row, most], staged)
}

fn staged(row: &Row<'_>) -> Result<Staged, Fault> {
    let mac: Vec<u8> = row.get(3)?;
    let before: Option<String> = row.get(8)?;
    let before = before.map(|text| serde_json::from_str(&text).map_err(Fault::other));
    Ok(Staged {
        row: row.get(0)?,
        outcome: Outcome::from_code(&row.get::<String>(1)?)?,
        line: Line {
            key: row.get(2)?,
            pair_mac: crate::ledger::books::digest(&mac)?,
            pair_key: row.get(4)?,
            sealed_id: row.get(5)?,
            facts: serde_json::from_str(&row.get::<String>(6)?).map_err(Fault::other)?,
            contract: row.get(7)?,
            before: before.transpose()?,
        },
    })
}

impl Facts {
    /// The half-open interval in which the contract can be used.
    pub const fn interval(&self) -> (Moment, Moment) {
        (Moment(self.starts), Moment(self.ends))
    }
}
