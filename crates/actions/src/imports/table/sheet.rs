//! The first sheet of a spreadsheet, its cells as text.

use std::io::{self, Cursor, Read as _};

use calamine::{DataRef, ExcelDateTime, Reader as _, Xlsx, XlsxError};
use domain::import::{Cell, Unreadable};
use domain::limits;
use zip::ZipArchive;

use super::{Batches, Broken, Row, Sink};

/// Numbers beyond this are not written out: no ID has as many digits.
const WRITTEN_OUT: f64 = 1e21;

/// Reads all rows of the first sheet into `sink`.
pub fn read(bytes: Vec<u8>, sink: Sink<'_>) -> Result<(), Broken> {
    within_bounds(&bytes)?;
    let size = bytes.len() as u64;
    let mut book: Xlsx<_> =
        Xlsx::new(Cursor::new(bytes)).map_err(|problem| unreadable(&problem))?;
    let name = book
        .sheet_names()
        .first()
        .cloned()
        .ok_or(Unreadable::NoTable)?;
    let mut cells = book
        .worksheet_cells_reader(&name)
        .map_err(|problem| unreadable(&problem))?;
    let (mut batches, mut row) = (Batches::new(sink), Row::default());
    while let Some(cell) = cells.next_cell().map_err(|problem| unreadable(&problem))? {
        let (below, across) = cell.get_position();
        let number = i64::from(below) + 1;
        // A row that says nothing is not in the file; its number is not given to the next.
        if number != row.number {
            let whole = std::mem::replace(
                &mut row,
                Row {
                    number,
                    cells: Vec::new(),
                },
            );
            if whole.number > 0 && !batches.add(whole, size)? {
                return Ok(());
            }
        }
        let across = across as usize;
        if across >= limits::COLUMNS_MAX {
            return Err(Unreadable::TooManyColumns.into());
        }
        if row.cells.len() <= across {
            row.cells.resize(across + 1, Cell::default());
        }
        row.cells[across] = said(cell.get_value());
    }
    if row.number > 0 && !batches.add(row, size)? {
        return Ok(());
    }
    batches.give(size);
    Ok(())
}

/// Unpacks every part once without keeping it: what a part says of its own size may be a lie.
fn within_bounds(bytes: &[u8]) -> Result<(), Unreadable> {
    let no_sheet = |_| Unreadable::NoTable;
    let mut parts = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::NoTable)?;
    if parts.len() > limits::SHEET_PARTS_MAX {
        return Err(Unreadable::TooLarge);
    }
    let mut room =
        limits::SHEET_UNPACKED_BYTES_MAX.min(limits::SHEET_RATIO_MAX * bytes.len() as u64);
    for place in 0..parts.len() {
        let part = parts.by_index(place).map_err(|_| Unreadable::NoTable)?;
        let unpacked = io::copy(&mut part.take(room + 1), &mut io::sink()).map_err(no_sheet)?;
        room = room.checked_sub(unpacked).ok_or(Unreadable::TooLarge)?;
    }
    Ok(())
}

fn unreadable(problem: &XlsxError) -> Unreadable {
    match problem {
        XlsxError::Password => Unreadable::Locked,
        _ => Unreadable::NoTable,
    }
}

/// What a cell says, and whether as a number.
fn said(value: &DataRef<'_>) -> Cell {
    let number = |text| Cell {
        text,
        is_number: true,
    };
    match value {
        DataRef::Int(whole) => number(whole.to_string()),
        DataRef::Float(value) if value.fract() == 0.0 && value.abs() < WRITTEN_OUT => {
            number(format!("{value:.0}"))
        }
        DataRef::Float(value) => number(value.to_string()),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Cell::text(text)
        }
        DataRef::SharedString(text) => Cell::text(*text),
        DataRef::Bool(value) => Cell::text(value.to_string()),
        DataRef::DateTime(value) => Cell::text(day(value)),
        DataRef::Error(error) => Cell::text(error.to_string()),
        DataRef::Empty => Cell::default(),
    }
}

fn day(value: &ExcelDateTime) -> String {
    let (year, month, day, ..) = value.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use proptest::prelude::*;
    use rust_xlsxwriter::{ExcelDateTime as Day, Format, Workbook};
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn rows(bytes: Vec<u8>) -> Result<Vec<Row>, Broken> {
        let mut all = Vec::new();
        read(bytes, &mut |some| {
            all.extend(some.rows);
            true
        })?;
        Ok(all)
    }

    fn unreadable(bytes: Vec<u8>) -> Option<Unreadable> {
        match rows(bytes) {
            Err(Broken::Unreadable(why)) => Some(why),
            _ => None,
        }
    }

    #[test]
    fn cells_are_text_and_numbers_say_that_they_are() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let day = Day::parse_from_str("2026-11-30").expect("a day");
        sheet.write(0, 0, "Access ID").expect("written");
        sheet.write(0, 1, "End").expect("written");
        sheet.write(2, 0, 230_242_323).expect("written");
        sheet
            .write_with_format(2, 1, &day, &Format::new().set_num_format("yyyy-mm-dd"))
            .expect("written");
        sheet
            .write(3, 0, 4_648_141_000_170_000_000_f64)
            .expect("written");
        sheet.write(3, 1, "0230242323").expect("written");
        let read = rows(book.save_to_buffer().expect("saved")).expect("rows");
        let said: Vec<_> = read
            .iter()
            .map(|row| {
                (
                    row.number,
                    row.cells
                        .iter()
                        .map(|cell| (cell.text.as_str(), cell.is_number))
                        .collect::<Vec<_>>(),
                )
            })
            .collect();
        assert_eq!(
            said,
            [
                (1, vec![("Access ID", false), ("End", false)]),
                (3, vec![("230242323", true), ("2026-11-30", false)]),
                (
                    4,
                    vec![("4648141000170000384", true), ("0230242323", false)]
                ),
            ]
        );
    }

    /// The naive reader believes what the archive says of itself, and unpacks it.
    #[test]
    fn a_bomb_is_refused_before_it_is_unpacked() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default())
            .expect("begun");
        let zeros = vec![0; 1 << 20];
        for _ in 0..20 {
            zip.write_all(&zeros).expect("written");
        }
        let bytes = zip.finish().expect("finished").into_inner();
        assert!(bytes.len() < 100_000, "{}", bytes.len());
        assert_eq!(unreadable(bytes), Some(Unreadable::TooLarge));
        assert_eq!(
            unreadable(b"PK\x03\x04 and nothing else".to_vec()),
            Some(Unreadable::NoTable)
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn no_damage_makes_it_panic(place in 0_usize..6_000, byte: u8, cut in 0_usize..6_000) {
            let mut book = Workbook::new();
            book.add_worksheet().write(0, 0, "Access ID").expect("written");
            let mut bytes = book.save_to_buffer().expect("saved");
            let place = place % bytes.len();
            bytes[place] = byte;
            let _ = rows(bytes.clone());
            bytes.truncate(cut % bytes.len());
            let _ = rows(bytes);
        }
    }
}
