//! Writing down what became of a letter.

use domain::limits;
use domain::time::Moment;
use store::params;

use crate::{Answer, House};

/// What became of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// A server took it.
    Sent {
        /// Under which Message-ID.
        message_id: String,
    },
    /// It could not be handed over now; it is tried again until it has been tried often enough.
    Later {
        /// What was wrong.
        why: String,
        /// Its tries so far.
        tries: i64,
        /// A random byte, so that letters that failed together are not tried together.
        jitter: u8,
    },
    /// It will never be delivered: told to the operator.
    Failed {
        /// What is wrong.
        why: String,
    },
}

const SENT: &str = "
    UPDATE letter SET sent_at = $2, message_id = $3, next_at = NULL, failure = NULL WHERE id = $1";
const LATER: &str = "UPDATE letter SET next_at = $2, failure = $3 WHERE id = $1";
const FAILED: &str = "UPDATE letter SET failed_at = $2, next_at = NULL, failure = $3 WHERE id = $1";

/// Settles the letter in row `id`.
pub async fn settle(house: &House, id: i64, fate: Fate, at: Moment) -> Answer<()> {
    house
        .quietly(move |tx| {
            match &fate {
                Fate::Sent { message_id } => tx.execute(SENT, params![id, at.0, message_id])?,
                Fate::Later { why, tries, jitter } if *tries < limits::LETTER_TRIES_MAX => {
                    tx.execute(LATER, params![id, again(at, *tries, *jitter).0, why])?
                }
                Fate::Later { why, .. } | Fate::Failed { why } => {
                    tx.execute(FAILED, params![id, at.0, why])?
                }
            };
            Ok(())
        })
        .await
}

/// When to try again: twice as late each time, up to [`limits::LETTER_WAIT_MINUTES_MAX`], and up to a half later by
/// chance.
fn again(at: Moment, tries: i64, jitter: u8) -> Moment {
    let doublings = u32::try_from(tries.clamp(1, 16) - 1).unwrap_or(0);
    let minutes = (1 << doublings).min(limits::LETTER_WAIT_MINUTES_MAX);
    let seconds = minutes * 60;
    at.plus_seconds(seconds + seconds * i64::from(jitter) / 512)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waits(tries: i64, jitter: u8) -> i64 {
        again(Moment(0), tries, jitter).0 / 1_000_000
    }

    #[test]
    fn waits_double_up_to_a_bound_and_spread_by_chance() {
        assert_eq!((waits(1, 0), waits(2, 0), waits(5, 0)), (60, 120, 960));
        assert_eq!(waits(30, 0), limits::LETTER_WAIT_MINUTES_MAX * 60);
        assert_eq!(waits(1, 255), 60 + 29);
    }
}
