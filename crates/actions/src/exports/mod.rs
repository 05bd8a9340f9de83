//! Everything that is kept here, given out table by table, some rows at a time: memory stays flat however much there
//! is. Contract IDs are not in it, nor anything that proves who somebody is.

mod tables;

use std::sync::Arc;

use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Reader, Row, Value, params};
use tokio::sync::mpsc;

use crate::audit::{self, Record};
use crate::house::{By, House};
use crate::stopped::Answer;
use tables::{Cursor, Shape};

pub use tables::{TABLES, Table};

/// Rows that are read in one go.
const AT_ONCE: i64 = 500;

/// Parts that wait to be written out.
const WAITING: usize = 1_000;

const ORGANISATION: &str = "SELECT id FROM organisation WHERE key = $1 OR partner_id = $1";

/// What is given out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Every table.
    Everything,
    /// One table, by name.
    Table(String),
    /// What concerns one organisation, by key or partner ID.
    Organisation(String),
}

/// What one cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// Nothing.
    Nothing,
    /// A number.
    Number(i64),
    /// A text, or an instant in RFC 3339.
    Text(String),
}

/// A piece of what is given out.
#[derive(Clone, Debug)]
pub enum Part {
    /// A table begins.
    Table(&'static Table),
    /// A row of it, in the order of its columns.
    Row(Vec<Told>),
    /// All has been said. Without it, something broke.
    End,
}

/// Gives out what is `wanted`, as it is read. That it was asked for, and in which `format`, is in the log first.
///
/// # Errors
/// [`Refusal::NotFound`] for a table or an organisation that does not exist.
pub async fn export(
    house: &Arc<House>,
    by: By<'_>,
    wanted: Wanted,
    format: &'static str,
) -> Answer<mpsc::Receiver<Part>> {
    let (tables, organisation) = house
        .act_by(by, move |tx, caller, at| {
            policy::allow(caller, Deed::Administer, &Object::default(), at)?;
            let found = of(tx, &wanted)?;
            let object = match &wanted {
                Wanted::Everything => "everything",
                Wanted::Table(name) => name,
                Wanted::Organisation(_) => "organisation",
            };
            let record = Record {
                deed: "export.make",
                object,
                after: Some(format),
                ..Record::default()
            };
            audit::record(tx, caller, at, &record)?;
            Ok(found)
        })
        .await?;
    let (give, take) = mpsc::channel(WAITING);
    let house = Arc::clone(house);
    tokio::spawn(async move {
        if let Err(fault) = send(&house, tables, organisation, &give).await {
            tracing::error!(
                error = &fault as &dyn std::error::Error,
                "an export broke off"
            );
        }
    });
    Ok(take)
}

/// The tables that are wanted, and the row of the organisation.
fn of(reader: &Reader<'_>, wanted: &Wanted) -> Answer<(Vec<&'static Table>, Option<i64>)> {
    Ok(match wanted {
        Wanted::Everything => (TABLES.iter().collect(), None),
        Wanted::Table(name) => {
            let found = TABLES.iter().find(|table| table.name == name);
            (vec![found.ok_or(Refusal::NotFound)?], None)
        }
        Wanted::Organisation(named) => {
            let found = reader.rows(ORGANISATION, params![named], |row| row.get(0))?;
            let row = found.first().copied().ok_or(Refusal::NotFound)?;
            let tables = TABLES
                .iter()
                .filter(|table| table.of_organisation.is_some());
            (tables.collect(), Some(row))
        }
    })
}

async fn send(
    house: &House,
    tables: Vec<&'static Table>,
    organisation: Option<i64>,
    give: &mpsc::Sender<Part>,
) -> Result<(), Fault> {
    for table in tables {
        if give.send(Part::Table(table)).await.is_err() {
            return Ok(());
        }
        let mut after = (i64::MIN, i64::MIN);
        loop {
            let rows: Vec<((i64, i64), Vec<Told>)> = house
                .store
                .read(move |reader| page(reader, table, organisation, after))
                .await?;
            let Some((last, _)) = rows.last() else { break };
            after = *last;
            for (_, row) in rows {
                if give.send(Part::Row(row)).await.is_err() {
                    return Ok(());
                }
            }
        }
    }
    let _ = give.send(Part::End).await;
    Ok(())
}

/// A row's place in the order of its table, and what it tells.
type Placed = ((i64, i64), Vec<Told>);

fn page(
    reader: &Reader<'_>,
    table: &Table,
    organisation: Option<i64>,
    (first, second): (i64, i64),
) -> Result<Vec<Placed>, Fault> {
    let sql = match organisation {
        None => table.all,
        Some(_) => table.of_organisation.unwrap_or(table.all),
    };
    let mut values = vec![Value::Int(AT_ONCE), Value::Int(first)];
    if table.cursor == Cursor::Two {
        values.push(Value::Int(second));
    }
    values.extend(organisation.map(Value::Int));
    let hidden = match table.cursor {
        Cursor::One => 1,
        Cursor::Two => 2,
    };
    reader.rows(sql, &values, |row| {
        let second = if hidden == 2 { row.get(1)? } else { 0 };
        let told = table.columns.iter().enumerate();
        let told = told.map(|(place, (_, shape))| cell(row, hidden + place, *shape));
        Ok(((row.get(0)?, second), told.collect::<Result<_, Fault>>()?))
    })
}

fn cell(row: &Row<'_>, place: usize, shape: Shape) -> Result<Told, Fault> {
    Ok(match shape {
        Shape::Text => row
            .get::<Option<String>>(place)?
            .map_or(Told::Nothing, Told::Text),
        Shape::Number => row
            .get::<Option<i64>>(place)?
            .map_or(Told::Nothing, Told::Number),
        Shape::At => {
            let at = row.get::<Option<i64>>(place)?;
            at.map_or(Told::Nothing, |at| Told::Text(Moment(at).to_string()))
        }
    })
}
