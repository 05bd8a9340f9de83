//! The job that works through imports, a bounded transaction at a time. Stopped in the middle, it goes on where it was.

use domain::limits;
use domain::time::Moment;
use store::{ByteFault, Fault, Tx, params};

use super::stored::{self, Phase, Stored, Turned};
use super::table::{self, Broken};
use super::{check, columns, fill};
use crate::House;
use crate::contracts::Tools;
use crate::stopped::{Answer, Stopped};

/// What a check before has written down, some of it.
const FORGET_PROBLEMS: &str = "
    DELETE FROM import_problem WHERE import = $1 AND row <= (
        SELECT COALESCE(MAX(few.row), 0) FROM (SELECT row FROM import_row WHERE import = $1 ORDER BY row LIMIT $2) AS few)";
const FORGET_ROWS: &str = "
    DELETE FROM import_row WHERE import = $1 AND row <= (
        SELECT COALESCE(MAX(few.row), 0) FROM (SELECT row FROM import_row WHERE import = $1 ORDER BY row LIMIT $2) AS few)";

const FORGET_CLAIMS: &str = "
    DELETE FROM import_claim WHERE import = $1 AND claim IN (
        SELECT few.claim FROM (SELECT claim FROM import_claim WHERE import = $1 ORDER BY claim LIMIT $2) AS few)";

/// Rows that are forgotten in one transaction.
const FORGOTTEN_AT_ONCE: i64 = 5_000;

/// Works on every import that there is something to do for.
///
/// # Errors
/// Where the database cannot be reached; what was done stays, and the next turn goes on.
pub async fn resume(house: &House, at: Moment) -> Answer<()> {
    let keys = house.store.read(stored::working).await;
    for key in keys.map_err(|fault: Fault| fault)? {
        work(house, &key, at).await?;
    }
    Ok(())
}

/// Works on the import called `key` until there is nothing to do for it.
///
/// # Errors
/// As for [`resume`].
pub async fn work(house: &House, key: &str, at: Moment) -> Answer<()> {
    while turn(house, key, at).await? {}
    Ok(())
}

/// Takes one step with the import called `key`: checks its file, or writes some rows in one transaction. Whether there
/// was something to do.
///
/// # Errors
/// As for [`resume`].
pub async fn turn(house: &House, key: &str, at: Moment) -> Answer<bool> {
    let wanted = key.to_owned();
    let found = house
        .store
        .read(move |reader| stored::by_key(reader, &wanted))
        .await;
    let found = found.map_err(|fault: Fault| fault)?;
    let Some(import) = found.filter(|import| import.phase.is_at_work()) else {
        return Ok(false);
    };
    if import.phase == Phase::Checking {
        check(house, import, at).await?;
        return Ok(true);
    }
    let draws: Vec<fill::Draw> = (0..limits::ROWS_WRITTEN_AT_ONCE)
        .map(|_| (house.random(), house.random(), house.random()))
        .collect();
    let (tools, key) = (Tools::of(house), key.to_owned());
    house
        .quietly(move |tx| Ok(fill::step(tx, &tools, &key, &draws, at)?))
        .await?;
    Ok(true)
}

/// Why the rows of a file were not all read.
#[derive(Debug)]
pub(super) enum Halted {
    Broken(Broken),
    Stopped(Stopped),
}

impl From<Broken> for Halted {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

impl<E: Into<Stopped>> From<E> for Halted {
    fn from(stopped: E) -> Self {
        Self::Stopped(stopped.into())
    }
}

/// Checks a file from where a check before has stopped.
async fn check(house: &House, import: Stored, at: Moment) -> Answer<()> {
    if import.row_done == 0 {
        forget(house, import.id).await?;
    }
    let turned = match through(house, &import, at).await {
        Ok(()) => None,
        Err(Halted::Stopped(stopped)) => return Err(stopped),
        Err(Halted::Broken(Broken::Away(problem))) if is_away(&problem) => {
            return Err(Fault::unavailable(problem).into());
        }
        Err(Halted::Broken(broken)) => Some(columns::turned(&broken)),
    };
    house
        .quietly(move |tx| Ok(end(tx, &import, turned, at)?))
        .await
}

/// Whether the bytes may come another time.
fn is_away(problem: &std::io::Error) -> bool {
    let fault = problem
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<ByteFault>());
    matches!(
        fault,
        Some(ByteFault::Unavailable(_) | ByteFault::Interrupted(_))
    )
}

async fn through(house: &House, import: &Stored, at: Moment) -> Result<(), Halted> {
    let Some(bytes_key) = &import.bytes_key else {
        return Err(Broken::Away(std::io::Error::other("the file was deleted")).into());
    };
    let file = (bytes_key.as_str(), import.sealed_sha256);
    let mut reading = table::open(house, file, import.reading.format.clone()).await?;
    while let Some(rows) = reading.next().await? {
        let draws = rows.rows.iter().map(|_| (house.random(), house.random()));
        let draws: Vec<_> = draws.collect();
        let (tools, key, working) = (Tools::of(house), import.key.clone(), import.working);
        let step = move |tx: &mut Tx<'_>| -> Answer<bool> {
            let file = (key.as_str(), working);
            Ok(check::step(tx, &tools, file, rows, &draws, at)?)
        };
        if !house.quietly(step).await? {
            return Ok(());
        }
    }
    Ok(())
}

/// A check that has come to its end, one way or the other.
fn end(tx: &mut Tx<'_>, import: &Stored, turned: Option<Turned>, at: Moment) -> Result<(), Fault> {
    let now = stored::locked(tx, &import.key)?;
    if now.phase != Phase::Checking || now.working != import.working {
        return Ok(());
    }
    let next = if turned.is_some() {
        Phase::Failed
    } else {
        Phase::Checked
    };
    fill::go(tx, &now, next, turned, at)
}

/// Forgets what was written down of a file's rows.
pub(super) async fn forget(house: &House, import: i64) -> Answer<()> {
    loop {
        let gone = house
            .quietly(move |tx| {
                let some = params![import, FORGOTTEN_AT_ONCE];
                let claims = tx.execute(FORGET_CLAIMS, some)?;
                tx.execute(FORGET_PROBLEMS, some)?;
                Ok(claims + tx.execute(FORGET_ROWS, some)?)
            })
            .await?;
        if gone == 0 {
            return Ok(());
        }
    }
}
