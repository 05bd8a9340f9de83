//! The dry run: what every row is, written down and nothing else done.

use domain::import::{Cell, Defect, Field, Flaws, Kind, Terms, is_secret};
use domain::time::{Moment, Zone};
use store::{Fault, Tx, params};

use super::staged::{self, Flaw, Judged, Line, Outcome};
use super::stored::{self, Phase, Stored};
use super::table::{Row, Rows};
use super::{contacts, contest, contracts, organisations};
use crate::contracts::Tools;

const ADVANCE: &str = "
    UPDATE import SET row_done = $2, row_last = $2, bytes_read = $3, new_rows = new_rows + $4,
                      changed_rows = changed_rows + $5, same_rows = same_rows + $6, wrong_rows = wrong_rows + $7
    WHERE id = $1";

/// What of a cell is kept to be shown.
const SHOWN_CHARS: usize = 100;

/// Chance for a row: the key of what it becomes, and the nonce of a sealed copy.
pub(super) type Draw = ([u8; 16], [u8; 24]);

/// Rows with what reads them.
pub(super) struct Sheet<'a> {
    rows: &'a [Row],
    fields: Vec<Option<Field>>,
    terms: Terms<'a>,
    draws: &'a [Draw],
    /// The zone that days are of.
    pub zone: &'a Zone,
}

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
    let fell = contest::write(tx, import.id, &contested)?;
    let count = |outcome| {
        let now = judged.iter().filter(|one| one.outcome == outcome).count();
        let no_longer = fell.iter().filter(|was| **was == outcome).count();
        now as i64 - no_longer as i64
    };
    let wrong = count(Outcome::Wrong) + fell.len() as i64;
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
    let sheet = Sheet {
        rows,
        fields: import.reading.fields(),
        terms: Terms {
            catalog: &tools.catalog,
            repairs: import.reading.repairs(),
            lengths: import.reading.lengths(),
            country: &import.reading.country,
            zone: &zone,
            today: zone.date_of(at),
        },
        draws,
        zone: &zone,
    };
    match import.kind {
        Kind::Contracts => contracts::judge(tx, tools, &sheet),
        Kind::Organisations => organisations::judge(tx, &sheet),
        Kind::Contacts => contacts::judge(tx, &sheet),
    }
}

impl Sheet<'_> {
    /// The lines that the rows hold.
    pub fn lines<L>(
        &self,
        read: impl for<'c> Fn(&dyn Fn(Field) -> &'c Cell, &Terms<'_>) -> Result<L, Flaws>,
    ) -> Vec<Result<L, Flaws>> {
        let rows = self.rows.iter();
        rows.map(|row| read(&|field| cell(row, &self.fields, field), &self.terms))
            .collect()
    }

    /// What the rows are, as `state` says it of each line that can be read.
    pub fn judged<L>(
        &self,
        lines: Vec<Result<L, Flaws>>,
        state: impl Fn(L, Draw) -> Result<(Outcome, Line), (Field, Defect)>,
    ) -> Vec<Judged> {
        let rows = self.rows.iter().zip(lines).zip(self.draws);
        let judged = rows.map(|((row, line), draw)| {
            let stated = line.and_then(|line| state(line, *draw).map_err(|flaw| vec![flaw]));
            let (outcome, line, wrong) = match stated {
                Ok((outcome, line)) => (outcome, Some(line), Vec::new()),
                Err(wrong) => (Outcome::Wrong, None, wrong),
            };
            let wrong = wrong.into_iter();
            Judged {
                row: row.number,
                outcome,
                first: None,
                line,
                wrong: wrong
                    .map(|(field, defect)| flaw(field, defect, cell(row, &self.fields, field)))
                    .collect(),
            }
        });
        judged.collect()
    }
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

/// What is wrong, with what the cell says: a Contract ID never, in whatever column it stands.
fn flaw(field: Field, defect: Defect, cell: &Cell) -> Flaw {
    let text = cell.text.trim();
    let is_shown = !text.is_empty() && !is_secret(Some(field), text);
    Flaw {
        field,
        defect,
        value: is_shown.then(|| text.chars().take(SHOWN_CHARS).collect()),
    }
}
