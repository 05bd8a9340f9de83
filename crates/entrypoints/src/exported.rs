//! Tables written out as they come, in each format: for a page to send, and for a command to write.

use std::fs::File;
use std::io::{self, Read as _, Seek as _};

use actions::exports::{Part, Table, Told};
use axum::body::Bytes;
use futures_util::StreamExt as _;
use futures_util::stream::{self, BoxStream};
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};
use tokio::sync::mpsc;
use words::Words;

use crate::csv;

/// Rows that a sheet holds below its headings.
const SHEET_ROWS: u32 = 1_048_575;

/// Characters that a cell holds; the rest of a longer text is in the other formats.
const CELL_CHARS: usize = 32_767;

/// Bytes that are read of a finished file at once.
const PIECE: usize = 64 * 1024;

/// How tables are written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One table, with separators.
    Csv,
    /// A list of rows for each table.
    Json,
    /// A workbook with a sheet for each table.
    Xlsx,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Json, Self::Xlsx, Self::Csv];

    /// The word it goes by, and the end of its files' names.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Xlsx => "xlsx",
        }
    }

    /// The format that goes by `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.code() == code)
    }

    /// What it is called.
    pub fn name(self, w: Words) -> &'static str {
        match self {
            Self::Csv => w.export_format_csv(),
            Self::Json => w.export_format_json(),
            Self::Xlsx => w.export_format_xlsx(),
        }
    }

    /// Its type on the network.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Json => "application/json",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// Bytes as they are written. Where something broke they end in an error, so that nobody takes them for whole.
pub type Written = BoxStream<'static, io::Result<Bytes>>;

/// What is given out, in a format.
///
/// # Errors
/// Where a workbook could not be written.
pub async fn written(format: Format, parts: mpsc::Receiver<Part>) -> io::Result<Written> {
    Ok(match format {
        Format::Csv => text(parts, lines),
        Format::Json => text(parts, json()),
        Format::Xlsx => sheet(parts).await?,
    })
}

/// Text, piece by piece.
fn text(
    parts: mpsc::Receiver<Part>,
    write: impl FnMut(Part) -> String + Send + 'static,
) -> Written {
    let pieces = stream::unfold(
        (parts, write, false),
        |(mut parts, mut write, is_over)| async move {
            if is_over {
                return None;
            }
            let Some(part) = parts.recv().await else {
                return Some((Err(broken()), (parts, write, true)));
            };
            let is_end = matches!(part, Part::End);
            Some((Ok(Bytes::from(write(part))), (parts, write, is_end)))
        },
    );
    pieces.boxed()
}

fn broken() -> io::Error {
    io::Error::other("the export broke off")
}

/// A part as CSV.
fn lines(part: Part) -> String {
    let mut text = String::new();
    match part {
        Part::Table(table) => {
            text.push(csv::MARK);
            csv::line(&mut text, table.columns.iter().map(|(name, _)| *name));
        }
        Part::Row(cells) => csv::line(&mut text, cells.iter().map(said)),
        Part::End => {}
    }
    text
}

fn said(told: &Told) -> String {
    match told {
        Told::Nothing => String::new(),
        Told::Number(number) => number.to_string(),
        Told::Text(text) => text.clone(),
        Told::Document(said) => said.to_string(),
    }
}

/// Parts as one JSON object: a list of rows for each table.
fn json() -> impl FnMut(Part) -> String + Send + 'static {
    let mut table: Option<&'static Table> = None;
    let mut rows = 0_u64;
    move |part| match part {
        Part::Table(next) => {
            let before = if table.is_some() { "],\n" } else { "{\n" };
            (table, rows) = (Some(next), 0);
            format!("{before}\"{}\": [\n", next.name)
        }
        Part::Row(cells) => {
            let object = table.map(|table| table.object(cells)).unwrap_or_default();
            rows += 1;
            let before = if rows > 1 { ",\n" } else { "" };
            format!("{before}{object}")
        }
        Part::End if table.is_some() => "]\n}\n".to_owned(),
        Part::End => "{}\n".to_owned(),
    }
}

/// A workbook with a sheet for each table, written to a file that nobody else sees and then sent. Every text is typed
/// as one, so that none acts and no ID loses a zero.
async fn sheet(parts: mpsc::Receiver<Part>) -> io::Result<Written> {
    let written = tokio::task::spawn_blocking(move || workbook(parts)).await;
    let file = written
        .map_err(io::Error::other)?
        .map_err(io::Error::other)?;
    let pieces = stream::unfold(file, |mut file| async move {
        let mut piece = vec![0; PIECE];
        match file.read(&mut piece) {
            Ok(0) => None,
            Ok(count) => {
                piece.truncate(count);
                Some((Ok(Bytes::from(piece)), file))
            }
            Err(problem) => Some((Err(problem), file)),
        }
    });
    Ok(pieces.boxed())
}

fn workbook(mut parts: mpsc::Receiver<Part>) -> Result<File, XlsxError> {
    let mut book = Workbook::new();
    let mut row = 0;
    let mut sheet: Option<&mut Worksheet> = None;
    let mut is_whole = false;
    while let Some(part) = parts.blocking_recv() {
        match part {
            Part::Table(table) => {
                let next = book.add_worksheet_with_constant_memory()?;
                next.set_name(table.name)?;
                for (column, (name, _)) in (0..).zip(table.columns) {
                    next.write_string(0, column, *name)?;
                }
                (sheet, row) = (Some(next), 0);
            }
            Part::Row(cells) if row < SHEET_ROWS => {
                row += 1;
                if let Some(sheet) = &mut sheet {
                    fill(sheet, row, &cells)?;
                }
            }
            Part::Row(_) => return Err(XlsxError::RowColumnLimitError),
            Part::End => is_whole = true,
        }
    }
    if !is_whole {
        return Err(XlsxError::IoError(broken()));
    }
    let mut file = tempfile::tempfile().map_err(XlsxError::IoError)?;
    book.save_to_writer(&mut file)?;
    file.rewind().map_err(XlsxError::IoError)?;
    Ok(file)
}

fn fill(sheet: &mut Worksheet, row: u32, cells: &[Told]) -> Result<(), XlsxError> {
    for (column, told) in (0..).zip(cells) {
        match told {
            Told::Nothing => {}
            // A spreadsheet keeps numbers of fifteen digits; no quantity is longer.
            #[expect(clippy::cast_precision_loss, reason = "quantities are far below 2^53")]
            Told::Number(number) => {
                sheet.write_number(row, column, *number as f64)?;
            }
            Told::Text(_) | Told::Document(_) => {
                let text: String = said(told).chars().take(CELL_CHARS).collect();
                sheet.write_string(row, column, text)?;
            }
        }
    }
    Ok(())
}
