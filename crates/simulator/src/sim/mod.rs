//! The simulation: a story without end, written at random from a seed, judged row by row.
//!
//! The rules alone play it beside the house, and must end every row alike; an auditor counts units on its fingers; the
//! ledger is examined as it goes. The same seed gives the same transcript on both engines, and any part of a
//! transcript is a story that can be kept.

mod auditor;
mod author;

use std::fmt::Write as _;
use std::sync::Arc;

use domain::time::Moment;

use crate::Stage;
use crate::house::Played;
use crate::model::Model;
use crate::story::{Deed, Errand, Outcome, Row, Traffic};
use auditor::Auditor;
use author::{Author, STRANGER};

/// Rows after which the whole ledger is examined.
const EXAMINED: usize = 100;

/// Plays `rows` rows of the story of `seed` and gives its transcript.
///
/// # Errors
/// The transcript up to the first row that ended as it must not, with what is wrong.
pub async fn run(mut house: Played, seed: u64, rows: usize) -> Result<String, String> {
    let mut author = Author::new(seed);
    let mut model = Model::new(Arc::clone(&house.catalog()));
    let mut auditor = Auditor::default();
    let mut transcript = String::new();
    let flawed = |transcript: &str, flaw: &str| format!("{transcript}# seed {seed}: {flaw}");
    let mut at = Moment(0);
    for line in 1..=rows {
        let row = author.next();
        let outcome = house.play(&row).await;
        tell(&mut transcript, &row, &outcome);
        at = at.max(row.at);
        let mut flaw = None;
        if is_ruled(&row) {
            let ruled = model.play(&row).await.to_string();
            flaw = (outcome.to_string() != ruled).then(|| format!("the rules say «{ruled}»"));
        }
        let judged = || {
            auditor
                .judge(&row, &outcome)
                .and_then(|()| auditor.look(&house, &outcome))
        };
        let mut flaw = flaw.map_or_else(judged, Err);
        if flaw.is_ok() && line % EXAMINED == 0 {
            flaw = examined(&house).await;
        }
        flaw.map_err(|flaw| flawed(&transcript, &flaw))?;
        author.saw(&row, &outcome);
    }
    let ended = end(&mut house, &mut auditor, at).await;
    ended.map_err(|flaw| flawed(&transcript, &flaw))?;
    Ok(transcript)
}

/// What must hold when nothing more happens: all letters have gone out, and all that was acknowledged is there.
async fn end(house: &mut Played, auditor: &mut Auditor, last: Moment) -> Result<(), String> {
    let mut at = last;
    for _ in 0..4 {
        at = at.plus_days(1);
        let mut some = true;
        while some {
            let row = row(at, "jobs", "posts letters to a server that takes them");
            let outcome = house.play(&row).await;
            auditor.look(house, &outcome)?;
            some = outcome != Outcome::Says("0 letters".to_owned());
        }
    }
    if let Some(name) = auditor.unconfirmed() {
        return Err(format!("I5: {name} was never confirmed"));
    }
    for (who, text) in auditor.kept() {
        let outcome = house.play(&row(at, &who, &text)).await;
        if !matches!(outcome, Outcome::Says(_)) {
            return Err(format!("I2: {who} {text}: {outcome}"));
        }
    }
    house.play(&row(at, "jobs", "seals the day")).await;
    examined(house).await
}

fn row(at: Moment, who: &str, text: &str) -> Row {
    Row::new(0, at, who, text, "").expect("a deed that there is")
}

/// Whether the pure rules know of what the row is about.
fn is_ruled(row: &Row) -> bool {
    let unruled = match &row.deed {
        Deed::Errand(errand) => matches!(
            errand,
            Errand::Employ { .. } | Errand::See(_) | Errand::Replace(_)
        ),
        Deed::Traffic(traffic) => matches!(
            traffic,
            Traffic::Return(_)
                | Traffic::SendBack { .. }
                | Traffic::Post(_)
                | Traffic::Fetch(_)
                | Traffic::Read(_)
                | Traffic::Seal
        ),
        _ => false,
    };
    row.who != STRANGER && !unruled
}

/// Proves the books: I1, I4 and I6.
async fn examined(house: &Played) -> Result<(), String> {
    match house.examine().await {
        Ok(0) => Ok(()),
        Ok(count) => Err(format!("the ledger has {count} flaws")),
        Err(stopped) => Err(format!("the ledger cannot be examined: {stopped:?}")),
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
