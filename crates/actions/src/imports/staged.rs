//! The rows of a file as they are written down between its check and its end.

use std::collections::BTreeMap;

use domain::import::{Defect, Field};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};
use store::{Fault, Reader, Row, Tx, Value, params};

const ROW: &str = "
    INSERT INTO import_row (import, row, outcome, first, key, pair_mac, pair_key, sealed_id, facts, object)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

const CLAIM: &str = "INSERT INTO import_claim (import, claim, row, says) VALUES ($1, $2, $3, $4)";

const PROBLEM: &str = "
    INSERT INTO import_problem (import, row, field, code, number, value) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (import, row, field) DO NOTHING";

/// Rows that become something, after some row.
const NEXT: &str = "
    SELECT row, outcome, first, key, pair_mac, pair_key, sealed_id, facts, object FROM import_row
    WHERE import = $1 AND row > $2 AND outcome IN ('new', 'changed') ORDER BY row LIMIT $3";

const BECAME: &str = "UPDATE import_row SET object = $3 WHERE import = $1 AND row = $2";

const OBJECTS: &str = "
    SELECT row, object FROM import_row WHERE import = $1 AND row IN_LIST($2) AND object IS NOT NULL";

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It becomes something.
    New,
    /// It changes something.
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

/// A pair as it may be written down: what it is looked up by, and its Contract ID sealed.
#[derive(Clone, Debug)]
pub(super) struct Secret {
    pub pair_mac: [u8; 32],
    pub pair_key: i64,
    pub sealed_id: Vec<u8>,
}

/// What a row is about, so that others about the same are found.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    /// Where a row says it, and how.
    pub field: (Field, String),
    /// What it is, as no other thing is written.
    pub text: String,
    /// What the row says of it.
    pub says: [u8; 32],
    /// Whether several rows can be about it, as long as they say the same of it. Those after the first add to it.
    pub is_shared: bool,
}

/// A row that can be read.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The opaque key of what it becomes, which a Contract ID is sealed for.
    pub key: String,
    /// What it is about, what is shared first.
    pub claims: Vec<Claim>,
    /// What is wrong unless a row before it has begun what it adds to.
    pub needs: Option<(Field, Defect)>,
    pub secret: Option<Secret>,
    /// What it says, as the later steps need it.
    pub facts: String,
    /// What it changes.
    pub object: Option<i64>,
}

/// A row as it will be written down.
#[derive(Debug)]
pub(super) struct Judged {
    pub row: i64,
    pub outcome: Outcome,
    /// The row that it adds to.
    pub first: Option<i64>,
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

/// What a line says, as it is written down.
pub(super) fn text(facts: &impl Serialize) -> String {
    serde_json::to_string(facts).expect("what a line says is plain")
}

/// What two lines share that say the same.
pub(super) fn digest(said: &impl Serialize) -> [u8; 32] {
    Sha256::digest(text(said)).into()
}

/// Writes rows down.
pub(super) fn write(tx: &mut Tx<'_>, import: i64, rows: &[Judged]) -> Result<(), Fault> {
    let values = rows.iter().map(|one| {
        let line = one.line.as_ref();
        let secret = line.and_then(|line| line.secret.as_ref());
        params![
            import,
            one.row,
            one.outcome.code(),
            one.first,
            line.map(|line| line.key.as_str()),
            secret.map(|secret| secret.pair_mac.as_slice()),
            secret.map(|secret| secret.pair_key),
            secret.map(|secret| secret.sealed_id.as_slice()),
            line.map(|line| line.facts.as_str()),
            line.and_then(|line| line.object)
        ]
        .to_vec()
    });
    tx.execute_many(ROW, &values.collect::<Vec<_>>())?;
    let standing = rows.iter().filter_map(|one| {
        let claims = one.line.as_ref()?.claims.iter();
        let made = claims.filter(|claim| !(claim.is_shared && one.first.is_some()));
        Some(made.map(|claim| params![import, &claim.text, one.row, &claim.says].to_vec()))
    });
    tx.execute_many(CLAIM, &standing.flatten().collect::<Vec<_>>())?;
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
    /// The row that it adds to.
    pub first: Option<i64>,
    /// The opaque key of what it becomes.
    pub key: String,
    pub secret: Option<Secret>,
    facts: String,
    /// What it became or changes.
    pub object: Option<i64>,
}

impl Staged {
    /// What the row says.
    pub fn facts<F: DeserializeOwned>(&self) -> Result<F, Fault> {
        serde_json::from_str(&self.facts).map_err(Fault::other)
    }

    /// Whether it becomes something of its own.
    pub fn is_new(&self) -> bool {
        self.outcome == Outcome::New
    }
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
    let secret = match (row.get::<Option<Vec<u8>>>(4)?, row.get(5)?, row.get(6)?) {
        (Some(mac), Some(pair_key), Some(sealed_id)) => Some(Secret {
            pair_mac: crate::ledger::books::digest(&mac)?,
            pair_key,
            sealed_id,
        }),
        _ => None,
    };
    Ok(Staged {
        row: row.get(0)?,
        outcome: Outcome::from_code(&row.get::<String>(1)?)?,
        first: row.get(2)?,
        key: row.get(3)?,
        secret,
        facts: row.get(7)?,
        object: row.get(8)?,
    })
}

/// Writes down what rows have become.
pub(super) fn became(tx: &mut Tx<'_>, import: i64, rows: &[(i64, i64)]) -> Result<(), Fault> {
    let values = rows.iter();
    let values = values.map(|(row, object)| params![import, *row, *object].to_vec());
    tx.execute_many(BECAME, &values.collect::<Vec<_>>())
        .map(|_| ())
}

/// What those rows have become.
pub(super) fn objects(
    reader: &Reader<'_>,
    import: i64,
    rows: &[i64],
) -> Result<BTreeMap<i64, i64>, Fault> {
    let found = reader.rows(OBJECTS, params![import, rows], |row| {
        Ok((row.get(0)?, row.get(1)?))
    });
    Ok(found?.into_iter().collect())
}
