//! Many callers who do one thing after the other, and how long each thing took.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use domain::time::Moment;
use serde::{Deserialize, Serialize};
use tokio::task::JoinSet;

/// What a run of many deeds came to.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, PartialEq)]
pub struct Figures {
    /// Deeds in a second, of all callers together.
    pub per_second: f64,
    /// How long the deed in the middle took, in milliseconds.
    pub p50: f64,
    /// How long all but one of a hundred took at most, in milliseconds.
    pub p99: f64,
}

/// Lets `callers` do the deeds from `first`, `count` in all, each the next one as soon as its last is done.
///
/// # Errors
/// The first that a deed ends with.
pub async fn crowd<F>(
    callers: u64,
    (first, count): (u64, u64),
    deed: impl Fn(u64) -> F + Clone + Send + 'static,
) -> anyhow::Result<Figures>
where
    F: Future<Output = anyhow::Result<()>> + Send + 'static,
{
    let next = Arc::new(AtomicU64::new(first));
    let begun = now();
    let mut tasks = JoinSet::new();
    for _ in 0..callers {
        let (next, deed) = (Arc::clone(&next), deed.clone());
        tasks.spawn(async move {
            let mut took = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= first + count {
                    return Ok::<_, anyhow::Error>(took);
                }
                let begun = now();
                deed(number).await?;
                took.push(now() - begun);
            }
        });
    }
    let mut took = Vec::new();
    while let Some(done) = tasks.join_next().await {
        took.extend(done??);
    }
    Ok(Figures::of(took, now() - begun))
}

impl Figures {
    fn of(mut took: Vec<Duration>, in_all: Duration) -> Self {
        took.sort_unstable();
        let at = |percent: usize| {
            let place = (took.len() * percent / 100).min(took.len().saturating_sub(1));
            took.get(place).copied().unwrap_or_default().as_secs_f64() * 1_000.0
        };
        let deeds = u32::try_from(took.len()).expect("far fewer deeds");
        Self {
            per_second: f64::from(deeds) / in_all.as_secs_f64(),
            p50: at(50),
            p99: at(99),
        }
    }
}

/// The time that has gone, for differences.
#[expect(clippy::disallowed_methods, reason = "it measures")]
pub fn now() -> Instant {
    Instant::now()
}

/// The time of the day: that of the program whose sessions it begins.
#[expect(
    clippy::disallowed_methods,
    reason = "it begins sessions for a program in earnest"
)]
pub fn wall() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let since = since.expect("the clock stands after 1970");
    Moment(i64::try_from(since.as_micros()).expect("it stands before the year 292000"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn every_deed_is_done_once_and_counted() {
        let done = Arc::new(AtomicU64::new(0));
        let heard = Arc::clone(&done);
        let deed = move |number| {
            let heard = Arc::clone(&heard);
            async move {
                heard.fetch_add(number, Ordering::Relaxed);
                Ok(())
            }
        };
        let figures = crowd(3, (10, 5), deed).await.expect("no deed fails");
        assert_eq!(done.load(Ordering::Relaxed), 10 + 11 + 12 + 13 + 14);
        assert!(figures.per_second > 0.0, "{figures:?}");
    }

    #[test]
    fn the_middle_and_the_end_are_those_of_the_sorted_times() {
        let took = (1..=200).rev().map(Duration::from_millis).collect();
        let figures = Figures::of(took, Duration::from_secs(2));
        let expected = Figures {
            per_second: 100.0,
            p50: 101.0,
            p99: 199.0,
        };
        assert_eq!(figures, expected);
    }

    #[tokio::test]
    async fn a_deed_that_fails_fails_the_run() {
        let deed = |number| async move {
            anyhow::ensure!(number < 3, "the third");
            Ok(())
        };
        let failed = crowd(2, (0, 10), deed).await.expect_err("one fails");
        assert_eq!(failed.to_string(), "the third");
    }
}
