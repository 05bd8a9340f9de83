//! Reading files that people write: every mistake is noted with its file, line and field, and reading goes on.

mod front_matter;
mod table;
mod value;

use std::cell::RefCell;
use std::fmt;

use toml::de::DeTable;

pub(crate) use front_matter::FrontMatter;
pub(crate) use table::Table;
pub(crate) use value::Value;

/// What is wrong in a file, where, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// The file, within the folder that is read.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The character of the line, from 1.
    pub column: usize,
    /// The field with the tables around it, such as `offer.coverage.regions`; empty where it is the file as a whole.
    pub field: String,
    /// What is wrong, in words that go after the field.
    pub message: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            line,
            field,
            message,
            ..
        } = self;
        let field = if field.is_empty() { "the file" } else { field };
        write!(out, "{file}:{line}: {field} {message}")
    }
}

/// The mistakes found so far: where a file is no TOML, and where it says what cannot be.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    form: RefCell<Vec<Mistake>>,
    sense: RefCell<Vec<Mistake>>,
}

impl Notes {
    /// Notes a mistake in a file as a whole.
    pub fn file(&self, file: &str, message: impl Into<String>) {
        Source {
            notes: self,
            file,
            text: "",
            first_line: 1,
        }
        .note(0, "", message);
    }

    /// All mistakes, by file and line. Where a file is no TOML, what would follow from reading half of it is left out.
    pub fn into_mistakes(self) -> Vec<Mistake> {
        let form = self.form.into_inner();
        let mut mistakes = if form.is_empty() {
            self.sense.into_inner()
        } else {
            form
        };
        mistakes.sort();
        mistakes.dedup();
        mistakes
    }
}

/// A text that is being read.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    notes: &'a Notes,
    file: &'a str,
    text: &'a str,
    first_line: usize,
}

impl<'a> Source<'a> {
    /// The whole text of a file.
    pub const fn new(notes: &'a Notes, file: &'a str, text: &'a str) -> Self {
        Self {
            notes,
            file,
            text,
            first_line: 1,
        }
    }

    /// Parses the text as TOML; what cannot be read is noted and left out.
    pub fn parse(&self) -> Parsed<'a> {
        let (root, problems) = DeTable::parse_recoverable(self.text);
        for problem in problems {
            let offset = problem.span().map_or(0, |span| span.start);
            let mistake = self.mistake(
                offset,
                "",
                format!("is not TOML here: {}", problem.message()),
            );
            self.notes.form.borrow_mut().push(mistake);
        }
        Parsed {
            source: *self,
            root: root.into_inner(),
        }
    }

    fn note(&self, offset: usize, field: &str, message: impl Into<String>) {
        self.notes
            .sense
            .borrow_mut()
            .push(self.mistake(offset, field, message.into()));
    }

    fn mistake(&self, offset: usize, field: &str, message: String) -> Mistake {
        let before = self.text.get(..offset).unwrap_or_default();
        let line = self.first_line + before.matches('\n').count();
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let column = before[start..].chars().count() + 1;
        let (file, field) = (self.file.to_owned(), field.to_owned());
        Mistake {
            file,
            line,
            column,
            field,
            message,
        }
    }
}

/// A parsed text; its fields are taken through [`Parsed::table`].
pub(crate) struct Parsed<'a> {
    source: Source<'a>,
    root: DeTable<'a>,
}

impl Parsed<'_> {
    /// The fields of the text.
    pub fn table(&self) -> Table<'_> {
        Table::new(self.source, String::new(), 0, &self.root)
    }
}
