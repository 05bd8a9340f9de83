//! Whether the example world stands in the database: it is loaded into an empty one, once, and to its end.

use domain::account::Caller;
use domain::policy::{self, Deed, Object};
use domain::time::Moment;
use store::{Fault, Reader, params};

use crate::{Answer, House};

const NOTE: &str = "SELECT note FROM job WHERE name = 'example world'";

const ACCOUNTS: &str = "SELECT COUNT(*) FROM account";

const MARK: &str = "
    INSERT INTO job (name, ran_at, note) VALUES ('example world', $1, $2)
    ON CONFLICT (name) DO UPDATE SET ran_at = excluded.ran_at, note = excluded.note";

/// How the database stands to the example world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has an account: it can be loaded.
    Empty,
    /// It is there, from beginning to end.
    Whole,
    /// Loading it was broken off.
    Half,
    /// Other people have accounts: it must not be mixed with them.
    InEarnest,
}

/// How the database stands to the example world.
pub async fn standing(house: &House) -> Answer<Standing> {
    Ok(house.store.read(read).await?)
}

fn read(reader: &Reader<'_>) -> Result<Standing, Fault> {
    let note = reader.maybe(NOTE, params![], |row| row.get::<String>(0))?;
    let accounts = reader.row(ACCOUNTS, params![], |row| row.get::<i64>(0))?;
    Ok(match note.as_deref() {
        Some("whole") => Standing::Whole,
        Some(_) => Standing::Half,
        None if accounts == 0 => Standing::Empty,
        None => Standing::InEarnest,
    })
}

/// Marks that loading has begun, or that it has come to its end.
pub async fn mark(house: &House, is_whole: bool, at: Moment) -> Answer<()> {
    policy::allow(
        &Caller::House("operator"),
        Deed::Administer,
        &Object::default(),
        at,
    )?;
    let note = if is_whole { "whole" } else { "half" };
    house
        .run(move |tx| {
            tx.execute(MARK, params![at.0, note])?;
            Ok(())
        })
        .await
}
