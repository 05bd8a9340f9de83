//! What a table is that is given out, whole or as far as it concerns somebody, and how its rows are read.

use std::fmt::Write as _;

use domain::time::Moment;
use serde_json::Value as Json;
use store::{Fault, Reader, Row, Value};

/// Rows that are read in one go.
const AT_ONCE: i64 = 500;

/// How a column is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// As it is.
    Text,
    /// As it is.
    Number,
    /// An instant, told in RFC 3339.
    At,
    /// JSON, told as what it says.
    Document,
    /// Bytes, told in hexadecimal.
    Bytes,
}

/// What the last parameter of a person's rows is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// The account's row.
    Account,
    /// The key that stands for the person in the ledger and the log.
    Key,
    /// The person's address.
    Address,
}

/// A table as it is given out.
#[derive(Debug)]
pub struct Table {
    /// What it is called.
    pub name: &'static str,
    /// Its columns.
    pub columns: &'static [(&'static str, Shape)],
    /// What its rows are in the order of, each number or text. In front of the columns, and not given out.
    pub(super) keys: &'static [Shape],
    /// Rows after `$2` (and `$3` of two, and so on), at most `$1`. Nothing of a table for persons only.
    pub(super) all: Option<&'static str>,
    /// The same of the organisation in the parameter after those.
    pub(super) of_organisation: Option<&'static str>,
    /// The same of a person.
    pub(super) of_person: Option<(By, &'static str)>,
}

/// Describes a table: name, where its rows are from (what they are rows of stands first), what they are in the order of, and each column with its shape and
/// where it is from. Then whose rows there are: `everybody`'s, those of an `organisation`, of a `person`; the parameter
/// after those of the keys says of whom.
macro_rules! table {
    (
        $name:literal from $from:literal by [$key_shape:ident $key:literal $(, $more_shape:ident $more:literal)*]
        { $($column:literal $shape:ident $expression:literal,)+ }
        $(everybody $everybody:literal)?
        $(organisation $organisation:literal)?
        $(person $by:ident $person:literal)?
    ) => {{
        macro_rules! rows {
            ($narrow:literal) => {
                concat!(
                    "SELECT ", $key, $(", ", $more,)* $(", ", $expression,)+ " FROM ", $from,
                    " WHERE (", $key, $(", ", $more,)* ") > (", $crate::exports::table::places!($key $(, $more)*), ") ",
                    $narrow, " ORDER BY ", $key, $(", ", $more,)* " LIMIT $1"
                )
            };
        }
        #[allow(unused_imports)]
        {
            use $crate::exports::table::Shape::{At, Bytes, Document, Number, Text};
            $crate::exports::table::Table {
                name: $name,
                columns: &[$(($column, $shape)),+],
                keys: &[$key_shape $(, $more_shape)*],
                all: $crate::exports::table::option!($(rows!($everybody))?),
                of_organisation: $crate::exports::table::option!($(rows!($organisation))?),
                of_person: $crate::exports::table::option!($(($crate::exports::table::By::$by, rows!($person)))?),
            }
        }
    }};
}
pub(super) use table;

/// The parameters of as many keys.
macro_rules! places {
    ($one:literal) => {
        "$2"
    };
    ($one:literal, $two:literal) => {
        "$2, $3"
    };
    ($one:literal, $two:literal, $three:literal) => {
        "$2, $3, $4"
    };
}
pub(super) use places;

macro_rules! option {
    () => {
        None
    };
    ($some:expr) => {
        Some($some)
    };
}
pub(super) use option;

/// Whose rows are told.
#[derive(Clone, Debug)]
pub(crate) enum Scope {
    /// Everybody's.
    Everybody,
    /// Those of the organisation with that row.
    Organisation(i64),
    /// Those of a person.
    Person(Person),
}

/// A person whose rows are told.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    /// The account's row.
    pub account: i64,
    /// Its opaque key.
    pub key: String,
    /// Its address.
    pub email: String,
}

