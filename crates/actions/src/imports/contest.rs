//! Rows of one file about the same: said twice, or one against the other.

use std::collections::BTreeMap;

use domain::import::{Defect, Field};
use store::{Fault, Reader, Tx, params};

use super::staged::{Flaw, Judged, Outcome, note};

/// Rows of the file about the same that were written down before.
const EARLIER: &str = "
    SELECT row, identity, digest, outcome FROM import_row
    WHERE import = $1 AND identity IN_LIST($2) ORDER BY row DESC";

/// A row that another turned out to speak against.
const WRONG: &str = "UPDATE import_row SET outcome = 'wrong' WHERE import = $1 AND row = $2";

/// The first row about something.
struct First {
    row: i64,
    digest: Vec<u8>,
    outcome: Outcome,
    /// Its place among the rows at hand, where it is one of them.
    place: Option<usize>,
}

/// A row written down before that is wrong after all.
pub(super) struct Contested {
    row: i64,
    flaw: Flaw,
    /// What it was taken for.
    pub was: Outcome,
}

/// Makes those of `rows` wrong that say again what a row before them says, and both where they say otherwise. Gives
/// the rows written down before that are wrong now.
pub(super) fn contest(
    reader: &Reader<'_>,
    import: i64,
    rows: &mut [Judged],
) -> Result<Vec<Contested>, Fault> {
    let mut first = earlier(reader, import, rows)?;
    let mut contested = Vec::new();
    for place in 0..rows.len() {
        let Judged { row, outcome, .. } = rows[place];
        let Some(line) = &rows[place].line else {
            continue;
        };
        let (access_id, digest) = (line.facts.access_id.clone(), line.digest().to_vec());
        let Some(before) = first.get_mut(&access_id) else {
            let place = Some(place);
            first.insert(
                access_id,
                First {
                    row,
                    digest,
                    outcome,
                    place,
                },
            );
            continue;
        };
        let flaw = |defect| Flaw {
            field: Field::AccessId,
            defect,
            value: Some(access_id.clone()),
        };
        if before.digest == digest {
            make_wrong(&mut rows[place], flaw(Defect::Duplicate(before.row)));
            continue;
        }
        make_wrong(&mut rows[place], flaw(Defect::Conflict(before.row)));
        let was = std::mem::replace(&mut before.outcome, Outcome::Wrong);
        let flaw = flaw(Defect::Conflict(row));
        match before.place {
            Some(place) => make_wrong(&mut rows[place], flaw),
            None if was != Outcome::Wrong => contested.push(Contested {
                row: before.row,
                flaw,
                was,
            }),
            None => {}
        }
    }
    Ok(contested)
}

fn earlier(
    reader: &Reader<'_>,
    import: i64,
    rows: &[Judged],
) -> Result<BTreeMap<String, First>, Fault> {
    let lines = rows.iter().filter_map(|one| one.line.as_ref());
    let access_ids: Vec<String> = lines.map(|line| line.facts.access_id.clone()).collect();
    let found = reader.rows(EARLIER, params![import, &access_ids], |row| {
        let first = First {
            row: row.get(0)?,
            digest: row.get(2)?,
            outcome: Outcome::from_code(&row.get::<String>(3)?)?,
            place: None,
        };
        Ok((row.get::<String>(1)?, first))
    });
    // The first row comes last and so stands.
    Ok(found?.into_iter().collect())
}

fn make_wrong(one: &mut Judged, flaw: Flaw) {
    one.outcome = Outcome::Wrong;
    if one.wrong.is_empty() {
        one.wrong.push(flaw);
    }
}

/// Writes down that rows are wrong after all.
pub(super) fn write(tx: &mut Tx<'_>, import: i64, contested: &[Contested]) -> Result<(), Fault> {
    let rows: Vec<_> = contested
        .iter()
        .map(|one| params![import, one.row].to_vec())
        .collect();
    tx.execute_many(WRONG, &rows)?;
    note(tx, import, contested.iter().map(|one| (one.row, &one.flaw)))
}
