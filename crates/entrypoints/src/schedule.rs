//! What happens by itself as time goes by: units expire, questions go unanswered, leftovers are swept away.
//!
//! Every job catches up: it does what is due at the moment it runs, so that a stop of the program loses nothing.

use std::fmt::Debug;
use std::time::Duration;

use actions::incidents::{drafts, overdue, submit};
use actions::{House, accounts, files, imports, ledger, notices, partners, purchases, selfhelp};
use tokio::time::{MissedTickBehavior, interval};

use crate::app::Clock;

/// How often what people wait for is looked after.
const ROUND: Duration = Duration::from_mins(1);
/// Leftovers are swept in one round of so many.
const ROUNDS_PER_SWEEP: u64 = 60;

/// Runs the jobs until it is dropped. Imports go at a pace of their own: a large one keeps no other job waiting.
pub async fn run(house: &House, clock: &Clock) {
    tokio::join!(look_after(house, clock), take_over(house, clock));
}

/// Goes on with imports that a stop of the program has left in the middle.
async fn take_over(house: &House, clock: &Clock) {
    let mut rounds = interval(ROUND);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        rounds.tick().await;
        told("imports", imports::resume(house, clock()).await);
    }
}

async fn look_after(house: &House, clock: &Clock) {
    told("articles", selfhelp::warm(house).await);
    let mut rounds = interval(ROUND);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    for round in 0_u64.. {
        rounds.tick().await;
        let at = clock();
        told("expiry", ledger::expire(house, at).await);
        told("waiting", overdue::run(house, at).await);
        told("partners", partners::follow_up(house, at).await);
        told("seal", ledger::seal(house, at).await);
        told("warnings", notices::warn(house, at).await);
        told("orders", purchases::deliver_due(house, at).await);
        if round.is_multiple_of(ROUNDS_PER_SWEEP) {
            told("all warnings", notices::warn_all(house, at).await);
            told("statements", notices::send_statements(house, at).await);
            told("drafts", drafts::expire(house, at).await);
            told("submissions", submit::forget(house, at).await);
            told("sessions", accounts::sweep(house, at).await);
            told("imported files", imports::forget(house, at).await);
            told("files", files::sweep(house, at).await);
        }
    }
}

/// A job that fails is told to the operator and runs again in its next round.
fn told<T, E: Debug>(job: &str, done: Result<T, E>) {
    if let Err(problem) = done {
        tracing::error!(job, ?problem, "a job failed");
    }
}
