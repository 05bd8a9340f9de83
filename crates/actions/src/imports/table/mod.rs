//! A file as rows of cells: delimited text in whatever encoding, or a spreadsheet. Memory stays flat for text; a
//! spreadsheet is held packed, with its texts, within bounds.

mod delimited;
mod guess;
mod sheet;
mod stream;

use domain::import::{Cell, Unreadable};

pub(super) use guess::{Signs, encoding};
pub(super) use stream::{bytes, first, open};

/// How the bytes of a file become rows.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "format", rename_all = "snake_case")]
pub enum Format {
    /// Text with separators.
    Delimited {
        /// The encoding by its name: `UTF-8`, `windows-1252`, `UTF-16LE`, `UTF-16BE`.
        encoding: String,
        /// What stands between two cells.
        separator: char,
    },
    /// A spreadsheet of Office Open XML; its first sheet is read.
    Sheet,
}

/// The encodings that a file can be read in.
pub const ENCODINGS: [&str; 4] = ["UTF-8", "windows-1252", "UTF-16LE", "UTF-16BE"];

/// The separators that a file can have.
pub const SEPARATORS: [char; 3] = [';', ',', '\t'];

/// A row with its number, as a spreadsheet counts them: the headings stand in row 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its number.
    pub number: i64,
    /// Its cells, from the left.
    pub cells: Vec<Cell>,
}

impl Row {
    /// Whether no cell says anything.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_blank)
    }
}

/// Some rows, and how many bytes of the file have been read by then.
#[derive(Debug, Default)]
pub struct Rows {
    /// The rows, in order.
    pub rows: Vec<Row>,
    /// Bytes read.
    pub bytes: u64,
}

/// Where rows go as they are read; it says whether more are wanted.
type Sink<'a> = &'a mut dyn FnMut(Rows) -> bool;

/// Why a file ended before its end.
#[derive(Debug)]
pub enum Broken {
    /// It cannot be read.
    Unreadable(Unreadable),
    /// Its bytes did not come.
    Away(std::io::Error),
}

impl From<Unreadable> for Broken {
    fn from(unreadable: Unreadable) -> Self {
        Self::Unreadable(unreadable)
    }
}

/// Collects rows into batches for a sink, and keeps count of them.
struct Batches<'a> {
    sink: Sink<'a>,
    rows: Vec<Row>,
}

impl<'a> Batches<'a> {
    fn new(sink: Sink<'a>) -> Self {
        Self {
            sink,
            rows: Vec::new(),
        }
    }

    /// Adds a row; whether more are wanted.
    fn add(&mut self, row: Row, bytes: u64) -> Result<bool, Unreadable> {
        if row.number > domain::limits::ROWS_MAX {
            return Err(Unreadable::TooManyRows);
        }
        if row.cells.len() > domain::limits::COLUMNS_MAX {
            return Err(Unreadable::TooManyColumns);
        }
        // No database holds it, and no table has it: these are bytes of something else.
        if row.cells.iter().any(|cell| cell.text.contains('\0')) {
            return Err(Unreadable::NoTable);
        }
        self.rows.push(row);
        let is_full = self.rows.len() == domain::limits::ROWS_CHECKED_AT_ONCE;
        Ok(!is_full || self.give(bytes))
    }

    /// Hands on what is there; whether more is wanted.
    fn give(&mut self, bytes: u64) -> bool {
        let rows = std::mem::take(&mut self.rows);
        (self.sink)(Rows { rows, bytes })
    }
}
