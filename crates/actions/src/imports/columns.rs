//! Which column is which: guessed from the headings, shown with the first rows, and chosen.

use domain::import::{Field, IdLengths, Kind, Repairs, recognise};
use domain::refusal::Refusal;
use domain::time::Zone;
use store::params;

use super::stored::{self, Phase, Reading, Stored, Turned};
use super::table::{self, Broken, ENCODINGS, Format, Row};
use crate::House;
use crate::house::By;
use crate::stopped::{Answer, Stopped};

/// Rows that are shown.
const SAMPLES: usize = 5;

/// Rows that tell how many digits IDs usually have.
const MEASURED: usize = 1_000;

const CHOSEN: &str = "
    UPDATE import SET reading = $2, phase = 'checking', working_since = $3, row_done = 0, bytes_read = 0, row_last = 0,
                      new_rows = 0, changed_rows = 0, same_rows = 0, wrong_rows = 0, failure = NULL, failure_row = NULL
    WHERE id = $1";

/// What somebody chooses; nothing leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// How the bytes of text become rows; a spreadsheet has no choice.
    pub format: Option<(String, char)>,
    /// The field of each column.
    pub columns: Option<Vec<Option<Field>>>,
    /// The zone that days are of, and the country of rows that name none.
    pub place: Option<(Zone, String)>,
    /// What damage is repaired.
    pub repairs: Option<Repairs>,
}

/// The headings and first rows of a file as `format` reads it, with what each column is taken for.
///
/// # Errors
/// [`Refusal::Unreadable`], and [`Refusal::ImportState`] where the file is gone.
pub async fn samples(
    house: &House,
    by: By<'_>,
    key: &str,
    format: Option<(String, char)>,
) -> Answer<(Vec<Row>, Vec<Option<Field>>)> {
    let key = key.to_owned();
    let stored = house
        .see_by(by, move |reader, caller, at| {
            stored::permitted(reader, caller, &key, at)
        })
        .await?;
    let is_as_chosen = format.is_none() && !stored.reading.columns.is_empty();
    let reading = reformed(stored.reading.clone(), format);
    let rows = front(house, &stored, reading.format.clone(), SAMPLES + 1).await?;
    let fields = if is_as_chosen {
        reading.fields()
    } else {
        recognised(stored.kind, &rows)
    };
    Ok((rows, fields))
}

/// Takes what was chosen and has the file checked, again where it has been before.
///
/// # Errors
/// [`Refusal::ColumnMissing`] where one is left out that is needed, [`Refusal::ImportState`] where it is too late.
pub async fn choose(house: &House, by: By<'_>, key: &str, choice: Choice) -> Answer<()> {
    let asked = key.to_owned();
    let before = house
        .see_by(by, move |reader, caller, at| {
            stored::permitted(reader, caller, &asked, at)
        })
        .await?;
    let mut reading = reformed(before.reading.clone(), choice.format);
    let rows = front(house, &before, reading.format.clone(), MEASURED).await?;
    if let Some(columns) = choice.columns {
        let codes = columns
            .iter()
            .map(|field| field.map(|field| field.code().to_owned()));
        reading.columns = codes.collect();
    } else if reading.columns.is_empty() {
        let columns = recognised(before.kind, &rows);
        let codes = columns
            .iter()
            .map(|field| field.map(|field| field.code().to_owned()));
        reading.columns = codes.collect();
    }
    if let Some((zone, country)) = choice.place {
        zone.name().clone_into(&mut reading.zone);
        reading.country = country;
    }
    if let Some(repairs) = choice.repairs {
        reading = reading.repairing(repairs);
    }
    let lengths = lengths(&reading.fields(), &rows);
    let reading = reading.measured(lengths);
    complete(before.kind, &reading.fields())?;
    queue(house, by, before.key, reading).await
}

async fn queue(house: &House, by: By<'_>, key: String, reading: Reading) -> Answer<()> {
    house
        .act_by(by, move |tx, caller, at| {
            let import = stored::held(tx, caller, &key, at)?;
            if !matches!(import.phase, Phase::Columns | Phase::Checked) {
                return Err(Refusal::ImportState.into());
            }
            tx.execute(CHOSEN, params![import.id, &reading.text()?, at.0])?;
            Ok(())
        })
        .await
}

