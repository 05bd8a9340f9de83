//! Where a balance is heading at its present pace.

use crate::time::Moment;

/// What becomes of a balance if units go on being used as they were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forecast {
    /// Nothing has been used: all of it lapses.
    Unused {
        /// Units left at the end.
        lapsing: i64,
    },
    /// It lasts, and some lapse unused.
    Lasts {
        /// Units left at the end, zero where it comes out even.
        lapsing: i64,
    },
    /// It runs out before the end.
    RunsOut {
        /// About when.
        at: Moment,
    },
}

/// Projects `left` units at `now` to `ends`, given that `used` units went since `since`.
///
/// Gives nothing where there is nothing to project: an empty balance, a contract that has ended, or one that began
/// less than a day ago.
pub fn forecast(
    left: i64,
    used: i64,
    since: Moment,
    now: Moment,
    ends: Moment,
) -> Option<Forecast> {
    const DAY: i128 = 86_400_000_000;
    let elapsed = i128::from(now.0) - i128::from(since.0);
    let ahead = i128::from(ends.0) - i128::from(now.0);
    if left <= 0 || ahead <= 0 || elapsed < DAY {
        return None;
    }
    if used <= 0 {
        return Some(Forecast::Unused { lapsing: left });
    }
    let spent = (i128::from(used) * ahead) / elapsed;
    if spent < i128::from(left) {
        let lapsing = i64::try_from(i128::from(left) - spent).unwrap_or(left);
        return Some(Forecast::Lasts { lapsing });
    }
    let lasts = (i128::from(left) * elapsed) / i128::from(used);
    if lasts >= ahead {
        return Some(Forecast::Lasts { lapsing: 0 });
    }
    Some(Forecast::RunsOut {
        at: Moment(
            now.0
                .saturating_add(i64::try_from(lasts).unwrap_or(i64::MAX)),
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::{Forecast, forecast};
    use crate::time::Moment;

    const DAY: i64 = 86_400_000_000;

    fn day(number: i64) -> Moment {
        Moment(number * DAY)
    }

    #[test]
    fn only_the_time_since_it_began_counts_and_a_day_is_enough() {
        assert_eq!(
            forecast(10, 1, day(100), day(101), day(102)),
            Some(Forecast::Lasts { lapsing: 9 })
        );
        assert_eq!(
            forecast(10, 10, day(100), day(110), day(115)),
            Some(Forecast::Lasts { lapsing: 5 })
        );
    }

    #[test]
    fn half_used_at_half_time_comes_out_even() {
        assert_eq!(
            forecast(10, 10, day(0), day(180), day(360)),
            Some(Forecast::Lasts { lapsing: 0 })
        );
    }

    #[test]
    fn a_slow_pace_leaves_units_to_lapse() {
        assert_eq!(
            forecast(16, 4, day(0), day(180), day(360)),
            Some(Forecast::Lasts { lapsing: 12 })
        );
    }

    #[test]
    fn a_fast_pace_runs_out_before_the_end() {
        let at = day(90 + 30);
        assert_eq!(
            forecast(5, 15, day(0), day(90), day(365)),
            Some(Forecast::RunsOut { at })
        );
    }

    #[test]
    fn nothing_used_means_that_all_lapses() {
        assert_eq!(
            forecast(20, 0, day(0), day(30), day(365)),
            Some(Forecast::Unused { lapsing: 20 })
        );
    }

    #[test]
    fn nothing_is_said_of_an_empty_an_ended_or_a_new_contract() {
        assert_eq!(forecast(0, 20, day(0), day(30), day(365)), None);
        assert_eq!(forecast(5, 5, day(0), day(365), day(365)), None);
        assert_eq!(forecast(5, 5, day(0), Moment(DAY / 2), day(365)), None);
    }
}
