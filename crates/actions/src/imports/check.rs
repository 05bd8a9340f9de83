//! The dry run: what every row is, written down and nothing else done.

use domain::import::{Cell, ContractLine, Defect, Field, Terms, read};
use domain::time::Moment;
use store::{Fault, Tx, params};

use super::contest;
use super::here::{Draw, Here};
use super::staged::{self, Flaw, Judged, Outcome};
use super::stored::{self, Phase, Stored};
use super::table::{Row, Rows};
use crate::contracts::Tools;

const ADVANCE: &str = "
    UPDATE import SET row_done = $2, row_last = $2, bytes_read = $3, new_rows = new_rows + $4,
                      changed_rows = changed_rows + $5, same_rows = same_rows + $6, wrong_rows = wrong_rows + $7
    WHERE id = $1";

/// What of a cell is kept to be shown.
const SHOWN_CHARS: usize = 100;

/// What is read of a row.
type Read = Result<ContractLine, Vec<(Field, Defect)>>;

/// Checks some rows in one transaction; whether there is more to check. `working` is when the check was asked for: a
/// file that is being read in another way meanwhile is left to whoever does that.
pub(super) fn step(
    tx: &mut Tx<'_>,
    tools: &Tools,
    (key, working): (&str, Option<Moment>),
    Rows { mut rows, bytes }: Rows,
    draws: &[Draw],
    at: Moment,
) -> Result<bool, Fault> {
    let import = stored::locked(tx, key)?;
    if import.phase != Phase::Checking || import.working != working {
        return Ok(false);
    }
    rows.retain(|row| row.number > import.row_done);
    let Some(last) = rows.last().map(|row| row.number) else {
        return Ok(true);
    };
    // The headings stand in the first row; a row in which nothing stands is none.
    rows.retain(|row| row.number > 1 && !row.is_blank());
    let mut judged = judge(tx, tools, &import, &rows, draws, at)?;
    let contested = contest::contest(tx, import.id, &mut judged)?;
    staged::write(tx, import.id, &judged)?;
    contest::write(tx, import.id, &contested)?;
    let count = |outcome| {
        let now = judged.iter().filter(|one| one.outcome == outcome).count();
        let no_longer = contested.iter().filter(|one| one.was == outcome).count();
        now as i64 - no_longer as i64
    };
    let wrong = count(Outcome::Wrong) + contested.len() as i64;
    let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
    let (new, changed, same) = (
        count(Outcome::New),
        count(Outcome::Changed),
        count(Outcome::Same),
    );
    tx.execute(
        ADVANCE,
        params![import.id, last, bytes, new, changed, same, wrong],
    )?;
    Ok(true)
}

/// Reads rows and holds them against what is here.
fn judge(
    tx: &Tx<'_>,
    tools: &Tools,
    import: &Stored,
    rows: &[Row],
    draws: &[Draw],
    at: Moment,
) -> Result<Vec<Judged>, Fault> {
    let zone = import.reading.zone()?;
    let fields = import.reading.fields();
    let terms = Terms {
        catalog: &tools.catalog,
        repairs: import.reading.repairs(),
        lengths: import.reading.lengths(),
        country: &import.reading.country,
        today: zone.date_of(at),
    };
    let lines: Vec<Read> = rows
        .iter()
        .map(|row| read(|field| cell(row, &fields, field), &terms))
        .collect();
    let here = Here::of(tx, &lines)?;
    let judged = rows
        .iter()
        .zip(lines)
        .zip(draws)
        .map(|((row, line), draw)| {
            let stated = line.and_then(|line| {
                let stated = here.state(tools, &line, (&zone, *draw));
                stated.map_err(|flaw| vec![flaw])
            });
            match stated {
                Ok((outcome, line)) => Judged {
                    row: row.number,
                    outcome,
                    line: Some(line),
                    wrong: Vec::new(),
                },
                Err(wrong) => Judged {
                    row: row.number,
                    outcome: Outcome::Wrong,
                    line: None,
                    wrong: wrong
                        .into_iter()
                        .map(|(field, defect)| flaw(field, defect, cell(row, &fields, field)))
                        .collect(),
                },
            }
        });
    Ok(judged.collect())
}

/// The cell of `row` that holds `field`.
fn cell<'a>(row: &'a Row, fields: &[Option<Field>], field: Field) -> &'a Cell {
    static NOTHING: Cell = Cell {
        text: String::new(),
        is_number: false,
    };
    let place = fields.iter().position(|one| *one == Some(field));
    place
        .and_then(|place| row.cells.get(place))
        .unwrap_or(&NOTHING)
}

/// What is wrong, with what the cell says: a Contract ID never.
fn flaw(field: Field, defect: Defect, cell: &Cell) -> Flaw {
    let text = cell.text.trim();
    let is_shown = field != Field::ContractId && !text.is_empty();
    Flaw {
        field,
        defect,
        value: is_shown.then(|| text.chars().take(SHOWN_CHARS).collect()),
    }
}
