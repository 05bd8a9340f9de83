//! Everything that is kept here, given out table by table, some rows at a time: memory stays flat however much there
//! is. Contract IDs are not in it, nor anything that proves who somebody is. The same tables tell what concerns one
//! organisation or one person.

mod own;
mod table;
mod tables;

use std::sync::Arc;

use domain::ids::EmailAddress;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use store::{Fault, Reader, params};
use tokio::sync::mpsc;

use crate::audit::{self, Done, Record};
use crate::house::{By, House};
use crate::stopped::Answer;
use table::{Person, Scope};

pub use own::own;
pub use table::{Shape, Table, Told};

/// Parts that wait to be written out.
const WAITING: usize = 1_000;

const ORGANISATION: &str = "SELECT id, key FROM organisation WHERE key = $1 OR partner_id = $1";

const PERSON: &str = "SELECT id, key FROM account WHERE email = $1 AND erased_at IS NULL";

/// What is given out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Every table.
    Everything,
    /// One table, by name.
    Table(String),
    /// What concerns one organisation, by key or partner ID.
    Organisation(String),
    /// All that is kept about one person, who has asked for it.
    Person(EmailAddress),
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

/// The names of all tables.
pub fn names() -> impl Iterator<Item = &'static str> {
    of(&Scope::Everybody).map(|table| table.name)
}

/// The tables with rows of whoever is in `scope`.
fn of(scope: &Scope) -> impl Iterator<Item = &'static Table> {
    tables::all().filter(move |table| table.is_of(scope))
}

/// Gives out what is `wanted`, as it is read. That it was asked for, and in which `format`, is in the log first.
///
/// # Errors
/// [`Refusal::NotFound`] for a table, an organisation or a person that does not exist.
pub async fn export(
    house: &Arc<House>,
    by: By<'_>,
    wanted: Wanted,
    format: &'static str,
) -> Answer<mpsc::Receiver<Part>> {
    let (tables, scope) = house
        .act_by(by, move |tx, caller, at| {
            policy::allow(caller, Deed::Administer, &Object::default(), at)?;
            let (object, scope) = found(tx, &wanted)?;
            let is_wanted = |table: &&Table| match &wanted {
                Wanted::Table(name) => table.name == name,
                _ => true,
            };
            let tables: Vec<&'static Table> = of(&scope).filter(is_wanted).collect();
            if tables.is_empty() {
                return Err(Refusal::NotFound.into());
            }
            let record = Record {
                after: Some(format),
                ..Record::of(Done::ExportMake, &object)
            };
            audit::record(tx, caller, at, &record)?;
            Ok((tables, scope))
        })
        .await?;
    let (give, take) = mpsc::channel(WAITING);
    let house = Arc::clone(house);
    tokio::spawn(async move {
        if let Err(fault) = send(&house, tables, scope, &give).await {
            tracing::error!(
                error = &fault as &dyn std::error::Error,
                "an export broke off"
            );
        }
    });
    Ok(take)
}

/// What the log calls what is wanted, and whose rows they are.
fn found(reader: &Reader<'_>, wanted: &Wanted) -> Answer<(String, Scope)> {
    Ok(match wanted {
        Wanted::Everything => ("everything".to_owned(), Scope::Everybody),
        Wanted::Table(name) => (name.clone(), Scope::Everybody),
        Wanted::Organisation(named) => {
            let (row, key) = one(reader, ORGANISATION, named)?;
            (key, Scope::Organisation(row))
        }
        Wanted::Person(email) => {
            let (account, key) = one(reader, PERSON, email.as_str())?;
            let person = Person {
                account,
                key: key.clone(),
                email: email.as_str().to_owned(),
            };
            (key, Scope::Person(person))
        }
    })
}

/// The row and the key of what goes by `named`.
fn one(reader: &Reader<'_>, sql: &'static str, named: &str) -> Answer<(i64, String)> {
    let found = reader.rows(sql, params![named], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.into_iter().next().ok_or(Refusal::NotFound)?)
}

async fn send(
    house: &House,
    tables: Vec<&'static Table>,
    scope: Scope,
    give: &mpsc::Sender<Part>,
) -> Result<(), Fault> {
    for table in tables {
        if give.send(Part::Table(table)).await.is_err() {
            return Ok(());
        }
        let mut after = table.front();
        loop {
            let (whose, from) = (scope.clone(), after);
            let page = house
                .store
                .read(move |reader| table.page(reader, &whose, &from));
            let Some((last, rows)) = page.await? else {
                break;
            };
            after = last;
            for row in rows {
                if give.send(Part::Row(row)).await.is_err() {
                    return Ok(());
                }
            }
        }
    }
    let _ = give.send(Part::End).await;
    Ok(())
}
