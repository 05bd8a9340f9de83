//! The rows of a file that cannot be taken over, as they came, for whoever puts them right.

use std::sync::Arc;

use domain::import::Cell;
use domain::refusal::Refusal;
use store::Fault;
use tokio::sync::mpsc;

use super::show::{Problem, after};
use super::stored::{self, Stored};
use super::table::{self, Row};
use super::work::Halted;
use crate::house::{By, House};
use crate::stopped::Answer;

/// Rows on their way out at once.
const WAITING: usize = 64;

/// What a row has wrong with it at most: one thing at each field.
const PROBLEMS_PER_ROW: i64 = 16;

/// A row that goes out: its cells, and what is wrong with it. The headings come first and have nothing wrong.
#[derive(Clone, Debug)]
pub struct Failing {
    /// Its cells as they came.
    pub row: Row,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// The headings of the import called `key` and its rows with errors, as they are read.
///
/// # Errors
/// [`Refusal::ImportState`] where the file is gone.
pub async fn failing(house: &Arc<House>, by: By<'_>, key: &str) -> Answer<mpsc::Receiver<Failing>> {
    let key = key.to_owned();
    let import = house
        .see_by(by, move |reader, caller, at| {
            stored::permitted(reader, caller, &key, at)
        })
        .await?;
    if import.bytes_key.is_none() {
        return Err(Refusal::ImportState.into());
    }
    let (give, take) = mpsc::channel(WAITING);
    let house = Arc::clone(house);
    tokio::spawn(async move {
        if let Err(problem) = send(&house, &import, &give).await {
            tracing::error!(?problem, "the rows with errors did not all go out");
        }
    });
    Ok(take)
}

async fn send(house: &House, import: &Stored, give: &mpsc::Sender<Failing>) -> Result<(), Halted> {
    let bytes_key = import.bytes_key.as_deref().unwrap_or_default();
    let file = (bytes_key, import.sealed_sha256);
    let mut reading = table::open(house, file, import.reading.format.clone()).await?;
    while let Some(rows) = reading.next().await? {
        let Some(first) = rows.rows.first().map(|row| row.number) else {
            continue;
        };
        let (id, most) = (import.id, rows.rows.len() as i64 * PROBLEMS_PER_ROW);
        let found: Result<Vec<Problem>, Fault> = house
            .store
            .read(move |reader| after(reader, id, (first - 1, "~"), most))
            .await;
        let found = found?;
        for row in rows.rows {
            let of_row = found.iter().filter(|problem| problem.row == row.number);
            let problems: Vec<Problem> = of_row.cloned().collect();
            let is_wanted = row.number == 1 || !problems.is_empty();
            if is_wanted && give.send(Failing { row, problems }).await.is_err() {
                return Ok(());
            }
        }
    }
    Ok(())
}

impl Failing {
    /// The texts of its cells.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.row.cells.iter().map(|cell: &Cell| cell.text.as_str())
    }
}
