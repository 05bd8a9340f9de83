//! Stories: scenarios as rows with the outcome at the end of each, that a support manager can read.
//!
//! The same story is run on the pure rules, on SQLite and on PostgreSQL, and must end every row alike.

mod fate;
pub mod house;
pub mod model;
pub mod sim;
pub mod story;

use std::future::Future;

use story::{Outcome, Row, Story};

/// Somewhere a story can be played: the pure rules, or a house over a database.
pub trait Stage {
    /// Lets the row happen, and says what came of it.
    fn play(&mut self, row: &Row) -> impl Future<Output = Outcome>;
}

/// Plays a story and lists every row that ended otherwise than it says.
pub async fn tell(stage: &mut impl Stage, story: &Story) -> Vec<String> {
    let mut differing = Vec::new();
    for row in &story.rows {
        let outcome = stage.play(row).await;
        if outcome.to_string() != row.outcome {
            differing.push(format!(
                "{}:{}: {} – should end «{}», ended «{outcome}»",
                story.name, row.line, row.text, row.outcome
            ));
        }
    }
    differing
}
