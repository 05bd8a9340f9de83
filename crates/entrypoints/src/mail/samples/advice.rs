//! Letters about advice.

use actions::outbox::{Closed, RequestNews};
use domain::incident::Disposition;

use super::requests::closed;
use super::{named, noon};

/// Of advice, closed with `used` minutes and `released` others.
fn closed_advice(used: i64, released: i64) -> RequestNews {
    let effect = if used > 0 { "charged" } else { "nothing" };
    match closed(Disposition::Solved, effect) {
        RequestNews::Closed(facts) => RequestNews::Closed(Closed {
            minutes: Some((used, released)),
            ..facts
        }),
        other => other,
    }
}

/// What can happen to advice.
pub fn news() -> Vec<RequestNews> {
    let estimated = |minutes, approved| RequestNews::Estimated {
        minutes,
        approved,
        closes: noon().plus_days(14).0,
        deducted: approved.map(|_: i64| "minute".to_owned()),
    };
    vec![
        closed_advice(330, 150),
        closed_advice(0, 0),
        estimated(480, None),
        estimated(600, Some(480)),
        RequestNews::EstimateTold { minutes: 480 },
        RequestNews::EstimateApproved {
            minutes: 480,
            contract: Some(named("0088163423", "Partner Advisory Gold, 50 hours")),
        },
        RequestNews::EstimateDeclined { minutes: 480 },
        RequestNews::Delivered {
            minutes: 90,
            day: "2026-11-24".to_owned(),
            left: 390,
        },
    ]
}