/// Refuses columns that leave out what every row needs.
fn complete(kind: Kind, fields: &[Option<Field>]) -> Result<(), Refusal> {
    let has = |field: &Field| fields.contains(&Some(*field));
    if let Some(missing) = kind.needed().iter().find(|field| !has(field)) {
        return Err(Refusal::ColumnMissing(*missing));
    }
    match kind {
        Kind::Contracts if !has(&Field::OwnerEmail) && !has(&Field::Organisation) => {
            Err(Refusal::ColumnMissing(Field::OwnerEmail))
        }
        _ => Ok(()),
    }
}

fn reformed(mut reading: Reading, format: Option<(String, char)>) -> Reading {
    if let (Format::Delimited { .. }, Some((encoding, separator))) = (&reading.format, format)
        && ENCODINGS.contains(&encoding.as_str())
    {
        reading.format = Format::Delimited {
            encoding,
            separator,
        };
    }
    reading
}

fn recognised(kind: Kind, rows: &[Row]) -> Vec<Option<Field>> {
    recognise(kind, &headings(rows))
}

fn headings(rows: &[Row]) -> Vec<String> {
    let first = rows.first().map(|row| row.cells.iter());
    let cells = first.into_iter().flatten();
    cells.map(|cell| cell.text.clone()).collect()
}

fn lengths(fields: &[Option<Field>], rows: &[Row]) -> IdLengths {
    let commonest = |field| {
        let place = fields.iter().position(|one| *one == Some(field));
        let cells = rows.iter().skip(1).filter_map(|row| row.cells.get(place?));
        IdLengths::commonest(cells)
    };
    IdLengths {
        access: commonest(Field::AccessId),
        contract: commonest(Field::ContractId),
    }
}

/// The first rows of a file.
async fn front(house: &House, import: &Stored, format: Format, count: usize) -> Answer<Vec<Row>> {
    let key = import.bytes_key.as_deref().ok_or(Refusal::ImportState)?;
    first(house, (key, import.sealed_sha256), format, count).await
}

/// What a file holds that is kept under a key with that hash, as its headings tell.
pub(super) async fn guess(house: &House, file: (&str, [u8; 32]), format: Format) -> Answer<Kind> {
    let rows = first(house, file, format, 1).await?;
    Ok(Kind::guess(&headings(&rows)))
}

async fn first(
    house: &House,
    file: (&str, [u8; 32]),
    format: Format,
    count: usize,
) -> Answer<Vec<Row>> {
    let rows = table::first(house, file, format, count).await;
    rows.map_err(|broken| match turned(&broken) {
        Turned::Unreadable(why) => Refusal::Unreadable(why).into(),
        _ => Stopped::from(store::Fault::other("the file of an import does not come")),
    })
}

/// What a file that cannot be read comes to.
pub(super) fn turned(broken: &Broken) -> Turned {
    match broken {
        Broken::Unreadable(why) => Turned::Unreadable(*why),
        Broken::Away(problem) => {
            tracing::error!(%problem, "the file of an import does not come");
            Turned::FileLost
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_every_row_needs_is_asked_for() {
        let all: Vec<_> = Kind::Contracts.fields().iter().copied().map(Some).collect();
        assert_eq!(complete(Kind::Contracts, &all), Ok(()));
        let without = |left_out: &[Field]| {
            let kept = all
                .iter()
                .filter(|field| field.is_none_or(|field| !left_out.contains(&field)));
            complete(Kind::Contracts, &kept.copied().collect::<Vec<_>>())
        };
        assert_eq!(
            without(&[Field::Left]),
            Err(Refusal::ColumnMissing(Field::Left))
        );
        assert_eq!(
            without(&[Field::Organisation, Field::Country, Field::LastDay]),
            Ok(())
        );
        let nobody = without(&[Field::Organisation, Field::OwnerEmail]);
        assert_eq!(nobody, Err(Refusal::ColumnMissing(Field::OwnerEmail)));
    }
}
