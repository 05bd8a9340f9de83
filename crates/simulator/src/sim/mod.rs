//! The simulation: a story without end, written at random from a seed, judged row by row.
//!
//! The rules alone play it beside the house, and must end every row alike; an auditor counts units on its fingers; the
//! ledger is examined as it goes. The same seed gives the same transcript on both engines, and any part of a
//! transcript is a story that can be kept.

mod auditor;
mod author;

use std::fmt::Write as _;
use std::sync::Arc;

use crate::Stage;
use crate::house::Played;
use crate::model::Model;
use crate::story::{Outcome, Row};
use auditor::Auditor;
use author::Author;

/// Rows after which the whole ledger is examined.
const EXAMINED: usize = 500;

/// Plays `rows` rows of the story of `seed` and gives its transcript.
///
/// # Errors
/// The transcript up to the first row that ended as it must not, with what is wrong.
pub async fn run(mut house: Played, seed: u64, rows: usize) -> Result<String, String> {
    let mut author = Author::new(seed);
    let mut model = Model::new(Arc::clone(&house.catalog()));
    let mut auditor = Auditor::default();
    let mut transcript = String::new();
    for line in 1..=rows {
        let row = author.next();
        let outcome = house.play(&row).await;
        tell(&mut transcript, &row, &outcome);
        let told = outcome.to_string();
        let ruled = model.play(&row).await.to_string();
        let mut flaw = (told != ruled).then(|| format!("the rules say «{ruled}»"));
        if flaw.is_none() {
            flaw = auditor.judge(&row, &outcome).err();
        }
        if flaw.is_none() && (line % EXAMINED == 0 || line == rows) {
            flaw = flaws(&house).await;
        }
        if let Some(flaw) = flaw {
            return Err(format!("{transcript}# seed {seed}: {flaw}"));
        }
        author.saw(&row, &outcome);
    }
    Ok(transcript)
}

/// What is wrong with the books, if anything is.
async fn flaws(house: &Played) -> Option<String> {
    match house.examine().await {
        Ok(0) => None,
        Ok(count) => Some(format!("the ledger has {count} flaws")),
        Err(stopped) => Some(format!("the ledger cannot be examined: {stopped:?}")),
    }
}

fn tell(transcript: &mut String, row: &Row, outcome: &Outcome) {
    let at = row.at.to_string().replacen('T', " ", 1);
    let when = at.get(..16).unwrap_or(&at);
    writeln!(
        transcript,
        "{when} | {} | {} | {outcome}",
        row.who, row.text
    )
    .expect("a text takes all that is written");
}
