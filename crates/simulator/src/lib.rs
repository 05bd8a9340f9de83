//! Stories: scenarios as rows with the outcome at the end of each, that a support manager can read.
//!
//! The same story is run on the pure rules, on SQLite and on PostgreSQL, and must end every row alike.

pub mod model;
pub mod story;

use story::{Deed, Outcome};

use domain::time::Moment;

/// Somewhere a story can be played: the pure rules, or a house over a database.
pub trait Stage {
    /// Lets `who` do `deed` at `at`, and says what came of it.
    fn play(&mut self, at: Moment, who: &str, deed: &Deed) -> Outcome;
}

/// Plays a story and lists every row that ended otherwise than it says.
pub fn tell(stage: &mut dyn Stage, story: &story::Story) -> Vec<String> {
    story
        .rows
        .iter()
        .filter_map(|row| {
            let outcome = stage.play(row.at, &row.who, &row.deed);
            let differs = outcome.to_string() != row.outcome;
            differs.then(|| {
                format!(
                    "{}:{}: {} – should end «{}», ended «{outcome}»",
                    story.name, row.line, row.text, row.outcome
                )
            })
        })
        .collect()
}
