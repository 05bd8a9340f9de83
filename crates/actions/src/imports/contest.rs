//! Rows of one file about the same: said twice, one against the other, or one added to another.

use std::collections::{BTreeMap, BTreeSet};

use domain::import::Defect;
use store::{Fault, Reader, Tx, params};

use super::staged::{Claim, Flaw, Judged, Line, Outcome, note};

/// What rows of the file that were written down before are about.
const EARLIER: &str = "
    SELECT c.claim, c.row, c.says, r.outcome FROM import_claim c JOIN import_row r ON r.import = c.import AND r.row = c.row
    WHERE c.import = $1 AND c.claim IN_LIST($2)";

/// A row that turned out to be wrong, with those that add to it.
const FALLING: &str = "
    SELECT row, outcome FROM import_row WHERE import = $1 AND row = $2 AND outcome <> 'wrong'
    UNION ALL SELECT row, outcome FROM import_row WHERE import = $1 AND first = $2 AND outcome <> 'wrong'
    ORDER BY row";

const WRONG: &str = "UPDATE import_row SET outcome = 'wrong' WHERE import = $1 AND row = $2";

/// Who was the first to speak of something, and what was said.
struct Made {
    row: i64,
    says: [u8; 32],
}

/// A row written down before that is wrong after all.
pub(super) struct Contested {
    row: i64,
    flaw: Flaw,
    /// What is wrong then with the rows that add to it.
    after: Flaw,
}

/// What stands between a row and being taken over.
enum Verdict {
    /// Nothing; it adds to that row.
    Stands(Option<i64>),
    /// It alone is wrong.
    Falls(Flaw),
    /// That row and it speak against each other in the first of these; the second is what others add to.
    Both(i64, Claim, Claim),
}

/// Makes those of `rows` wrong that say again what a row before them says, and both where they say otherwise. Gives
/// the rows written down before that are wrong now.
pub(super) fn contest(
    reader: &Reader<'_>,
    import: i64,
    rows: &mut [Judged],
) -> Result<Vec<Contested>, Fault> {
    let (mut made, mut fallen) = earlier(reader, import, rows)?;
    let mut contested = Vec::new();
    for place in 0..rows.len() {
        let row = rows[place].row;
        let Some(line) = &rows[place].line else {
            continue;
        };
        match verdict(&made, &fallen, line) {
            Verdict::Stands(first) => {
                for claim in &line.claims {
                    let says = claim.says;
                    made.entry(claim.text.clone()).or_insert(Made { row, says });
                }
                rows[place].first = first;
            }
            Verdict::Falls(flaw) => fall(&mut rows[place], flaw),
            Verdict::Both(other, claim, whole) => {
                fall(&mut rows[place], flaw(&claim, Defect::Conflict(other)));
                if fallen.insert(other) {
                    let one = Contested {
                        row: other,
                        flaw: flaw(&claim, Defect::Conflict(row)),
                        after: flaw(&whole, Defect::Belongs(other)),
                    };
                    fell(rows, &one);
                    contested.push(one);
                }
            }
        }
    }
    Ok(contested)
}

/// What was said before of what `rows` are about, and which of those rows are wrong.
fn earlier(
    reader: &Reader<'_>,
    import: i64,
    rows: &[Judged],
) -> Result<(BTreeMap<String, Made>, BTreeSet<i64>), Fault> {
    let lines = rows.iter().filter_map(|one| one.line.as_ref());
    let claims = lines.flat_map(|line| line.claims.iter().map(|claim| claim.text.clone()));
    let claims: Vec<String> = claims.collect();
    let mut fallen = BTreeSet::new();
    let found = reader.rows(EARLIER, params![import, &claims], |row| {
        let (claim, made): (String, i64) = (row.get(0)?, row.get(1)?);
        if row.get::<String>(3)? == Outcome::Wrong.code() {
            fallen.insert(made);
        }
        let says = crate::ledger::books::digest(&row.get::<Vec<u8>>(2)?)?;
        Ok((claim, Made { row: made, says }))
    })?;
    Ok((found.into_iter().collect(), fallen))
}

fn verdict(made: &BTreeMap<String, Made>, fallen: &BTreeSet<i64>, line: &Line) -> Verdict {
    let mut first = None;
    for claim in &line.claims {
        match made.get(&claim.text) {
            Some(before) if before.says != claim.says => {
                return Verdict::Both(before.row, claim.clone(), line.claims[0].clone());
            }
            Some(before) if !claim.is_shared => {
                return Verdict::Falls(flaw(claim, Defect::Duplicate(before.row)));
            }
            Some(before) => first = Some((before.row, claim)),
            None => {}
        }
    }
    match (first, line.needs, line.claims.first()) {
        (Some((row, claim)), ..) if fallen.contains(&row) => {
            Verdict::Falls(flaw(claim, Defect::Belongs(row)))
        }
        (None, Some((field, defect)), Some(claim)) => Verdict::Falls(Flaw {
            field,
            defect,
            value: Some(claim.field.1.clone()),
        }),
        (first, ..) => Verdict::Stands(first.map(|(row, _)| row)),
    }
}

fn flaw(claim: &Claim, defect: Defect) -> Flaw {
    let (field, value) = claim.field.clone();
    Flaw {
        field,
        defect,
        value: Some(value),
    }
}

/// Makes a row wrong, which then claims nothing.
fn fall(one: &mut Judged, flaw: Flaw) {
    if let Some(line) = &mut one.line {
        line.claims.clear();
    }
    spoil(one, flaw);
}

fn spoil(one: &mut Judged, flaw: Flaw) {
    one.outcome = Outcome::Wrong;
    if one.wrong.is_empty() {
        one.wrong.push(flaw);
    }
}

/// Makes a row wrong, and what adds to it, as far as they are among `rows`. What it claims stays its own, so that
/// whoever comes after it is told of it.
fn fell(rows: &mut [Judged], contested: &Contested) {
    for one in rows {
        if one.row == contested.row {
            spoil(one, contested.flaw.clone());
        } else if one.first == Some(contested.row) {
            spoil(one, contested.after.clone());
        }
    }
}

/// Writes down that rows written before are wrong after all, with what adds to them; gives what they were taken for.
pub(super) fn write(
    tx: &mut Tx<'_>,
    import: i64,
    contested: &[Contested],
) -> Result<Vec<Outcome>, Fault> {
    let mut were = Vec::new();
    for one in contested {
        let falling = tx.rows(FALLING, params![import, one.row], |row| {
            Ok((row.get::<i64>(0)?, row.get::<String>(1)?))
        })?;
        for (row, was) in falling {
            tx.execute(WRONG, params![import, row])?;
            let flaw = if row == one.row {
                &one.flaw
            } else {
                &one.after
            };
            note(tx, import, std::iter::once((row, flaw)))?;
            were.push(Outcome::from_code(&was)?);
        }
    }
    Ok(were)
}