/// What one cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// Nothing.
    Nothing,
    /// A number.
    Number(i64),
    /// A text, an instant in RFC 3339, or bytes in hexadecimal.
    Text(String),
    /// What a document says.
    Document(Json),
}

impl From<Told> for Json {
    fn from(told: Told) -> Self {
        match told {
            Told::Nothing => Self::Null,
            Told::Number(number) => number.into(),
            Told::Text(text) => text.into(),
            Told::Document(said) => said,
        }
    }
}

/// Where a row stands in the order of its table.
#[derive(Clone, Debug)]
pub(super) enum Place {
    Number(i64),
    Text(String),
}

impl Place {
    fn value(&self) -> Value<'_> {
        match self {
            Self::Number(number) => Value::Int(*number),
            Self::Text(text) => Value::Text(text),
        }
    }
}

/// Rows with the place of the last of them; nothing where there is none.
pub(super) type Page = Option<(Vec<Place>, Vec<Vec<Told>>)>;

impl Table {
    /// Its rows of whoever is in `scope`, and of whom they are; nothing where it has none.
    fn rows_of<'a>(&self, scope: &'a Scope) -> Option<(&'static str, Option<Value<'a>>)> {
        match scope {
            Scope::Everybody => Some((self.all?, None)),
            Scope::Organisation(row) => Some((self.of_organisation?, Some(Value::Int(*row)))),
            Scope::Person(person) => {
                let (by, sql) = self.of_person?;
                let who = match by {
                    By::Account => Value::Int(person.account),
                    By::Key => Value::Text(&person.key),
                    By::Address => Value::Text(&person.email),
                };
                Some((sql, Some(who)))
            }
        }
    }

    /// Whether it has rows of whoever is in `scope`.
    pub(super) fn is_of(&self, scope: &Scope) -> bool {
        self.rows_of(scope).is_some()
    }

    /// Where its first row comes after.
    pub(super) fn front(&self) -> Vec<Place> {
        let keys = self.keys.iter().map(|shape| match shape {
            Shape::Number => Place::Number(i64::MIN),
            _ => Place::Text(String::new()),
        });
        keys.collect()
    }

    /// The next rows after some place.
    pub(super) fn page(
        &self,
        reader: &Reader<'_>,
        scope: &Scope,
        after: &[Place],
    ) -> Result<Page, Fault> {
        let Some((sql, who)) = self.rows_of(scope) else {
            return Ok(None);
        };
        let mut values = vec![Value::Int(AT_ONCE)];
        values.extend(after.iter().map(Place::value));
        values.extend(who);
        let mut last = None;
        let rows = reader.rows(sql, &values, |row| {
            last = Some(self.place(row)?);
            let columns = self.columns.iter().enumerate();
            let told =
                columns.map(|(place, (_, shape))| told(row, self.keys.len() + place, *shape));
            told.collect::<Result<Vec<_>, Fault>>()
        })?;
        Ok(last.map(|last| (last, rows)))
    }

    fn place(&self, row: &Row<'_>) -> Result<Vec<Place>, Fault> {
        let keys = self.keys.iter().enumerate();
        let places = keys.map(|(place, shape)| {
            Ok(match shape {
                Shape::Number => Place::Number(row.get(place)?),
                _ => Place::Text(row.get(place)?),
            })
        });
        places.collect()
    }
}

fn told(row: &Row<'_>, place: usize, shape: Shape) -> Result<Told, Fault> {
    let text = || row.get::<Option<String>>(place);
    let number = || row.get::<Option<i64>>(place);
    let told = match shape {
        Shape::Text => text()?.map(Told::Text),
        Shape::Number => number()?.map(Told::Number),
        Shape::At => number()?.map(|at| Told::Text(Moment(at).to_string())),
        Shape::Document => match text()? {
            Some(text) => Some(Told::Document(
                serde_json::from_str(&text).map_err(Fault::other)?,
            )),
            None => None,
        },
        Shape::Bytes => row
            .get::<Option<Vec<u8>>>(place)?
            .map(|bytes| Told::Text(hexadecimal(&bytes))),
    };
    Ok(told.unwrap_or(Told::Nothing))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
